"""The front end: its tests under Node, and its committed bundles. Skipped without Node or its packages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sanadbook.items.registry import ITEM_TYPES
from tests.items.vectors import JSON_FILE, vectors_json

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None or not (ROOT / "node_modules" / "esbuild").is_dir(), reason="needs Node and `npm ci`"
)


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    assert NODE is not None
    return subprocess.run([NODE, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@needs_node
def test_the_logic_passes_its_own_tests() -> None:
    run = node("--test", *map(str, sorted((ROOT / "frontend" / "test").glob("*.test.js"))))
    assert run.returncode == 0, run.stdout[-3000:]


@needs_node
def test_the_committed_bundles_are_current() -> None:
    run = node("frontend/build.mjs", "--check")
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_answers_and_grades_are_those_of_the_table() -> None:
    assert JSON_FILE.read_text("utf-8") == vectors_json(), "run python -m tests.items.vectors"


def test_the_front_end_knows_every_item_type() -> None:
    registry = (ROOT / "frontend" / "src" / "quiz" / "items" / "index.js").read_text("utf-8")
    registered = set(re.findall(r"^  (\w+)(?:: \w+)?,$", registry, re.MULTILINE))
    assert set(ITEM_TYPES) <= registered


@pytest.mark.parametrize("path", sorted((ROOT / "sanadbook").rglob("*.js")), ids=lambda path: path.name)
def test_no_script_ends_the_element_that_it_is_inlined_in(path: Path) -> None:
    assert "</script" not in path.read_text("utf-8")
