"""The JupyterLab extension in the wheel: complete, with the package's version, and small."""

from __future__ import annotations

import json
import re
import sysconfig
import tomllib
from pathlib import Path

import sanadbook

ROOT = Path(__file__).parents[2]
LAB = ROOT / "sanadbook" / "jupyter" / "labextension"
PREFIX = "share/jupyter/labextensions/sanadbook/"
FILES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"][
    "shared-data"
]


def test_the_extension_has_the_version_of_the_package() -> None:
    assert json.loads((LAB / "package.json").read_text("utf-8"))["version"] == sanadbook.__version__


def test_the_wheel_installs_every_file_that_the_extension_loads() -> None:
    installed = {target.removeprefix(PREFIX) for target in FILES.values()}
    build = json.loads((LAB / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]
    sheets = re.search(r"\[(?:\"[\w-]+\.css\",?)+\]", (LAB / "remoteEntry.js").read_text("utf-8"))
    assert sheets
    assert installed == {"package.json", build["load"], *(f"static/{sheet}" for sheet in json.loads(sheets[0]))}


def test_the_installed_extension_is_up_to_date() -> None:
    """An editable installation copies these files; `make` installs again after a change."""
    for source, target in FILES.items():
        found = Path(sysconfig.get_path("data"), target)
        assert found.is_file(), f"{target} is not installed: pip install -e ."
        if source.startswith("sanadbook/jupyter/labextension/"):
            assert found.read_bytes() == (ROOT / source).read_bytes(), f"{target} is out of date: pip install -e ."


def test_the_extension_is_small() -> None:
    assert sum((ROOT / source).stat().st_size for source in FILES) < 60_000
