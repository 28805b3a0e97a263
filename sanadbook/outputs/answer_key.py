"""The answer key of a chapter: right answers and the reasons for them, for the guide and for the printed page."""

from __future__ import annotations

from dataclasses import dataclass

from sanadbook.items.item_type import KeyLine
from sanadbook.items.registry import item_type
from sanadbook.render.renderer import Renderer


@dataclass(frozen=True)
class Solution:
    """An item of the answer key.

    Attributes:
        number: the item's number in the chapter or among its spaced review, from 1.
        is_open: whether learners check themselves.
        stem: the stem as plain text.
        lines: the right answers.
        spans: the evidence in the passage.
        wrong: the wrong options with their feedback.
        pollable: whether a group can answer by show of hands.

    """

    number: int
    is_open: bool
    stem: str
    lines: tuple[KeyLine, ...]
    spans: tuple[str, ...]
    wrong: tuple[KeyLine, ...] = ()
    pollable: bool = False


def answer_key(renderer: Renderer, *, spaced_review: bool = False) -> list[Solution]:
    """Return the answer key of a chapter, in the order of its items, or that of its spaced review."""
    return [
        Solution(
            number,
            not item_type(item).graded,
            renderer.stem(item),
            tuple(item_type(item).key_lines(item, renderer.t)),
            tuple(evidence.span for evidence in item.evidence),
            tuple(item_type(item).wrong_lines(item)),
            item_type(item).pollable,
        )
        for number, item in enumerate(
            renderer.chapter.spaced_review if spaced_review else renderer.chapter.path, start=1
        )
    ]
