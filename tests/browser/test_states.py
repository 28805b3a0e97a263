"""Every item type in every state: axe, screen reader output, focus, keyboard-only use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sanadbook.i18n import get_translator
from sanadbook.items.registry import ITEM_TYPES
from tests.browser.answering import shown_step
from tests.browser.conftest import REPOSITORY, Site
from tests.browser.test_storage import KINDS, answer, code, save, tools, type_code
from tests.browser.test_vectors import form_of, give
from tests.items.vectors import authored, vectors

pytestmark = pytest.mark.browser
t = get_translator("ar")
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
TRANSCRIPTS = Path(__file__).parent / "transcripts"
CHECK, AGAIN, SHOW = t("Check"), t("Try again"), t("Show the answer")
STATES = ["untouched", "error", "chosen", "wrong", "right", "done", "hint", "restored", "code"]


def press(page: Page, item: str, name: str) -> None:
    form_of(page, item).get_by_role("button", name=name, exact=True).click()


def bring_to(page: Page, item: str, state: str) -> None:
    """Bring an unanswered graded item to a state."""
    if state == "error":
        press(page, item, CHECK)
    elif state == "chosen":
        give(form_of(page, item), next(v for v in vectors() if (v.item, v.message) == (item, "right_first")))
        for box in form_of(page, item).get_by_role("group", name=t("How sure are you?")).get_by_role("radio").all()[:1]:
            box.check()
    elif state in ("wrong", "done"):
        answer(page, item, "not_yet")
        if state == "done":
            press(page, item, SHOW)
    elif state == "right":
        answer(page, item)
    elif state == "hint":
        for hint in form_of(page, item).get_by_text(t("Hint"), exact=True).all():
            hint.click()


@pytest.fixture
def examined(chromium: Browser, docs: Site) -> Iterator[Page]:
    """The documentation page prepared for axe: without the policy, which would block axe, and without animation."""
    context = chromium.new_context(
        base_url=docs.url, bypass_csp=True, reduced_motion="reduce", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto("items.html")
    yield page
    context.close()


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violations(examined: Page, state: str) -> None:
    page = examined
    if state in ("restored", "code"):
        codes = {}
        for chapter in KINDS:
            if state == "restored":
                save(page, chapter)
            answer(page, f"{chapter}:Q1", "not_yet" if len(chapter) % 2 else "right_first")
            codes[chapter] = code(page, chapter)
        page.reload()
        for chapter in KINDS if state == "code" else []:
            type_code(page, chapter, codes[chapter])
        for chapter in KINDS:
            tools(page, chapter)
    else:
        for chapter in KINDS:
            bring_to(page, f"{chapter}:Q1", state)
    if state != "untouched":
        answer(page, "open:Q1", "open_whole" if state == "right" else "open_lacking")
    page.add_script_tag(path=AXE)
    for colours, rules in (("light", "{}"), ("dark", "{runOnly: ['color-contrast']}")):
        page.emulate_media(color_scheme=colours)
        found = page.evaluate(
            "axe.run({include: ['.sanad-quiz', '.sanad-summary']},"
            f" {{resultTypes: ['violations', 'passes'], ...{rules}}})"
            ".then(({ violations, passes }) => ({"
            "bad: violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]),"
            "good: passes.length }))"
        )
        assert found["bad"] == [], colours
        assert found["good"] >= (16 if colours == "light" else 1)


# -- screen reader output ----------------------------------------------------------------------------------------------


def transcript(page: Page, item: str) -> str:
    """Return the accessibility tree of an item in each state: initial, error, wrong attempt, key (open: revealed)."""
    form = form_of(page, item)
    told = {"untouched": form.aria_snapshot()}
    if item == "open:Q1":
        answer(page, item, "open_lacking")
        told["marked"] = form.aria_snapshot()
    else:
        press(page, item, CHECK)
        told["error"] = form.aria_snapshot()
        answer(page, item, "not_yet")
        told["wrong"] = form.aria_snapshot()
        press(page, item, SHOW)
        told["done"] = form.aria_snapshot()
    return "\n".join(f"# {state}\n{text}\n" for state, text in told.items())


@pytest.mark.parametrize("chapter", [*KINDS, "open"])
def test_the_accessibility_tree_equals_the_transcript(docs_page: Page, chapter: str) -> None:
    """Compares with the committed transcripts. SANAD_TRANSCRIPTS=write updates them; review them before committing."""
    docs_page.goto("items.html")
    file = TRANSCRIPTS / f"{chapter}.yml"
    found = transcript(docs_page, f"{chapter}:Q1")
    if os.environ.get("SANAD_TRANSCRIPTS") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


def test_there_is_a_transcript_of_every_type() -> None:
    assert {authored(f"{file.stem}:Q1")["type"] for file in TRANSCRIPTS.glob("*.yml")} == set(ITEM_TYPES)


def test_one_polite_live_region_announces_each_verdict(docs_page: Page) -> None:
    docs_page.goto("items.html")
    for chapter in KINDS:
        quiz = docs_page.locator(f".sanad-quiz[data-chapter='{chapter}']")
        expect(quiz.get_by_role("status")).to_have_count(1)
        answer(docs_page, f"{chapter}:Q1", "not_yet")
        expect(quiz.get_by_role("status")).to_have_text(t("Not yet. Go back to the sentence and try again."))


# -- focus and keyboard-only use ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("chapter", KINDS)
def test_the_focus_moves_to_the_next_step(docs_page: Page, chapter: str) -> None:
    docs_page.goto("items.html")
    item = f"{chapter}:Q1"
    form = form_of(docs_page, item)
    press(docs_page, item, CHECK)  # to the first control without an answer, which has the error message
    expect(form.locator(".sanad-group :focus")).to_have_count(1)
    name = "Choose an answer first." if chapter in ("single", "multiple") else "Complete every part first."
    name = "Move at least one step first." if chapter == "ordering" else name
    expect(form.locator(":focus")).to_have_accessible_description(t(name))
    answer(docs_page, item, "not_yet")
    expect(form.get_by_role("button", name=AGAIN)).to_be_focused()
    press(docs_page, item, AGAIN)
    expect(form.locator(".sanad-group :focus")).to_have_count(1)
    press(docs_page, item, CHECK)  # the same answer once more
    expect(form.get_by_text(t("This is the answer; read why."), exact=True)).to_be_focused()


def tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def test_ordering_with_the_keyboard_only(docs_page: Page) -> None:
    docs_page.goto("items.html#q-ordering-1")
    form = form_of(docs_page, "ordering:Q1")
    wanted = [step["text"] for step in authored("ordering:Q1")["steps"]]
    live = docs_page.locator(".sanad-quiz[data-chapter='ordering']").get_by_role("status")

    def steps() -> list[str]:
        return [shown_step(row) for row in form.get_by_role("listitem").all()]

    top = form.get_by_role("button", name=t("Move up: {step}").format(step=steps()[0]), exact=True)
    tab_to(docs_page, top)
    docs_page.keyboard.press("Enter")  # it is already the first: nothing moves, so nothing is recorded
    tab_to(docs_page, form.get_by_role("button", name=CHECK))
    docs_page.keyboard.press("Enter")
    expect(form.get_by_text(t("Move at least one step first."), exact=True)).to_be_visible()
    for place, step in enumerate(wanted):
        button = form.get_by_role("button", name=t("Move up: {step}").format(step=step), exact=True)
        while steps().index(step) > place:
            for key in ["Tab"] * 8 + ["Shift+Tab"] * 16:
                if button.evaluate("element => element === document.activeElement"):
                    break
                docs_page.keyboard.press(key)
            docs_page.keyboard.press("Space")
            expect(button).to_be_focused()  # the focus stays on the moved step
            expect(live).to_have_text(
                t("Place {place} of {all}").format(place=steps().index(step) + 1, all=len(wanted))
            )
    assert steps() == wanted
    tab_to(docs_page, form.get_by_role("button", name=CHECK))
    docs_page.keyboard.press("Enter")
    expect(form.get_by_text(t("Right, at the first attempt."), exact=True)).to_be_focused()
