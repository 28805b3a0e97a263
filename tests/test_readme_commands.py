"""The owner's three commands, word for word, in a fresh copy and a new virtual environment, without Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.network


def test_install_build_and_nbval_work_word_for_word_without_node(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, tracked.split("\0")):
        target = checkout / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    venv.create(tmp_path / "venv", with_pip=True)
    tools = tmp_path / "tools"  # a PATH with what the commands need, and no node or npm
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
