"""Writes the book's own search index: the lines of its pages, as a classic script, since `file://` allows no fetch.

The page stems the words itself (6,000 different ones, in some milliseconds): plain sentences pack into a fifth of what a
list of places would need, and are what the results show. Guides for facilitators have a file of their own, which is
loaded only when somebody asks for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanadbook.sphinx_ext.search.pages import Kind, Line
from sanadbook.sphinx_ext.search.stemmer import Stemmer, Table, split

NAME, GUIDES_NAME = "search-index.js", "search-guides.js"
_HERE = Path(__file__).parent
_COMMENT = re.compile(r"/\*.*?\*/\n?|^\s*//.*?\n", re.DOTALL | re.MULTILINE)

#: From how many pages on a line that stands on more than two thirds of them is their frame.
_FRAME_FROM = 4


@dataclass(frozen=True)
class Page:
    """A page that can be searched: where it is, the title that the contents give it, and its lines."""

    url: str
    title: str
    lines: tuple[Line, ...]


def flagged(slurs: Iterable[str], stemmer: Stemmer) -> Callable[[str], bool]:
    """Return the test whether a text holds one of `slurs`, whatever is joined to it."""
    forms = {stemmer.fold(slur) for slur in slurs}

    def holds(text: str) -> bool:
        return bool(forms) and any(not forms.isdisjoint(stemmer.stems(word).near) for word in split(text))

    return holds


def without_frame(pages: Sequence[Page]) -> list[Page]:
    """Leave a sentence that stands on most pages only on the first of them: elsewhere it is their frame."""
    counts: dict[str, int] = {}
    for page in pages:
        for text in {line.text for line in page.lines if line.kind is not Kind.HEADING}:
            counts[text] = counts.get(text, 0) + 1
    seen: set[str] = set()
    kept = []
    for page in pages:
        lines = []
        for line in page.lines:
            often = counts.get(line.text, 0) >= _FRAME_FROM and counts[line.text] * 3 > len(pages) * 2
            if line.kind is Kind.HEADING or not often or line.text not in seen:
                lines.append(line)
        seen.update(line.text for line in page.lines)
        kept.append(Page(page.url, page.title, tuple(lines)))
    return kept


def packed(pages: Iterable[Page], holds_slur: Callable[[str], bool]) -> list[list[Any]]:
    """The pages as the script takes them: `[url, title, [[kind, anchor, text, words?], …]]`.

    An anchor is 0 where it is the one before. A text that was there before is its number among the different ones. A
    sentence with a slur is found by its words, and shown as the heading above it.
    """
    out: list[list[Any]] = []
    numbers: dict[str, int] = {}
    for page in pages:
        lines: list[list[Any]] = []
        anchor, heading = "", page.title
        for line in page.lines:
            entry: list[Any] = [int(line.kind), 0 if line.anchor == anchor else line.anchor]
            anchor = line.anchor
            if holds_slur(line.text):
                entry += [heading, " ".join(sorted(set(split(line.text))))]
            else:
                entry.append(numbers.get(line.text, line.text))
                numbers.setdefault(line.text, len(numbers))
                heading = line.text if line.kind is Kind.HEADING else heading
            lines.append(entry)
        out.append([page.url, page.title, lines])
    return out


def script(pages: list[list[Any]], table: Table | None, synonyms: Sequence[Sequence[str]]) -> str:
    """The index of the learner's pages, with all that searching needs."""
    data = {"table": table.as_dict() if table else None, "synonyms": synonyms, "pages": pages}
    return f"{stemmer_source()}{_source('engine.js')}window.sanadSearch = sanadEngine({_json(data)});\n"


def guides_script(pages: list[list[Any]]) -> str:
    """The index of the guides."""
    return f"window.sanadSearchGuides = {_json(pages)};\n"


def stemmer_source() -> str:
    """The stemmer's script without its comments, which are for whoever edits it."""
    return _source("stemmer.js")


def _source(name: str) -> str:
    return _COMMENT.sub("", (_HERE / name).read_text(encoding="utf-8"))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
