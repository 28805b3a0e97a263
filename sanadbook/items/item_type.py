"""The interface of an item type: everything that the rest of the toolkit asks about an item."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, get_args
from xml.etree import ElementTree as Xml

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.items.base import BaseItem, Option
from sanadbook.items.export.item_text import AnkiCard, CsvRow, ItemT, ItemText
from sanadbook.items.view import ItemContext, ItemView

T = TypeVar("T")
ExportFormat = Literal["gift", "anki", "csv", "qti"]


class OptionList(NamedTuple):
    """A list of options in an item, and the field that holds it."""

    field: Loc
    options: Sequence[Option]
    one_correct: bool = True


class KeyLine(NamedTuple):
    """A line of the printed key: an answer and the reason for it."""

    key: str
    feedback: str = ""


@dataclass(frozen=True)
class ItemContent:
    """What a type contributes to a rendered item.

    Attributes:
        key: the fields with which the front end grades an answer: ``key``, ``choices`` and those of the type.
        parts: for each part its name and its choices, in the order of the page.
        context: variables for the type's template.

    """

    key: dict[str, Any]
    parts: list[tuple[str, Sequence[str]]]
    context: dict[str, Any] = field(default_factory=dict)


class ItemType(ABC, Generic[ItemT]):
    """A type of items. Subclasses implement the abstract methods and set the class variables.

    Attributes:
        model: the pydantic model of the type's items.
        default_minutes: how long an item takes, unless course.yml or the item says otherwise.
        pollable: whether a group can answer by show of hands.
        graded: whether the front end grades answers; False if learners check themselves.

    """

    model: ClassVar[type[BaseItem]]
    default_minutes: ClassVar[float] = 1
    pollable: ClassVar[bool] = False
    graded: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """The value of ``type`` in YAML, which is also the name of the folder."""
        return str(get_args(self.model.model_fields["type"].annotation)[0])

    @property
    def template(self) -> str:
        """The path of the template below ``items/``."""
        return f"{self.name}/template.html.j2"

    # -- rules --

    def check(self, item: ItemT, context: ItemContext) -> Iterator[Problem]:
        """Yield what is wrong with *item* that no other rule finds."""
        yield from ()

    def option_lists(self, item: ItemT) -> Iterator[OptionList]:
        """Yield the lists of options that learners select from."""
        yield from ()

    def distinct_texts(self, item: ItemT) -> Iterator[tuple[Loc, Sequence[str]]]:
        """Yield lists of texts that have to differ from each other, each with its field."""
        for options in self.option_lists(item):
            yield options.field, [option.text for option in options.options]

    def feedback(self, item: ItemT) -> Iterator[tuple[Loc, str]]:
        """Yield every feedback text with its field."""
        for options in self.option_lists(item):
            for number, option in enumerate(options.options):
                yield (*options.field, number, "feedback"), option.feedback

    # -- rendering --

    def uses_source_pair(self, item: ItemT) -> bool:
        """Return whether the item is built from the source question and the source answer."""
        return False

    def stem(self, item: ItemT, view: ItemView) -> str:
        """Return the stem as plain text."""
        return view.plain_text(str(item.stem))

    @abstractmethod
    def content(self, item: ItemT, view: ItemView) -> ItemContent:
        """Return the key, the parts and the template context of *item*."""

    # -- printed key --

    @abstractmethod
    def key_lines(self, item: ItemT, t: Translator) -> Iterator[KeyLine]:
        """Yield the right answers and the reasons for them."""

    def wrong_lines(self, item: ItemT) -> Iterator[KeyLine]:
        """Yield the wrong options and their feedback."""
        for options in self.option_lists(item):
            yield from (KeyLine(option.text, option.feedback) for option in options.options if not option.correct)

    # -- export --

    def text(self, item: ItemT, view: ItemView) -> ItemText[ItemT]:
        """Return *item* as plain text for export."""
        return ItemText(item, view, " ".join(self.stem(item, view).split()))

    @abstractmethod
    def gift(self, text: ItemText[ItemT]) -> Iterator[str]:
        """Yield the item as one or more GIFT questions."""

    @abstractmethod
    def qti(self, text: ItemText[ItemT]) -> Xml.Element:
        """Return the item as a QTI 2.1 ``assessmentItem``."""

    @abstractmethod
    def anki(self, text: ItemText[ItemT]) -> AnkiCard:
        """Return the item as a flashcard."""

    @abstractmethod
    def csv_rows(self, text: ItemText[ItemT]) -> Iterator[CsvRow]:
        """Yield a row for each choice or part."""

    def csv_stem(self, text: ItemText[ItemT]) -> str:
        """Return the stem for the CSV export."""
        return text.stem

    def losses(self, item: ItemT, export_format: ExportFormat) -> Iterator[str]:
        """Yield what *export_format* cannot express about *item*, as English sentences without their subject."""
        yield from ()


def shuffled(values: Sequence[T], salt: str) -> list[T]:
    """Return *values* in a pseudorandom order that depends only on *salt* and differs from the given order."""

    def weight(number: int) -> str:
        return hashlib.sha256(f"{salt}:{number}".encode()).hexdigest()

    order = sorted(range(len(values)), key=weight)
    if order == sorted(order):
        order = order[1:] + order[:1]
    return [values[number] for number in order]
