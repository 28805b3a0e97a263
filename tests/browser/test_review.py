"""The review and progress pages: due items, a shuffled deck without saving, and a table of progress."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from tests.browser.answering import Item, items_of, later_of, wrong_answer
from tests.browser.test_storage import CLEAR, CLEARED, EASTERN, NOTHING, STORED, code, save

pytestmark = pytest.mark.browser
t = get_translator("ar")
DUE, NONE = (
    t("These are the questions that are due today."),
    t("Nothing is due today. You can still go through all questions."),
)
SHUFFLED = t("All questions, shuffled. Nothing is saved, so nothing is due.")
NEXT, ALL, END = t("Next question"), t("All questions, shuffled"), t("That was the last one.")
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def at(page: Page, days: float) -> None:
    """Set the page's clock to *days* after the start."""
    page.clock.set_fixed_time(START + timedelta(days=days))


def shown(page: Page) -> Locator:
    return page.locator(".sanad-deck form:visible")


def all_items(course: Course) -> dict[str, Item]:
    return {
        item.item.id: item
        for chapter in course.chapters
        for item in [*items_of(course, chapter.name), *later_of(course, chapter.name)]
        if item.item.type != "open"
    }


def one_of(course: Course, chapter: str, kind: str = "single") -> Item:
    return next(item for item in items_of(course, chapter) if item.item.type == kind)


def boxes(page: Page, course: Course) -> dict[str, int]:
    text = page.evaluate("(name) => localStorage.getItem(name)", f"sanad.v2.{course.file.id}")
    return {item: kept["streak"] for item, kept in json.loads(text)["items"].items()}


def answer_shown(page: Page, item: Item, *, right: bool) -> None:
    form = page.locator(f"form[data-id='{item.item.id}']")
    while not form.is_visible():
        page.get_by_role("button", name=NEXT).click()
    item.give(form, item.key if right else wrong_answer(item))
    item.check(form)


def test_without_saving_all_items_are_shuffled_and_nothing_is_stored(page: Page, course: Course) -> None:
    page.goto("review.html")
    expect(page.get_by_text(SHUFFLED)).to_be_visible()
    expect(page.get_by_role("button", name=ALL)).to_be_hidden()
    count = len(all_items(course))
    met = []
    for place in range(1, count + 1):
        expect(shown(page)).to_have_count(1)
        expect(page.get_by_text(t("{place} of {all}").format(place=place, all=count), exact=True)).to_be_visible()
        met.append(shown(page).get_attribute("data-id"))
        first = all_items(course)[str(met[0])]
        if place == 1:
            answer_shown(page, first, right=True)
        page.get_by_role("button", name=NEXT).click()
        if place < count:  # the focus moves to the next item
            expect(shown(page).locator(":focus")).to_have_count(1)
    expect(page.get_by_text(END)).to_be_focused()
    expect(page.get_by_role("button", name=NEXT)).to_be_hidden()
    assert sorted(met) == sorted(all_items(course))
    assert met != list(all_items(course))
    assert page.evaluate(STORED) == NOTHING


def test_without_script_the_deck_is_a_list(page: Page, course: Course) -> None:
    html = page.request.get("review.html").text()
    for item in all_items(course):
        assert f'data-id="{item}"' in html
    assert 'data-part="controls" hidden' in html


def test_items_are_due_after_one_seven_and_thirty_days(page: Page, course: Course) -> None:
    good, bad = one_of(course, "01"), one_of(course, "02")
    at(page, 0)
    for chapter, item, right in (("01", good, True), ("02", bad, False)):
        page.goto(f"chapters/{chapter}.html")
        if right:
            save(page, chapter)
        item.give(item.form(page), item.key if right else wrong_answer(item))
        item.check(item.form(page))

    later = {item.item.id for chapter in course.chapters for item in later_of(course, chapter.name)}

    def due(days: float) -> list[str | None]:
        """Return the due items that are not review items."""
        at(page, days)
        page.goto("review.html")
        expect(page.get_by_role("button", name=ALL)).to_be_visible()
        total = page.locator("[data-part='position']").inner_text()
        expect(page.get_by_text(DUE if total else NONE)).to_be_visible()
        found = []
        while shown(page).count():
            found.append(shown(page).get_attribute("data-id"))
            page.get_by_role("button", name=NEXT).click()
        return [item for item in found if item not in later]

    ids = (good.item.id, bad.item.id)
    assert due(0.9) == []
    assert due(1) == list(ids)
    page.reload()
    answer_shown(page, good, right=True)
    page.get_by_role("button", name=NEXT).click()
    answer_shown(page, bad, right=False)
    assert boxes(page, course) == {ids[0]: 1, ids[1]: 0}  # right: one box up; wrong: the first box
    assert due(2) == [ids[1]]
    page.reload()
    answer_shown(page, bad, right=True)
    assert boxes(page, course)[ids[1]] == 1
    assert due(7.9) == []
    assert due(8) == [ids[0]]  # seven days after the first day
    page.reload()
    answer_shown(page, good, right=True)
    assert boxes(page, course)[ids[0]] == 2
    assert due(9) == [ids[1]]
    page.reload()
    answer_shown(page, bad, right=False)
    assert boxes(page, course)[ids[1]] == 0
    assert due(37.9) == [ids[1]]
    assert due(38) == [ids[1], ids[0]]  # thirty days later; the most overdue item comes first
    page.reload()
    page.get_by_role("button", name=NEXT).click()
    answer_shown(page, good, right=True)
    assert boxes(page, course)[ids[0]] == 2  # this is the last box
    page.get_by_role("button", name=ALL).click()
    count = len(all_items(course))
    expect(page.get_by_text(t("{place} of {all}").format(place=1, all=count), exact=True)).to_be_visible()


def test_review_items_are_due_a_day_after_their_chapter_was_answered(page: Page, course: Course) -> None:
    item, later = one_of(course, "01"), [each.item.id for each in later_of(course, "01")]
    at(page, 0)
    page.goto("chapters/01.html")
    save(page, "01")
    item.give(item.form(page), item.key)
    item.check(item.form(page))

    def due(days: float) -> list[str | None]:
        at(page, days)
        page.goto("review.html")
        expect(page.get_by_role("button", name=ALL)).to_be_visible()
        found = []
        while shown(page).count():
            found.append(shown(page).get_attribute("data-id"))
            page.get_by_role("button", name=NEXT).click()
        return found

    assert due(0.9) == []
    assert due(1) == [item.item.id, *later]  # and none of a chapter without answers
    page.reload()
    page.get_by_role("button", name=NEXT).click()
    first = all_items(course)[later[0]]
    answer_shown(page, first, right=True)
    assert boxes(page, course) == {item.item.id: 0, later[0]: 0}
    assert later[0] not in due(1.9)
    assert later[0] in due(2)


def test_a_changed_or_foreign_item_is_never_due(page: Page, course: Course) -> None:
    page.goto("review.html")
    item = one_of(course, "01").item.id
    entry = {"answer": [0], "score": 1, "right": True, "attempts": 1, "done": True, "solved": True, "confidence": None}
    items = {
        name: {"hash": "0badf00d", "when": 1, "streak": 0, "entry": entry} for name in (item, "x:Q1", "<img src=x>")
    }
    page.evaluate(
        "([name, text]) => localStorage.setItem(name, text)",
        [f"sanad.v2.{course.file.id}", json.dumps({"items": items})],
    )
    page.reload()
    expect(page.get_by_text(NONE)).to_be_visible()
    expect(shown(page)).to_have_count(0)


# -- progress ----------------------------------------------------------------------------------------------------------


def row(page: Page, chapter: int) -> Locator:
    return page.get_by_role("row").filter(
        has=page.get_by_role("link", name=t("Chapter {number}").format(number=chapter), exact=True)
    )


def answer_two(page: Page, course: Course) -> None:
    """Answer two items of chapter 3, which is open: one right, one wrong."""
    some = [item for item in items_of(course, "03") if item.item.type in ("single", "multiple", "cloze", "matching")]
    for item, right in zip(some, (True, False), strict=False):
        item.give(item.form(page), item.key if right else wrong_answer(item))
        item.check(item.form(page))


def test_progress_from_what_is_saved(page: Page, course: Course) -> None:
    page.goto("progress.html")
    expect(
        page.get_by_text(
            t("Nothing is saved on this device. Type the codes that you noted at the end of each chapter.")
        )
    ).to_be_visible()
    expect(page.get_by_role("button", name=CLEAR)).to_be_hidden()
    page.goto("chapters/03.html")
    save(page, "03")
    answer_two(page, course)
    page.goto("progress.html")
    expect(page.get_by_text(t("This is what is saved on this device."))).to_be_visible()
    expect(row(page, 3)).to_contain_text(t("{right} of {all}").format(right=1, all=2))
    expect(row(page, 2).get_by_role("cell").first).to_have_text("–")
    page.get_by_role("button", name=CLEAR).click()
    expect(page.get_by_text(CLEARED)).to_be_visible()
    expect(row(page, 3).get_by_role("cell").first).to_have_text("–")
    assert page.evaluate(STORED) == NOTHING


def test_progress_from_codes(page: Page, course: Course) -> None:
    page.goto("chapters/03.html")
    answer_two(page, course)
    noted = code(page, "03")
    page.goto("progress.html")
    wrong = t("This is not a code or a file of this chapter.")

    def field(chapter: int) -> Any:
        return row(page, chapter).get_by_role("textbox")

    field(2).fill(noted)
    field(2).blur()
    expect(page.get_by_text(wrong)).to_be_visible()
    expect(row(page, 2).get_by_role("cell").first).to_have_text("–")
    expect(row(page, 2).locator(":invalid")).to_have_count(1)
    for typed in (noted, noted.translate(EASTERN)):
        page.reload()
        field(3).fill(typed)
        field(3).blur()
        expect(row(page, 3)).to_contain_text(t("{right} of {all}").format(right=1, all=2))
        expect(page.get_by_text(wrong)).to_be_hidden()
    expect(field(3)).to_have_accessible_name(
        t("Code of {chapter}").format(chapter=t("Chapter {number}").format(number=3))
    )
    assert page.evaluate(STORED) == NOTHING
