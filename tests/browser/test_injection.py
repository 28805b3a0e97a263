"""A hundred injection payloads through every input: authored text, typed text, files, codes and storage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sanadbook.runtime.compiled import Compiled
from sanadbook.web.assets import Assets
from tests.browser.conftest import REPOSITORY, Site, Watch
from tests.browser.decks import write_deck
from tests.browser.hostile import hostile_items, inert, squeezed, stand_as_written, stay_text_when_answered
from tests.render.injections import STRINGS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile() -> Compiled:
    return hostile_items()


@pytest.fixture(scope="module")
def hostile_page(chromium: Browser, docs: Site, hostile: Compiled) -> Iterator[Page]:
    """A documentation page with these items and the usual policy."""
    frame = (docs.folder / "items.html").read_text("utf-8")
    quiz = Assets.collect(REPOSITORY, "").with_quiz_script(hostile.html(hostile.at()) + hostile.summary)
    text = re.sub(r"(<main[^>]*>).*(</main>)", lambda main: main[1] + quiz + main[2], frame, flags=re.DOTALL)
    (docs.folder / "hostile.html").write_text(text, "utf-8")
    context = chromium.new_context(base_url=docs.url)
    page, watch = context.new_page(), Watch((docs.url,))
    watch.attach(page)
    page.goto("hostile.html")
    yield page
    inert(page)
    context.close()
    # The policy blocked nothing: the browser would have reported it.
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


def test_there_are_a_hundred_payloads() -> None:
    assert len(STRINGS) >= 100


def test_authored_texts_are_shown_verbatim(hostile_page: Page) -> None:
    stand_as_written(hostile_page)


def test_typed_and_shown_answers_stay_text(hostile_page: Page) -> None:
    stay_text_when_answered(hostile_page)


def test_the_texts_are_inert_on_slides(chromium: Browser, tmp_path: Path) -> None:
    items = hostile_items()
    deck = write_deck(tmp_path, [items.html(items.at())])
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page, watch = context.new_page(), Watch((tmp_path.as_uri(),))
    watch.attach(page)
    page.goto(deck.as_uri())
    expect(page.locator(".sanad-quiz.is-live .sanad-item")).to_have_count(len(items.items))
    stand_as_written(page)
    stay_text_when_answered(page)
    context.close()
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


def entry(**more: Any) -> dict[str, Any]:
    return {
        "answer": [],
        "score": 0,
        "right": False,
        "attempts": 2,
        "done": True,
        "solved": False,
        "confidence": None,
        **more,
    }


def test_files_codes_and_storage_stay_text(hostile_page: Page, hostile: Compiled) -> None:
    page = hostile_page
    page.reload()
    file = page.locator("[data-part='import']")
    # Each payload as the whole file, and as the names in a file.
    named = [
        json.dumps({"schema": 1, "course": text, "chapter": text, "answers": {text: entry(answer=[text])}})
        for text in STRINGS
    ]
    page.evaluate(
        """async (texts) => {
            const file = document.querySelector('[data-part=import]');
            for (const text of texts) {
                const chosen = new DataTransfer();
                chosen.items.add(new File([text], 'x.json'));
                file.files = chosen.files;
                const told = document.querySelector('.sanad-save-status');
                told.textContent = '';
                file.dispatchEvent(new Event('change'));
                while (!told.textContent) await new Promise((done) => setTimeout(done));
            }
        }""",
        [*STRINGS, *named],
    )
    inert(page)
    page.evaluate(
        """(texts) => texts.forEach((text) => {
            document.querySelector('.sanad-code-typed').value = text;
            document.querySelector('[data-action=restore]').click();
        })""",
        list(STRINGS),
    )
    inert(page)
    # In a file and in storage: each payload as the answer to an item, and as the id of an item.
    ids = list(hostile.items)
    answers = {item: entry(answer=[text]) for item, text in zip(ids[len(STRINGS) :], STRINGS, strict=True)}
    strange = {text: entry(answer=[text]) for text in STRINGS}
    results = {"schema": 1, "course": "hostile", "chapter": "hostile", "answers": {**answers, **strange}}
    file.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(results).encode()})
    expect(page.locator(".sanad-list .is-again")).to_have_count(len(STRINGS))
    kept = {
        item: {
            "hash": hostile.items.get(item, {"key": {"hash": item}})["key"]["hash"],
            "entry": each,
            "when": 1,
            "streak": 0,
        }
        for item, each in {**answers, **strange}.items()
    }
    page.evaluate("(text) => localStorage.setItem('sanad.v2.hostile', text)", json.dumps({"items": kept}))
    page.reload()
    expect(page.locator(".sanad-list .is-again")).to_have_count(len(STRINGS))
    fields = page.locator("[data-type=short] [type=text]").evaluate_all("fields => fields.map((field) => field.value)")
    assert [squeezed(field) for field in fields] == [squeezed(text) for text in STRINGS]
    inert(page)
