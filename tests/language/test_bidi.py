"""Isolation of Latin runs in Arabic text."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sanadbook.language.bidi import LATIN_RUN, isolate_ltr, split_latin_runs

CASES = [
    ("مجتمع LGBTQ + في", ["LGBTQ +"]),
    ("في New York اليوم", ["New York"]),
    ("نص (LGBT) هنا", ["LGBT"]),
    ("لغة C++ سريعة", ["C++"]),
    ("في café قريب", ["café"]),
    ("إلى a@b.c مباشرة", ["a@b.c"]),
    ("يكتب @user عن #tag هنا", ["@user", "#tag"]),
    ("بـLGBTQ وحدها", ["LGBTQ"]),
    ("الخط 3D", []),
    ("بلا لاتينية", []),
]
SCRIPT = Path(__file__).parents[2] / "sanadbook" / "sphinx_ext" / "search" / "bidi.js"


@pytest.mark.parametrize(("text", "runs"), CASES)
def test_latin_runs(text: str, runs: list[str]) -> None:
    assert [match[0] for match in LATIN_RUN.finditer(text)] == runs


def test_parts_joined_are_the_text() -> None:
    text = "قبل LGBTQ + بعد café"
    assert list(split_latin_runs(text)) == [("قبل ", False), ("LGBTQ +", True), (" بعد ", False), ("café", True)]


def test_isolate_ltr_escapes() -> None:
    assert isolate_ltr("<b> R&B") == "&lt;<bdi>b</bdi>&gt; <bdi>R&amp;B</bdi>"


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node")
def test_the_search_has_the_same_definition(repository: Path) -> None:
    texts = [text for text, _ in CASES]
    texts += ["C++#tag", "3Da @b", "_x 9_a", "#a@b c/d?e=f&g"]
    for folder in ("data", "facilitator"):
        texts += [line for path in (repository / folder).rglob("*.*") for line in path.read_text("utf-8").split("\n")]
    program = f"{SCRIPT.read_text('utf-8')}\nconst texts = {json.dumps(texts)};\n"
    program += "console.log(JSON.stringify(texts.map(sanadLatinRuns)));"
    run = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    expected = [[{"run": m[0], "at": m.start()} for m in LATIN_RUN.finditer(text)] for text in texts]
    different = [
        text for text, ours, theirs in zip(texts, expected, json.loads(run.stdout), strict=True) if ours != theirs
    ]
    assert different == []
