"""The items of a chapter on the book's page, answered with a mouse and with the keyboard only."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from sanadbook.items.classification import Classification
from sanadbook.items.cloze import Cloze
from sanadbook.items.matching import Matching
from sanadbook.items.multiple import Multiple
from sanadbook.items.single import Single
from sanadbook.items.true_false_reason import TrueFalseReason
from sanadbook.model.course import Course
from sanadbook.render.renderer import anchor
from tests.browser.answering import (
    AGAIN,
    BACK,
    CHECK,
    CHOOSE_FIRST,
    COMPLETE_FIRST,
    HOW_SURE,
    MISSED,
    NOT_YET,
    OPEN_LACKING,
    OPEN_PARTLY,
    OPEN_WHOLE,
    PARTLY,
    REVEAL,
    RIGHT,
    RIGHT_FIRST,
    RIGHT_LATER,
    SEE_KEY,
    SHOW_ANSWER,
    SHOW_SENTENCE,
    STATE,
    SURE,
    TOTAL,
    TOTAL_NONE,
    WHY,
    WRITE,
    WRONG,
    YOUR_ANSWER,
    YOUR_ANSWERS,
    Answer,
    Item,
    first,
    items_of,
    wrong_answer,
)

pytestmark = pytest.mark.browser

CHAPTER = "04"  # it has every type
GRADED = ["single", "multiple", "true_false_reason", "cloze", "matching", "classification"]


@pytest.fixture
def items(course: Course, page: Page) -> list[Item]:
    """The items of the chapter, whose page is open."""
    page.goto(f"chapters/{CHAPTER}.html")
    return items_of(course, CHAPTER)


def feedback_of(item: Item, answer: Answer) -> list[str]:
    """Return the authored feedback on *answer*."""
    part = item.item
    if isinstance(part, Single | Multiple):
        return [part.options[int(number or 0)].feedback for number in answer]
    if isinstance(part, TrueFalseReason):
        verdict, reason = answer
        return [part.feedback.true if verdict else part.feedback.false, part.reasons[int(reason or 0)].feedback]
    assert isinstance(part, Cloze | Matching | Classification)
    parts = {"cloze": "blanks", "matching": "pairs", "classification": "cards"}
    return [
        each.feedback if word == given else each.if_wrong
        for each, word, given in zip(getattr(part, parts[part.type]), item.key, answer, strict=True)
    ]


def summary(page: Page) -> Locator:
    return page.get_by_role("region", name=YOUR_ANSWERS)


def total(items: list[Item], right: int, met: int) -> str:
    """The first line of the summary."""
    graded = [item for item in items if item.item.type != "open"]
    return TOTAL.format(right=right, met=met, all=len(graded))


def expect_state(page: Page, item: Item, state: str) -> None:
    """Expect the summary to show the named state for *item*."""
    row = summary(page).get_by_role("listitem").filter(has=page.get_by_role("link", name=item.label, exact=True))
    expect(row).to_have_text(f"{item.label} {STATE[state]}")


@pytest.mark.parametrize("kind", GRADED)
def test_wrong_first_then_right(page: Page, items: list[Item], kind: str) -> None:
    item = first(items, kind)
    form = item.form(page)
    wrong = wrong_answer(item)
    item.give(form, wrong)
    item.check(form)

    for text in feedback_of(item, wrong):
        expect(form.get_by_text(item.shown(text))).to_be_visible()
    for text in set(feedback_of(item, item.key)) - set(feedback_of(item, wrong)):
        expect(form.get_by_text(item.shown(text))).to_be_hidden()
    expect(form.get_by_text(NOT_YET, exact=True)).to_be_visible()
    expect(form.get_by_text(WRONG, exact=True).first).to_be_visible()
    expect(form.get_by_role("button", name=AGAIN)).to_be_focused()
    expect(form.get_by_role("button", name=CHECK)).to_be_hidden()
    expect_state(page, item, "again")

    form.get_by_role("button", name=AGAIN).click()
    for text in feedback_of(item, wrong):
        expect(form.get_by_text(item.shown(text))).to_be_hidden()
    expect(form.get_by_text(NOT_YET, exact=True)).to_be_hidden()
    if kind == "multiple":
        for option in wrong:
            item.control(form, int(option or 0)).uncheck()
    item.give(form, item.key)
    item.check(form)
    for text in feedback_of(item, item.key):
        expect(form.get_by_text(item.shown(text))).to_be_visible()
    expect(form.get_by_text(RIGHT_LATER, exact=True)).to_be_visible()
    expect(form.get_by_text(RIGHT_LATER, exact=True)).to_be_focused()
    for name in (CHECK, AGAIN, SHOW_ANSWER):
        expect(form.get_by_role("button", name=name)).to_be_hidden()
    expect_state(page, item, "later")
    expect(summary(page)).to_contain_text(total(items, right=0, met=1))


@pytest.mark.parametrize("kind", GRADED)
def test_right_at_first(page: Page, items: list[Item], kind: str) -> None:
    item = first(items, kind)
    form = item.form(page)
    item.give(form, item.key)
    item.check(form)
    expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()
    expect(form.get_by_text(RIGHT, exact=True).first).to_be_visible()
    expect(form.get_by_text(WRONG, exact=True).locator("visible=true")).to_have_count(0)
    expect_state(page, item, "right")
    expect(summary(page)).to_contain_text(total(items, right=1, met=1))


@pytest.mark.parametrize("kind", ["single", "multiple", "true_false_reason"])
def test_feedback_is_shown_in_its_option(page: Page, items: list[Item], kind: str) -> None:
    item = first(items, kind)
    form = item.form(page)
    wrong = wrong_answer(item)
    item.give(form, wrong)
    item.check(form)
    # The second box of a judged statement is its reason.
    parts = [(n, None) for n in wrong] if kind != "true_false_reason" else list(enumerate(wrong))
    for (part, word), text in zip(parts, feedback_of(item, wrong), strict=True):
        option = item.control(form, int(part or 0), word).locator("xpath=ancestor::div[1]")
        expect(option.get_by_text(item.shown(text))).to_be_visible()
        expect(option.get_by_text(WRONG, exact=True)).to_be_visible()
        expect(option.get_by_role("radio").or_(option.get_by_role("checkbox"))).to_have_count(1)


@pytest.mark.parametrize("kind", GRADED)
def test_an_unanswered_item_says_what_is_missing(page: Page, items: list[Item], kind: str) -> None:
    item = first(items, kind)
    form = item.form(page)
    item.check(form)
    message = CHOOSE_FIRST if kind in ("single", "multiple") else COMPLETE_FIRST
    expect(form.get_by_text(message, exact=True)).to_be_visible()
    focused = form.locator(":focus")
    expect(focused).to_have_accessible_description(message)
    assert (
        page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent")
        == message
    )
    expect_state(page, item, "none")

    item.give(form, item.key)
    item.check(form)
    expect(form.get_by_text(message, exact=True)).to_be_hidden()
    expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()
    expect(form.locator("[aria-describedby]")).to_have_count(0)


@pytest.mark.parametrize("kind", ["true_false_reason", "cloze", "matching", "classification"])
def test_an_incomplete_answer_moves_the_focus_to_the_missing_part(page: Page, items: list[Item], kind: str) -> None:
    item = first(items, kind)
    form = item.form(page)
    key = list(item.key)
    if kind == "true_false_reason":
        item.control(form, 0, key[0]).check()
    else:
        item.give(form, [*key[:-1], None])
    item.check(form)
    expect(form.get_by_text(COMPLETE_FIRST, exact=True)).to_be_visible()
    last = len(key) - 1
    if kind == "classification":
        card = form.get_by_role("group", name=item.shown(item.item.cards[last].text), exact=True)
        expect(card.locator(":focus")).to_have_count(1)
    elif kind == "true_false_reason":
        expect(form.get_by_role("group", name=WHY).locator(":focus")).to_have_count(1)
    else:
        expect(item.control(form, last)).to_be_focused()


@pytest.mark.parametrize("kind", GRADED)
def test_the_answer_is_shown_when_asked_for(page: Page, items: list[Item], kind: str) -> None:
    item = first(items, kind)
    form = item.form(page)
    item.give(form, wrong_answer(item))
    item.check(form)
    form.get_by_role("button", name=SHOW_ANSWER).click()
    for text in feedback_of(item, item.key):
        expect(form.get_by_text(item.shown(text))).to_be_visible()
    expect(form.get_by_text(SEE_KEY, exact=True)).to_be_visible()
    expect(form.get_by_text(SEE_KEY, exact=True)).to_be_focused()
    if kind in ("single", "multiple", "true_false_reason"):
        expect(form.get_by_text(MISSED, exact=True).first).to_be_visible()
    expect(form.get_by_role("button", name=AGAIN)).to_be_hidden()
    expect_state(page, item, "again")


def test_wrong_twice_shows_the_answer(page: Page, items: list[Item]) -> None:
    item = first(items, "single")
    form = item.form(page)
    for number in item.distractors[:2]:
        item.give(form, [number])
        item.check(form)
        if form.get_by_role("button", name=AGAIN).is_visible():
            form.get_by_role("button", name=AGAIN).click()
    expect(form.get_by_text(SEE_KEY, exact=True)).to_be_visible()
    expect(form.get_by_text(MISSED, exact=True)).to_be_visible()
    expect_state(page, item, "again")


def test_a_right_part_is_marked(page: Page, items: list[Item]) -> None:
    item = first(items, "cloze")
    form = item.form(page)
    blanks = list(item.key)
    item.give(form, [blanks[0], item.item.distractors[0], *blanks[2:]])
    item.check(form)
    expect(form.get_by_text(PARTLY, exact=True)).to_be_visible()
    expect(form.get_by_text(WRONG, exact=True).locator("visible=true")).to_have_count(1)
    expect(form.get_by_text(RIGHT, exact=True).locator("visible=true")).to_have_count(len(blanks) - 1)


def test_ticking_every_option_scores_zero(page: Page, items: list[Item]) -> None:
    item = first(items, "multiple")
    form = item.form(page)
    item.give(form, range(len(item.item.options)))
    item.check(form)
    # Any score above 0 would be «بعضه صحيح».
    expect(form.get_by_text(NOT_YET, exact=True)).to_be_visible()
    expect(summary(page)).to_contain_text(total(items, right=0, met=1))


def test_an_extra_choice_of_matching_has_its_own_feedback(page: Page, items: list[Item]) -> None:
    item = first(items, "matching")
    form = item.form(page)
    extra = item.item.extra[0]
    item.give(form, [*list(item.key)[:-1], extra.text])
    item.check(form)
    expect(form.get_by_text(item.shown(extra.feedback)).locator("visible=true")).to_have_count(1)
    expect(form.get_by_text(item.shown(item.item.pairs[-1].if_wrong))).to_be_hidden()


def test_evidence_is_quoted_and_shown_in_the_passage(page: Page, course: Course, items: list[Item]) -> None:
    item = first(items, "single")
    form = item.form(page)
    evidence = item.item.evidence[0]
    sentence = next(text for text in course.chapter(CHAPTER).seed.sentences.values() if evidence.span in text)
    link = form.get_by_role("link", name=SHOW_SENTENCE)
    expect(link).to_be_hidden()
    item.give(form, item.key)
    item.check(form)
    quotation = form.get_by_role("blockquote").first
    expect(quotation).to_contain_text(f"«{sentence}»")
    expect(quotation.get_by_role("mark")).to_have_text(evidence.span)

    passage = page.locator(link.first.get_attribute("href") or "-")
    numbers = passage.get_by_role("link").all_inner_texts()  # note marks are separate elements
    assert re.sub("|".join(map(re.escape, numbers)) or "$^", "", passage.inner_text()) == sentence
    lit = "() => [...(CSS.highlights.get('sanad-highlighted') ?? [])].map((range) => range.cloneContents().textContent)"
    assert page.evaluate(lit) == []
    link.first.click()
    back = page.get_by_role("button", name=BACK)
    expect(back).to_be_focused()
    expect(back).to_be_in_viewport()
    expect(passage).to_be_in_viewport()
    (marked,) = page.evaluate(lit)  # the span itself, including the note marks inside it
    assert re.sub("|".join(map(re.escape, numbers)) or "$^", "", marked) == evidence.span
    back.click()
    expect(link.first).to_be_focused()
    expect(link.first).to_be_in_viewport()
    expect(back).to_have_count(0)
    assert page.evaluate(lit) == []


def test_a_browser_without_highlights_marks_the_whole_sentence(page: Page, items: list[Item]) -> None:
    page.add_init_script("Object.defineProperty(CSS, 'highlights', { value: undefined })")
    page.reload()
    item = first(items, "single")
    form = item.form(page)
    item.give(form, item.key)
    item.check(form)
    link = form.get_by_role("link", name=SHOW_SENTENCE).first
    passage = page.locator(link.get_attribute("href") or "-")
    paint = "element => getComputedStyle(element).backgroundColor"
    before = passage.evaluate(paint)
    link.click()
    expect(page.get_by_role("button", name=BACK)).to_be_focused()
    assert passage.evaluate(paint) != before
    page.get_by_role("button", name=BACK).click()
    assert passage.evaluate(paint) == before


def test_only_one_sentence_is_highlighted(page: Page, items: list[Item]) -> None:
    item = first(items, "matching")
    form = item.form(page)
    item.give(form, item.key)
    item.check(form)
    links = form.get_by_role("link", name=SHOW_SENTENCE)
    assert links.count() > 1
    for link in links.all():
        link.click()
        expect(page.get_by_role("button", name=BACK)).to_have_count(1)
        page.get_by_role("button", name=BACK).click()
        expect(link).to_be_focused()


def test_confidence_counts_before_the_feedback(page: Page, items: list[Item]) -> None:
    item = next(item for item in items if item.item.confidence)
    form = item.form(page)
    sure = form.get_by_role("radio", name=SURE, exact=True)
    sure.check()
    item.give(form, item.key)
    item.check(form)
    expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()
    expect(sure).to_be_checked()
    for radio in form.get_by_role("group", name=HOW_SURE).get_by_role("radio").all():
        expect(radio).to_be_disabled()


def test_the_open_item(page: Page, course: Course, items: list[Item]) -> None:
    item = first(items, "open")
    form = item.form(page)
    seed = course.chapter(CHAPTER).seed
    answer = form.get_by_role("blockquote")
    expect(answer).to_be_hidden()
    form.get_by_text(REVEAL, exact=True).click()
    expect(answer).to_be_visible()
    expect(answer).to_contain_text(seed.answer[:40])

    essential = [number for number, point in enumerate(item.item.rubric) if point.essential]
    others = [number for number in item.key if number not in essential]
    assert essential
    assert len(others) / len(item.key) >= 0.75  # enough points, but the essential one is missing
    for number in others:
        item.control(form, number).check()
    points = len(item.item.rubric)
    lacking = OPEN_LACKING.format(ticked=len(others), all=points)
    expect(form.get_by_text(lacking, exact=True)).to_be_visible()
    expect_state(page, item, "again")
    for number in essential:
        item.control(form, number).check()
    expect(form.get_by_text(OPEN_WHOLE.format(ticked=points, all=points), exact=True)).to_be_visible()
    expect_state(page, item, "right")
    for number in others:
        item.control(form, number).uncheck()
    expect(form.get_by_text(OPEN_PARTLY.format(ticked=len(essential), all=points), exact=True)).to_be_visible()


def test_typed_text_is_not_restored_after_going_back(page: Page, items: list[Item]) -> None:
    """Browsers restore the text of form fields, even from disk, unless a page disables it."""
    item, written = first(items, "single"), first(items, "open")
    item.give(item.form(page), item.key)
    form = written.form(page)
    form.get_by_text(WRITE, exact=True).click()
    form.get_by_role("textbox", name=YOUR_ANSWER).fill("كلام لا يراه غيري")
    page.goto("index.html")
    page.go_back()
    expect(item.form(page).get_by_role("button", name=CHECK)).to_be_visible()
    expect(form.locator("textarea")).to_have_value("")
    expect(item.form(page).get_by_role("radio", checked=True)).to_have_count(0)


@pytest.mark.parametrize("chapter", ["01", "02", "03", "04", "05"])
def test_every_item_of_a_chapter_can_be_answered(page: Page, course: Course, chapter: str) -> None:
    page.goto(f"chapters/{chapter}.html")
    items = items_of(course, chapter)
    graded = [item for item in items if item.item.type != "open"]
    expect(summary(page)).to_contain_text(TOTAL_NONE)
    for item in items:
        form = item.form(page)
        item.give(form, item.key)
        item.check(form)
        expect_state(page, item, "right")
    n = len(graded)
    expect(summary(page)).to_contain_text(total(items, right=n, met=n))
    link = summary(page).get_by_role("link", name=items[0].label, exact=True)
    link.click()
    expect(items[0].form(page)).to_be_in_viewport()


# -- keyboard only ---------------------------------------------------------------------------------------------------


def tab_from(page: Page, item: Item) -> None:
    """Move the focus so that the next Tab enters *item*, like a link to it."""
    page.goto(f"chapters/{CHAPTER}.html#{anchor(item.item.id)}")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until *wanted* has the focus."""
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def tab_into(page: Page, group: Locator) -> None:
    """Press Tab until the focus is inside *group*."""
    for _ in range(60):
        if group.evaluate("element => element.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    expect(group.locator(":focus")).to_have_count(1)


def choose_radio(page: Page, group: Locator, wanted: Locator) -> None:
    """Choose a radio button by Tab, space and arrows."""
    tab_into(page, group)
    page.keyboard.press("Space")
    for _ in range(group.get_by_role("radio").count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def choose_word(page: Page, box: Locator, word: str) -> None:
    """Choose an entry of a list with the arrow keys."""
    tab_to(page, box)
    words = box.locator("option").all_inner_texts()
    for _ in range(words.index(word)):
        page.keyboard.press("ArrowDown")
    expect(box.locator("option:checked")).to_have_text(word)


def answer_by_keys(page: Page, item: Item, form: Locator, answer: Answer) -> None:
    part = item.item
    if isinstance(part, Single):
        group = form.get_by_role("group", name=re.compile(f"^{item.label} "))
        choose_radio(page, group, item.control(form, int(answer[0] or 0)))
    elif isinstance(part, Multiple):
        for number in answer:
            tab_to(page, item.control(form, int(number or 0)))
            page.keyboard.press("Space")
    elif isinstance(part, TrueFalseReason):
        names = (re.compile(f"^{item.label} "), WHY)
        for number, (name, word) in enumerate(zip(names, answer, strict=True)):
            choose_radio(page, form.get_by_role("group", name=name), item.control(form, number, word))
    elif isinstance(part, Classification):
        shown = form.get_by_role("group").filter(has=page.get_by_role("radio"))
        words = {
            item.shown(card.text): (number, word)
            for number, (card, word) in enumerate(zip(part.cards, answer, strict=True))
        }
        for card in shown.all()[-len(words) :]:  # in page order
            number, word = words[card.locator("legend").inner_text()]
            choose_radio(page, card, item.control(form, number, word))
    else:
        for number, word in enumerate(answer):
            choose_word(page, item.control(form, number), item.shown(str(word)))


@pytest.mark.parametrize("kind", GRADED)
def test_items_can_be_answered_by_keyboard(page: Page, items: list[Item], kind: str) -> None:
    item = first(items, kind)
    form = item.form(page)
    tab_from(page, item)
    answer_by_keys(page, item, form, item.key)
    tab_to(page, form.get_by_role("button", name=CHECK))
    page.keyboard.press("Enter")
    verdict = form.get_by_text(RIGHT_FIRST, exact=True)
    expect(verdict).to_be_focused()
    tab_to(page, form.get_by_role("link", name=SHOW_SENTENCE).first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=BACK)).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_role("link", name=SHOW_SENTENCE).first).to_be_focused()


def test_an_item_can_be_repeated_by_keyboard(page: Page, items: list[Item]) -> None:
    item = first(items, "single")
    form = item.form(page)
    tab_from(page, item)
    answer_by_keys(page, item, form, wrong_answer(item))
    page.keyboard.press("Enter")  # as in any form
    expect(form.get_by_role("button", name=AGAIN)).to_be_focused()
    page.keyboard.press("Enter")
    group = form.get_by_role("group", name=re.compile(f"^{item.label} "))
    expect(group.locator(":focus")).to_have_count(1)
    choose_radio(page, group, item.control(form, int(item.key[0] or 0)))
    page.keyboard.press("Enter")
    expect(form.get_by_text(RIGHT_LATER, exact=True)).to_be_focused()


def test_an_open_item_can_be_answered_by_keyboard(page: Page, items: list[Item]) -> None:
    item = first(items, "open")
    form = item.form(page)
    tab_from(page, item)
    tab_to(page, form.locator("summary", has_text=REVEAL))
    page.keyboard.press("Enter")
    for number in item.key:
        tab_to(page, item.control(form, int(number or 0)))
        page.keyboard.press("Space")
    points = len(item.item.rubric)
    expect(form.get_by_text(OPEN_WHOLE.format(ticked=points, all=points), exact=True)).to_be_visible()
