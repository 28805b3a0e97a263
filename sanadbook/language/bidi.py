"""Runs of Latin script in right-to-left text, which need isolation so that brackets and punctuation stay in place.

`sphinx_ext/search/bidi.js` has the same definition for the search; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_LETTER = "A-Za-z\u00c0-\u024f"
#: Latin words and what joins them. A sign that belongs to the first word (`@user`, `#tag`) or to the last one (`C++`,
#: `LGBTQ +`) is part of the run. A run never starts inside a Latin word or number.
LATIN_RUN = re.compile(
    rf"(?<![0-9_{_LETTER}])[@#_~]?[{_LETTER}][{_LETTER}0-9]*"
    rf"(?:[ .&/_:'\u2019@=?#%~+-]{{1,3}}[{_LETTER}0-9]+)*(?: ?\+{{1,2}})?"
)
ARABIC = re.compile("[\u0600-\u06ff]")


def split_latin_runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of *text* in order, each with whether it is a Latin run. Joined, they are *text*."""
    end = 0
    for match in LATIN_RUN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def isolate_ltr(text: str) -> Markup:
    """Return *text* as HTML, escaped, with each Latin run in a `<bdi>` element. Its text content is *text*."""
    parts = (
        Markup("<bdi>{}</bdi>").format(part) if is_latin else escape(part) for part, is_latin in split_latin_runs(text)
    )
    return Markup().join(parts)
