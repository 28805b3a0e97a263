"""Property tests of the page's grader. Each example is a batch of answers, graded in one call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from sanadbook.items.registry import ITEM_TYPES
from tests.browser.frontend_modules import module_page

pytestmark = pytest.mark.browser

SETTINGS = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=12
)
WORDS = ("ليلى", "أحمد", "مدرسة", "بيت", "قرية", "سوق")


@st.composite
def answered(draw: Any) -> tuple[dict[str, Any], list[Any]]:
    """Generate a valid key and a possible answer, which may have empty parts."""
    kind = draw(st.sampled_from(list(ITEM_TYPES)))
    if kind == "single":
        choices = draw(st.integers(2, 6))
        key = [draw(st.integers(0, choices - 1))]
        return {"type": kind, "key": key, "choices": choices}, [draw(st.integers(0, choices - 1))]
    if kind == "multiple":
        choices = draw(st.integers(3, 7))
        key = sorted(draw(st.sets(st.integers(0, choices - 1), min_size=2, max_size=choices - 1)))
        return {"type": kind, "key": key, "choices": choices}, sorted(draw(st.sets(st.integers(0, choices - 1))))
    if kind == "open":
        count = draw(st.integers(2, 6))
        essential = draw(st.lists(st.booleans(), min_size=count, max_size=count))
        answer = draw(st.lists(st.integers(0, 1), min_size=count, max_size=count))
        return {"type": kind, "key": [1] * count, "choices": 2, "essential": essential}, answer
    if kind == "ordering":
        count = draw(st.integers(3, 6))
        key, answer = draw(st.permutations(range(count))), draw(st.permutations(range(count)))
        return {"type": kind, "key": key, "choices": count}, draw(st.sampled_from([answer, [None] * count]))
    if kind == "true_false_reason":
        choices = draw(st.integers(2, 4))
        key = [draw(st.integers(0, 1)), draw(st.integers(0, choices - 1))]
        answer = [draw(st.none() | st.integers(0, 1)), draw(st.none() | st.integers(0, choices - 1))]
        return {"type": kind, "key": key, "choices": choices}, answer
    if kind == "numeric":
        low, high = sorted(draw(st.lists(st.integers(-99, 99), min_size=2, max_size=2)))
        key = {"type": kind, "key": [[str(low)]], "choices": 0, "min": low, "max": high}
        return key, draw(
            st.lists(st.none() | st.integers(-99, 99).map(str) | st.text(max_size=8), min_size=1, max_size=1)
        )
    if kind == "short" or (kind == "cloze" and draw(st.booleans())):
        count = 1 if kind == "short" else draw(st.integers(1, 4))
        typed: list[Any] = draw(st.permutations(WORDS))[:count]
        given_texts = st.lists(st.none() | st.sampled_from(WORDS) | st.text(max_size=8), min_size=count, max_size=count)
        return {"type": kind, "key": [[word] for word in typed], "choices": 0, "strict": draw(st.booleans())}, draw(
            given_texts
        )
    count = draw(st.integers(3, 6) if kind == "classification" else st.integers(2, 4))
    choices = draw(st.integers(2, 4)) if kind == "classification" else count + draw(st.integers(0, 2))
    if kind == "classification":  # at least two categories have cards
        key = draw(
            st.permutations(
                [0, 1, *draw(st.lists(st.integers(0, choices - 1), min_size=count - 2, max_size=count - 2))]
            )
        )
    else:
        key = draw(st.permutations(range(choices)))[:count]
    answer = draw(st.lists(st.none() | st.integers(0, choices - 1), min_size=count, max_size=count))
    return {"type": kind, "key": key, "choices": choices}, answer


BATCHES = st.lists(answered(), min_size=60, max_size=60)


@pytest.fixture(scope="module")
def inside(chromium: Browser) -> Iterator[Page]:
    page = module_page(chromium, "quiz/grade.js")
    yield page
    page.context.close()


def grades(inside: Page, cases: list[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = inside.evaluate("(cases) => cases.map(([key, answer]) => grade(key, answer))", cases)
    return found


def right_answer(key: dict[str, Any]) -> list[Any]:
    return [want[0] if isinstance(want, list) else want for want in key["key"]]


@SETTINGS
@given(cases=BATCHES)
def test_scores_are_between_zero_and_that_of_the_key(inside: Page, cases: list[Any]) -> None:
    tops = grades(inside, [(key, right_answer(key)) for key, _ in cases])
    for (key, answer), top, result in zip(cases, tops, grades(inside, cases), strict=True):
        assert (top["score"], top["right"], all(top["parts"])) == (1, True, True), key
        assert 0 <= result["score"] <= 1, (key, answer)
        if key["type"] != "open":  # three quarters of the points pass the rubric
            assert result["right"] == all(result["parts"]) == (result["score"] == 1), (key, answer)
        empty = not answer or all(part is None for part in answer)
        assert not (empty and result["score"]), (key, answer)


@SETTINGS
@given(cases=BATCHES, data=st.data())
def test_the_order_of_options_and_parts_never_matters(inside: Page, cases: list[Any], data: Any) -> None:
    """Permuting options and parts in both key and answer does not change the grade."""
    moved = []
    for key, answer in cases:
        new = dict(key)
        listed = key["type"] in ("single", "multiple")
        if key["type"] not in ("open", "ordering") and key["choices"]:  # ordering: the answer is positions
            numbers = data.draw(st.permutations(range(key["choices"])))
            if key["type"] == "true_false_reason":
                new["key"] = [key["key"][0], numbers[key["key"][1]]]
                answer = [answer[0], answer[1] if answer[1] is None else numbers[answer[1]]]
            else:
                new["key"] = [numbers[want] for want in key["key"]]
                answer = [part if part is None else numbers[part] for part in answer]
        if not listed and key["type"] != "true_false_reason":
            order = data.draw(st.permutations(range(len(key["key"]))))
            new["key"], answer = [new["key"][part] for part in order], [answer[part] for part in order]
            if "essential" in key:
                new["essential"] = [key["essential"][part] for part in order]
        moved.append((new, answer))
    for case, one, other in zip(cases, grades(inside, cases), grades(inside, moved), strict=True):
        assert other["score"] == pytest.approx(one["score"]), case
        assert (other["right"], sorted(other["parts"])) == (one["right"], sorted(one["parts"])), case


@SETTINGS
@given(cases=BATCHES)
def test_the_same_choice_everywhere_scores_zero(inside: Page, cases: list[Any]) -> None:
    """Tests ticking every option, the same choice in every part, and one category for all cards."""
    gamed = []
    for key, _ in cases:
        if key["type"] == "multiple":
            gamed.append((key, list(range(key["choices"]))))
        elif key["type"] in ("cloze", "matching", "classification") and key["choices"] and len(key["key"]) > 1:
            gamed += [(key, [choice] * len(key["key"])) for choice in range(key["choices"])]
    for case, result in zip(gamed, grades(inside, gamed), strict=True):
        assert (result["score"], result["right"]) == (0, False), case
