"""Common tasks of learners in Chromium, Firefox and WebKit."""

from __future__ import annotations

import pytest

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from tests.browser.conftest import Site
from tests.engines.drivers import Driver

pytestmark = pytest.mark.engines
t = get_translator("ar")

CHAPTER = "chapters/04.html"
LIVE = '() => document.querySelectorAll(".sanad-quiz.is-live").length > 0 && document.readyState === "complete"'
#: What a page shows of a learner's work: verdicts, feedback, ticks, chosen entries, typed text.
WORK = """() => ({
  verdicts: [...document.querySelectorAll(".sanad-verdict")].filter((e) => e.getClientRects().length).length,
  ticked: document.querySelectorAll(".sanad-item input:checked").length,
  chosen: [...document.querySelectorAll(".sanad-item select")].filter((e) => e.value !== "").length,
  typed: [...document.querySelectorAll(".sanad-item input[type=text], .sanad-item textarea")]
    .map((e) => e.value).join(""),
})"""
NO_WORK = {"verdicts": 0, "ticked": 0, "chosen": 0, "typed": ""}


def open_page(driver: Driver, site: Site, path: str = CHAPTER) -> None:
    """Open a page with quizzes and wait until they work."""
    driver.goto(site.url + path)
    driver.wait_for(LIVE)


def first_of_type(driver: Driver, kind: str) -> str:
    """Return a selector of the first item of a type on the page."""
    found = driver.run('(kind) => document.querySelector(`.sanad-item[data-type="${kind}"]`)?.id', kind)
    assert found, f"the page has no {kind} item"
    return f"#{found}"


def answer_single(driver: Driver) -> str:
    """Answer the first single-choice item by its first option; return the item's selector."""
    item = first_of_type(driver, "single")
    driver.click("radio", within=item)
    driver.click("button", t("Check"), within=item)
    driver.wait_for(
        "(item) => [...document.querySelectorAll(`${item} .sanad-verdict`)].some((e) => e.textContent)", item
    )
    return item


def write_in_open_item(driver: Driver, text: str) -> None:
    """Write into the field of the open item."""
    item = first_of_type(driver, "open")
    driver.click("button", t("Write here if you like"), within=item)
    driver.click("textbox", within=item)
    driver.type(text)
    driver.wait_for("(item, text) => document.querySelector(`${item} textarea`).value === text", item, text)


def leave_and_come_back(driver: Driver) -> None:
    """Leave by the exit, which replaces the page in the history, and go back to the previous page."""
    driver.click("link", t("Exit this page"))
    driver.wait_for('() => document.title === "outside"')
    driver.back()
    driver.wait_for('() => document.title !== "outside" && document.readyState === "complete"')


def test_an_answer_gets_a_verdict_and_its_sentence(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    item = answer_single(driver)
    assert driver.find("button", t("Try again"), within=item) + driver.find(
        "any", t("Right, at the first attempt."), within=item
    )
    assert driver.run("(item) => document.querySelector(`${item} .sanad-evidence`).getClientRects().length > 0", item)


def test_back_keeps_what_was_answered_chosen_and_written(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    answer_single(driver)
    write_in_open_item(driver, "abc")
    before = driver.run(WORK)
    driver.goto(built.url + "about.html")
    driver.back()
    driver.wait_for(LIVE)
    assert driver.run(WORK) == before


def test_back_after_the_exit_shows_no_work(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    answer_single(driver)
    write_in_open_item(driver, "abc")
    leave_and_come_back(driver)
    assert driver.run(WORK) == NO_WORK


def test_an_earlier_page_shows_no_work_after_the_exit(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    answer_single(driver)
    driver.goto(built.url + "chapters/03.html")
    driver.wait_for(LIVE)
    leave_and_come_back(driver)
    assert driver.run("() => location.pathname").endswith(CHAPTER)
    driver.wait_for(f"(none) => JSON.stringify(({WORK})()) === JSON.stringify(none)", NO_WORK)


def test_shift_three_times_leaves(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    driver.press("Shift", "Shift", "Shift")
    driver.wait_for('() => document.title === "outside"')


@pytest.mark.parametrize("fragment", ["#%", "#%E0%A4", "#read"])
def test_shift_three_times_leaves_whatever_the_address(driver: Driver, built: Site, fragment: str) -> None:
    driver.goto(built.url + "about.html")
    open_page(driver, built, CHAPTER + fragment)
    driver.press("Shift", "Shift", "Shift")
    driver.wait_for('() => document.title === "outside"')


def test_saved_answers_come_back_and_clearing_removes_them(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    driver.click("button", t("Save or restore your answers"))
    driver.click("checkbox", t("Save my answers on this device"))
    answer_single(driver)
    open_page(driver, built)
    assert driver.run(WORK)["verdicts"] == 1
    driver.click("button", t("Save or restore your answers"))
    driver.click("button", t("Clear everything"))
    driver.wait_for("() => localStorage.length === 0")
    open_page(driver, built)
    assert driver.run(WORK) == NO_WORK


def test_nothing_is_stored_by_answering(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    answer_single(driver)
    assert driver.run("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_search_finds_the_chapter_that_holds_a_word(driver: Driver, built: Site, course: Course) -> None:
    word = "صناديق"
    assert word in course.chapter("04").seed.passage
    driver.goto(built.url + "search.html")
    driver.click("searchbox")
    driver.type(word)
    driver.wait_for('() => [...document.querySelectorAll("main a[href]")].some((a) => a.href.includes("chapters/04"))')


def test_a_page_opened_from_a_folder_works(driver: Driver, built: Site) -> None:
    driver.goto((built.folder / CHAPTER).as_uri())
    driver.wait_for(LIVE)
    answer_single(driver)
    assert driver.run(WORK)["verdicts"] == 1


def test_keys_turn_slides(driver: Driver, built: Site) -> None:
    driver.goto(built.url + "slides/04.html")
    driver.wait_for('() => document.documentElement.classList.contains("is-ready")')
    place = (
        '() => [...document.querySelectorAll(".slides > section")].findIndex((s) => s.classList.contains("present"))'
    )
    before = driver.run(place)
    driver.press("ArrowLeft")
    driver.wait_for(f"(before) => ({place})() === before + 1", before)


def test_doubtful_phrases_are_underlined(driver: Driver, built: Site) -> None:
    open_page(driver, built)
    style = """(grade) => {
      const style = getComputedStyle(document.querySelector(`.sanad-passage .sanad-grade-${grade}`));
      return [style.textDecorationLine, style.textDecorationStyle];
    }"""
    assert driver.run(style, "b") == ["underline", "dotted"]
    assert driver.run(style, "a") == ["underline", "wavy"]
