"""What is right in each item of a chapter, and why: for the guide, and for the paper that a learner prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanadbook import model
from sanadbook.i18n import get_translator
from sanadbook.model.session_plan import POLLABLE_TYPES
from sanadbook.render.renderer import Renderer


@dataclass(frozen=True)
class Line:
    """A line of the key: what is right, and why."""

    key: str
    feedback: str = ""


def key_lines(item: model.Item, true: str, false: str) -> Iterator[Line]:
    """Yield what is right in *item*; *true* and *false* are the words for a judged statement."""
    if isinstance(item, model.Single | model.Multiple):
        yield from (Line(option.text, option.feedback) for option in item.options if option.correct)
    elif isinstance(item, model.TrueFalseReason):
        yield Line(true, item.feedback.true) if item.answer else Line(false, item.feedback.false)
        yield from (Line(reason.text, reason.feedback) for reason in item.reasons if reason.correct)
    elif isinstance(item, model.Cloze):
        yield from (Line(f"({n}) {blank.answer}", blank.feedback) for n, blank in enumerate(item.blanks, start=1))
    elif isinstance(item, model.Matching):
        yield from (Line(f"{pair.left} — {pair.right}", pair.feedback) for pair in item.pairs)
    elif isinstance(item, model.Ordering):
        yield from (Line(f"{n}. {step.text}", step.feedback) for n, step in enumerate(item.steps, start=1))
    elif isinstance(item, model.Short):
        yield Line(" / ".join(item.accept), item.feedback)
    elif isinstance(item, model.Classification):
        yield from (Line(f"{card.text} — {card.category}", card.feedback) for card in item.cards)
    else:
        yield Line(item.completed)
        yield from (Line(point.text) for point in item.rubric)


def wrong_lines(item: model.Item) -> Iterator[Line]:
    """Yield the options of *item* that are wrong, and what to say to those who chose them."""
    options: list[model.Option] = []
    if isinstance(item, model.Single | model.Multiple):
        options = item.options
    elif isinstance(item, model.TrueFalseReason):
        options = item.reasons
    yield from (Line(option.text, option.feedback) for option in options if not option.correct)


@dataclass(frozen=True)
class Solution:
    """An item of the key: its number and stem as shown, its lines, the spans of the passage that decide it.

    ``wrong`` holds the options that are not right; ``hands`` tells whether a room can answer by show of hands.
    """

    number: int
    is_open: bool
    stem: str
    lines: tuple[Line, ...]
    spans: tuple[str, ...]
    wrong: tuple[Line, ...] = ()
    hands: bool = False


def key(renderer: Renderer, *, later: bool = False) -> list[Solution]:
    """Return the key of a chapter, in the learner's order; with *later* that of the items kept for the reviews alone."""
    t = get_translator(renderer.course.file.language)
    true, false = t("The statement is true"), t("The statement is false")

    return [
        Solution(
            number,
            isinstance(item, model.Open),
            renderer.stem(item),
            tuple(key_lines(item, true, false)),
            tuple(evidence.span for evidence in item.evidence),
            tuple(wrong_lines(item)),
            isinstance(item, POLLABLE_TYPES),
        )
        for number, item in enumerate(renderer.chapter.spaced_review if later else renderer.chapter.path, start=1)
    ]
