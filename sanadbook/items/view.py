"""What item types need to know of the chapter that an item belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from markupsafe import Markup

from sanadbook.i18n import Translator
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Seed


class ItemView(Protocol):
    """The chapter as an item type sees it while rendering; implemented by ``render.renderer.Renderer``."""

    @property
    def t(self) -> Translator:
        """Interface strings in the course's language."""

    @property
    def language(self) -> str:
        """The course's language as a BCP 47 tag."""

    @property
    def seed(self) -> Seed:
        """The source document of the chapter."""

    @property
    def source_notes(self) -> Sequence[tuple[int, Any]]:
        """Numbers and notes on the source question and the source answer."""

    def plain_text(self, text: str) -> str:
        """Return *text* with its references resolved."""

    def annotated(self, text: str, at: str) -> Markup:
        """Return *text* as HTML with the marks of the notes on *at*, for example ``question``."""


class ItemContext(Protocol):
    """What the rules of an item type may use; implemented in ``rules.items``. Fields are relative to the item."""

    @property
    def word_lists(self) -> dict[str, Any]:
        """Word lists of the course's language, by name (``language/words.ar.yml``)."""

    @property
    def seed(self) -> Seed:
        """The source document of the chapter; without question and answer for a quiz file."""

    def error(self, rule: str, field: Loc, message: str, hint: str) -> Problem:
        """Return an error at *field*."""

    def warning(self, rule: str, field: Loc, message: str, hint: str) -> Problem:
        """Return a warning at *field*; authors can suppress it."""
