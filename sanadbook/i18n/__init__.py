"""Translation of the interface: one gettext catalogue per language, whose message ids are the English texts.

A catalogue is compiled in memory when it is first used, so a checkout needs no build step and no compiled file can be
out of date. ``make messages`` extracts the texts from code and templates into the catalogues (see ``babel.cfg``).
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_LOCALE = Path(__file__).parent / "locale"
#: The language of the message ids. It needs no catalogue.
_SOURCE_LANGUAGE = "en"
#: Fractions take the plural form of this number: CLDR's category "other" in the languages there are.
_FRACTION = 100


def N_(text: str) -> str:  # noqa: N802 (gettext's name for it)
    """Return *text* unchanged; marks a text that is translated later, for ``pybabel extract``."""
    return text


class _MissingTranslation(NullTranslations):
    """The fallback of every catalogue: raises instead of returning English."""

    def gettext(self, message: str) -> str:
        raise KeyError(f"the catalogue has no translation of {message!r}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        raise KeyError(f"the catalogue has no translation of {msgid1!r} with plural {msgid2!r}")


class Translator:
    """Translates to one language: ``t("Next")`` and ``t.plural("{n} minute", "{n} minutes", 12)``.

    A text without a translation raises KeyError, so no page is built half translated.
    """

    def __init__(self, catalogue: NullTranslations) -> None:
        self._catalogue = catalogue

    def __call__(self, text: str) -> str:
        """Return the translation of *text*. Raises KeyError."""
        return self._catalogue.gettext(text)

    def plural(self, singular: str, plural: str, number: float) -> str:
        """Return the translation in the plural form for *number*, with ``{n}`` replaced by the number.

        Raises KeyError.
        """
        whole = int(number) if number == int(number) else _FRACTION
        return self._catalogue.ngettext(singular, plural, whole).format(n=f"{number:g}")


@cache
def get_translator(language: str) -> Translator:
    """Return the translator of *language*, a code such as ``ar`` or ``ar_EG``; a region uses its language's catalogue.

    Raises FileNotFoundError for a language without a catalogue.
    """
    base = language.replace("-", "_").partition("_")[0]
    if base == _SOURCE_LANGUAGE:
        return Translator(NullTranslations())
    with (_LOCALE / base / "LC_MESSAGES" / "sanadbook.po").open("rb") as file:
        catalogue = read_po(file, locale=base)
    compiled = BytesIO()
    write_mo(compiled, catalogue)  # leaves out texts that are untranslated or fuzzy
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    translations.add_fallback(_MissingTranslation())
    return Translator(translations)


def text_direction(language: str) -> str:
    """Return the writing direction, ``"ltr"`` or ``"rtl"``, of *language*, a code such as ``ar`` or ``ar-EG``."""
    return Locale.parse(language.replace("-", "_")).text_direction
