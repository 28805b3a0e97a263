"""Content security policy (CSP) of the pages, and the removal of inline code that the policy forbids."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

#: Pages load files of the book and nothing from other hosts. `form-action 'none'` keeps answers out of URLs.
#: A `<meta>` policy can't contain `frame-ancestors`; a host can send it as a header.
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
_SIZE = re.compile(r"(width|height)\s*:\s*(\d+(?:\.\d+)?)(px|%)\Z")


def build_csp(*, styles: Iterable[str] = (), scripts: Iterable[str] = ()) -> str:
    """Return the content of the CSP `<meta>` element. It allows inline *styles* and *scripts* by digest, no others."""
    inline = {"style-src": styles, "script-src": scripts}
    return "; ".join(
        directive + "".join(f" 'sha256-{digest(text)}'" for text in inline.get(directive.partition(" ")[0], ()))
        for directive in _DIRECTIVES
    )


def digest(text: str) -> str:
    """Return the SHA-256 digest of *text* in base64, as a CSP contains it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def size_attributes(style: str) -> dict[str, str]:
    """Return the width and height in an image's inline *style* as HTML attributes. Pixels and percentages only."""
    found = (_SIZE.match(declaration.strip().lower()) for declaration in style.split(";"))
    return {match[1]: match[2] + ("%" if match[3] == "%" else "") for match in found if match}


def strip_inline_code(html: str) -> str:
    """Return *html* without inline scripts, style sheets, `style` attributes and event handlers.

    The CSP would refuse them, with an error on the console for each. Data in `<script type="application/json">` is
    kept, and the size of an image moves from its style to `width` and `height`. *html* may be a fragment with unclosed
    elements; everything else in it is returned unchanged.
    """
    return _InlineCodeStripper(html).result()


class _InlineCodeStripper(HTMLParser):
    """Finds the parts of an HTML text that `strip_inline_code` removes or changes.

    A streaming parser: building a tree would add the missing tags of a fragment.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._edits: list[tuple[int, int, str]] = []  # start, end, replacement
        self._removed: tuple[str, int] | None = None  # tag and start of an open element that is removed
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def result(self) -> str:
        """Return the HTML after the changes."""
        edits = list(self._edits)
        if self._removed:  # never closed: a browser would read the rest of the page as code
            edits.append((self._removed[1], len(self._html), ""))
        parts, end = [], 0
        for start, stop, replacement in edits:
            parts += [self._html[end:start], replacement]
            end = stop
        return "".join([*parts, self._html[end:]])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start the removal of an element, or change its attributes."""
        start = self._offset()
        if tag in ("script", "style") and not _is_data(tag, attrs):
            self._removed = (tag, start)
            return
        kept = [(name, value) for name, value in attrs if not _is_inline_code(name)]
        if len(kept) == len(attrs):
            return
        if tag == "img":
            given = {name for name, _ in kept}
            style = next((value or "" for name, value in attrs if name == "style"), "")
            kept += [(name, value) for name, value in size_attributes(style).items() if name not in given]
        text = self.get_starttag_text() or ""
        written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept)
        closing = " />" if text.endswith("/>") else ">"
        self._edits.append((start, start + len(text), f"<{tag}{written}{closing}"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remove an element without content, or change its attributes."""
        self.handle_starttag(tag, attrs)
        if self._removed:
            self._finish_removal(self._removed[1] + len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        """Finish the removal of an element."""
        if self._removed and self._removed[0] == tag:
            close = self._html.find(">", self._offset())
            self._finish_removal(len(self._html) if close < 0 else close + 1)

    def _finish_removal(self, end: int) -> None:
        assert self._removed is not None
        self._edits.append((self._removed[1], end, ""))
        self._removed = None

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column


def _is_data(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Return whether an element is a data block, which a browser does not run. A repeated attribute does not count."""
    kind = next((value or "" for name, value in attrs if name == "type"), "")
    return tag == "script" and kind.strip().lower() == "application/json"


def _is_inline_code(attribute: str) -> bool:
    return attribute == "style" or attribute.startswith("on")
