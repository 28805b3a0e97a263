"""Pins the wheels of the JupyterLite site. ``make lock`` writes the output to ``lite/wheels.txt``."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.utils import canonicalize_name, parse_wheel_filename

from sanadbook.jupyter.lite.packages import KERNEL, SHAPING, sha256

#: Taken from constraints.txt: the versions with which the notebooks are tested in JupyterLab.
WIDGETS = ("anywidget", "comm", "ipywidgets", "jupyterlab-widgets", "psygnal")
HEAD = """\
# Pure Python wheels of the JupyterLite site: the kernel's requirements in the versions of Pyodide's lock file, the
# widgets in those of constraints.txt. Made by `make lock`; do not edit."""


def versions(root: Path) -> dict[str, str]:
    """Return the version of every package, by canonical name, for the course in the folder *root*."""
    lock = json.loads((root / "node_modules" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))["packages"]
    known = {canonicalize_name(name): entry for name, entry in lock.items()}
    found: dict[str, str] = {}
    todo = list(KERNEL)
    while todo:
        name = canonicalize_name(todo.pop())
        if name not in found:
            found[name] = known[name]["version"]
            todo += known[name]["depends"]
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", (root / "constraints.txt").read_text("utf-8"), re.MULTILINE))
    found |= {name: pinned[name] for name in WIDGETS}
    return found | dict(zip(SHAPING, ("3.0.0", "0.4.2"), strict=True))  # the last pure Python release of python-bidi


def main() -> None:
    """Download the wheels and print a requirement with a hash for each."""
    with tempfile.TemporaryDirectory() as folder:
        specs = [f"{name}=={version}" for name, version in versions(Path()).items()]
        options = ["--no-deps", "--only-binary=:all:", "--platform=any", "--python-version=3.14", "-d", folder]
        command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", *options, *specs]
        subprocess.run(command, check=True, stdout=sys.stderr)
        wheels = {parse_wheel_filename(path.name)[:2]: path for path in Path(folder).glob("*.whl")}
        lines = [f"{name}=={version} --hash=sha256:{sha256(path)}" for (name, version), path in sorted(wheels.items())]
    print("\n".join([HEAD, *lines]))


if __name__ == "__main__":
    main()
