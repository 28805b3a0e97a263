"""Takes from a built page what can be found in it: its headings and sentences, each with the place it stands at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from html.parser import HTMLParser

from sanadbook.language.arabic import sentences


class Kind(IntEnum):
    """What a line of a page is; the first is the best place to find a word in."""

    HEADING = 0
    PLAIN = 1  # the plain version of a section
    TEXT = 2  # the passage, and the prose of ordinary pages
    SUPPLEMENTARY = 3  # items, notes, prompts


@dataclass(frozen=True)
class Line:
    """A heading or a sentence, and the HTML id of the place where it stands (empty: the top of the page)."""

    kind: Kind
    anchor: str
    text: str


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"}
)
_INLINE |= {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_SILENT = frozenset({"script", "style", "template", "noscript", "nav", "button", "select", "svg", "math", "textarea"})
#: Parts that say again what stands elsewhere, or that are the frame of an item and not its words.
_LEFT_OUT = frozenset(
    {
        "sanad-evidence",
        "sanad-evidence-details",
        "sanad-overview",
        "sanad-variants",
        "sanad-confidence",
        "sanad-count",
        "sanad-gap",
        "sanad-note-ref",
        "sanad-notebook-only",
        "sanad-printed-key",
        "sanad-live",
        "sanad-prev-next",
        "sanad-deck",
        "sanad-plans",
        "sanad-class",
        "sanad-quick",
        "sanad-search",
        "headerlink",
    }
)
_KINDS = {
    "sanad-plain": Kind.PLAIN,
    "sanad-sentence": Kind.TEXT,
    "sanad-item": Kind.SUPPLEMENTARY,
    "sanad-notes": Kind.SUPPLEMENTARY,
    "sanad-opening": Kind.SUPPLEMENTARY,
    "sanad-step": Kind.SUPPLEMENTARY,
    "sanad-prompt": Kind.SUPPLEMENTARY,
    "sanad-card": Kind.SUPPLEMENTARY,
    "sanad-compared": Kind.SUPPLEMENTARY,
    "sanad-glossary": Kind.SUPPLEMENTARY,
}


@dataclass(frozen=True)
class _Frame:
    """An element that is open."""

    tag: str
    block: bool
    silent: bool
    anchor: str
    kind: Kind
    classes: frozenset[str]


_OUTSIDE = _Frame("", True, False, "", Kind.TEXT, frozenset())


class _Reader(HTMLParser):
    """Collects the lines of a page's body."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._open: list[_Frame] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _VOID:
            self._text.append(" ")
            return
        values = dict(attrs)
        classes = frozenset((values.get("class") or "").split())
        if not self._open and "sanad-body" not in classes:
            return
        around = self._open[-1] if self._open else _OUTSIDE
        block = tag not in _INLINE or "sanad-sentence" in classes
        if block:
            self._flush()
        silent = (
            around.silent
            or tag in _SILENT
            or "hidden" in values
            or not _LEFT_OUT.isdisjoint(classes)
            or (tag == "summary" and not classes)  # the label of something folded, the same on each page
            or (tag == "b" and "sanad-note" in around.classes)  # the number of a note
        )
        kind = (
            Kind.HEADING
            if tag in _HEADINGS
            else next((_KINDS[name] for name in classes if name in _KINDS), around.kind)
        )
        self._open.append(_Frame(tag, block, silent, values.get("id") or around.anchor, kind, classes))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what its author left open within it."""
        if all(frame.tag != tag for frame in self._open):
            return
        while self._open:
            if self._open[-1].block:
                self._flush()
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        """Add text to the line, if it can be seen."""
        if self._open and not self._open[-1].silent:
            self._text.append(data)

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        frame = self._open[-1] if self._open else _OUTSIDE
        parts = [text] if frame.kind is Kind.HEADING else sentences(text)
        self.lines += [Line(frame.kind, frame.anchor, part) for part in parts if any(sign.isalnum() for sign in part)]


def read_page(html: str) -> list[Line]:
    """Return the lines of the page's body (`.sanad-body`) in their order, each once for its kind.

    What a reader does not see before answering (`hidden`) is left out, so that a search gives no answer away.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found: dict[tuple[Kind, str], Line] = {}
    for line in reader.lines:
        found.setdefault((line.kind, line.text), line)
    return list(found.values())
