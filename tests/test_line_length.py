"""Lines of hand-written files have at most 120 characters."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_LENGTH = 120
CHECKED = re.compile(r"\.(py|js|mjs|css|html|j2|toml|cfg|ya?ml)$|(^|/)Makefile$")
LEFT_OUT = re.compile(
    "|".join(
        [
            # texts of the course and of the tests' small courses: a sentence is a line
            r"data/.*",
            r"tests/.*\.ya?ml",
            # built by `make frontend`
            r"sanadbook/web/scripts/.*",
            r"sanadbook/web/styles/.*",
            r"sanadbook/runtime/static/.*",
            r"sanadbook/outputs/slides/static/.*",
            r"sanadbook/outputs/offline/templates/start\.css",
            r"sanadbook/jupyter/labextension/.*",
        ]
    )
)


def _checked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = (name for name in listed.stdout.split("\0") if CHECKED.search(name) and not LEFT_OUT.fullmatch(name))
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_no_line_is_too_long() -> None:
    files = _checked_files()
    assert len(files) > 100
    too_long = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)} characters"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if len(line) > MAX_LENGTH
    ]
    assert not too_long, "\n".join(too_long)
