"""Builds the JupyterLite site: core and kernel by their own tools, Pyodide and wheels from this host, a policy of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanadbook.jupyter.lite.packages import LockError, Packages, choose
from sanadbook.model.course import Course

#: What Pyodide itself is.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
#: Written last: by it the book knows a whole site.
MANIFEST = "sanad-lite.json"
#: Names of what JupyterLite may store in a browser begin with it, so that one press can clear it.
STORAGE = "sanad-lite"
KERNEL_EXTENSION = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
#: Loaded while Pyodide starts, at once: what the kernel would ask its own installer for, and what the first cell imports.
KERNEL_START = ("micropip", "packaging", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
AT_START = (*KERNEL_START, "sanadbook")
#: Stub wheels of the kernel that stand for packages a browser has no use for.
STUBS = ("piplite-", "pyodide_kernel-", "ipykernel-", "widgetsnbextension-4")
#: Megabytes of scripts and styles that the interface loads; the test of the site measures it.
INTERFACE = 9.4
#: Labextensions that come inside wheels.
EXTENSIONS = ("jupyterlab_widgets-", "anywidget-", "sanadbook-")
#: JupyterLab compiles templates at run time and anywidget loads its module from `blob:`; still no other host.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-eval' 'unsafe-inline' blob:",
        "worker-src 'self' blob:",
        "connect-src 'self' blob: data:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "font-src 'self' data:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
_HEAD = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="referrer" content="no-referrer">'
#: The worker that would keep what was loaded, and what says nothing to a learner.
_DISABLED = (
    "@jupyterlite/application-extension:service-worker-manager",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlite/notebook-application-extension:logo",
    "@jupyter-notebook/notebook-extension:checkpoints",
)

#: Of the builder, for the builder.
_UNUSED = ("rspack.config*", "*.tgz", "doc")
_ICONS = ("notebook", "busy-1", "busy-2", "busy-3", "file", "terminal")
#: Files of a page that never changes have no date of their own.
_NO_DATE = "2026-01-01T00:00:00Z"


class LiteError(RuntimeError):
    """The site can't be built; the message says what to do."""


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path
    megabytes: float  # that a browser loads before the first answer
    tables: bool


def build_lite(course: Course, output: Path, tools: Path, pyodide: str = "") -> Site:
    """Build the site of *course* in the folder *output*, which is replaced when all went well.

    Args:
        course: its chapters have been written.
        output: e.g. ``_build/lite``.
        tools: the virtual environment with ``lite/requirements.txt``.
        pyodide: address, archive or folder of a full Pyodide distribution; by default npm's core.

    Raises:
        LiteError: a tool or a package is missing, or a tool failed.

    """
    python = tools / "bin" / "python"
    if not python.is_file():
        raise LiteError(f"{python} is not there: run `make lite`, which installs lite/requirements.txt")
    with tempfile.TemporaryDirectory() as folder, _distribution(course.root, pyodide) as distribution:
        work = Path(folder)
        wheels = _download(python, course.root / "lite" / "wheels.txt", tools / "wheels")
        _run([python, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", work / "own", course.root])
        stubs = [path for path in sorted((tools / KERNEL_EXTENSION).glob("*.whl")) if path.name.startswith(STUBS)]
        try:
            packages = choose(distribution, wheels, [*stubs, *(work / "own").glob("*.whl")])
        except LockError as error:
            raise LiteError(str(error)) from None
        site = work / "site"
        _sources(course, work / "source", site, _extensions(wheels, work / "own"))
        _run([tools / "bin" / "jupyter-lite", "build"], cwd=work / "source")
        _place(site, distribution, packages)
        _contents(site, [course.root / "chapters" / f"{chapter.name}.ipynb" for chapter in course.chapters])
        files = [*(distribution / name for name in CORE), *packages.files]
        megabytes = round(sum(path.stat().st_size for path in files) / 1e6 + INTERFACE, 1)
        (site / MANIFEST).write_text(json.dumps({"megabytes": megabytes, "tables": packages.tables}), "utf-8")
        if output.exists():
            shutil.rmtree(output)
        shutil.copytree(site, output, ignore=shutil.ignore_patterns(*_UNUSED))
    return Site(output, megabytes, packages.tables)


def _run(command: list[Any], cwd: Path | None = None) -> None:
    """Run a tool. Raises LiteError with the end of what it said."""
    run = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    if run.returncode:
        raise LiteError(f"{Path(command[0]).name} failed:\n{(run.stdout + run.stderr)[-2000:]}")


@contextmanager
def _distribution(root: Path, given: str) -> Iterator[Path]:
    """Yield the folder with Pyodide: npm's, or the given one, fetched and unpacked if need be. Raises LiteError."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(given) if given else root / "node_modules" / "pyodide"
        if given.startswith("https://"):
            place = Path(folder) / given.rpartition("/")[2]
            with urllib.request.urlopen(given) as answer, place.open("wb") as file:
                shutil.copyfileobj(answer, file)
        if place.is_file():
            with tarfile.open(place) as archive:
                archive.extractall(folder, filter="data")
            place = next((path.parent for path in sorted(Path(folder).rglob("pyodide-lock.json"))), Path(folder))
        missing = [name for name in (*CORE, "pyodide-lock.json") if not (place / name).is_file()]
        if missing:
            raise LiteError(f"{place} has no {missing[0]}: " + ("it is no Pyodide" if given else "run `npm ci`"))
        if given and _made_for(place) != _made_for(root / "node_modules" / "pyodide"):
            raise LiteError(f"{given} is another Pyodide than package.json names, and the kernel is made for that one")
        yield place


def _made_for(distribution: Path) -> Any:
    """The Python and the platform of a Pyodide, or None where there is none."""
    lock = distribution / "pyodide-lock.json"
    return json.loads(lock.read_text("utf-8"))["info"] if lock.is_file() else None


def _download(python: Path, pins: Path, folder: Path) -> list[Path]:
    """Bring the wheels that *pins* locks, with their hashes, into *folder*; what is there already stays. Raises LiteError."""
    stamp = folder / "pins.txt"
    if not stamp.is_file() or stamp.read_bytes() != pins.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        options = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--platform=any", "--python-version=3.14"]
        _run([python, "-m", "pip", "download", "-q", "--disable-pip-version-check", *options, "-r", pins, "-d", folder])
        stamp.write_bytes(pins.read_bytes())
    return sorted(folder.glob("*.whl"))


def _extensions(wheels: list[Path], own: Path) -> list[Path]:
    """The wheels that carry what the interface needs: the widgets, and what makes chapters Arabic."""
    return [path for path in [*wheels, *sorted(own.glob("*.whl"))] if path.name.startswith(EXTENSIONS)]


def _sources(course: Course, source: Path, site: Path, extensions: list[Path]) -> None:
    """Lay out what the builder reads: configuration and settings."""
    source.mkdir()
    memory = {
        name: ["memoryStorageDriver"]
        for name in ("contentsStorageDrivers", "settingsStorageDrivers", "workspacesStorageDrivers")
    }
    names = {f"{what}StorageName": f"{STORAGE}-{what}" for what in ("contents", "settings", "workspaces")}
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": list(AT_START)},
    }
    page = {
        "appName": course.file.brand,
        "contentsAllJsonFile": "all.json",
        "enableMemoryStorage": True,
        **memory,
        **names,
        "disabledExtensions": list(_DISABLED),
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    build = {
        "apps": ["notebooks"],
        "output_dir": str(site),
        "cache_dir": str(source.parent / "cache"),
        "federated_extensions": [str(path) for path in extensions],
        "no_sourcemaps": True,
        "no_libarchive": True,
    }
    for name, value in (
        ("jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}),
        ("jupyter_lite_config.json", {"LiteBuildConfig": build}),
        # Nothing is kept, so nothing needs saving; and nothing asks.
        ("overrides.json", {"@jupyterlab/docmanager-extension:plugin": {"autosave": False}}),
    ):
        (source / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def _place(site: Path, distribution: Path, packages: Packages) -> None:
    """Add Pyodide with its packages to the built *site*, and the policy to its pages."""
    pyodide = site / "static" / "pyodide"
    pyodide.mkdir(parents=True, exist_ok=True)
    for path in [*(distribution / name for name in CORE), *packages.files]:
        shutil.copyfile(path, pyodide / path.name)
    (pyodide / "pyodide-lock.json").write_text(packages.lock, "utf-8")
    icons = site / "static" / "favicons"
    icons.mkdir()
    for name in _ICONS:  # the interface asks for them; the builder would take them from a whole server
        shutil.copyfile(site / "notebooks" / "favicon.ico", icons / f"favicon-{name}.ico")
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"<head>", "<head>" + _HEAD, text, count=1), "utf-8")


def _contents(site: Path, notebooks: list[Path]) -> None:
    """Put the notebooks where the interface finds them, with the list that it reads: the builder's own needs a whole server."""
    common = {"created": _NO_DATE, "last_modified": _NO_DATE, "mimetype": None, "writable": True, "content": None}
    (site / "files").mkdir(exist_ok=True)
    found = []
    for path in notebooks:
        shutil.copyfile(path, site / "files" / path.name)
        known = {
            "name": path.name,
            "path": path.name,
            "type": "notebook",
            "format": "json",
            "size": path.stat().st_size,
        }
        found.append({**common, **known})
    everything = {
        **common,
        "name": "",
        "path": "",
        "type": "directory",
        "format": "json",
        "size": None,
        "content": found,
    }
    listing = site / "api" / "contents" / "all.json"
    listing.parent.mkdir(parents=True, exist_ok=True)
    listing.write_text(json.dumps(everything, ensure_ascii=False), "utf-8")
