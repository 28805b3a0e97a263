"""Which Python packages the browser is given, and the lock file by which Pyodide finds them beside itself."""

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

#: What the kernel itself needs, by the names in Pyodide's own lock.
KERNEL = ("micropip", "packaging", "ipython", "jedi", "typing-extensions")
#: What the quiz uses where it is there. None of it comes as wheels of Python alone: a full distribution brings it.
TABLES = ("pandas", "matplotlib")
#: What shapes Arabic for the matplotlib of today's distributions, which is older than 3.11.
SHAPING = ("arabic-reshaper", "python-bidi")
#: The environment that the conditions of requirements are read for.
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
    """The packages do not make a whole; the message says which one is missing or is not what was locked."""


@dataclass(frozen=True)
class Wheel:
    """A wheel of Python alone, and what its metadata says."""

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
        """Return the names of the packages that it needs in a browser with this *python* (``"3.14"``)."""
        here = {**_BROWSER, "python_version": python, "python_full_version": f"{python}.0"}
        return [canonicalize_name(each.name) for each in self.requires if not each.marker or each.marker.evaluate(here)]

    def entry(self, depends: Iterable[str]) -> dict[str, Any]:
        """Return what the lock says of it."""
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
    """Return the hash of the file at *path*."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Packages:
    """The packages of a site: the lock's text, and the files to put beside it."""

    lock: str
    files: tuple[Path, ...]
    tables: bool  # pandas and matplotlib are among them


def choose(distribution: Path, wheels: Iterable[Path], ours: Iterable[Path]) -> Packages:
    """Choose what the browser is given.

    Args:
        distribution: a folder with Pyodide; npm's has no packages, a release has all.
        wheels: downloaded wheels of Python alone.
        ours: wheels that everything is for: the kernel's own, and the course's.

    Raises:
        LockError: a package is missing, or a file of the distribution is not the one that its lock names.

    """
    lock = json.loads((distribution / "pyodide-lock.json").read_text("utf-8"))
    python = ".".join(lock["info"]["python"].split(".")[:2])
    known: Mapping[str, dict[str, Any]] = {canonicalize_name(name): entry for name, entry in lock["packages"].items()}
    built = {name: entry for name, entry in known.items() if (distribution / entry["file_name"]).is_file()}
    pure = {wheel.name: wheel for wheel in map(Wheel.read, [*wheels, *ours])}
    tables = all(name in built for name in TABLES)
    extra = (*TABLES, *SHAPING) if tables else ()
    asked = {wheel.name for wheel in map(Wheel.read, ours)}
    entries: dict[str, dict[str, Any]] = {}
    files: list[Path] = []
    todo = [*KERNEL, *sorted(asked)]
    while todo:
        name = canonicalize_name(todo.pop())
        if name in entries:
            continue
        if name in built and name not in asked:
            entry = {**built[name], "depends": [canonicalize_name(each) for each in built[name]["depends"]]}
            file = distribution / entry["file_name"]
            if sha256(file) != entry["sha256"]:
                raise LockError(f"{file} is not the file that {distribution / 'pyodide-lock.json'} names")
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
