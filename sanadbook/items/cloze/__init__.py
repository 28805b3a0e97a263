"""Cloze: a text with blanks, to fill from a word bank or by typing.

Score: the share of right blanks. A word from the bank that is used more often than in the key counts nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.schema import Text
from sanadbook.items.base import BaseItem, GradedPart
from sanadbook.items.export.item_text import AnkiCard, ItemText
from sanadbook.items.item_type import ExportFormat, ItemContent, KeyLine, shuffled
from sanadbook.items.parts import PartsType
from sanadbook.items.view import ItemContext, ItemView

_BLANK = re.compile(r"\{(\d+)\}")


class Blank(GradedPart):
    """A blank: its word and, in a typed cloze, other accepted words."""

    answer: Text
    accept: Annotated[list[Text], Field(default_factory=list)]


class Cloze(BaseItem):
    """A text with blanks ``{1}``, ``{2}`` …, to fill from a word bank or, with ``typed: true``, by typing.

    Typed words are compared after folding (``sanadbook.language.arabic.fold``), with ``strict`` letter by letter.
    """

    type: Literal["cloze"]
    stem: Text
    text: Text
    blanks: Annotated[list[Blank], Field(min_length=1)]
    distractors: Annotated[
        list[Text], Field(default_factory=list, description="More words for the bank that fit no blank.")
    ]
    typed: bool = False
    strict: bool = False


class ClozeType(PartsType[Cloze]):
    """The cloze type."""

    model = Cloze
    default_minutes = 1.5
    parts_field = "blanks"

    def check(self, item: Cloze, context: ItemContext) -> Iterator[Problem]:
        """Each blank appears once in the text; a word bank has distractors, and a typed cloze has no word bank."""
        for number in range(1, len(item.blanks) + 1):
            if item.text.count(f"{{{number}}}") != 1:
                message = f"{{{number}}} does not appear exactly once in the text"
                yield context.error("key", ("text",), message, "write one gap for each blank")
        if "{" in item.text.replace("{", "", len(item.blanks)):
            yield context.error("key", ("text",), "it has more gaps than blanks", "write one blank for each gap")
        if not item.typed and not item.distractors:
            message = "the word bank holds the key alone"
            yield context.error("key", ("distractors",), message, "add words that fit no blank")
        if item.typed and item.distractors:
            message = "a typed cloze has no word bank"
            yield context.error("key", ("distractors",), message, "remove `distractors` or `typed`")
        for number, blank in enumerate(item.blanks):
            if blank.accept and not item.typed:
                field = ("blanks", number, "accept")
                yield context.error("key", field, "the item is not typed", "add `typed: true` or remove `accept`")

    def distinct_texts(self, item: Cloze) -> Iterator[tuple[Loc, Sequence[str]]]:
        if not item.typed:
            yield ("blanks",), [blank.answer for blank in item.blanks] + item.distractors

    def content(self, item: Cloze, view: ItemView) -> ItemContent:
        answers = [blank.answer for blank in item.blanks]
        bank = [] if item.typed else shuffled(answers + item.distractors, item.id)
        pieces = [int(piece) - 1 if number % 2 else piece for number, piece in enumerate(_BLANK.split(item.text))]
        key: list[Any] = (
            [[blank.answer, *blank.accept] for blank in item.blanks]
            if item.typed
            else [bank.index(answer) for answer in answers]
        )
        names = [view.t("Blank {number}").format(number=number) for number in range(1, len(answers) + 1)]
        return ItemContent(
            {"key": key, "choices": len(bank), "strict": item.strict},
            [(name, bank) for name in names],
            {"bank": bank, "pieces": pieces},
        )

    def key_lines(self, item: Cloze, t: Translator) -> Iterator[KeyLine]:
        for number, blank in enumerate(item.blanks, start=1):
            yield KeyLine(f"({number}) {blank.answer}", blank.feedback)

    def part_answers(self, text: ItemText[Cloze]) -> list[tuple[str, str]]:
        return [(f"({number})", text.plain(blank.answer)) for number, blank in enumerate(text.item.blanks, start=1)]

    def distractors(self, text: ItemText[Cloze]) -> list[str]:
        return [text.plain(word) for word in text.item.distractors]

    def export_stem(self, text: ItemText[Cloze]) -> str:
        """Return the stem and the text with numbered gaps: ``(1) ……``."""
        gapped = _BLANK.sub(r"(\1) ……", text.item.text)
        return f"{text.stem} {text.plain(gapped)}"

    def anki(self, text: ItemText[Cloze]) -> AnkiCard:
        words = [answer for _, answer in self.part_answers(text)] + self.distractors(text)
        return super().anki(text)._replace(choices=[] if text.item.typed else sorted(words))

    def losses(self, item: Cloze, export_format: ExportFormat) -> Iterator[str]:
        if export_format in ("gift", "qti"):
            yield "becomes a matching of numbered gaps with words" + (", not typed" if item.typed else "")
        yield from super().losses(item, export_format)
