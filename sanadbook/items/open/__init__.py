"""Open: a question to think or write about, then to check oneself with a rubric. Not part of the score.

An answer is complete with three quarters of the criteria and all essential ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as Xml

from sanadbook.i18n import Translator
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.schema import Evidence
from sanadbook.items.export import gift_syntax
from sanadbook.items.export.item_text import AnkiCard, CsvRow, ItemText
from sanadbook.items.export.qti_document import QtiDocument
from sanadbook.items.item_type import ExportFormat, ItemContent, ItemType, KeyLine
from sanadbook.items.open.model import AnswerSegment, Criterion, Omission, Open
from sanadbook.items.open.rules import check_open
from sanadbook.items.view import ItemContext, ItemView

__all__ = ["AnswerSegment", "Criterion", "Omission", "Open", "OpenType"]


class OpenType(ItemType[Open]):
    """The open type."""

    model = Open
    default_minutes = 6
    graded = False

    def check(self, item: Open, context: ItemContext) -> Iterator[Problem]:
        yield from check_open(item, context)

    def uses_source_pair(self, item: Open) -> bool:
        return item.source

    def stem(self, item: Open, view: ItemView) -> str:
        return view.seed.question if item.source else super().stem(item, view)

    def content(self, item: Open, view: ItemView) -> ItemContent:
        key = {
            "key": [1 for _ in item.rubric],
            "choices": 2,
            "essential": [criterion.essential for criterion in item.rubric],
        }
        context = {
            "stem": view.annotated(view.seed.question, "question") if item.source else item.stem,
            "answer": view.annotated(view.seed.answer, "answer"),
            "notes": view.source_notes,
            "segments": [_with_quotes(segment, segment.evidence) for segment in item.evidence_map],
            "rubric": [_with_quotes(criterion, criterion.evidence) for criterion in item.rubric],
            "status": {
                "supported": view.t("has evidence"),
                "partial": view.t("has partial evidence"),
                "absent": view.t("not in the text"),
            },
        }
        return ItemContent(key, [], context)

    def key_lines(self, item: Open, t: Translator) -> Iterator[KeyLine]:
        yield KeyLine(item.completed)
        yield from (KeyLine(criterion.text) for criterion in item.rubric)

    def text(self, item: Open, view: ItemView) -> ItemText[Open]:
        """Return *item* as plain text; the source question stays verbatim."""
        return ItemText(item, view, view.seed.question) if item.source else super().text(item, view)

    def gift(self, text: ItemText[Open]) -> Iterator[str]:
        """Yield an essay question; rubric and completed answer are shown afterwards."""
        criteria = [f"– {text.plain(criterion.text)}" for criterion in text.item.rubric]
        feedback = gift_syntax.general_feedback([*criteria, text.plain(text.item.completed)])
        yield gift_syntax.question(text.item.id, f"{text.stem} {text.plain(text.item.task)}", f"{feedback}\n")

    def qti(self, text: ItemText[Open]) -> Xml.Element:
        """Return an ``extendedTextInteraction`` with the rubric for the scorer."""
        document = QtiDocument(text.item.id, text.view.language)
        rubric = Xml.SubElement(document.body, "rubricBlock", {"view": "scorer"})
        for criterion in text.item.rubric:
            Xml.SubElement(rubric, "p").text = text.plain(criterion.text)
        Xml.SubElement(rubric, "p").text = text.plain(text.item.completed)
        document.add_interaction("extendedTextInteraction", f"{text.stem} {text.plain(text.item.task)}")
        document.declare("single", "string", ())
        return document.finish(None)

    def anki(self, text: ItemText[Open]) -> AnkiCard:
        criteria = [text.plain(criterion.text) for criterion in text.item.rubric]
        return AnkiCard(f"{text.stem} {text.plain(text.item.task)}", [], criteria, [text.plain(text.item.completed)])

    def csv_rows(self, text: ItemText[Open]) -> Iterator[CsvRow]:
        for criterion in text.item.rubric:
            yield CsvRow(text.plain(criterion.text), feedback="essential" if criterion.essential else "")
        yield CsvRow(text.plain(text.item.completed))

    def losses(self, item: Open, export_format: ExportFormat) -> Iterator[str]:
        if export_format == "gift":
            yield "becomes an essay: rubric and completed answer are shown after it, the evidence map is left out"
        elif export_format == "qti":
            yield "is scored by a person: the rubric is for the scorer, the evidence map is left out"
        else:
            yield "its evidence map is left out"


def _with_quotes(part: AnswerSegment | Criterion, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """Return the fields of *part* and the spans of its evidence."""
    return {**dict(part), "quotes": [each.span for each in evidence]}
