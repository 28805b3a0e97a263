"""Ordering: steps to put in order.

Score: the share of pairs of steps that are in the right order, corrected for chance: the reverse order earns nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal
from xml.etree import ElementTree as Xml

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.schema import Text
from sanadbook.items.base import BaseItem, GradedPart
from sanadbook.items.export.item_text import AnkiCard, ItemText
from sanadbook.items.export.qti_document import QtiDocument, add_choices
from sanadbook.items.item_type import ExportFormat, ItemContent, KeyLine, shuffled
from sanadbook.items.parts import PartsType
from sanadbook.items.view import ItemView


class OrderingStep(GradedPart):
    """A step to put in its place."""

    text: Text


class Ordering(BaseItem):
    """Three to six steps, written in the right order."""

    type: Literal["ordering"]
    stem: Text
    steps: Annotated[list[OrderingStep], Field(min_length=3, max_length=6)]


class OrderingType(PartsType[Ordering]):
    """The ordering type."""

    model = Ordering
    default_minutes = 1.5
    parts_field = "steps"

    def distinct_texts(self, item: Ordering) -> Iterator[tuple[Loc, Sequence[str]]]:
        yield ("steps",), [step.text for step in item.steps]

    def content(self, item: Ordering, view: ItemView) -> ItemContent:
        steps = shuffled(item.steps, item.id)
        places = [str(place) for place in range(1, len(steps) + 1)]
        return ItemContent(
            {"key": [item.steps.index(step) for step in steps], "choices": len(steps)},
            [(step.text, places) for step in steps],
            {"steps": steps},
        )

    def key_lines(self, item: Ordering, t: Translator) -> Iterator[KeyLine]:
        yield from (KeyLine(f"{place}. {step.text}", step.feedback) for place, step in enumerate(item.steps, start=1))

    def part_answers(self, text: ItemText[Ordering]) -> list[tuple[str, str]]:
        return [(text.plain(step.text), str(place)) for place, step in enumerate(text.item.steps, start=1)]

    def qti(self, text: ItemText[Ordering]) -> Xml.Element:
        document = QtiDocument(text.item.id, text.view.language)
        interaction = document.add_interaction("orderInteraction", text.stem, shuffle="true")
        steps = [text.plain(step.text) for step in text.item.steps]
        document.declare("ordered", "identifier", add_choices(interaction, "simpleChoice", steps, "C"))
        document.add_feedback([*self.explanations(text), *text.evidence])
        return document.finish("match_correct")

    def anki(self, text: ItemText[Ordering]) -> AnkiCard:
        steps = [step for step, _ in self.part_answers(text)]
        return AnkiCard(text.stem, sorted(steps), steps, self.explanations(text))

    def losses(self, item: Ordering, export_format: ExportFormat) -> Iterator[str]:
        if export_format == "gift":
            yield "becomes a matching of steps with their places"
        elif export_format == "qti":
            yield "is scored as a whole, without partial credit"
        yield from super().losses(item, export_format)
