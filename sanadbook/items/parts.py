"""What item types whose parts each have one answer have in common: cloze, matching, ordering, classification."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar
from xml.etree import ElementTree as Xml

from sanadbook.inputs.loader import Loc
from sanadbook.items.base import GradedPart
from sanadbook.items.export import gift_syntax
from sanadbook.items.export.item_text import AnkiCard, CsvRow, ItemT, ItemText
from sanadbook.items.export.qti_document import QtiDocument, add_choices
from sanadbook.items.item_type import ExportFormat, ItemType


class PartsType(ItemType[ItemT]):
    """A type whose items have parts with one answer each.

    Attributes:
        parts_field: the field that holds the parts.
        answers_reusable: whether several parts can have the same answer.

    """

    parts_field: ClassVar[str]
    answers_reusable: ClassVar[bool] = False

    def graded_parts(self, item: ItemT) -> Sequence[GradedPart]:
        """Return the parts of *item*."""
        parts: Sequence[GradedPart] = getattr(item, self.parts_field)
        return parts

    @abstractmethod
    def part_answers(self, text: ItemText[ItemT]) -> list[tuple[str, str]]:
        """Return each part and its answer as plain text."""

    def distractors(self, text: ItemText[ItemT]) -> list[str]:
        """Return the choices that answer no part, as plain text."""
        return []

    def export_stem(self, text: ItemText[ItemT]) -> str:
        """Return the stem as plain text, with all that learners need to see of the parts."""
        return text.stem

    def feedback(self, item: ItemT) -> Iterator[tuple[Loc, str]]:
        for number, part in enumerate(self.graded_parts(item)):
            yield (self.parts_field, number, "feedback"), part.feedback
            yield (self.parts_field, number, "if_wrong"), part.if_wrong

    def explanations(self, text: ItemText[ItemT]) -> list[str]:
        """Return for each part its answer and its feedback as one line."""
        parts = self.graded_parts(text.item)
        return [
            f"{name} ← {answer}. {text.plain(part.feedback)}"
            for (name, answer), part in zip(self.part_answers(text), parts, strict=True)
        ]

    def gift(self, text: ItemText[ItemT]) -> Iterator[str]:
        escape = gift_syntax.escape
        pairs = [f"\n\t={escape(part)} -> {escape(answer)}" for part, answer in self.part_answers(text)]
        pairs += [f"\n\t= -> {escape(word)}" for word in self.distractors(text)]
        feedback = gift_syntax.general_feedback([*self.explanations(text), *text.evidence])
        yield gift_syntax.question(text.item.id, self.export_stem(text), f"{''.join(pairs)}{feedback}\n")

    def qti(self, text: ItemText[ItemT]) -> Xml.Element:
        """Return a ``matchInteraction`` of the parts and their answers."""
        document, parts = QtiDocument(text.item.id, text.view.language), self.part_answers(text)
        match = document.add_interaction(
            "matchInteraction", self.export_stem(text), shuffle="true", maxAssociations=str(len(parts))
        )
        first, second = Xml.SubElement(match, "simpleMatchSet"), Xml.SubElement(match, "simpleMatchSet")
        rows = add_choices(first, "simpleAssociableChoice", [part for part, _ in parts], "P", matchMax="1")
        answers = sorted({answer for _, answer in parts} | set(self.distractors(text)))
        limit = str(len(parts)) if self.answers_reusable else "1"
        columns = add_choices(second, "simpleAssociableChoice", answers, "B", matchMax=limit)
        correct = [f"{row} {columns[answers.index(answer)]}" for row, (_, answer) in zip(rows, parts, strict=True)]
        document.declare("multiple", "directedPair", correct, dict.fromkeys(correct, 1 / len(correct)))
        document.add_feedback([*self.explanations(text), *text.evidence])
        return document.finish("map_response")

    def anki(self, text: ItemText[ItemT]) -> AnkiCard:
        parts = self.part_answers(text)
        answers = {answer for _, answer in parts} | set(self.distractors(text))
        return AnkiCard(
            self.export_stem(text),
            [part for part, _ in parts] + sorted(answers),
            [f"{part} ← {answer}" for part, answer in parts],
            self.explanations(text),
        )

    def csv_rows(self, text: ItemText[ItemT]) -> Iterator[CsvRow]:
        for (name, answer), part in zip(self.part_answers(text), self.graded_parts(text.item), strict=True):
            yield CsvRow(name, answer, "1", text.plain(part.feedback), text.plain(part.if_wrong))
        yield from (CsvRow(belongs=word, right="0") for word in self.distractors(text))

    def csv_stem(self, text: ItemText[ItemT]) -> str:
        return self.export_stem(text)

    def losses(self, item: ItemT, export_format: ExportFormat) -> Iterator[str]:
        if export_format == "gift":
            yield "shows the feedback on right parts together at the end, and none on wrong parts"
