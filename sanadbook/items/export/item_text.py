"""An item as plain text, in the course's language, for export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from sanadbook.i18n import Translator
from sanadbook.items.base import BaseItem
from sanadbook.items.view import ItemView

ItemT = TypeVar("ItemT", bound=BaseItem)


@dataclass(frozen=True)
class ItemText(Generic[ItemT]):
    """An item and the functions that turn its fields into plain text."""

    item: ItemT
    view: ItemView
    stem: str

    @property
    def t(self) -> Translator:
        """Interface strings in the course's language."""
        return self.view.t

    @property
    def plain(self) -> Callable[[str], str]:
        """The function that puts a text on one line, with its references resolved."""
        return lambda text: " ".join(self.view.plain_text(text).split())

    @property
    def evidence(self) -> list[str]:
        """The item's evidence spans, verbatim, in quotation marks."""
        return [f"«{evidence.span}»" for evidence in self.item.evidence]


class AnkiCard(NamedTuple):
    """The texts of a flashcard: stem and choices on the front, answer and explanation on the back."""

    stem: str
    choices: list[str]
    answer: list[str]
    explanation: list[str]


class CsvRow(NamedTuple):
    """One choice or part of an item as a row of the CSV export; ``right`` is ``"1"``, ``"0"`` or empty."""

    part: str = ""
    belongs: str = ""
    right: str = ""
    feedback: str = ""
    if_wrong: str = ""
