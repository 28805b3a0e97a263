"""Classification: cards to put under categories.

Score: the share of right cards, corrected for what putting every card under one category would earn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.schema import Text
from sanadbook.items.base import BaseItem, GradedPart
from sanadbook.items.export.item_text import ItemText
from sanadbook.items.item_type import ExportFormat, ItemContent, KeyLine, shuffled
from sanadbook.items.parts import PartsType
from sanadbook.items.view import ItemContext, ItemView


class ClassificationCard(GradedPart):
    """A card that belongs to one of the categories."""

    text: Text
    category: Text


class Classification(BaseItem):
    """Three or more cards to put under two or more categories."""

    type: Literal["classification"]
    stem: Text
    categories: Annotated[list[Text], Field(min_length=2)]
    cards: Annotated[list[ClassificationCard], Field(min_length=3)]


class ClassificationType(PartsType[Classification]):
    """The classification type."""

    model = Classification
    default_minutes = 2
    parts_field = "cards"
    answers_reusable = True

    def check(self, item: Classification, context: ItemContext) -> Iterator[Problem]:
        """Every card belongs to a category of the item, and every category has a card."""
        used = {card.category for card in item.cards}
        for number, card in enumerate(item.cards):
            if card.category not in item.categories:
                message = f"there is no category «{card.category}»"
                yield context.error("key", ("cards", number, "category"), message, "use one of `categories`")
        for number, category in enumerate(item.categories):
            if category not in used:
                message = "no card belongs to it"
                yield context.error("key", ("categories", number), message, "add a card, or remove the category")

    def distinct_texts(self, item: Classification) -> Iterator[tuple[Loc, Sequence[str]]]:
        yield ("cards",), [card.text for card in item.cards]
        yield ("categories",), item.categories

    def content(self, item: Classification, view: ItemView) -> ItemContent:
        cards = shuffled(item.cards, item.id)
        key = [item.categories.index(card.category) for card in cards]
        return ItemContent(
            {"key": key, "choices": len(item.categories)},
            [(card.text, item.categories) for card in cards],
            {"cards": cards},
        )

    def key_lines(self, item: Classification, t: Translator) -> Iterator[KeyLine]:
        yield from (KeyLine(f"{card.text} — {card.category}", card.feedback) for card in item.cards)

    def part_answers(self, text: ItemText[Classification]) -> list[tuple[str, str]]:
        return [(text.plain(card.text), text.plain(card.category)) for card in text.item.cards]

    def losses(self, item: Classification, export_format: ExportFormat) -> Iterator[str]:
        if export_format == "gift":
            yield "becomes a matching of cards with their categories"
        yield from super().losses(item, export_format)
