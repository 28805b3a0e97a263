"""Syntax of GIFT, Moodle's plain-text format for questions (https://docs.moodle.org/en/GIFT_format)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sanadbook.items.base import Option
from sanadbook.items.export.item_text import ItemText

_CONTROL_CHARACTERS = re.compile(r"([~=#{}:\\])")


def escape(text: str) -> str:
    """Return *text* with the control characters of GIFT escaped."""
    return _CONTROL_CHARACTERS.sub(r"\\\1", text)


def question(title: str, stem: str, answers: str) -> str:
    """Return a question; *answers* is GIFT, title and stem are plain text."""
    return f"::{escape(title)}::[plain]{escape(stem)} {{{answers}}}"


def general_feedback(lines: Sequence[str]) -> str:
    """Return the feedback shown after any answer, or an empty string."""
    return f"\n\t####{escape(' '.join(lines))}" if lines else ""


def option_text(text: ItemText[Any], option: Option) -> str:
    """Return the text of *option* with its feedback."""
    return f"{escape(text.plain(option.text))}#{escape(text.plain(option.feedback))}"


def options(text: ItemText[Any], options: Sequence[Option]) -> str:
    """Return the options of a question with one correct option."""
    return "".join(f"\n\t{'=' if option.correct else '~'}{option_text(text, option)}" for option in options)
