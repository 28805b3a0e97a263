"""Arabic script: folding for comparison, words, sentences."""

from __future__ import annotations

import re
import unicodedata

#: Tashkeel, Quranic marks and tatweel, which are optional in writing.
MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_MARKS = re.compile(f"[{MARKS}]")
_FOLD = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u0629" + "".join(chr(0x660 + n) for n in range(10)),
    "\u0627\u0627\u0627\u0627\u064a\u0647" + "0123456789",
)
#: White space as JavaScript defines it, so that Python and the front end fold alike.
_SPACES = re.compile("[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_WORD = re.compile(f"[^\\W_](?:[\\w{MARKS}])*")
_SENTENCE_END = re.compile(r"(?<=[.\u061f!]) ")


def fold(text: str) -> str:
    """Return *text* in the form in which typed answers are compared. Folding is idempotent.

    It removes tashkeel and tatweel, unifies the forms of alef, yeh and heh, converts Arabic-Indic digits to Western
    ones and letters to lower case, and collapses white space.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFC", text))
    # Normalize again: removing a mark or lowering a capital can make characters composable.
    whole = unicodedata.normalize("NFC", plain.translate(_FOLD).lower())
    return _SPACES.sub(" ", whole).strip(" ")


def words(text: str) -> list[str]:
    """Return the words of *text* without punctuation."""
    return _WORD.findall(text)


def sentences(line: str) -> list[str]:
    """Split *line* at each space after ``.``, ``\u061f`` or ``!``; joining with spaces restores the line."""
    return _SENTENCE_END.split(line)
