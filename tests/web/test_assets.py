"""Assets of a page: the style sheets it needs, the quiz script, and a digest that changes with the toolkit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sanadbook.runtime import compiled
from sanadbook.web import assets
from sanadbook.web.assets import QUIZ_SCRIPT_MARK, Assets
from sanadbook.web.csp import strip_inline_code
from sanadbook.web.page_features import read_features

ROOT = Path(__file__).parents[2]
QUIZ = f'<div class="sanad-quiz"><form></form></div>{QUIZ_SCRIPT_MARK}'


@pytest.fixture(scope="module")
def collected() -> Assets:
    return Assets.collect(ROOT, "x")


def has_rule(style: str, selector: str) -> bool:
    return re.search(rf"{re.escape(selector)}\s*{{", style) is not None


@pytest.mark.parametrize(
    ("html", "there", "absent"),
    [
        ("<p>text</p>", [".sanad-top"], [".sd-card", ".sanad-drop", ".sanad-source", ".sanad-facts"]),
        ('<div class="sd-card other">', [".sanad-top", ".sd-card"], [".sanad-drop"]),
        ('<form class="sanad-drop">', [".sanad-top", ".sanad-drop"], [".sd-card", ".sanad-facts"]),
    ],
)
def test_a_page_gets_the_style_sheets_of_its_elements(
    collected: Assets, html: str, there: list[str], absent: list[str]
) -> None:
    style = collected.inline("fonts", read_features(html).classes)
    assert [name for name in there if not has_rule(style, name)] == []
    assert [name for name in absent if has_rule(style, name)] == []


def test_without_a_page_all_style_sheets_are_included(collected: Assets) -> None:
    style = collected.inline("fonts")
    assert [
        name for name in (".sd-card", ".sanad-drop", ".sanad-source", ".sanad-facts") if not has_rule(style, name)
    ] == []


def test_the_quiz_script_follows_the_first_quiz(collected: Assets) -> None:
    page = collected.with_quiz_script(f"<p>before</p>{QUIZ}<p>between</p>{QUIZ}")
    before, script, after = page.partition(f"<script>{collected.quiz_script}</script>")
    quiz = QUIZ.removesuffix(QUIZ_SCRIPT_MARK)
    assert (before, after) == (f"<p>before</p>{quiz}", f"<p>between</p>{quiz}")
    assert script.count("</script") == 1
    assert collected.with_quiz_script("<p>no quiz</p>") == "<p>no quiz</p>"


def test_a_written_quiz_has_the_place_of_its_script(collected: Assets) -> None:
    """The filter for inline code keeps the placeholder of the quiz script."""
    chapter = compiled.load("04")
    page = collected.with_quiz_script(strip_inline_code(chapter.html(list(chapter.items))))
    assert page.endswith(f"</div>\n<script>{collected.quiz_script}</script>")


def test_the_digest_changes_with_any_file_of_the_toolkit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "PACKAGE_DIR", tmp_path)
    file, other = tmp_path / "quiz.css", tmp_path / "notes.txt"
    file.write_text("a", "utf-8")
    empty = Assets((), "", "", "", "", {}, "")
    first = empty.digest()
    other.write_text("makes no page", "utf-8")
    assert empty.digest() == first
    file.write_text("b", "utf-8")
    assert empty.digest() != first


def test_a_left_to_right_page_preloads_no_arabic_font(collected: Assets) -> None:
    assert [address.split("-")[1] for address in collected.addresses("f", "rtl")] == ["latin", "arabic"]
    assert [address.split("-")[1] for address in collected.addresses("f", "ltr")] == ["latin"]


def test_fonts_are_copied_with_their_licences(collected: Assets, tmp_path: Path) -> None:
    collected.write(tmp_path)
    fonts = tmp_path / "fonts"
    assert {path.name for path in fonts.glob("LICENSE-*")} == {"LICENSE-Vazirmatn.txt", "LICENSE-Amiri.txt"}
    for path in fonts.glob("LICENSE-*"):
        assert "SIL Open Font License" in path.read_text("utf-8")
