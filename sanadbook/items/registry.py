"""The item types, and the union of their models. A new type is added to ``ITEM_TYPES``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from sanadbook.items.base import BaseItem
from sanadbook.items.classification import ClassificationType
from sanadbook.items.cloze import ClozeType
from sanadbook.items.item_type import ItemType
from sanadbook.items.matching import MatchingType
from sanadbook.items.multiple import MultipleType
from sanadbook.items.numeric import NumericType
from sanadbook.items.open import OpenType
from sanadbook.items.ordering import OrderingType
from sanadbook.items.short import ShortType
from sanadbook.items.single import SingleType
from sanadbook.items.true_false_reason import TrueFalseReasonType

#: The folder in which ``ItemType.template`` is looked up.
TEMPLATES_DIR = Path(__file__).parent

#: The item types by name, in the order of the documentation.
ITEM_TYPES: dict[str, ItemType[Any]] = {
    item_type.name: item_type
    for item_type in (
        SingleType(),
        MultipleType(),
        TrueFalseReasonType(),
        ClozeType(),
        MatchingType(),
        OrderingType(),
        ClassificationType(),
        ShortType(),
        NumericType(),
        OpenType(),
    )
}

if TYPE_CHECKING:
    Item = BaseItem
else:
    #: An item of any type, as authored.
    Item = Annotated[
        Union[tuple(item_type.model for item_type in ITEM_TYPES.values())],  # noqa: UP007
        Field(discriminator="type"),
    ]


def item_type(item: BaseItem) -> ItemType[Any]:
    """Return the type of *item*."""
    return ITEM_TYPES[item.type]
