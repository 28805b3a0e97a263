"""Printing on A4: no navigation, a neutral header, answers on separate pages, words that can be copied."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sanadbook.items.single import Single
from sanadbook.model.course import Course

pytestmark = pytest.mark.browser

CHAPTERS = ["01", "02", "03", "04", "05"]
_MARKS = re.compile("[\u064b-\u0652\u0670\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile("[\u0621-\u064a]+")


@pytest.fixture
def printed(page: Page, tmp_path: Path) -> Path:
    """The path for the test's PDF. Skips the test if poppler is missing."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return tmp_path / "page.pdf"


def pages_of(path: Path) -> list[str]:
    """Return the letters of each page without diacritics, which PDF readers place inconsistently."""
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return [_MARKS.sub("", text) for text in run.stdout.decode("utf-8").split("\f")[:-1]]


def print_page(page: Page, path: str, target: Path) -> list[str]:
    page.goto(f"{path}.html")
    page.pdf(path=str(target), prefer_css_page_size=True)
    return pages_of(target)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_printed_chapter_is_short_and_its_words_can_be_copied(
    page: Page, printed: Path, course: Course, chapter: str
) -> None:
    found = print_page(page, f"chapters/{chapter}", printed)
    assert len(found) <= 17
    words = set(_WORD.findall(" ".join(found)))
    letters = "".join("".join(found).split())
    chapter = course.chapter(chapter)
    starts = tuple(_MARKS.sub("", note.span.split()[0]) for note in chapter.content.notes)
    for word in re.findall("[\u0621-\u0652]+", chapter.seed.passage):
        bare = _MARKS.sub("", word)
        # PDF readers may insert a space next to a diacritic, or where an annotated span starts within a word.
        assert bare in words or ((bare != word or bare.endswith(starts)) and bare in letters), word


def test_the_words_of_a_sentence_keep_their_order(page: Page, printed: Path) -> None:
    found = " ".join(" ".join(print_page(page, "chapters/04", printed)).split())
    assert (
        "تتشكل هذه الشبكات من خلال الخبرات والاهتمامات المشتركة التي تتجاوز الأعراف والتوقعات الاجتماعية التقليدية"
        in found
    )


def test_every_printed_page_has_brand_and_page_number(page: Page, printed: Path) -> None:
    for number, text in enumerate(print_page(page, "chapters/04", printed), start=1):
        # Lines of one or two letters are clipped parts of the next page.
        lines = [line for line in text.split("\n") if len(line.strip()) > 3 or line.strip().isdigit()]
        assert text.startswith("سند\n")
        assert lines[-1] == str(number)


def test_answers_begin_a_new_page(page: Page, printed: Path, course: Course) -> None:
    found = print_page(page, "chapters/04", printed)
    key = next(number for number, text in enumerate(found) if "مفتاح أسئلة الفصل" in text)
    assert found[key].split("\n\n")[1].strip().startswith("مفتاح أسئلة الفصل")
    assert key == len(found) - 1
    reveal = next(number for number, text in enumerate(found) if "الجواب المرفق بالنص" in text)
    assert all("صحيح من أول محاولة" not in text for text in found)
    assert "من 10" not in found[reveal]  # the page has no question
    single = next(item for item in course.chapter("04").path if isinstance(item, Single))
    start = _MARKS.sub("", next(option.feedback for option in single.options if option.correct))[:20]
    assert [number for number, text in enumerate(found) if start in " ".join(text.split())] == [key]


def test_the_key_is_only_printed(page: Page) -> None:
    page.goto("chapters/04.html")
    key = page.locator(".sanad-printed-key")
    expect(key).to_be_hidden()
    page.emulate_media(media="print")
    expect(key).to_be_visible()


@pytest.mark.parametrize("path", ["index", "chapters/04", "facilitator/04", "search", "404"])
def test_navigation_and_exit_are_not_printed(page: Page, path: str) -> None:
    page.goto(f"{path}.html")
    page.emulate_media(media="print")
    for navigation in page.get_by_role("navigation").all():
        expect(navigation).to_be_hidden()
    expect(page.get_by_role("link", name="اخرجوا من الصفحة")).to_be_hidden()


def test_dark_mode_prints_in_light_colours(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("chapters/04.html")
    dark = page.evaluate("getComputedStyle(document.documentElement).color")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).color") != dark


def test_no_screen_loads_the_fonts_of_paper(page: Page) -> None:
    page.goto("chapters/04.html")
    assert page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').map(f => f.family))"
    ) == [
        "Vazirmatn",
        "Vazirmatn",
    ]
