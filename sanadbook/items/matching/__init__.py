"""Matching: pairs to join. Score: the share of right pairs; a choice that is used twice counts nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.schema import Part, Text
from sanadbook.items.base import BaseItem, GradedPart
from sanadbook.items.export.item_text import ItemText
from sanadbook.items.item_type import ItemContent, KeyLine, shuffled
from sanadbook.items.parts import PartsType
from sanadbook.items.view import ItemView


class Pair(GradedPart):
    """Two sides that belong together."""

    left: Text
    right: Text


class MatchingDistractor(Part):
    """A right-hand choice that belongs to no left side."""

    text: Text
    feedback: Text


class Matching(BaseItem):
    """Two to four pairs to join, and at most one distractor."""

    type: Literal["matching"]
    stem: Text
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=4)]
    extra: Annotated[list[MatchingDistractor], Field(default_factory=list, max_length=1)]


class MatchingType(PartsType[Matching]):
    """The matching type."""

    model = Matching
    default_minutes = 2
    parts_field = "pairs"

    def distinct_texts(self, item: Matching) -> Iterator[tuple[Loc, Sequence[str]]]:
        yield ("pairs",), [pair.left for pair in item.pairs]
        yield ("pairs",), right_sides(item)

    def feedback(self, item: Matching) -> Iterator[tuple[Loc, str]]:
        for number, extra in enumerate(item.extra):
            yield ("extra", number, "feedback"), extra.feedback
        yield from super().feedback(item)

    def content(self, item: Matching, view: ItemView) -> ItemContent:
        bank = shuffled(right_sides(item), item.id)
        extras = [{"choice": bank.index(extra.text), "feedback": extra.feedback} for extra in item.extra]
        return ItemContent(
            {"key": [bank.index(pair.right) for pair in item.pairs], "choices": len(bank)},
            [(pair.left, bank) for pair in item.pairs],
            {"bank": bank, "extras": extras},
        )

    def key_lines(self, item: Matching, t: Translator) -> Iterator[KeyLine]:
        yield from (KeyLine(f"{pair.left} — {pair.right}", pair.feedback) for pair in item.pairs)

    def part_answers(self, text: ItemText[Matching]) -> list[tuple[str, str]]:
        return [(text.plain(pair.left), text.plain(pair.right)) for pair in text.item.pairs]

    def distractors(self, text: ItemText[Matching]) -> list[str]:
        return [text.plain(extra.text) for extra in text.item.extra]


def right_sides(item: Matching) -> list[str]:
    """Return the choices for the left sides: the right sides, then the distractor."""
    return [pair.right for pair in item.pairs] + [extra.text for extra in item.extra]
