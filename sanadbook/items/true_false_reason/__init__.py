"""True or false with a reason: a statement to judge, then the reason for the judgement.

Score: half for the judgement and half for the reason, which counts only if the judgement is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal
from xml.etree import ElementTree as Xml

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.schema import Part, Text
from sanadbook.items.base import BaseItem, Option
from sanadbook.items.export import gift_syntax
from sanadbook.items.export.item_text import AnkiCard, CsvRow, ItemText
from sanadbook.items.item_type import ExportFormat, ItemContent, ItemType, KeyLine, OptionList
from sanadbook.items.options import check_one_correct, option_rows, qti_choice
from sanadbook.items.view import ItemContext, ItemView


class TrueFalseFeedback(Part):
    """The feedback on each judgement."""

    true: Text
    false: Text

    def on(self, judgement: bool) -> str:
        """Return the feedback on *judgement*."""
        return self.true if judgement else self.false


class TrueFalseReason(BaseItem):
    """A statement to judge as true or false, and reasons of which one is correct."""

    type: Literal["true_false_reason"]
    stem: Text
    answer: bool
    feedback: TrueFalseFeedback
    reasons: Annotated[list[Option], Field(min_length=2)]


class TrueFalseReasonType(ItemType[TrueFalseReason]):
    """The true_false_reason type."""

    model = TrueFalseReason
    default_minutes = 1.5
    pollable = True

    def check(self, item: TrueFalseReason, context: ItemContext) -> Iterator[Problem]:
        """Exactly one reason is correct."""
        yield from check_one_correct(item.reasons, "reasons", context)

    def option_lists(self, item: TrueFalseReason) -> Iterator[OptionList]:
        yield OptionList(("reasons",), item.reasons)

    def feedback(self, item: TrueFalseReason) -> Iterator[tuple[Loc, str]]:
        yield from super().feedback(item)
        yield ("feedback", "true"), item.feedback.true
        yield ("feedback", "false"), item.feedback.false

    def content(self, item: TrueFalseReason, view: ItemView) -> ItemContent:
        reason = next(number for number, option in enumerate(item.reasons) if option.correct)
        judgements = [judgement_text(True, view.t), judgement_text(False, view.t)]
        reasons = [option.text for option in item.reasons]
        key = {"key": [0 if item.answer else 1, reason], "choices": len(reasons)}
        return ItemContent(key, [("", judgements), (view.t("Why?"), reasons)])

    def key_lines(self, item: TrueFalseReason, t: Translator) -> Iterator[KeyLine]:
        yield KeyLine(judgement_text(item.answer, t), item.feedback.on(item.answer))
        yield from (KeyLine(reason.text, reason.feedback) for reason in item.reasons if reason.correct)

    def gift(self, text: ItemText[TrueFalseReason]) -> Iterator[str]:
        item, t = text.item, text.t
        feedback = gift_syntax.general_feedback(text.evidence)
        on_wrong, on_right = (
            gift_syntax.escape(text.plain(item.feedback.on(a))) for a in (not item.answer, item.answer)
        )
        judgement = f"{'TRUE' if item.answer else 'FALSE'}#{on_wrong}#{on_right}"
        yield gift_syntax.question(item.id, text.stem, judgement + feedback)
        reasons = gift_syntax.options(text, item.reasons)
        yield gift_syntax.question(f"{item.id} ({t('Why?')})", f"{text.stem} {t('Why?')}", f"{reasons}{feedback}\n")

    def qti(self, text: ItemText[TrueFalseReason]) -> Xml.Element:
        """Return one choice among all pairs of a judgement and a reason."""
        item = text.item
        choices = [
            (
                f"{judgement_text(judgement, text.t)}: {text.plain(reason.text)}",
                judgement == item.answer and reason.correct,
            )
            for judgement in (True, False)
            for reason in item.reasons
        ]
        return qti_choice(text, choices, [text.plain(item.feedback.on(item.answer))])

    def anki(self, text: ItemText[TrueFalseReason]) -> AnkiCard:
        item = text.item
        correct = [text.plain(reason.text) for reason in item.reasons if reason.correct]
        return AnkiCard(
            text.stem,
            [text.plain(reason.text) for reason in item.reasons],
            [judgement_text(item.answer, text.t), *correct],
            [text.plain(item.feedback.on(item.answer))],
        )

    def csv_rows(self, text: ItemText[TrueFalseReason]) -> Iterator[CsvRow]:
        for judgement in (True, False):
            right = str(int(text.item.answer == judgement))
            yield CsvRow(str(judgement).lower(), right=right, feedback=text.plain(text.item.feedback.on(judgement)))
        yield from option_rows(text, text.item.reasons)

    def losses(self, item: TrueFalseReason, export_format: ExportFormat) -> Iterator[str]:
        if export_format == "gift":
            yield "becomes two questions: the statement, and the reason"
        elif export_format == "qti":
            yield "becomes one choice of judgement and reason together, without partial credit"


def judgement_text(judgement: bool, t: Translator) -> str:
    """Return the interface string for a judgement."""
    return t("The statement is true") if judgement else t("The statement is false")
