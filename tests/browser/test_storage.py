"""Saving answers: on the device (off by default), as a code on paper, in a file.

Each quiz of the documentation counts as a separate course, so its page tests several courses at once.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sanadbook import Quiz
from sanadbook.i18n import get_translator
from sanadbook.jupyter.lite.site import STORAGE
from sanadbook.model.course import Course
from tests.browser.answering import RIGHT_FIRST, SEE_KEY, STATE, items_of, wrong_answer
from tests.browser.conftest import REPOSITORY, Site
from tests.browser.test_vectors import form_of, give
from tests.items.vectors import Vector, vectors

pytestmark = pytest.mark.browser
t = get_translator("ar")
SAVE, CLEAR, BRING, CODE = (
    t("Save my answers on this device"),
    t("Clear everything"),
    t("Restore"),
    t("A code you noted"),
)
RESTORED, NOT_OURS = t("Your answers are back."), t("This is not a code or a file of this chapter.")
CLEARED, ON = (
    t("Everything is cleared: nothing is left on this device."),
    t("Your answers are now saved on this device, in this browser."),
)
FAILED = t("This browser does not let the page save. Note the code instead.")
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
STORED = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"
NOTHING = '[[],[],""]'


def first(item: str, message: str) -> Vector:
    return next(vector for vector in vectors() if (vector.item, vector.message) == (item, message))


def answer(page: Page, item: str, message: str = "right_first") -> None:
    form, vector = form_of(page, item), first(item, message)
    give(form, vector)
    if vector.kind != "open":
        form.get_by_role("button", name=t("Check"), exact=True).click()


def tools(page: Page, chapter: str) -> Locator:
    """Return the summary of a quiz, with the saving options expanded."""
    summary = page.locator(f".sanad-summary[data-chapter='{chapter}']")
    if not summary.get_by_label(SAVE).is_visible():
        summary.get_by_text(t("Save or restore your answers")).click()
    return summary


def save(page: Page, chapter: str) -> None:
    tools(page, chapter).get_by_label(SAVE).check()
    expect(tools(page, chapter).get_by_text(ON)).to_be_visible()


def expect_met(page: Page, item: str, state: str) -> None:
    summary = page.locator(f".sanad-summary[data-chapter='{item.partition(':')[0]}']")
    expect(summary.get_by_role("listitem")).to_contain_text(STATE[state])


def storage(page: Page, course: str) -> Any:
    return json.loads(page.evaluate("(name) => localStorage.getItem(name)", f"sanad.v2.{course}") or "null")


def put(page: Page, course: str, text: str) -> None:
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [f"sanad.v2.{course}", text])


# -- saving ------------------------------------------------------------------------------------------------------------


def test_nothing_is_stored_by_default(docs_page: Page) -> None:
    docs_page.goto("items.html")
    expect(tools(docs_page, "single").get_by_label(SAVE)).not_to_be_checked()
    for item in ("single:Q1", "short:Q1", "ordering:Q1", "open:Q1"):
        answer(docs_page, item, "open_whole" if item == "open:Q1" else "right_first")
    assert docs_page.evaluate(STORED) == NOTHING
    assert docs_page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    docs_page.reload()
    expect_met(docs_page, "single:Q1", "none")


KINDS = [
    "single",
    "multiple",
    "true-false-reason",
    "cloze",
    "cloze-typed",
    "matching",
    "ordering",
    "classification",
    "short",
    "numeric",
]


def test_saved_answers_are_restored(docs_page: Page, docs: Site) -> None:
    """Tests right and wrong answers of every type, after a reload and on another page with the same quiz."""
    page = docs_page
    page.goto("items.html")
    for number, chapter in enumerate(KINDS):
        if number % 2:  # answers given before saving was switched on are saved too
            save(page, chapter)
        answer(page, f"{chapter}:Q1", "not_yet" if number % 3 == 2 else "right_first")
        if not number % 2:
            save(page, chapter)
    answer(page, "open:Q1", "open_lacking")
    save(page, "open")
    kept = storage(page, "single")["items"]["single:Q1"]
    assert (kept["entry"]["answer"], kept["entry"]["right"], kept["streak"]) == ([1], True, 0)
    shutil.copyfile(docs.folder / "items.html", docs.folder / "moved.html")
    for path in ("items.html", "moved.html"):
        page.goto(path)
        for number, chapter in enumerate(KINDS):
            form = form_of(page, f"{chapter}:Q1")
            expect_met(page, f"{chapter}:Q1", "again" if number % 3 == 2 else "right")
            if number % 3 == 2:  # a second attempt is left, so the key is not shown
                expect(form.get_by_role("button", name=t("Try again"))).to_be_visible()
                expect(form.get_by_text(SEE_KEY, exact=True)).to_be_hidden()
            else:
                expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()
            expect(form.get_by_text(t("Complete every part first."))).to_be_hidden()
            expect(tools(page, chapter).get_by_label(SAVE)).to_be_checked()
        form_of(page, "open:Q1").get_by_text(t("Reveal and compare"), exact=True).click()
        expect(form_of(page, "open:Q1").get_by_role("checkbox", checked=True)).to_have_count(1)


def test_the_stored_answer_to_a_changed_item_is_ignored(docs_page: Page) -> None:
    docs_page.goto("items.html")
    answer(docs_page, "single:Q1")
    save(docs_page, "single")
    hash_ = storage(docs_page, "single")["items"]["single:Q1"]["hash"]

    def changed(route: Any) -> None:
        route.fulfill(body=route.fetch().text().replace(hash_, "0badf00d"), content_type="text/html")

    docs_page.route("**/items.html", changed)
    docs_page.reload()
    expect_met(docs_page, "single:Q1", "none")
    expect(form_of(docs_page, "single:Q1").get_by_role("radio", checked=True)).to_have_count(0)


def entry(**more: Any) -> dict[str, Any]:
    return {
        "answer": [1],
        "score": 1,
        "right": True,
        "attempts": 1,
        "done": True,
        "solved": True,
        "confidence": None,
        **more,
    }


def kept(page: Page, item: str, **more: Any) -> dict[str, Any]:
    """Return the stored record of an item; *more* are fields of its entry."""
    data = page.locator("script[data-quiz-data]").evaluate_all(
        "all => Object.assign({}, ...all.map((one) => JSON.parse(one.textContent).keys))"
    )
    return {"hash": data[item]["hash"], "entry": entry(**more), "when": 1, "streak": 0}


FOREIGN = ["", "null", "[]", "7", '"x"', "{", "{}", '{"items": 3}', '{"items": [1, null]}',
           '{"items": {"single:Q1": null}}',
           '{"items": {"single:Q1": {"hash": 1, "when": "x", "streak": 1.5, "entry": {}}}, "__proto__": {"x": 1}}',
           "x" * 100_000]  # fmt: skip


def test_corrupt_and_foreign_storage_is_ignored(docs_page: Page) -> None:
    page = docs_page
    page.goto("items.html")
    for text in FOREIGN:
        put(page, "single", text)
        page.reload()
        expect_met(page, "single:Q1", "none")
        expect(tools(page, "single").get_by_label(SAVE)).to_be_checked()
    answer(page, "single:Q1")  # and the next answer repairs it
    assert list(storage(page, "single")["items"]) == ["single:Q1"]


BROKEN = [{"answer": [99]}, {"answer": ["<b>", None, -1]}, {"answer": [1.5]}, {"confidence": 3, "answer": []},
          {"answer": [None]}, {"answer": [10**9] * 50}, {"score": 1, "right": False, "answer": [0, 0, 0, 0]},
          {"attempts": 10**9, "done": False}]  # fmt: skip


def test_invalid_stored_entries_are_ignored(docs_page: Page) -> None:
    """Tests every broken entry for every type: no errors (the fixture checks this), and the page still works."""
    page = docs_page
    page.goto("items.html")
    for broken in BROKEN:
        for chapter in [*KINDS, "open"]:
            put(page, chapter, json.dumps({"items": {f"{chapter}:Q1": kept(page, f"{chapter}:Q1", **broken)}}))
        page.reload()
        for chapter in [*KINDS, "open"]:
            expect(page.locator(f".sanad-summary[data-chapter='{chapter}'] .sanad-tools-kept")).to_be_visible()


@pytest.mark.parametrize("kind", ["blocked", "full"])
def test_unusable_storage_is_reported(docs_page: Page, kind: str) -> None:
    blocked = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    docs_page.add_init_script(blocked if kind == "blocked" else full)
    docs_page.goto("items.html")
    answer(docs_page, "single:Q1")
    expect_met(docs_page, "single:Q1", "right")
    box = tools(docs_page, "single").get_by_label(SAVE)
    box.click()
    expect(tools(docs_page, "single").get_by_text(FAILED)).to_be_visible()
    expect(box).not_to_be_checked()
    answer(docs_page, "short:Q1")
    expect_met(docs_page, "short:Q1", "right")


def test_full_storage_is_reported(docs_page: Page) -> None:
    docs_page.goto("items.html")
    save(docs_page, "single")
    docs_page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    answer(docs_page, "single:Q1")
    expect(tools(docs_page, "single").get_by_text(FAILED)).to_be_visible()


def test_two_tabs_keep_both_answers(page: Page, course: Course) -> None:
    page.goto("chapters/04.html")
    save(page, "04")
    other = page.context.new_page()
    other.goto("chapters/04.html")
    one, two = items_of(course, "04")[:2]
    for tab, item in ((page, one), (other, two)):
        item.give(item.form(tab), item.key)
        item.check(item.form(tab))
    assert set(storage(page, "sanad-ar")["items"]) == {one.item.id, two.item.id}
    expect(tools(other, "04").get_by_label(SAVE)).to_be_checked()
    tools(other, "04").get_by_role("button", name=CLEAR).click()
    expect(tools(page, "04").get_by_label(SAVE)).not_to_be_checked()  # the first tab is notified
    three = items_of(course, "04")[2]
    three.give(three.form(page), three.key)
    three.check(three.form(page))
    assert page.evaluate(STORED) == NOTHING


def test_two_courses_on_one_host_do_not_mix(docs_page: Page) -> None:
    page = docs_page
    page.goto("items.html")
    page.evaluate("localStorage.setItem('theirs', 'x')")
    save(page, "single")
    save(page, "multiple")
    expect(tools(page, "cloze").get_by_label(SAVE)).not_to_be_checked()
    answer(page, "single:Q1")
    answer(page, "multiple:Q1")
    answer(page, "cloze:Q1")
    assert [list(storage(page, name)["items"]) for name in ("single", "multiple")] == [["single:Q1"], ["multiple:Q1"]]
    assert storage(page, "cloze") is None
    page.evaluate("localStorage.setItem('sanad.v0.single', 'of an older version')")
    tools(page, "single").get_by_role("button", name=CLEAR).click()
    expect(tools(page, "single").get_by_text(CLEARED)).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).sort()") == ["sanad.v2.multiple", "theirs"]


@pytest.mark.parametrize("how", ["button", "switch"])
def test_clearing_removes_all_stored_data(docs_page: Page, how: str) -> None:
    docs_page.goto("items.html")
    save(docs_page, "single")
    answer(docs_page, "single:Q1")
    region = tools(docs_page, "single")
    if how == "button":
        region.get_by_role("button", name=CLEAR).click()
    else:
        region.get_by_label(SAVE).uncheck()
    expect(region.get_by_text(CLEARED)).to_be_visible()
    expect(region.get_by_label(SAVE)).not_to_be_checked()
    assert docs_page.evaluate(STORED) == NOTHING
    answer(docs_page, "short:Q1")
    assert docs_page.evaluate(STORED) == NOTHING


# -- the code ----------------------------------------------------------------------------------------------------------


def code(page: Page, chapter: str) -> str:
    return tools(page, chapter).locator(".sanad-code").inner_text()


def type_code(page: Page, chapter: str, text: str) -> None:
    tools(page, chapter).get_by_label(CODE).fill(text)
    tools(page, chapter).get_by_role("button", name=BRING, exact=True).click()


def test_a_code_restores_the_answers(page: Page, course: Course) -> None:
    page.goto("chapters/04.html")
    items = [item for item in items_of(course, "04") if item.item.type != "open"]
    empty = code(page, "04")
    states = {}
    for number, item in enumerate(items):
        states[item.label] = ("right", "again", "none")[number % 3]
        if states[item.label] != "none" and (item.item.type != "ordering" and item.item.type != "short"):
            form = item.form(page)
            item.give(form, item.key if states[item.label] == "right" else wrong_answer(item))
            item.check(form)
    noted = code(page, "04")
    assert noted != empty
    assert re.fullmatch(r"[\d ]+", noted)

    def expect_states() -> None:
        for label, state in states.items():
            row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=label, exact=True))
            expect(row).to_contain_text(STATE[state])

    expect_states()
    for typed in (noted, noted.translate(EASTERN), noted.replace(" ", ""), noted.replace(" ", "-")):
        page.reload()
        type_code(page, "04", typed)
        expect(tools(page, "04").get_by_text(RESTORED)).to_be_visible()
        expect_states()
        assert code(page, "04") == noted
    page.reload()
    digits = noted.replace(" ", "")
    slip = digits[1:] + digits[0]
    type_code(page, "04", slip)
    expect(tools(page, "04").get_by_text(NOT_OURS)).to_be_visible()
    expect(page.get_by_role("region", name=t("Your answers"))).to_contain_text(
        t("Your results appear here as you answer. Nothing is stored unless you switch saving on.")
    )


def test_a_code_of_another_chapter_is_rejected(page: Page) -> None:
    page.goto("chapters/01.html")
    written = code(page, "01")
    page.goto("chapters/02.html")
    type_code(page, "02", written)
    expect(tools(page, "02").get_by_text(NOT_OURS)).to_be_visible()


# -- files -------------------------------------------------------------------------------------------------------------


def taken(page: Page, chapter: str, name: str) -> str:
    with page.expect_download() as download:
        tools(page, chapter).get_by_role("button", name=t(name)).click()
    return Path(download.value.path()).read_bytes().decode("utf-8")


def bring_file(page: Page, chapter: str, text: str | bytes) -> None:
    body = text if isinstance(text, bytes) else text.encode("utf-8")
    tools(page, chapter).locator("[data-part='import']").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": body}
    )


def test_files_are_those_that_python_writes(page: Page, course: Course) -> None:
    page.goto("chapters/04.html")
    items = items_of(course, "04")
    for number, item in enumerate(reversed(items)):
        item.give(
            item.form(page),
            item.key if number % 2 else wrong_answer(item) if item.item.type != "open" else item.key[:1],
        )
        item.check(item.form(page))
    quiz = Quiz("04")
    text, table = taken(page, "04", "Download as a file (JSON)"), taken(page, "04", "Download as a table (CSV)")
    quiz.load(text)
    assert len(quiz.answers) == len(items)
    assert quiz.to_json() == text
    assert quiz.to_csv() == table
    page.reload()
    bring_file(page, "04", quiz.to_json())
    expect(tools(page, "04").get_by_text(RESTORED)).to_be_visible()
    assert taken(page, "04", "Download as a file (JSON)") == text


@pytest.mark.parametrize("chapter", ["multiple", "cloze-typed", "matching"])
def test_several_quizzes_of_a_page_have_separate_files(docs_page: Page, chapter: str) -> None:
    docs_page.goto("items.html")
    for name in KINDS:
        answer(docs_page, f"{name}:Q1", "right_first" if name != chapter else "not_yet")
    quiz = Quiz.from_yaml(REPOSITORY / "docs" / "items" / f"{chapter.replace('-', '_')}.yml")
    quiz.load(taken(docs_page, chapter, "Download as a file (JSON)"))
    assert list(quiz.answers) == [f"{chapter}:Q1"]
    assert quiz.to_json() == taken(docs_page, chapter, "Download as a file (JSON)")
    assert quiz.to_csv() == taken(docs_page, chapter, "Download as a table (CSV)")


def results(**more: Any) -> str:
    return json.dumps({"schema": 1, "course": "single", "chapter": "single", "answers": {"single:Q1": entry()}, **more})


REFUSED = ["", "{", "null", "[]", "7", results(schema=2), results(course="other"), results(chapter="multiple"),
           results(answers=None),
           b"\xff\xfe\x00\x00", b"\x89PNG\r\n\x1a\n", "[" * 100_000]  # fmt: skip
IGNORED = [{}, [], {"single:Q9": entry()}, {"__proto__": entry()}, {"constructor": entry()}, {"single:Q1": {}},
           {"single:Q1": entry(score=2)},
           {"single:Q1": entry(right="yes")}, {"single:Q1": entry(answer=[{}])},
           {"single:Q1": entry(confidence=9)}]  # fmt: skip


def test_invalid_files_and_those_of_other_chapters_are_rejected(docs_page: Page) -> None:
    docs_page.goto("items.html")
    region = tools(docs_page, "single")
    for text in REFUSED:
        docs_page.evaluate(
            "document.querySelectorAll('.sanad-save-status').forEach((part) => { part.textContent = ''; })"
        )
        bring_file(docs_page, "single", text)
        expect(region.get_by_text(NOT_OURS)).to_be_visible()
        expect_met(docs_page, "single:Q1", "none")
    for answers in IGNORED:
        bring_file(docs_page, "single", results(answers=answers))
        expect(region.get_by_text(RESTORED)).to_be_visible()
        expect_met(docs_page, "single:Q1", "none")
    bring_file(docs_page, "single", results())
    expect_met(docs_page, "single:Q1", "right")


def test_an_existing_answer_is_not_overwritten(docs_page: Page) -> None:
    docs_page.goto("items.html")
    answer(docs_page, "single:Q1", "not_yet")
    bring_file(docs_page, "single", results())
    expect(tools(docs_page, "single").get_by_text(RESTORED)).to_be_visible()
    expect_met(docs_page, "single:Q1", "again")


def test_saving_is_not_offered_without_scripts(chromium: Browser, docs: Site) -> None:
    context = chromium.new_context(base_url=docs.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("items.html")
    expect(page.locator(".sanad-tools-kept").first).to_be_hidden()
    expect(page.get_by_role("button", name=CLEAR)).to_have_count(0)
    context.close()


def test_clearing_removes_answers_stored_by_jupyterlite(docs_page: Page) -> None:
    page = docs_page
    page.goto("items.html")
    kept = """(names) => Promise.all(names.map((name) => new Promise((done) => {
      indexedDB.open(name).onsuccess = ({ target }) => { target.result.close(); done(); };
    })))"""
    page.evaluate(kept, [f"{STORAGE}-contents", f"{STORAGE}-settings", "theirs"])
    save(page, "single")
    tools(page, "single").get_by_role("button", name=CLEAR).click()
    expect(tools(page, "single").get_by_text(CLEARED)).to_be_visible()
    assert page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))") == ["theirs"]
