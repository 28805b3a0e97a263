"""Isolation of Latin runs in Arabic text."""

from __future__ import annotations

import pytest

from sanadbook.language.bidi import LATIN_RUN, isolate_ltr, split_latin_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
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
    ],
)
def test_latin_runs(text: str, runs: list[str]) -> None:
    assert [match[0] for match in LATIN_RUN.finditer(text)] == runs


def test_parts_joined_are_the_text() -> None:
    text = "قبل LGBTQ + بعد café"
    assert list(split_latin_runs(text)) == [("قبل ", False), ("LGBTQ +", True), (" بعد ", False), ("café", True)]


def test_isolate_ltr_escapes() -> None:
    assert isolate_ltr("<b> R&B") == "&lt;<bdi>b</bdi>&gt; <bdi>R&amp;B</bdi>"
