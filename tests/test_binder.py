"""What Binder installs: accepted by repo2docker, small, cacheable, and the learner's half alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from urllib.parse import parse_qs, urlsplit

import pytest
from packaging.specifiers import SpecifierSet

from sanadbook.sphinx_ext.launch_buttons import binder_url

ROOT = Path(__file__).parents[1]
BINDER = ROOT / ".binder"


@pytest.fixture(scope="module")
def dockerfile() -> str:
    tool = Path(sys.executable).parent / "jupyter-repo2docker"
    command = str(tool) if tool.is_file() else shutil.which("jupyter-repo2docker")
    if not command:
        pytest.fail("jupyter-repo2docker is not installed: see tests/requirements.txt")
    run = subprocess.run(
        [command, "--no-build", "--debug", "--user-id", "1000", "--user-name", "reader", str(ROOT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout + run.stderr


def test_repo2docker_takes_the_binder_folder_and_its_python(dockerfile: str) -> None:
    assert ".binder/requirements.txt" in dockerfile
    assert ".binder/postBuild" in dockerfile
    assert "conda environment for python=3.12" in dockerfile


def test_requirements_come_before_the_repository_so_that_they_are_cached(dockerfile: str) -> None:
    copies = [line for line in dockerfile.splitlines() if "COPY" in line or "pip install" in line]
    install = next(i for i, line in enumerate(copies) if "pip install" in line and "requirements.txt" in line)
    whole = next(i for i, line in enumerate(copies) if re.search(r"COPY.* src/ ", line))
    assert install < whole


def test_binder_installs_the_learners_half_alone() -> None:
    lines = [line.partition("#")[0].strip() for line in (BINDER / "requirements.txt").read_text("utf-8").splitlines()]
    names = {re.split(r"[=<>~!\[]", line)[0] for line in lines if line}
    assert names == {"ipywidgets", "anywidget", "pandas", "matplotlib", "nbgitpuller"}


def test_post_build_installs_this_package_without_dependencies() -> None:
    script = (BINDER / "postBuild").read_text("utf-8")
    assert script.startswith("#!/bin/bash\n")
    assert "pip install --no-cache-dir --no-deps ." in script
    assert (BINDER / "postBuild").stat().st_mode & 0o111, "postBuild has to be executable"


def test_the_base_of_binder_has_what_the_quiz_needs() -> None:
    """The replay (`make binder`) takes these versions; a base of another series would make its figures say nothing."""
    base = run_path(str(ROOT / "benchmarks" / "replay.py"))["base_versions"]("3.12")
    wanted = re.search(r"^ipywidgets(\S+)", (BINDER / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert wanted
    assert base["ipywidgets"] in SpecifierSet(wanted[1])
    assert base["jupyterlab"].startswith("4.")


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "chapters").glob("*.ipynb")))
def test_each_chapter_s_launch_button_opens_that_chapter(page: str) -> None:
    options = {
        "repository_url": "https://github.com/owner/name",
        "launch_buttons": {"binderhub_url": "https://mybinder.org"},
    }
    path = parse_qs(urlsplit(binder_url(options, f"chapters/{page}")).query)["urlpath"][0]
    assert path == f"lab/tree/chapters/{page}"
    assert (ROOT / path.removeprefix("lab/tree/")).is_file()
