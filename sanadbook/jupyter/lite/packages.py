"""Resolves the Python packages of the JupyterLite site and makes the lock file for Pyodide."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: Requirements of the kernel, as named in Pyodide's lock file.
KERNEL = ("micropip", "packaging", "ipython", "jedi", "typing-extensions")
#: Optional packages of the quiz. They are compiled, so only a full distribution of Pyodide has them.
TABLES = ("pandas", "matplotlib")
#: Shape Arabic for matplotlib before 3.11, which Pyodide has.
SHAPING = ("arabic-reshaper", "python-bidi")
#: The environment for evaluating the markers of requirements.
_BROWSER = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "platform_machine": "wasm32",
    "os_name": "posix",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}


class LockError(RuntimeError):
    """A package is missing or has another hash than in the lock file. The message names it."""


@dataclass(frozen=True)
class Wheel:
    """A pure Python wheel and its metadata."""

    path: Path
    name: str  # canonical
    version: str
    requires: tuple[Requirement, ...]
    imports: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Wheel:
        """Read the wheel at *path*."""
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            metadata = HeaderParser().parsestr(archive.read(_metadata_of(names)).decode("utf-8"))
        roots = {name.partition("/")[0] for name in names if name.endswith("/__init__.py") and name.count("/") == 1}
        roots |= {name.removesuffix(".py") for name in names if "/" not in name and name.endswith(".py")}
        requires = tuple(Requirement(each) for each in metadata.get_all("Requires-Dist") or [])
        return cls(path, canonicalize_name(metadata["Name"]), metadata["Version"], requires, tuple(sorted(roots)))

    def needs(self, python: str) -> list[str]:
        """Return the canonical names of its requirements in a browser with the version *python* (``"3.14"``)."""
        here = {**_BROWSER, "python_version": python, "python_full_version": f"{python}.0"}
        return [canonicalize_name(each.name) for each in self.requires if not each.marker or each.marker.evaluate(here)]

    def entry(self, depends: Iterable[str]) -> dict[str, Any]:
        """Return its entry in the lock file; *depends* are canonical names."""
        return {
            "name": self.name,
            "version": self.version,
            "file_name": self.path.name,
            "install_dir": "site",
            "sha256": sha256(self.path),
            "package_type": "package",
            "imports": list(self.imports),
            "depends": sorted(depends),
            "unvendored_tests": False,
        }


def _metadata_of(names: list[str]) -> str:
    return next(name for name in names if name.endswith(".dist-info/METADATA") and name.count("/") == 1)


def sha256(path: Path) -> str:
    """Return the SHA-256 of the file at *path* as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Packages:
    """The packages of a site: the text of the lock file, and the files that belong next to it."""

    lock: str
    files: tuple[Path, ...]
    tables: bool  # pandas and matplotlib are among them


def resolve_packages(distribution: Path, wheels: Iterable[Path], ours: Iterable[Path]) -> Packages:
    """Resolve the packages of the site with their dependencies.

    Args:
        distribution: folder of Pyodide. That of npm has no packages; a full release has them.
        wheels: downloaded pure Python wheels.
        ours: the wheels to install: those of the kernel, and sanadbook.

    Raises:
        LockError: a package is missing, or a file of the distribution has another hash than in its lock file.

    """
    lock = json.loads((distribution / "pyodide-lock.json").read_text("utf-8"))
    python = ".".join(lock["info"]["python"].split(".")[:2])
    known: Mapping[str, dict[str, Any]] = {canonicalize_name(name): entry for name, entry in lock["packages"].items()}
    built = {name: entry for name, entry in known.items() if (distribution / entry["file_name"]).is_file()}
    pure = {wheel.name: wheel for wheel in map(Wheel.read, [*wheels, *ours])}
    tables = all(name in built for name in TABLES)
    extra = (*TABLES, *SHAPING) if tables else ()
    requested = {wheel.name for wheel in map(Wheel.read, ours)}
    entries: dict[str, dict[str, Any]] = {}
    files: list[Path] = []
    todo = [*KERNEL, *sorted(requested)]
    while todo:
        name = canonicalize_name(todo.pop())
        if name in entries:
            continue
        if name in built and name not in requested:
            entry = {**built[name], "depends": [canonicalize_name(each) for each in built[name]["depends"]]}
            file = distribution / entry["file_name"]
            if sha256(file) != entry["sha256"]:
                raise LockError(f"{file} has another hash than in {distribution / 'pyodide-lock.json'}")
        elif name in pure:
            wheel = pure[name]
            depends = known[name]["depends"] if name in known else wheel.needs(python)
            entry = wheel.entry({*map(canonicalize_name, depends), *(extra if name == "sanadbook" else ())})
            file = wheel.path
        else:
            raise LockError(f"there is no wheel of {name}: add it to lite/wheels.txt and run `make lock`")
        entries[name] = entry
        files.append(file)
        todo += entry["depends"]
    text = json.dumps({**lock, "packages": dict(sorted(entries.items()))}, sort_keys=True) + "\n"
    return Packages(text, tuple(sorted(files)), tables)
