"""Builds the JupyterLite site with Pyodide and all packages on the same host, and a content security policy."""

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

from sanadbook.jupyter.lite.packages import LockError, Packages, resolve_packages
from sanadbook.model.course import Course
from sanadbook.outputs.generated_folder import check_replaceable, replace_folder

#: Files of Pyodide itself.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
#: Written last, so that it marks a complete site.
MANIFEST = "sanad-lite.json"
#: Prefix of the names of JupyterLite's storage in the browser, by which the book can delete it.
STORAGE = "sanad-lite"
KERNEL_EXTENSION = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
#: Packages loaded in parallel while Pyodide starts: those that the kernel installs itself, and sanadbook.
KERNEL_START = ("micropip", "packaging", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
AT_START = (*KERNEL_START, "sanadbook")
#: Stub wheels of the kernel, which replace packages without a use in a browser.
STUBS = ("piplite-", "pyodide_kernel-", "ipykernel-", "widgetsnbextension-4")
#: Megabytes of scripts and styles of the interface, verified by the browser test of the site.
INTERFACE = 9.4
#: Wheels that contain JupyterLab extensions.
EXTENSIONS = ("jupyterlab_widgets-", "anywidget-", "sanadbook-")
#: JupyterLab compiles templates at run time and anywidget loads its module from `blob:`. Other hosts stay blocked.
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
#: The service worker, which would cache files, and parts that learners do not need.
_DISABLED = (
    "@jupyterlite/application-extension:service-worker-manager",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlite/notebook-application-extension:logo",
    "@jupyter-notebook/notebook-extension:checkpoints",
)

#: Build files that the site does not need.
_UNUSED = ("rspack.config*", "*.tgz", "doc")
_ICONS = ("notebook", "busy-1", "busy-2", "busy-3", "file", "terminal")
#: Date of every file in the listing of contents, so that equal input gives an equal site.
_NO_DATE = "2026-01-01T00:00:00Z"


class LiteError(RuntimeError):
    """The site cannot be built. The message says what to do."""


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path
    megabytes: float  # loaded by a browser before the first answer
    tables: bool  # whether pandas and matplotlib are included


def build_lite(course: Course, output: Path, tools: Path, pyodide: str = "") -> Site:
    """Build the site of *course* in the folder *output*, which is replaced only after a successful build.

    Args:
        course: the course. Its chapters must have been written.
        output: output folder, such as ``_build/lite``.
        tools: virtual environment in which ``lite/requirements.txt`` is installed.
        pyodide: URL, archive or folder of a full distribution of Pyodide; by default the core from npm.

    Raises:
        LiteError: a tool or a package is missing, or a tool failed.
        ForeignFolderError: *output* contains something that no earlier build made.

    """
    check_replaceable(output)
    python = tools / "bin" / "python"
    if not python.is_file():
        raise LiteError(f"{python} does not exist: run `make lite`, which installs lite/requirements.txt")
    with tempfile.TemporaryDirectory() as folder, _distribution(course.root, pyodide) as distribution:
        work = Path(folder)
        wheels = _download(python, course.root / "lite" / "wheels.txt", tools / "wheels")
        _run([python, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", work / "own", course.root])
        stubs = [path for path in sorted((tools / KERNEL_EXTENSION).glob("*.whl")) if path.name.startswith(STUBS)]
        try:
            packages = resolve_packages(distribution, wheels, [*stubs, *(work / "own").glob("*.whl")])
        except LockError as error:
            raise LiteError(str(error)) from None
        site = work / "site"
        _write_sources(course, work / "source", site, _extensions(wheels, work / "own"))
        _run([tools / "bin" / "jupyter-lite", "build"], cwd=work / "source")
        _add_pyodide(site, distribution, packages)
        _add_contents(site, [course.root / "chapters" / f"{chapter.name}.ipynb" for chapter in course.chapters])
        files = [*(distribution / name for name in CORE), *packages.files]
        megabytes = round(sum(path.stat().st_size for path in files) / 1e6 + INTERFACE, 1)
        (site / MANIFEST).write_text(json.dumps({"megabytes": megabytes, "tables": packages.tables}), "utf-8")
        replace_folder(site, output, *_UNUSED)
    return Site(output, megabytes, packages.tables)


def _run(command: list[Any], cwd: Path | None = None) -> None:
    """Run a tool. Raises LiteError with the end of its output."""
    run = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    if run.returncode:
        raise LiteError(f"{Path(command[0]).name} failed:\n{(run.stdout + run.stderr)[-2000:]}")


@contextmanager
def _distribution(root: Path, given: str) -> Iterator[Path]:
    """Yield the folder of Pyodide: that of npm, or *given*, downloaded and unpacked if necessary. Raises LiteError."""
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
            hint = "use a distribution of Pyodide" if given else "run `npm ci`"
            raise LiteError(f"{place} has no {missing[0]}: {hint}")
        if given and _target_platform(place) != _target_platform(root / "node_modules" / "pyodide"):
            raise LiteError(f"{given} is another version of Pyodide than in package.json, which the kernel needs")
        yield place


def _target_platform(distribution: Path) -> Any:
    """Return the Python version and platform of a Pyodide, or None if there is no lock file."""
    lock = distribution / "pyodide-lock.json"
    return json.loads(lock.read_text("utf-8"))["info"] if lock.is_file() else None


def _download(python: Path, pins: Path, folder: Path) -> list[Path]:
    """Download the wheels pinned in *pins* into *folder*, unless they are there. Raises LiteError."""
    stamp = folder / "pins.txt"
    if not stamp.is_file() or stamp.read_bytes() != pins.read_bytes():
        for old in (*folder.glob("*.whl"), stamp):
            old.unlink(missing_ok=True)
        options = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--platform=any", "--python-version=3.14"]
        _run([python, "-m", "pip", "download", "-q", "--disable-pip-version-check", *options, "-r", pins, "-d", folder])
        stamp.write_bytes(pins.read_bytes())
    return sorted(folder.glob("*.whl"))


def _extensions(wheels: list[Path], own: Path) -> list[Path]:
    """Return the wheels with JupyterLab extensions: the widgets and our own."""
    return [path for path in [*wheels, *sorted(own.glob("*.whl"))] if path.name.startswith(EXTENSIONS)]


def _write_sources(course: Course, source: Path, site: Path, extensions: list[Path]) -> None:
    """Write the input of the builder: configuration and settings."""
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
        # Storage is in memory only, so saving has no use.
        ("overrides.json", {"@jupyterlab/docmanager-extension:plugin": {"autosave": False}}),
    ):
        (source / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def _add_pyodide(site: Path, distribution: Path, packages: Packages) -> None:
    """Add Pyodide and its packages to the built *site*, and the content security policy to its pages."""
    pyodide = site / "static" / "pyodide"
    pyodide.mkdir(parents=True, exist_ok=True)
    for path in [*(distribution / name for name in CORE), *packages.files]:
        shutil.copyfile(path, pyodide / path.name)
    (pyodide / "pyodide-lock.json").write_text(packages.lock, "utf-8")
    icons = site / "static" / "favicons"
    icons.mkdir()
    for name in _ICONS:  # requested by the interface; the builder copies them only from a Jupyter server
        shutil.copyfile(site / "notebooks" / "favicon.ico", icons / f"favicon-{name}.ico")
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"<head>", "<head>" + _HEAD, text, count=1), "utf-8")


def _add_contents(site: Path, notebooks: list[Path]) -> None:
    """Add the notebooks and their listing. The builder itself can list them only with a Jupyter server."""
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
