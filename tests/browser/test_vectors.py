"""The table of answers and grades in the grader and in rendered items; folding compared with Python's."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sanadbook.i18n import get_translator
from sanadbook.items.registry import ITEM_TYPES
from sanadbook.language.arabic import MARKS, fold, words
from sanadbook.model.course import Course
from tests.browser.answering import sort_steps
from tests.browser.frontend_modules import module_page
from tests.items.vectors import Vector, authored, quiz_of, quizzes, vectors

pytestmark = pytest.mark.browser
t = get_translator("ar")

#: Answers every vector in a new item by simulated input, and returns what is displayed.
ANSWER = """
(cases) => {
  const seen = (part) => (part && !part.hidden ? part.textContent : null);
  return cases.map(({ html, key, strings, answer }) => {
    document.body.innerHTML = html;
    const form = document.querySelector("form");
    const records = [];
    mountItem(form, key, strings, (entry) => records.push(entry), () => {});
    const groups = [...form.querySelectorAll(".sanad-group")];
    const listed = key.type === "single" || key.type === "multiple";
    if (listed) answer.forEach((choice) => form.querySelectorAll(".sanad-group input")[choice].click());
    else if (key.type === "open") groups.forEach((group, point) => {
      if (answer[point]) group.querySelector("input").click();
    });
    else if (key.type === "ordering") {
      if (answer[0] !== null) {
        // One step there and back, for an order that is the one at first.
        groups[0].querySelector("[data-move=down]").click();
        groups.map((_, place) => groups[answer.indexOf(place)]).forEach((step, place) => {
          while ([...step.parentElement.children].indexOf(step) > place) step.querySelector("[data-move=up]").click();
        });
      }
    } else groups.forEach((group, part) => {
      if (answer[part] === null) return;
      const field = group.querySelector("select, [type=text]");
      if (field) field.value = answer[part]; else group.querySelectorAll("input")[answer[part]].click();
    });
    if (key.type !== "open") form.requestSubmit();
    const homes = [...form.querySelectorAll(".sanad-parts > li")];
    return {
      record: records.at(-1) ?? null,
      verdict: seen(form.querySelector(".sanad-verdict")),
      error: seen(form.querySelector(".sanad-error")),
      signs: groups.map((group, part) => seen((homes[part] ?? group).querySelector(".sanad-sign"))),
      shown: [...form.querySelectorAll(".sanad-feedback")].filter((part) => !part.hidden).length,
    };
  });
}
"""


@pytest.fixture(scope="module")
def inside(chromium: Browser) -> Iterator[Page]:
    page = module_page(chromium, "quiz/grade.js", "quiz/item-view.js", "quiz/typed-text.js")
    yield page
    page.context.close()


def test_the_table_is_wide_enough() -> None:
    kinds = Counter(vector.kind for vector in vectors())
    assert sum(kinds.values()) >= 200
    assert set(kinds) == set(ITEM_TYPES)
    assert min(kinds.values()) >= 5
    assert {bool(authored(v.item).get("typed")) for v in vectors() if v.kind == "cloze"} == {True, False}
    assert len({str(vector) for vector in vectors()}) == len(vectors()), "the table has a duplicate answer"


def test_the_grader_gives_what_the_table_says(inside: Page) -> None:
    graded = [vector for vector in vectors() if vector.graded]
    cases = [[quiz_of(vector.item).items[vector.item]["key"], vector.answer] for vector in graded]
    found = inside.evaluate("(cases) => cases.map(([key, answer]) => grade(key, answer))", cases)
    for vector, result in zip(graded, found, strict=True):
        assert result["score"] == pytest.approx(vector.score), vector
        assert result["right"] == vector.right, vector
        assert tuple(result["parts"]) == vector.parts, vector


def test_incomplete_answers_score_zero(inside: Page) -> None:
    cases = [[quiz_of(v.item).items[v.item]["key"], v.answer] for v in vectors() if not v.graded and v.told is None]
    cases += [
        [key, [None] * len(key["key"])] for quiz in quizzes() for key in (item["key"] for item in quiz.items.values())
    ]
    found = inside.evaluate("(cases) => cases.map(([key, answer]) => grade(key, answer))", cases)
    assert [(result["score"], result["right"]) for result in found] == [(0, False)] * len(cases)


def test_an_item_says_what_the_table_says(inside: Page) -> None:
    """Tests the record, messages and marks of a rendered item for every vector."""
    cases = []
    for vector in vectors():
        quiz = quiz_of(vector.item)
        known = quiz.items[vector.item]
        cases.append({"html": known["html"], "key": known["key"], "strings": quiz.strings, "answer": vector.answer})
    for vector, found in zip(vectors(), inside.evaluate(ANSWER, cases), strict=True):
        said = quiz_of(vector.item).strings
        if not vector.graded:
            assert (found["record"], found["verdict"]) == (None, None), vector
            assert found["error"] == said[vector.message], vector
            continue
        points = {"ticked": sum(vector.parts), "all": len(vector.parts)}
        assert found["verdict"] == said[vector.message].format(**points), vector
        assert found["error"] is None
        record = found["record"]
        assert (record["answer"], record["right"], record["attempts"]) == (vector.answer, vector.right, 1), vector
        assert record["score"] == pytest.approx(vector.score), vector
        if vector.kind in ("single", "multiple", "true_false_reason", "open"):
            continue
        signs = [
            said["sign_right" if right else "sign_near" if part in vector.near else "sign_wrong"]
            for part, right in enumerate(vector.parts)
        ]
        assert found["signs"] == signs, vector
        # Each part has feedback or a hint; nearly right parts have only their message.
        assert found["shown"] == len(vector.parts) - len(vector.near), vector


# -- folding ---------------------------------------------------------------------------------------------------------


def corpus(course: Course) -> set[str]:
    """Every word of the passages, questions, answers and authored texts."""

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for each in value.values():
                yield from texts(each)
        elif isinstance(value, list):
            for each in value:
                yield from texts(each)

    found: set[str] = set()
    for chapter in course.chapters:
        seed = chapter.seed
        for text in (seed.passage, seed.question, seed.answer, *texts(chapter.content.model_dump())):
            found.update(text.split(), words(text))
    return found


def test_folding_is_the_same_as_in_python(inside: Page, course: Course) -> None:
    some = random.Random(4)
    letters = "".join(map(chr, [*range(0x20, 0x7F), *range(0x600, 0x700), *range(0xC0, 0x180), *range(0x300, 0x330)]))
    letters += (
        MARKS
        + "\u0640\u0654\u0655\u0653\u200c\u200f\u00a0\ufeff\u2009\u3000\u0085\x1c\t\n"
        + "\u1e9e\u0130\u03a3\u212b\uac00\u1100\u1161"
    )
    letters = "".join(letter for letter in letters if unicodedata.category(letter) != "Cn")
    made = ["".join(some.choices(letters, k=some.randrange(12))) for _ in range(5000)]
    everything = [*sorted(corpus(course)), *made]
    assert len(everything) > 8000
    found = inside.evaluate("(texts) => texts.map(fold)", everything)
    wrong = [(text, fold(text), other) for text, other in zip(everything, found, strict=True) if fold(text) != other]
    assert wrong == []
    assert inside.evaluate("(texts) => texts.map(fold)", found) == found


# -- through the user interface ---------------------------------------------------------------------------------------


def _rounds() -> list[list[Vector]]:
    """Return rounds of vectors for the docs page: the key, partly right, wrong, incomplete; an item per round."""
    found = {(v.item, v.message): v for v in reversed(vectors()) if not v.item.startswith("more:")}
    by_item: dict[str, list[Vector]] = {}
    for vector in reversed(found.values()):
        by_item.setdefault(vector.item, []).append(vector)
    return [
        [each[number] for each in by_item.values() if number < len(each)]
        for number in range(max(map(len, by_item.values())))
    ]


def form_of(page: Page, item: str) -> Locator:
    return page.locator(f"form[data-id='{item}']")


def give(form: Locator, vector: Vector) -> None:
    """Answer through visible labels: options, gaps, cards and buttons."""
    each, told = authored(vector.item), vector.told
    if each["type"] in ("single", "multiple"):
        for choice in told:
            role = "radio" if each["type"] == "single" else "checkbox"
            form.get_by_role(role, name=each["options"][choice]["text"], exact=True).check()
    elif each["type"] == "true_false_reason":
        if told[0] is not None:
            form.get_by_role("radio", name=t("The statement is true" if told[0] else "The statement is false")).check()
        if told[1] is not None:
            form.get_by_role("radio", name=each["reasons"][told[1]]["text"], exact=True).check()
    elif each["type"] == "open":
        form.get_by_text(t("Reveal and compare"), exact=True).click()
        for point in told:
            form.get_by_role("checkbox", name=each["rubric"][point]["text"]).check()
    elif each["type"] == "ordering":
        sort_steps(form, [each["steps"][step]["text"] for step in told or []])
    elif each["type"] == "classification":
        for card, category in zip(each["cards"], told, strict=True):
            if category is not None:
                group = form.get_by_role("group", name=card["text"], exact=True)
                group.get_by_role("radio", name=category, exact=True).check()
    else:
        for part, word in enumerate(told):
            if word is None:
                continue
            if each["type"] in ("short", "numeric"):
                name = t("Your answer") + (f" ({each['unit']})" if each.get("unit") else "")
            elif each["type"] == "matching":
                name = each["pairs"][part]["left"]
            else:
                name = t("Blank {number}").format(number=part + 1)
            if each["type"] in ("short", "numeric") or each.get("typed"):
                form.get_by_role("textbox", name=name, exact=True).fill(word)
            else:
                form.get_by_role("combobox", name=name, exact=True).select_option(label=word)


def meet(form: Locator, vector: Vector) -> None:
    """Answer an item through the user interface and expect the message of the table."""
    form.scroll_into_view_if_needed()
    give(form, vector)
    if vector.kind != "open":
        form.get_by_role("button", name=t("Check"), exact=True).click()
    points = {"ticked": sum(vector.parts), "all": len(vector.parts)}
    said = quiz_of(vector.item).strings[vector.message].format(**points)
    expect(form.get_by_text(said, exact=True)).to_be_visible()


@pytest.mark.parametrize("answers", _rounds(), ids=lambda answers: answers[0].message)
def test_the_user_interface_shows_the_message_of_the_table(docs_page: Page, answers: list[Vector]) -> None:
    docs_page.goto("items.html")
    for vector in answers:
        meet(form_of(docs_page, vector.item), vector)
