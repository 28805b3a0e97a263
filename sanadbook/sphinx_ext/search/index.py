"""Search index: the text lines of all pages, written as a classic script because `file://` pages can't use fetch.

The browser stems the words itself (6,000 different words take some milliseconds). Plain sentences compress to a fifth
of the size of a list of positions, and the results show them. The facilitators' guides are in a separate file, loaded
only when the reader includes them in the search.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanadbook.sphinx_ext.search.pages import Kind, Line
from sanadbook.sphinx_ext.search.stemmer import LanguageData, Stemmer, split_words

INDEX_NAME, GUIDES_NAME = "search-index.js", "search-guides.js"
_SCRIPT_DIR = Path(__file__).parent
_COMMENT = re.compile(r"/\*.*?\*/\n?|^\s*//.*?\n", re.DOTALL | re.MULTILINE)

#: In a book of fewer pages no line counts as boilerplate.
_MIN_BOILERPLATE_PAGES = 4


@dataclass(frozen=True)
class IndexedPage:
    """A page in the index: its URL relative to the book, its title in the table of contents, and its text lines."""

    url: str
    title: str
    lines: tuple[Line, ...]


def slur_test(slurs: Iterable[str], stemmer: Stemmer) -> Callable[[str], bool]:
    """Return a function that tells whether a text contains one of *slurs*, with any prefixes and suffixes."""
    forms = {stemmer.fold(slur) for slur in slurs}

    def contains_slur(text: str) -> bool:
        return bool(forms) and any(not forms.isdisjoint(stemmer.stems(word).variants) for word in split_words(text))

    return contains_slur


def drop_boilerplate(pages: Sequence[IndexedPage]) -> list[IndexedPage]:
    """Return *pages* with each line that is on more than two thirds of them kept only on the first of these pages.

    Headings are always kept.
    """
    counts: dict[str, int] = {}
    for page in pages:
        for text in {line.text for line in page.lines if line.kind is not Kind.HEADING}:
            counts[text] = counts.get(text, 0) + 1
    seen: set[str] = set()
    kept = []
    for page in pages:
        lines = []
        for line in page.lines:
            count = counts.get(line.text, 0)
            is_boilerplate = count >= _MIN_BOILERPLATE_PAGES and count * 3 > len(pages) * 2
            if line.kind is Kind.HEADING or not is_boilerplate or line.text not in seen:
                lines.append(line)
        seen.update(line.text for line in page.lines)
        kept.append(IndexedPage(page.url, page.title, tuple(lines)))
    return kept


def pack(pages: Iterable[IndexedPage], contains_slur: Callable[[str], bool]) -> list[list[Any]]:
    """Return the pages as compact lists: `[url, title, [[kind, anchor, text, words?], …]]`.

    The anchor is 0 if it is the same as in the line before. A repeated text is replaced by its number among the
    different texts so far. A line that contains a slur has the heading above it as its text, and `words` to be found
    by.
    """
    packed: list[list[Any]] = []
    numbers: dict[str, int] = {}
    for page in pages:
        lines: list[list[Any]] = []
        anchor, heading = "", page.title
        for line in page.lines:
            entry: list[Any] = [int(line.kind), 0 if line.anchor == anchor else line.anchor]
            anchor = line.anchor
            if contains_slur(line.text):
                entry += [heading, " ".join(sorted(set(split_words(line.text))))]
            else:
                entry.append(numbers.get(line.text, line.text))
                numbers.setdefault(line.text, len(numbers))
                heading = line.text if line.kind is Kind.HEADING else heading
            lines.append(entry)
        packed.append([page.url, page.title, lines])
    return packed


def index_script(pages: list[list[Any]], language: LanguageData | None, synonyms: Sequence[Sequence[str]]) -> str:
    """Return the script with the search engine and the packed *pages* for learners."""
    data = {"language": language.as_dict() if language else None, "synonyms": synonyms, "pages": pages}
    scripts = "".join(map(_source, ("bidi.js", "stemmer.js", "engine.js")))
    return f"{scripts}window.sanadSearch = sanadEngine({_json(data)});\n"


def guides_script(pages: list[list[Any]]) -> str:
    """Return the script with the packed *pages* for facilitators."""
    return f"window.sanadSearchGuides = {_json(pages)};\n"


def stemmer_source() -> str:
    """Return the source of `stemmer.js` without its comments."""
    return _source("stemmer.js")


def _source(name: str) -> str:
    return _COMMENT.sub("", (_SCRIPT_DIR / name).read_text(encoding="utf-8"))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
