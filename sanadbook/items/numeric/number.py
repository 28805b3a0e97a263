"""Numbers as learners type them, parsed by the same rules as in ``frontend/src/quiz/items/numeric.js``."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

#: Marks that keyboards insert to set the direction of a number.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TO_WESTERN = {start + digit: str(digit) for start in (0x660, 0x6F0) for digit in range(10)}
_SPACE = "[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
#: Between groups of three digits: the Arabic thousands separator, or a plain, no-break, thin or narrow no-break space.
_GROUP = "[\u066c \xa0\u2009\u202f]"
_WHOLE = f"(?:[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}})+|[0-9]+)"
_FRACTION = "[.,\u066b][0-9]+"
_NUMBER = re.compile(
    f"{_SPACE}*(?P<sign>[-\u2212]?){_SPACE}*(?P<digits>{_WHOLE}(?:{_FRACTION})?|{_FRACTION})(?P<unit>[^0-9]*)"
)
_UNIT_SIGNS = "%\u066a\u00b0"


def parse_number(text: str) -> float | None:
    """Return the number that *text* consists of, or None if it is not a number.

    Accepted are Western, Arabic-Indic and Persian digits; a point, a comma or the Arabic decimal separator; groups of
    three digits; a minus sign; and a unit after the number (letters, spaces, ``%`` and ``°``), which is ignored.
    """
    found = _NUMBER.fullmatch(_DIRECTION_MARKS.sub("", text).translate(_TO_WESTERN))
    if not found or not all(map(_is_unit_character, found["unit"])):
        return None
    digits = re.sub(_GROUP, "", found["digits"]).replace(",", ".").replace("\u066b", ".")
    return -float(digits) if found["sign"] else float(digits)


def _is_unit_character(character: str) -> bool:
    is_letter_or_mark = unicodedata.category(character)[0] in "LM"
    return is_letter_or_mark or character in _UNIT_SIGNS or re.fullmatch(_SPACE, character) is not None


def format_number(value: float) -> str:
    """Return *value* as learners read it, in decimal notation: ``12``, ``0.5``, ``1500000``, ``−3``."""
    return ascii_number(value).replace("-", "\u2212")


def ascii_number(value: float) -> str:
    """Return *value* in decimal notation with an ASCII minus sign, for other programs."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def bounds(answer: float, tolerance: float) -> tuple[float, float]:
    """Return *answer* minus and plus *tolerance*, without the error of binary fractions."""
    middle, half = Decimal(repr(answer)), Decimal(repr(tolerance))
    return float(middle - half), float(middle + half)
