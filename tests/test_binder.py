"""Binder: repo2docker accepts the repository, and a learner's server gets the package without its authoring part."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from runpy import run_path
from urllib.parse import parse_qs, urlsplit

import pytest
from packaging.specifiers import SpecifierSet

from sanadbook.sphinx_ext.launch_buttons import binder_url
from tests.checkout import copy_tracked_files

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


def test_repo2docker_uses_the_binder_folder_and_its_python_version(dockerfile: str) -> None:
    assert ".binder/requirements.txt" in dockerfile
    assert ".binder/postBuild" in dockerfile
    assert "conda environment for python=3.12" in dockerfile


def test_requirements_are_installed_in_a_layer_before_the_repository(dockerfile: str) -> None:
    copies = [line for line in dockerfile.splitlines() if "COPY" in line or "pip install" in line]
    install = next(i for i, line in enumerate(copies) if "pip install" in line and "requirements.txt" in line)
    whole = next(i for i, line in enumerate(copies) if re.search(r"COPY.* src/ ", line))
    assert install < whole


def test_binder_installs_only_what_a_learner_needs() -> None:
    lines = [line.partition("#")[0].strip() for line in (BINDER / "requirements.txt").read_text("utf-8").splitlines()]
    names = {re.split(r"[=<>~!\[]", line)[0] for line in lines if line}
    assert names == {"ipywidgets", "anywidget", "pandas", "matplotlib", "nbgitpuller"}


@pytest.mark.network
def test_post_build_installs_the_package_with_its_chapters_and_no_dependency(tmp_path: Path) -> None:
    checkout = copy_tracked_files(ROOT, tmp_path / "checkout")
    venv.create(tmp_path / "venv", with_pip=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["PATH"] = os.pathsep.join([str(tmp_path / "venv" / "bin"), os.environ["PATH"]])

    def run(*command: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]
        return done.stdout

    run(str(checkout / ".binder" / "postBuild"), cwd=checkout)
    installed = run("python", "-m", "pip", "list", "--format=freeze").split()
    assert {line.partition("==")[0] for line in installed} - {"pip", "setuptools"} == {"sanadbook"}
    files = run("python", "-c", "from importlib.metadata import files; print(*files('sanadbook'), sep='\\n')")
    compiled = {f"sanadbook/compiled/{path.name}" for path in (ROOT / "chapters").glob("*.json")}
    assert compiled
    assert compiled <= set(files.splitlines())


def test_the_base_image_has_the_versions_that_the_quiz_needs() -> None:
    """`make binder` measures with these versions, so its figures hold only for this series of the base image."""
    base = run_path(str(ROOT / "benchmarks" / "binder_environment.py"))["base_versions"]("3.12")
    wanted = re.search(r"^ipywidgets(\S+)", (BINDER / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert wanted
    assert base["ipywidgets"] in SpecifierSet(wanted[1])
    assert base["jupyterlab"].startswith("4.")


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "chapters").glob("*.ipynb")))
def test_each_launch_button_opens_its_own_chapter(page: str) -> None:
    options = {
        "repository_url": "https://github.com/owner/name",
        "launch_buttons": {"binderhub_url": "https://mybinder.org"},
    }
    path = parse_qs(urlsplit(binder_url(options, f"chapters/{page}")).query)["urlpath"][0]
    assert path == f"lab/tree/chapters/{page}"
    assert (ROOT / path.removeprefix("lab/tree/")).is_file()
