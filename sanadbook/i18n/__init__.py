"""Interface strings: one gettext catalogue a language, looked up by the English text."""

from __future__ import annotations

from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

_LOCALE = Path(__file__).parent / "locale"


#: The language that the strings are looked up by: it needs no catalogue.
_SOURCE = "en"


class Translator:
    """The strings of one language: ``t("Next")``, ``t.count("{n} minute", "{n} minutes", 12)``.

    A text that the catalogue lacks raises KeyError, so that no page is built half translated.
    """

    def __init__(self, catalogue: Catalog) -> None:
        self._catalogue = catalogue
        self._plural = c2py(catalogue.plural_expr)

    def __call__(self, text: str) -> str:
        """Return the translation of *text*. Raises KeyError."""
        message = self._catalogue.get(text)
        if not message or not isinstance(message.string, str) or not message.string:
            raise KeyError(f"the catalogue lacks {text!r}")
        return message.string

    def count(self, one: str, many: str, number: float) -> str:
        """Return the translation that fits *number*, with ``{n}`` filled in; the last form where it is not whole.

        Raises KeyError.
        """
        message = self._catalogue.get(one)
        if not message or not isinstance(message.string, tuple):
            raise KeyError(f"the catalogue lacks {one!r} with its plural {many!r}")
        form = self._plural(int(number)) if number == int(number) else len(message.string) - 1
        return message.string[form].format(n=f"{number:g}")


class _Source(Translator):
    """The strings of the language that they are looked up by: the text itself."""

    def __init__(self) -> None:
        """Take no catalogue."""

    def __call__(self, text: str) -> str:
        """Return *text*."""
        return text

    def count(self, one: str, many: str, number: float) -> str:
        """Return *one* or *many*, with ``{n}`` filled in."""
        return (one if number == 1 else many).format(n=f"{number:g}")


@cache
def strings(language: str) -> Translator:
    """Return the strings of *language*: for ``ar_EG`` those of ``ar``.

    Raises FileNotFoundError for a language without a catalogue.
    """
    base = language.replace("-", "_").partition("_")[0]
    if base == _SOURCE:
        return _Source()
    with (_LOCALE / base / "LC_MESSAGES" / "sanadbook.po").open("rb") as file:
        return Translator(read_po(file, locale=base))
