"""A hundred texts that look like commands, wherever text can come from: authored, typed, in a file, a code, or storage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sanadbook import Quiz
from sanadbook.quiz.compiled import Compiled
from tests.browser.conftest import Site, Watch
from tests.quiz.injections import STRINGS

pytestmark = pytest.mark.browser

#: What is no part of any item: elements, and attributes that run or load something.
STRANGE = (
    ":is(.sanad-quiz, .sanad-summary) :is(script:not([type='application/json']), img, svg, iframe, object, embed, style,"
    " link, meta, base,"
    " template, video, math, noscript, marquee, plaintext, x-y, [onerror], [onload], [onfocus], [onclick], [onmouseover],"
    " [formaction], [action], a[href^='javascript' i])"
)


def single(number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"hostile:Q{number}",
        "type": "single",
        "stem": text,
        "options": [
            {"text": f"{text} {n}", "correct": n == number % 3, "feedback": f"{text} سبب الخيار {n}."} for n in range(3)
        ],
    }


def short(number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"hostile:Q{number}",
        "type": "short",
        "stem": text,
        "accept": [f"{text} أ"],
        "feedback": f"{text} هذا هو الصواب.",
        "if_wrong": f"{text} انظروا مرة أخرى.",
    }


@pytest.fixture(scope="module")
def hostile() -> Compiled:
    """Items that say each of the texts as stem, options, accepted answer, feedback."""
    items = [single(number, text) for number, text in enumerate(STRINGS)]
    items += [short(number, text) for number, text in enumerate(STRINGS, start=len(STRINGS))]
    return Quiz.from_items(items, name="hostile").compiled


@pytest.fixture(scope="module")
def hostile_page(chromium: Browser, docs: Site, hostile: Compiled) -> Iterator[Page]:
    """A page of the documentation, its policy included, that holds these items."""
    frame = (docs.folder / "items.html").read_text("utf-8")
    quiz = hostile.html(hostile.at()) + hostile.summary
    text = re.sub(r"(<main[^>]*>).*(</main>)", lambda main: main[1] + quiz + main[2], frame, flags=re.DOTALL)
    (docs.folder / "hostile.html").write_text(text, "utf-8")
    context = chromium.new_context(base_url=docs.url)
    page, watch = context.new_page(), Watch((docs.url,))
    watch.attach(page)
    page.goto("hostile.html")
    yield page
    inert(page)
    context.close()
    # The policy had nothing to refuse, either: it would have complained.
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


def inert(page: Page) -> None:
    assert page.evaluate("window.hit") is None
    assert (
        page.locator(STRANGE).evaluate_all(
            "all => all.filter((one) => !one.closest('.sanad-calibration')).map((one) => one.outerHTML)"
        )
        == []
    )


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_there_are_a_hundred() -> None:
    assert len(STRINGS) >= 100


def test_authored_texts_stand_as_they_were_written(hostile_page: Page) -> None:
    found = hostile_page.evaluate(
        """() => [...document.querySelectorAll('.sanad-item')].map((item) => ({
            stem: item.querySelector('.sanad-stem').textContent,
            options: [...item.querySelectorAll('.sanad-option label')].map((label) => label.textContent),
            feedback: [...item.querySelectorAll('.sanad-feedback')].map((part) => part.textContent),
        }))"""
    )
    assert len(found) == 2 * len(STRINGS)
    for number, text in enumerate(STRINGS):
        item, other = found[number], found[number + len(STRINGS)]
        assert squeezed(item["stem"]) == squeezed(other["stem"]) == squeezed(text)
        assert [squeezed(option) for option in item["options"]] == [squeezed(f"{text} {n}") for n in range(3)]
        assert all(squeezed(text) in squeezed(part) for part in item["feedback"] + other["feedback"])
    inert(hostile_page)


def test_typed_and_shown_answers_stay_text(hostile_page: Page) -> None:
    """Each text typed twice where another is wanted: the message, then the key, which is such a text itself."""
    signs = hostile_page.evaluate(
        """(texts) => [...document.querySelectorAll('.sanad-item')].map((item, number) => {
            for (const attempt of [0, 1]) {
                const field = item.querySelector('[type=text]');
                if (field) field.value = texts[(number + 7) % texts.length];
                else item.querySelectorAll('.sanad-group input')[(number + 1) % 3].click();
                item.requestSubmit();
                const again = item.querySelector('.sanad-again');
                if (!attempt && !again.hidden) again.click();
            }
            return [...item.querySelectorAll('.sanad-sign')].map((part) => part.textContent).join(' ');
        })""",
        list(STRINGS),
    )
    for text, sign in zip(STRINGS, signs[len(STRINGS) :], strict=True):
        assert squeezed(text) in squeezed(sign)
    inert(hostile_page)


def entry(**more: Any) -> dict[str, Any]:
    return {"answer": [], "score": 0, "right": False, "attempts": 2, "done": True, "solved": False, "confidence": None, **more}


def test_files_codes_and_storage_stay_text(hostile_page: Page, hostile: Compiled) -> None:
    page = hostile_page
    page.reload()
    file = page.locator(".sanad-import")
    # Each as the file, and as the names in one.
    named = [
        json.dumps({"schema": 1, "course": text, "chapter": text, "answers": {text: entry(answer=[text])}}) for text in STRINGS
    ]
    page.evaluate(
        """async (texts) => {
            const file = document.querySelector('.sanad-import');
            for (const text of texts) {
                const chosen = new DataTransfer();
                chosen.items.add(new File([text], 'x.json'));
                file.files = chosen.files;
                const told = document.querySelector('.sanad-kept');
                told.textContent = '';
                file.dispatchEvent(new Event('change'));
                while (!told.textContent) await new Promise((done) => setTimeout(done));
            }
        }""",
        [*STRINGS, *named],
    )
    inert(page)
    assert page.evaluate(
        "(texts) => texts.map((text) => sanadKeep.decode('hostile', ['hostile:Q1'], text))", list(STRINGS)
    ) == [None] * len(STRINGS)
    page.evaluate(
        """(texts) => texts.forEach((text) => {
            document.querySelector('.sanad-code-typed').value = text;
            document.querySelector('.sanad-restore').click();
        })""",
        list(STRINGS),
    )
    inert(page)
    # In one file and in storage: each text as the answer to an item, and as the id of one.
    ids = list(hostile.items)
    answers = {item: entry(answer=[text]) for item, text in zip(ids[len(STRINGS) :], STRINGS, strict=True)}
    strange = {text: entry(answer=[text]) for text in STRINGS}
    results = {"schema": 1, "course": "hostile", "chapter": "hostile", "answers": {**answers, **strange}}
    file.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(results).encode()})
    expect(page.locator(".sanad-list .is-again")).to_have_count(len(STRINGS))
    kept = {
        item: {"hash": hostile.items.get(item, {"key": {"hash": item}})["key"]["hash"], "entry": each, "when": 1, "box": 0}
        for item, each in {**answers, **strange}.items()
    }
    page.evaluate("(text) => localStorage.setItem('sanad.v1.hostile', text)", json.dumps({"items": kept}))
    page.reload()
    expect(page.locator(".sanad-list .is-again")).to_have_count(len(STRINGS))
    fields = page.locator("[data-type=short] [type=text]").evaluate_all("fields => fields.map((field) => field.value)")
    assert [squeezed(field) for field in fields] == [squeezed(text) for text in STRINGS]
    inert(page)
    for text in STRINGS:
        page.evaluate("(text) => localStorage.setItem('sanad.v1.hostile', text)", text)
        assert page.evaluate("sanadKeep.read('hostile')") == {}
