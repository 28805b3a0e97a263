"""Single: one correct option. Score: all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sanadbook.inputs.problems import Problem
from sanadbook.items.export import gift_syntax
from sanadbook.items.export.item_text import ItemText
from sanadbook.items.options import OptionsItem, OptionsType, check_negative_stem, check_one_correct
from sanadbook.items.view import ItemContext


class Single(OptionsItem):
    """A question with one correct option."""

    type: Literal["single"]


class SingleType(OptionsType[Single]):
    """The single type."""

    model = Single

    def check(self, item: Single, context: ItemContext) -> Iterator[Problem]:
        """Exactly one option is correct; the stem is a question and not negative."""
        yield from check_one_correct(item.options, "options", context)
        question_mark = context.word_lists["question_mark"]
        if not item.stem.rstrip().endswith(question_mark):
            message = "the stem is not a question"
            yield context.warning("stem-question", ("stem",), message, f"end it with {question_mark}")
        yield from check_negative_stem(item.stem, context)

    def gift(self, text: ItemText[Single]) -> Iterator[str]:
        answers = gift_syntax.options(text, text.item.options)
        feedback = gift_syntax.general_feedback(text.evidence)
        yield gift_syntax.question(text.item.id, text.stem, f"{answers}{feedback}\n")
