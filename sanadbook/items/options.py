"""What item types with options have in common; the whole of single and multiple but their rules and GIFT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, TypeVar
from xml.etree import ElementTree as Xml

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.schema import Text
from sanadbook.items.base import BaseItem, Option
from sanadbook.items.export.item_text import AnkiCard, CsvRow, ItemText
from sanadbook.items.export.qti_document import QtiDocument, add_choices
from sanadbook.items.item_type import ItemContent, ItemType, KeyLine, OptionList
from sanadbook.items.view import ItemContext, ItemView
from sanadbook.language.arabic import fold, words


class OptionsItem(BaseItem):
    """An item with one list of options."""

    stem: Text
    options: Annotated[list[Option], Field(min_length=2)]


OptionsItemT = TypeVar("OptionsItemT", bound=OptionsItem)


class OptionsType(ItemType[OptionsItemT]):
    """The type of items with one list of options; ``one_correct`` tells how many of them are correct."""

    one_correct = True
    pollable = True

    def option_lists(self, item: OptionsItemT) -> Iterator[OptionList]:
        yield OptionList(("options",), item.options, self.one_correct)

    def content(self, item: OptionsItemT, view: ItemView) -> ItemContent:
        correct = [number for number, option in enumerate(item.options) if option.correct]
        texts = [option.text for option in item.options]
        return ItemContent({"key": correct, "choices": len(texts)}, [("", texts)])

    def key_lines(self, item: OptionsItemT, t: Translator) -> Iterator[KeyLine]:
        yield from (KeyLine(option.text, option.feedback) for option in item.options if option.correct)

    def qti(self, text: ItemText[OptionsItemT]) -> Xml.Element:
        choices = [(text.plain(option.text), option.correct) for option in text.item.options]
        feedback = [text.plain(option.feedback) for option in text.item.options if option.correct]
        return qti_choice(text, choices, feedback, one_correct=self.one_correct)

    def anki(self, text: ItemText[OptionsItemT]) -> AnkiCard:
        correct = [option for option in text.item.options if option.correct]
        return AnkiCard(
            text.stem,
            [text.plain(option.text) for option in text.item.options],
            [text.plain(option.text) for option in correct],
            [text.plain(option.feedback) for option in correct],
        )

    def csv_rows(self, text: ItemText[OptionsItemT]) -> Iterator[CsvRow]:
        yield from option_rows(text, text.item.options)


def check_one_correct(options: Sequence[Option], field: str, context: ItemContext) -> Iterator[Problem]:
    """Yield an error unless exactly one of *options* is correct."""
    correct = sum(option.correct for option in options)
    if correct != 1:
        message = f"{correct} options are right"
        yield context.error("key", (field,), message, "mark exactly one option with `correct: true`")


def check_negative_stem(stem: str, context: ItemContext) -> Iterator[Problem]:
    """Yield a warning if *stem* asks for what does not hold."""
    if found := set(map(fold, context.word_lists["negatives"])) & set(map(fold, words(stem))):
        message = f"the stem is negative («{min(found)}»)"
        yield context.warning("negative-stem", ("stem",), message, "ask for what holds, not for what does not")


def option_rows(text: ItemText[Any], options: Sequence[Option]) -> Iterator[CsvRow]:
    """Yield a row of the CSV export for each of *options*."""
    for option in options:
        right = str(int(option.correct))
        yield CsvRow(text.plain(option.text), right=right, feedback=text.plain(option.feedback))


def qti_choice(
    text: ItemText[Any], choices: Sequence[tuple[str, bool]], feedback: Sequence[str], *, one_correct: bool = True
) -> Xml.Element:
    """Return a ``choiceInteraction``.

    Args:
        text: the item.
        choices: the choices as plain text, each with whether it is correct.
        feedback: lines that are shown after any answer, before the evidence.
        one_correct: if False, each correct choice earns an equal share of the score, and each wrong choice loses one.

    """
    document = QtiDocument(text.item.id, text.view.language)
    interaction = document.add_interaction(
        "choiceInteraction", text.stem, shuffle="true", maxChoices="1" if one_correct else "0"
    )
    names = add_choices(interaction, "simpleChoice", [choice for choice, _ in choices], "C")
    correct = [name for name, (_, is_correct) in zip(names, choices, strict=True) if is_correct]
    if one_correct:
        document.declare("single", "identifier", correct)
    else:
        wrong = [name for name in names if name not in correct]
        scores = {**dict.fromkeys(correct, 1 / len(correct)), **dict.fromkeys(wrong, -1 / max(len(wrong), 1))}
        document.declare("multiple", "identifier", correct, scores)
    document.add_feedback([*feedback, *text.evidence])
    return document.finish("match_correct" if one_correct else "map_response")
