"""Numeric: a number to type, right within a tolerance or a range. Score: all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal
from xml.etree import ElementTree as Xml

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.schema import Text
from sanadbook.items.base import BaseItem
from sanadbook.items.export import gift_syntax
from sanadbook.items.export.item_text import AnkiCard, CsvRow, ItemText
from sanadbook.items.export.qti_document import QtiDocument, range_processing
from sanadbook.items.item_type import ItemContent, ItemType, KeyLine
from sanadbook.items.numeric.number import ascii_number, bounds, format_number, parse_number
from sanadbook.items.view import ItemContext, ItemView


class Numeric(BaseItem):
    """A number to type: ``answer``, give or take ``tolerance``, or any number in ``range``."""

    type: Literal["numeric"]
    stem: Text
    answer: float | None = None
    tolerance: Annotated[float, Field(ge=0, description="How far from the answer a number may be.")] = 0
    range: Annotated[
        list[float] | None,
        Field(min_length=2, max_length=2, description="The lowest and the highest right number, instead of answer."),
    ] = None
    unit: Annotated[Text | None, Field(description="Shown next to the field; learners need not type it.")] = None
    feedback: Text
    if_wrong: Text

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest right number."""
        if self.range:
            return self.range[0], self.range[1]
        return bounds(self.answer or 0, self.tolerance)

    def shown(self, t: Translator) -> str:
        """Return the right number or numbers with their unit, as learners see them."""
        if self.range:
            low, high = map(format_number, self.limits)
            number = t("from {min} to {max}").format(min=low, max=high)
        else:
            number = format_number(self.answer or 0)
        return f"{number} {self.unit}" if self.unit else number


class NumericType(ItemType[Numeric]):
    """The numeric type."""

    model = Numeric

    def check(self, item: Numeric, context: ItemContext) -> Iterator[Problem]:
        """There is either an answer or a range; a range is ascending; learners can type the unit."""
        if (item.answer is None) == (item.range is None):
            message = "it has both `answer` and `range`" if item.range else "it has neither `answer` nor `range`"
            yield context.error("key", (), message, "write one of the two")
        if item.range and item.range[0] > item.range[1]:
            message = f"the range starts at {format_number(item.range[0])}, after its end"
            yield context.error("key", ("range",), message, "write the lower number first")
        if item.range and item.tolerance:
            message = "a range has no tolerance"
            yield context.error("key", ("tolerance",), message, "remove it, or make the range wider")
        if item.unit and parse_number(f"1 {item.unit}") is None:
            message = f"a number followed by «{item.unit}» would be graded as wrong"
            yield context.error("key", ("unit",), message, "write the unit with letters, spaces, % or ° only")

    def feedback(self, item: Numeric) -> Iterator[tuple[Loc, str]]:
        yield ("feedback",), item.feedback
        yield ("if_wrong",), item.if_wrong

    def content(self, item: Numeric, view: ItemView) -> ItemContent:
        low, high = item.limits
        return ItemContent({"key": [[item.shown(view.t)]], "choices": 0, "min": low, "max": high}, [("", [])])

    def key_lines(self, item: Numeric, t: Translator) -> Iterator[KeyLine]:
        tolerance = f" (±{format_number(item.tolerance)})" if item.tolerance else ""
        yield KeyLine(f"{item.shown(t)}{tolerance}", item.feedback)

    def gift(self, text: ItemText[Numeric]) -> Iterator[str]:
        item = text.item
        first, second = item.range or (item.answer or 0, item.tolerance)
        numbers = f"{ascii_number(first)}{'..' if item.range else ':'}{ascii_number(second)}"
        feedback = gift_syntax.escape(text.plain(item.feedback))
        general = gift_syntax.general_feedback(text.evidence)
        yield gift_syntax.question(item.id, stem_with_unit(text), f"#\n\t={numbers}#{feedback}{general}\n")

    def qti(self, text: ItemText[Numeric]) -> Xml.Element:
        item = text.item
        document = QtiDocument(item.id, text.view.language)
        document.add_text_entry(text.stem, text.plain(item.unit or ""))
        low, high = item.limits
        correct = item.answer if item.answer is not None else (low + high) / 2
        document.declare("single", "float", [ascii_number(correct)])
        document.add_feedback([text.plain(item.feedback), *text.evidence])
        return document.finish(range_processing(low, high))

    def anki(self, text: ItemText[Numeric]) -> AnkiCard:
        (line,) = self.key_lines(text.item, text.t)
        return AnkiCard(stem_with_unit(text), [], [text.plain(line.key)], [text.plain(line.feedback)])

    def csv_rows(self, text: ItemText[Numeric]) -> Iterator[CsvRow]:
        (line,) = self.key_lines(text.item, text.t)
        yield CsvRow(text.plain(line.key), "", "1", text.plain(line.feedback), text.plain(text.item.if_wrong))


def stem_with_unit(text: ItemText[Numeric]) -> str:
    """Return the stem with the unit in brackets."""
    return f"{text.stem} ({text.plain(text.item.unit)})" if text.item.unit else text.stem
