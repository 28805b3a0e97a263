"""Pages about all chapters: the comparison of the texts, the glossary, the page about the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from tests.browser.conftest import Site
from tests.markup import parse, verbatim

pytestmark = pytest.mark.browser
t = get_translator("ar")
Read = Callable[[str], BeautifulSoup]


@pytest.fixture(scope="module")
def read(site: Site) -> Read:
    """Return the built page *name*, parsed and cached."""
    pages: dict[str, BeautifulSoup] = {}

    def page(name: str) -> BeautifulSoup:
        if name not in pages:
            pages[name] = parse((site.folder / name).read_text("utf-8"))
        return pages[name]

    return page


def test_evidence_of_the_comparison_links_to_its_sentence(read: Read, course: Course) -> None:
    assert course.comparison
    page = read("compare.html")
    shown = Counter[str]()
    for quote in page.select(".sanad-evidence-details blockquote"):
        target, anchor = urldefrag(str(quote.a["href"]))
        sentence = read(target).find(id=anchor)
        quote_text = quote.get_text().partition("«")[2].rpartition("»")[0]
        assert sentence is not None
        assert quote_text in verbatim(sentence)
        shown[quote_text] += 1
    questions = course.comparison.questions
    assert shown == Counter(e.span for question in questions for cell in question.cells for e in cell.evidence)
    for mark in page.select(".sanad-overview a"):
        assert page.find(id=str(mark["href"]).removeprefix("#")) is not None


def test_the_glossary_has_every_term_with_links_to_its_chapters(read: Read, course: Course) -> None:
    terms = read("glossary.html").select(".sanad-term")
    assert len(terms) == len(course.glossary) >= 40
    entries = {entry.term: entry for entry in course.glossary}
    for term in terms:
        assert (name := term.dt.find(string=True)) is not None
        lists = [line.get_text().partition("«")[2].removesuffix("»") for line in term.select(".sanad-variants")]
        variants = [variant for line in lists for variant in line.split("»، «")]
        assert set(variants) == set(entries[str(name).strip()].variants)
        assert all(read(str(link["href"])) for link in term.select("a"))


def test_the_page_on_the_texts_counts_the_notes_and_lists_every_choice(read: Read, course: Course) -> None:
    page = read("about.html")
    total = sum(len(chapter.content.notes) for chapter in course.chapters)
    assert page.select(".sanad-counts tfoot td")[-1].get_text() == str(total)
    assert len(page.select(".sanad-term")) == len(course.terminology.terms)


def test_the_texts_are_in_columns_on_a_desktop_and_stacked_on_a_phone(page: Page) -> None:
    page.goto("compare.html")
    cards = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="الفصل"))
    tops = "cards => cards.slice(0, 5).map(card => Math.round(card.getBoundingClientRect().top))"
    voices = page.locator(".sanad-source-column")
    assert len(set(voices.evaluate_all(tops))) == 1
    page.set_viewport_size({"width": 390, "height": 844})
    assert len(set(voices.evaluate_all(tops))) == 5
    assert cards.count() >= 5
    page.get_by_text(t.plural("{n} piece of evidence", "{n} pieces of evidence", 1), exact=True).first.click()
    page.get_by_role("link", name="انظروه في الفصل 2").first.click()
    expect(page).to_have_title("سند — الفصل 2")
    expect(page.locator(".sanad-sentence:target")).to_be_in_viewport()


def test_the_questions_on_all_texts_can_be_answered(page: Page, course: Course) -> None:
    assert course.compare_quiz
    page.goto("compare.html")
    item = next(item for item in course.compare_quiz.items if item.type == "single")
    form = page.locator(f"form[data-id='{item.id}']")
    right = next(option for option in item.options if option.correct)
    form.get_by_text(right.text, exact=True).click()
    form.get_by_role("button", name="تحققوا من الجواب").click()
    expect(form.get_by_text(t("Right, at the first attempt."), exact=True)).to_be_visible()
    expect(form.get_by_text(right.feedback)).to_be_visible()
