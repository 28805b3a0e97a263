"""What the course needs to know of Arabic script: folding, words, sentences."""

from __future__ import annotations

import re
import unicodedata

#: Tashkeel, Quranic marks and tatweel: written or left out at the writer's will.
MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_MARKS = re.compile(f"[{MARKS}]")
_FOLD = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u0629" + "".join(chr(0x660 + n) for n in range(10)),
    "\u0627\u0627\u0627\u0627\u064a\u0647" + "0123456789",
)
#: What counts as a space in JavaScript, so that the page folds the same.
_SPACES = re.compile("[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_WORD = re.compile(f"[^\\W_](?:[\\w{MARKS}])*")
_SENTENCE_END = re.compile(r"(?<=[.\u061f!]) ")


def fold(text: str) -> str:
    """Return *text* as typed Arabic is compared: no tashkeel or tatweel, one alef, one yeh, one heh, Western digits.

    Folding twice gives the same as folding once.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFC", text))
    # Once more: what stood on both sides of a mark, or was a capital, may now be one letter.
    whole = unicodedata.normalize("NFC", plain.translate(_FOLD).lower())
    return _SPACES.sub(" ", whole).strip(" ")


def words(text: str) -> list[str]:
    """Return the words of *text*, without punctuation."""
    return _WORD.findall(text)


def sentences(line: str) -> list[str]:
    """Split *line* after ``.``, ``\u061f`` or ``!`` followed by a space; ``" ".join`` gives the line back."""
    return _SENTENCE_END.split(line)
