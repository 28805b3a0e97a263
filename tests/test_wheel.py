"""The wheel, installed alone in an empty environment as on a JupyterHub or Colab."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.network

PROGRAM = """
from sanadbook import Quiz
quiz = Quiz("04")
assert quiz.items and quiz.html
assert "text/html" in quiz.at(quiz.rows()[0]["location"])._repr_mimebundle_()[0]
try:
    quiz.results()
except ModuleNotFoundError as absent:
    assert "pandas" in str(absent) and any("\\u0600" < sign < "\\u06ff" for sign in str(absent))
else:
    raise SystemExit("pandas should be absent here")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    return next(folder.glob("sanadbook-*.whl"))


def test_the_wheel_has_compiled_chapters_and_the_labextension_but_no_notebooks(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    chapters = sorted(path.name for path in (ROOT / "chapters").glob("*.json"))
    assert sorted(name.rpartition("/")[2] for name in names if name.startswith("sanadbook/compiled/")) == chapters
    assert not [name for name in names if name.endswith(".ipynb")]
    assert any(name.endswith("data/share/jupyter/labextensions/sanadbook/static/remoteEntry.js") for name in names)


@pytest.mark.parametrize("wanted", [["-c", ROOT / "constraints.txt"], ["ipywidgets==7.7.1"]], ids=["empty", "as Colab"])
def test_a_quiz_works_in_an_environment_with_only_the_wheel(
    wheel: Path, tmp_path: Path, wanted: list[str | Path]
) -> None:
    """Colab has ipywidgets 7.7.1. The wheel accepts that version, so Colab does not ask for a restart."""
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", *wanted, wheel], check=True, cwd=tmp_path)
    run = subprocess.run([python, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
