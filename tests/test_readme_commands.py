"""The README's pip, jupyter-book and pytest commands, in a fresh copy and a new virtual environment without Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from pathlib import Path

import pytest

from tests.checkout import copy_tracked_files

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.network


def test_the_readme_commands_work_without_node(tmp_path: Path) -> None:
    checkout = copy_tracked_files(ROOT, tmp_path / "checkout")
    venv.create(tmp_path / "venv", with_pip=True)
    tools = tmp_path / "tools"  # a PATH without node and npm
    tools.mkdir()
    for tool in ("sh", "env", "git", "uname"):
        if found := shutil.which(tool):
            (tools / tool).symlink_to(found)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "PYTHON"))}
    environment["PATH"] = os.pathsep.join([str(tmp_path / "venv" / "bin"), str(tools)])
    assert not shutil.which("node", path=environment["PATH"])
    run = subprocess.run(
        ["sh", "-c", "pip install -q -r requirements.txt && jupyter-book build . && pytest --nbval chapters"],
        cwd=checkout, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    assert " passed" in run.stdout.splitlines()[-1]
    assert "WARNING" not in run.stdout.partition("Running Jupyter-Book")[2]
    page = (checkout / "_build" / "html" / "chapters" / "04.html").read_text("utf-8")
    assert "sanad-passage" in page
    assert "woff2" not in page, "without npm there is no font to point to"
