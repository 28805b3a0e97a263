"""Items with injection payloads as their texts, and the assertions that hold wherever they are shown."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from sanadbook import Quiz
from sanadbook.runtime.compiled import Compiled
from tests.render.injections import STRINGS

#: Elements that no item contains, and attributes that run code or load a resource.
STRANGE = (
    ":is(.sanad-quiz, .sanad-summary)"
    " :is(script:not([type='application/json']), img, svg, iframe, object, embed, style, link, meta, base,"
    " template, video, math, noscript, marquee, plaintext, x-y,"
    " [onerror], [onload], [onfocus], [onclick], [onmouseover],"
    " [formaction], [action], a[href^='javascript' i])"
)


def _single(number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"hostile:Q{number}",
        "type": "single",
        "stem": text,
        "options": [
            {"text": f"{text} {n}", "correct": n == number % 3, "feedback": f"{text} سبب الخيار {n}."} for n in range(3)
        ],
    }


def _short(number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"hostile:Q{number}",
        "type": "short",
        "stem": text,
        "accept": [f"{text} أ"],
        "feedback": f"{text} هذا هو الصواب.",
        "if_wrong": f"{text} انظروا مرة أخرى.",
    }


@cache
def hostile_items() -> Compiled:
    """Items with each payload as stem, options, accepted answer and feedback: the single items, then the short ones."""
    items = [_single(number, text) for number, text in enumerate(STRINGS)]
    items += [_short(number, text) for number, text in enumerate(STRINGS, start=len(STRINGS))]
    return Quiz.from_items(items, name="hostile").compiled


def squeezed(text: str) -> str:
    """Return *text* with whitespace collapsed."""
    return " ".join(text.split())


def inert(page: Page) -> None:
    """Assert that no payload ran or created an element."""
    assert page.evaluate("window.hit") is None
    assert (
        page.locator(STRANGE).evaluate_all(
            "all => all.filter((one) => !one.closest('.sanad-calibration')).map((one) => one.outerHTML)"
        )
        == []
    )


def stand_as_written(page: Page, root: str = ".sanad-quiz") -> None:
    """Assert that every item below *root* displays its payloads verbatim."""
    found = (
        page.locator(root)
        .locator(".sanad-item")
        .evaluate_all(
            """(items) => items.map((item) => ({
            stem: item.querySelector('.sanad-stem').textContent,
            options: [...item.querySelectorAll('.sanad-option label')].map((label) => label.textContent),
            feedback: [...item.querySelectorAll('.sanad-feedback')].map((part) => part.textContent),
        }))"""
        )
    )
    assert len(found) == 2 * len(STRINGS)
    for number, text in enumerate(STRINGS):
        item, other = found[number], found[number + len(STRINGS)]
        assert squeezed(item["stem"]) == squeezed(text)
        assert squeezed(other["stem"]) == squeezed(text)
        assert [squeezed(option) for option in item["options"]] == [squeezed(f"{text} {n}") for n in range(3)]
        assert all(squeezed(text) in squeezed(part) for part in item["feedback"] + other["feedback"])
    inert(page)


def stay_text_when_answered(page: Page, root: str = ".sanad-quiz") -> None:
    """Submit each payload as a wrong answer twice; check the message, then the key, which is also a payload."""
    signs = (
        page.locator(root)
        .locator(".sanad-item")
        .evaluate_all(
            """(items, texts) => items.map((item, number) => {
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
    )
    for text, sign in zip(STRINGS, signs[len(STRINGS) :], strict=True):
        assert squeezed(text) in squeezed(sign)
    inert(page)
