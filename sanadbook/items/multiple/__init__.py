"""Multiple: two or more correct options and at least one wrong one.

Score: the share of the correct options that were ticked minus the share of the wrong options that were ticked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from sanadbook.inputs.problems import Problem
from sanadbook.items.base import Option
from sanadbook.items.export import gift_syntax
from sanadbook.items.export.item_text import ItemText
from sanadbook.items.options import OptionsItem, OptionsType, check_negative_stem
from sanadbook.items.view import ItemContext


class Multiple(OptionsItem):
    """A question with two or more correct options and at least one wrong one."""

    type: Literal["multiple"]
    options: Annotated[list[Option], Field(min_length=3)]


class MultipleType(OptionsType[Multiple]):
    """The multiple type."""

    model = Multiple
    default_minutes = 1.5
    one_correct = False

    def check(self, item: Multiple, context: ItemContext) -> Iterator[Problem]:
        """Two or more options are correct, one or more wrong; the stem says that several may be and is not negative."""
        correct = sum(option.correct for option in item.options)
        if correct < 2 or correct == len(item.options):
            message = f"{correct} of {len(item.options)} options are right"
            hint = "mark two or more with `correct: true` and leave one or more wrong"
            yield context.error("key", ("options",), message, hint)
        choose_all = context.word_lists["choose_all"]
        if not item.stem.rstrip().endswith(choose_all):
            message = "the stem does not tell learners that several options may be right"
            yield context.warning("stem-question", ("stem",), message, f"end it with {choose_all}")
        yield from check_negative_stem(item.stem, context)

    def gift(self, text: ItemText[Multiple]) -> Iterator[str]:
        correct = sum(option.correct for option in text.item.options)
        wrong = len(text.item.options) - correct
        answers = [
            f"\n\t~%{100 / correct if option.correct else -100 / wrong:.5f}%{gift_syntax.option_text(text, option)}"
            for option in text.item.options
        ]
        feedback = gift_syntax.general_feedback(text.evidence)
        yield gift_syntax.question(text.item.id, text.stem, f"{''.join(answers)}{feedback}\n")
