"""The quiz in a real JupyterLab: interactive after Run All, same grades as on the book's page, live results."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from sanadbook.i18n import get_translator
from sanadbook.items.classification import Classification
from sanadbook.items.cloze import Cloze
from sanadbook.items.multiple import Multiple
from sanadbook.items.open import Open
from sanadbook.items.single import Single
from sanadbook.model.course import Course
from tests.browser.answering import CHART_ALT, CHECK, STATE, YOUR_ANSWERS, Answer, Item, first, items_of
from tests.browser.conftest import REPOSITORY, Lab, Site

pytestmark = pytest.mark.lab

CHAPTER = "04"  # it has every type
t = get_translator("ar")


# -- the answers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A possible answer and its score at the first attempt."""

    name: str
    answer: Callable[[Item], Answer]
    score: Callable[[Item], Fraction | int]


def _key(item: Item) -> list[Any]:
    return list(item.key)


def _parts_wrong(count: int) -> Callable[[Item], Answer]:
    """Return the key with the words of the last *count* parts swapped or replaced."""

    def answer(item: Item) -> Answer:
        key = _key(item)
        if isinstance(item.item, Classification):
            others = [next(name for name in item.item.categories if name != word) for word in key]
            return key[:-count] + others[-count:]
        if count == 1:
            spare = item.item.distractors if isinstance(item.item, Cloze) else [item.item.extra[0].text]
            return [*key[:-1], spare[0]]
        return key[:-count] + key[-count + 1 :] + [key[-count]]

    return answer


def _biggest(item: Item) -> int:
    """Return the number of cards in the largest category."""
    key = _key(item)
    return max(key.count(word) for word in key)


def _all_but(item: Item, wrong: int) -> Fraction:
    """Return the share of right parts."""
    return Fraction(len(_key(item)) - wrong, len(_key(item)))


def _cards(item: Item, wrong: int) -> Fraction:
    """Return the share of right cards beyond what one category for all cards would score."""
    return Fraction(len(_key(item)) - wrong - _biggest(item), len(_key(item)) - _biggest(item))


def _points(item: Item, *, essential: bool) -> list[int]:
    """The numbers of the points of the rubric that are essential, or of those that are not."""
    assert isinstance(item.item, Open)
    return [number for number, point in enumerate(item.item.rubric) if point.essential is essential]


def _share(item: Item, *, essential: bool) -> Fraction:
    return Fraction(len(_points(item, essential=essential)), len(_key(item)))


RIGHT = Case("the key", _key, lambda item: 1)
CASES: dict[str, list[Case]] = {
    "single": [RIGHT, Case("a distractor", lambda item: item.distractors[:1], lambda item: 0)],
    "multiple": [
        RIGHT,
        Case("everything", lambda item: range(len(item.item.options)), lambda item: 0),
        Case("one of the key", lambda item: _key(item)[:1], lambda item: Fraction(1, len(_key(item)))),
        Case(
            "the key and a distractor",
            lambda item: [*_key(item), item.distractors[0]],
            lambda item: 1 - Fraction(1, len(item.distractors)),
        ),
        Case("a distractor", lambda item: item.distractors[:1], lambda item: 0),
    ],
    "true_false_reason": [
        RIGHT,
        Case("a wrong reason", lambda item: (_key(item)[0], item.distractors[0]), lambda item: Fraction(1, 2)),
        Case("the wrong verdict", lambda item: (not _key(item)[0], _key(item)[1]), lambda item: 0),
        Case("nothing right", lambda item: (not _key(item)[0], item.distractors[0]), lambda item: 0),
    ],
    "cloze": [
        RIGHT,
        Case("a word of the bank that fits nowhere", _parts_wrong(1), lambda item: _all_but(item, 1)),
        Case("two words in each other's place", _parts_wrong(2), lambda item: _all_but(item, 2)),
        Case("one word everywhere", lambda item: _key(item)[:1] * len(_key(item)), lambda item: 0),
    ],
    "matching": [
        RIGHT,
        Case("the extra choice", _parts_wrong(1), lambda item: _all_but(item, 1)),
        Case("two in each other's place", _parts_wrong(2), lambda item: _all_but(item, 2)),
        Case("one everywhere", lambda item: _key(item)[:1] * len(_key(item)), lambda item: 0),
    ],
    "classification": [
        RIGHT,
        Case("one card wrong", _parts_wrong(1), lambda item: _cards(item, 1)),
        Case("two cards wrong", _parts_wrong(2), lambda item: _cards(item, 2)),
        Case(
            "everything in the biggest place",
            lambda item: [max(_key(item), key=_key(item).count)] * len(_key(item)),
            lambda item: 0,
        ),
    ],
    "open": [
        RIGHT,
        Case(
            "all but the essential",
            lambda item: _points(item, essential=False),
            lambda item: _share(item, essential=False),
        ),
        Case(
            "only the essential",
            lambda item: _points(item, essential=True),
            lambda item: _share(item, essential=True),
        ),
    ],
}  # fmt: skip
ROUNDS = max(map(len, CASES.values()))


def grade(key: dict[str, Any], answer: list[Any]) -> dict[str, Any]:
    """Return what the front end's grader gives an answer, run in Node."""
    script = (
        f"import {{ grade }} from {json.dumps((REPOSITORY / 'frontend/src/quiz/grade.js').as_uri())};"
        f"console.log(JSON.stringify(grade({json.dumps(key)}, {json.dumps(answer)})));"
    )
    command = [shutil.which("node") or "node", "--input-type=module", "--eval", script]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    graded: dict[str, Any] = json.loads(run.stdout)
    return graded


def case_of(item: Item, number: int) -> Case:
    cases = CASES[item.item.type]
    return cases[number % len(cases)]


def seen(form: Locator) -> str:
    """Return the visible text of an item, ignoring line breaks."""
    return re.sub(r"\s+", "", form.inner_text())


# -- the notebook ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def notebook(lab: Lab, lab_page: Page) -> Page:
    """The chapter in JupyterLab after all cells have run."""
    lab.open(lab_page, f"chapters/{CHAPTER}.ipynb")
    lab.run_all(lab_page)
    return lab_page


@pytest.fixture(scope="module")
def asked() -> Callable[[Page, str], Any]:
    """Evaluate an expression in a new cell of the open notebook."""
    count = 0

    def ask(page: Page, expression: str) -> Any:
        nonlocal count
        count += 1
        page.get_by_role("heading", name=t("Summary card")).click()
        page.keyboard.press("Escape")
        page.keyboard.press("b")
        page.keyboard.press("Enter")
        page.keyboard.insert_text(f"import json; print('ans' + 'wer {count}:', json.dumps({expression}))")
        page.keyboard.press("Shift+Enter")
        output = page.get_by_text(re.compile(rf"^answer {count}: "))
        expect(output).to_have_count(1, timeout=20_000)
        return json.loads(output.inner_text().partition(": ")[2])

    return ask


def test_an_untrusted_notebook_is_readable_before_it_runs(lab: Lab, lab_page: Page, course: Course) -> None:
    lab.open(lab_page, "chapters/03.ipynb")
    for item in items_of(course, "03"):
        expect(lab_page.get_by_text(item.count, exact=True)).to_be_attached()
        lab_page.get_by_text(item.count, exact=True).scroll_into_view_if_needed()
        expect(lab_page.get_by_text(item.count, exact=True)).to_be_visible()
        if isinstance(item.item, Single | Multiple):
            expect(lab_page.get_by_text(item.shown(item.item.stem), exact=True)).to_be_visible()
            for option in item.item.options:
                expect(
                    lab_page.get_by_text(item.shown(option.text), exact=True).locator("visible=true").first
                ).to_be_visible()
                # JupyterLab drops `hidden` from untrusted output.
                expect(lab_page.get_by_text(item.shown(option.feedback)).locator("visible=true")).to_have_count(0)
    expect(lab_page.get_by_role("button", name=CHECK)).to_have_count(0)
    assert lab_page.get_by_role("radio", disabled=False).count() == 0


def test_run_all_leaves_no_error(notebook: Page, course: Course) -> None:
    expect(notebook.get_by_role("button", name=CHECK)).to_have_count(
        len(items_of(course, CHAPTER)) - 1
    )  # the open item has none
    expect(notebook.get_by_text("Traceback")).to_have_count(0)
    # JupyterLab's messages about output that it cannot render.
    expect(notebook.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)
    expect(
        notebook.get_by_text(re.compile("Error (displaying|creating|rendering) widget|model not found", re.I))
    ).to_have_count(0)


def test_live_results_follow_the_answers(notebook: Page, course: Course) -> None:
    items = items_of(course, CHAPTER)
    table = notebook.get_by_role("table", name=YOUR_ANSWERS)
    chart = notebook.get_by_role("img", name=CHART_ALT)

    def row(item: Item) -> Locator:
        return table.get_by_role("row").filter(has=notebook.get_by_role("cell", name=item.label, exact=True))

    expect(table.get_by_role("row")).to_have_count(len(items) + 1)
    expect(chart).to_have_count(0)
    for item in items:
        expect(row(item)).to_contain_text(STATE["none"])

    item, other = first(items, "single"), first(items, "cloze")
    item.give(item.form(notebook), item.key)
    item.check(item.form(notebook))
    expect(row(item)).to_contain_text(STATE["right"])
    expect(row(other)).to_contain_text(STATE["none"])
    expect(chart).to_be_attached()
    before = chart.get_attribute("src")
    words = _key(other)
    other.give(other.form(notebook), words[1:] + words[:1])
    other.check(other.form(notebook))
    expect(row(other)).to_contain_text(STATE["again"])
    expect(row(item)).to_contain_text(STATE["right"])
    expect(chart).not_to_have_attribute("src", before or "")
    chart.scroll_into_view_if_needed()
    expect(chart).to_be_visible()
    assert chart.evaluate("image => image.complete && image.naturalWidth > 200")


@pytest.mark.parametrize("number", range(ROUNDS))
def test_the_same_answers_get_the_same_grades(
    notebook: Page,
    page: Page,
    lab: Lab,
    site: Site,
    course: Course,
    asked: Callable[[Page, str], Any],
    number: int,
) -> None:
    """Answer every item on the page and in the notebook.

    The numbers of the page come from the grader that the page was served with, for the answer that the notebook
    recorded; that the page read the same answer shows in what is seen after it.
    """
    items = items_of(course, CHAPTER)
    page.goto(f"chapters/{CHAPTER}.html")
    lab.run_all(notebook)  # a new quiz
    expect(notebook.get_by_role("table", name=YOUR_ANSWERS).get_by_text(STATE["none"])).to_have_count(len(items))
    for item in reversed(
        items
    ):  # the open item is recorded at every tick: first, so that none is on its way at the end
        answer = case_of(item, number).answer(item)
        for host in (page, notebook):
            form = item.form(host)
            item.give(form, answer)
            item.check(form)
        assert seen(item.form(page)) == seen(item.form(notebook)), item.item.id

    panel = notebook.get_by_role("table", name=YOUR_ANSWERS)
    expect(panel.get_by_text(STATE["none"])).to_have_count(0)
    expect(notebook.get_by_text("| Idle")).to_be_visible()
    rows = asked(notebook, "json.loads(quiz.results().reset_index().to_json(orient='records'))")
    answers = asked(notebook, "quiz.answers")
    keys = page.locator("script[type='application/json']").evaluate_all(
        "scripts => Object.assign({}, ...scripts.map((script) => JSON.parse(script.textContent).keys))"
    )
    summary = page.get_by_role("region", name=YOUR_ANSWERS)
    assert [row["item"] for row in rows] == [item.item.id for item in items]
    for item, row in zip(items, rows, strict=True):
        case = case_of(item, number)
        where = f"{item.item.id}: {case.name}"
        expected = float(case.score(item))
        record = answers[item.item.id]
        graded = grade(keys[item.item.id], record["answer"])
        assert row["score"] == pytest.approx(expected), where
        assert graded["score"] == pytest.approx(row["score"]), where
        assert graded["right"] == row["right"] == (expected == 1), where
        assert graded["score"] == pytest.approx(record["score"]), where
        state = "right" if row["right"] else "again"
        line = summary.get_by_role("listitem").filter(has=page.get_by_role("link", name=item.label, exact=True))
        expect(line).to_have_text(f"{item.label} {STATE[state]}")
        assert (row["type"], row["answered"], row["attempts"]) == (item.item.type, True, 1)
