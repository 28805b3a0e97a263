"""Short: a word or two to type. Score: all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal
from xml.etree import ElementTree as Xml

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.schema import Text
from sanadbook.items.base import BaseItem
from sanadbook.items.export import gift_syntax
from sanadbook.items.export.item_text import AnkiCard, CsvRow, ItemText
from sanadbook.items.export.qti_document import QtiDocument
from sanadbook.items.item_type import ExportFormat, ItemContent, ItemType, KeyLine
from sanadbook.items.view import ItemView


class Short(BaseItem):
    """A word or two to type, compared after folding or, with ``strict``, letter by letter."""

    type: Literal["short"]
    stem: Text
    accept: Annotated[list[Text], Field(min_length=1, description="Right answers; the first is shown as the key.")]
    strict: bool = False
    feedback: Text
    if_wrong: Text


class ShortType(ItemType[Short]):
    """The short type."""

    model = Short

    def distinct_texts(self, item: Short) -> Iterator[tuple[Loc, Sequence[str]]]:
        if not item.strict:
            yield ("accept",), item.accept

    def feedback(self, item: Short) -> Iterator[tuple[Loc, str]]:
        yield ("feedback",), item.feedback
        yield ("if_wrong",), item.if_wrong

    def content(self, item: Short, view: ItemView) -> ItemContent:
        return ItemContent({"key": [item.accept], "choices": 0, "strict": item.strict}, [("", [])])

    def key_lines(self, item: Short, t: Translator) -> Iterator[KeyLine]:
        yield KeyLine(" / ".join(item.accept), item.feedback)

    def gift(self, text: ItemText[Short]) -> Iterator[str]:
        item, escape = text.item, gift_syntax.escape
        feedback = escape(text.plain(item.feedback))
        answers = [f"\n\t={escape(text.plain(word))}#{feedback}" for word in item.accept]
        general = gift_syntax.general_feedback(text.evidence)
        yield gift_syntax.question(item.id, text.stem, f"{''.join(answers)}{general}\n")

    def qti(self, text: ItemText[Short]) -> Xml.Element:
        document = QtiDocument(text.item.id, text.view.language)
        document.add_text_entry(text.stem)
        document.declare("single", "string", text.item.accept[:1], dict.fromkeys(text.item.accept, 1.0))
        document.add_feedback([text.plain(text.item.feedback), *text.evidence])
        return document.finish("map_response")

    def anki(self, text: ItemText[Short]) -> AnkiCard:
        return AnkiCard(text.stem, [], [text.plain(text.item.accept[0])], [text.plain(text.item.feedback)])

    def csv_rows(self, text: ItemText[Short]) -> Iterator[CsvRow]:
        feedback, if_wrong = text.plain(text.item.feedback), text.plain(text.item.if_wrong)
        yield from (CsvRow(text.plain(word), "", "1", feedback, if_wrong) for word in text.item.accept)

    def losses(self, item: Short, export_format: ExportFormat) -> Iterator[str]:
        if export_format in ("gift", "qti"):
            yield "is compared letter by letter, without folding"
