"""What a page carries: the sheets that it has elements for, its quiz's script, and a digest that changes with the toolkit."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanadbook.web import assets
from sanadbook.web.assets import Assets, classes_of

ROOT = Path(__file__).parents[2]
QUIZ = '<div class="sanad-quiz"><form></form><p class="sanad-live" role="status"></p>\n</div>'


@pytest.fixture(scope="module")
def collected() -> Assets:
    return Assets.collect(ROOT, "x")


@pytest.mark.parametrize(
    ("html", "there", "absent"),
    [
        ("<p>text</p>", [".sanad-top"], [".sd-card", ".sanad-drop", ".sanad-source", ".sanad-facts"]),
        ('<div class="sd-card other">', [".sanad-top", ".sd-card"], [".sanad-drop"]),
        ('<form class="sanad-drop">', [".sanad-top", ".sanad-drop"], [".sd-card", ".sanad-facts"]),
    ],
)
def test_a_page_carries_the_sheets_that_it_has_elements_for(
    collected: Assets, html: str, there: list[str], absent: list[str]
) -> None:
    style = collected.inline("fonts", classes_of(html))
    assert [name for name in there if f"{name} " not in style] == []
    assert [name for name in absent if f"{name} " in style] == []


def test_without_a_page_in_view_there_are_all_sheets(collected: Assets) -> None:
    style = collected.inline("fonts")
    assert [
        name for name in (".sd-card", ".sanad-drop", ".sanad-source", ".sanad-facts") if f"{name} " not in style
    ] == []


def test_the_script_stands_behind_the_first_quiz_and_only_there(collected: Assets) -> None:
    page = collected.with_quiz_script(f"<p>before</p>{QUIZ}<p>between</p>{QUIZ}")
    before, script, after = page.partition(f"<script>{collected.quiz_script}</script>")
    assert (before, after) == (f"<p>before</p>{QUIZ}", f"<p>between</p>{QUIZ}")
    assert script.count("</script") == 1
    assert collected.with_quiz_script("<p>no quiz</p>") == "<p>no quiz</p>"


def test_the_digest_changes_with_any_file_of_the_toolkit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "PACKAGE_DIR", tmp_path)
    file, other = tmp_path / "quiz.css", tmp_path / "notes.txt"
    file.write_text("a", "utf-8")
    empty = Assets((), "", "", "", {}, None)
    first = empty.digest()
    other.write_text("makes no page", "utf-8")
    assert empty.digest() == first
    file.write_text("b", "utf-8")
    assert empty.digest() != first


def test_a_page_asks_for_no_font_that_its_language_may_not_need(collected: Assets) -> None:
    assert [address.split("-")[1] for address in collected.addresses("f", "rtl")] == ["latin", "arabic"]
    assert [address.split("-")[1] for address in collected.addresses("f", "ltr")] == ["latin"]
