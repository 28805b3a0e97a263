"""Touch input on a phone: every item type can be answered by taps, without dragging."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sanadbook.items.registry import ITEM_TYPES
from sanadbook.model.course import Course
from tests.browser.answering import RIGHT_FIRST, Item, items_of, sort_steps
from tests.browser.conftest import Site
from tests.browser.test_vectors import form_of
from tests.items.vectors import authored

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=site.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def one_of_each(course: Course) -> dict[str, Item]:
    """Return the first item of each type, in chapter order, without review items."""
    found: dict[str, Item] = {}
    for chapter in course.chapters:
        for item in items_of(course, chapter.name):
            found.setdefault(item.item.type, item)
    return found


def test_every_type_is_answered_by_taps(phone: Page, course: Course) -> None:
    """Playwright's taps send only touch events and fail if another element covers the target."""
    met = one_of_each(course)
    assert set(ITEM_TYPES) - set(met) <= {"numeric", "ordering"}
    for item in met.values():
        phone.goto(f"chapters/{item.renderer.chapter.name}.html")
        form = item.form(phone)
        item.give(form, item.key, Locator.tap)
        item.check(form, Locator.tap)
        if item.item.type != "open":
            expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()


def test_steps_are_put_in_order_by_taps(phone: Page, docs: Site) -> None:
    phone.goto(f"{docs.url}items.html")
    form = form_of(phone, "ordering:Q1")
    sort_steps(form, [step["text"] for step in authored("ordering:Q1")["steps"]], Locator.tap)
    form.get_by_role("button", name="تحققوا من الجواب", exact=True).tap()
    expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()


def test_checking_an_answer_does_not_shift_the_layout(phone: Page, course: Course) -> None:
    phone.goto("chapters/04.html")
    item = next(item for item in items_of(course, "04") if item.item.type == "single")
    form = item.form(phone)
    item.give(form, item.distractors[:1], Locator.tap)
    button = form.get_by_role("button", name="تحققوا من الجواب", exact=True)
    button.scroll_into_view_if_needed()
    expect(phone.locator(".sanad-item:not(.is-laid-out)")).to_have_count(0)  # lay out the whole page
    place = form.get_by_role("radio").first.evaluate("radio => radio.getBoundingClientRect().top")
    button.tap()
    again = form.get_by_role("button", name="حاولوا مرة أخرى")
    expect(again).to_be_focused()
    expect(form.get_by_text(item.shown(item.item.options[item.distractors[0]].feedback))).to_be_in_viewport()
    assert form.get_by_role("radio").first.evaluate("radio => radio.getBoundingClientRect().top") == place


def test_keyboard_focus_is_visible(phone: Page, course: Course) -> None:
    phone.goto("chapters/04.html")
    item = next(item for item in items_of(course, "04") if item.item.type == "single")
    form = item.form(phone)
    form.get_by_role("radio").nth(item.distractors[0]).focus()
    phone.keyboard.press("Space")
    phone.keyboard.press("Enter")
    again = form.get_by_role("button", name="حاولوا مرة أخرى")
    expect(again).to_be_focused()
    expect(again).to_be_in_viewport(ratio=1)
