"""Reads the headings and sentences of a built page for the search index.

Templates mark what is special with `data-search-role`; see `docs/markup.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from html.parser import HTMLParser

from sanadbook.language.arabic import sentences


class Kind(IntEnum):
    """The kind of a line. Results with a lower number are listed first."""

    HEADING = 0
    PLAIN = 1  # the plain version of a section
    TEXT = 2  # the passage, and the prose of ordinary pages
    SUPPLEMENTARY = 3  # items, notes, prompts


@dataclass(frozen=True)
class Line:
    """A heading or a sentence, and the id of the nearest element that has one ("" for the top of the page)."""

    kind: Kind
    anchor: str
    text: str


ROLE = "data-search-role"
#: The element that contains the page's text. Everything outside is ignored.
PAGE = "page"
SKIP = "skip"
SENTENCE = "sentence"
_KINDS = {"text": Kind.TEXT, SENTENCE: Kind.TEXT, "plain": Kind.PLAIN, "aside": Kind.SUPPLEMENTARY}

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"}
)
_INLINE |= {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_WITHOUT_TEXT = frozenset(
    {"script", "style", "template", "noscript", "nav", "button", "select", "svg", "math", "textarea"}
)


@dataclass(frozen=True)
class _Element:
    """An open element."""

    tag: str
    is_block: bool
    is_skipped: bool
    is_label: bool  # in a summary without a role
    anchor: str
    kind: Kind


_ROOT = _Element("", True, False, False, "", Kind.TEXT)


class _PageReader(HTMLParser):
    """Collects the lines of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._open: list[_Element] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _VOID:
            self._text.append(" ")
            return
        attributes = dict(attrs)
        role = attributes.get(ROLE)
        if not self._open and role != PAGE:
            return
        parent = self._open[-1] if self._open else _ROOT
        is_block = tag not in _INLINE or role == SENTENCE
        if is_block:
            self._flush()
        self._open.append(
            _Element(
                tag,
                is_block,
                is_skipped=parent.is_skipped or tag in _WITHOUT_TEXT or "hidden" in attributes or role == SKIP,
                is_label=role is None and (parent.is_label or tag == "summary"),
                anchor=attributes.get("id") or parent.anchor,
                kind=Kind.HEADING if tag in _HEADINGS else _KINDS.get(role or "", parent.kind),
            )
        )

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and any unclosed elements in it."""
        if all(element.tag != tag for element in self._open):
            return
        while self._open:
            if self._open[-1].is_block:
                self._flush()
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        """Add visible text to the current line."""
        if self._open and not self._open[-1].is_skipped and not self._open[-1].is_label:
            self._text.append(data)

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        element = self._open[-1] if self._open else _ROOT
        parts = [text] if element.kind is Kind.HEADING else sentences(text)
        self.lines += [
            Line(element.kind, element.anchor, part) for part in parts if any(character.isalnum() for character in part)
        ]


def read_page(html: str) -> list[Line]:
    """Return the lines of a page in document order. A repeated text of the same kind is included once.

    Hidden elements, such as the feedback of items, are left out, so that the search does not reveal answers.
    """
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    found: dict[tuple[Kind, str], Line] = {}
    for line in reader.lines:
        found.setdefault((line.kind, line.text), line)
    return list(found.values())
