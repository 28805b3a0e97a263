"""Isolates runs of Latin in Arabic prose, so that their neighbours (`LGBTQ +`, brackets, full stops) stay put."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

_LETTER = "A-Za-z\u00c0-\u024f"
#: Words joined by what joins Latin words, with a sign before (@, #) or after (C++, "LGBTQ +") that belongs to them.
LATIN = re.compile(
    rf"(?<![\w{_LETTER}])[@#_~]?[{_LETTER}][{_LETTER}0-9]*"
    rf"(?:[ .&/_:'\u2019@=?#%~+-]{{1,3}}[{_LETTER}0-9]+)*(?: ?\+{{1,2}})?"
)
ARABIC = re.compile("[\u0600-\u06ff]")

_LEFT_ALONE = (
    nodes.literal,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.comment,
)


class bdi(nodes.inline):  # noqa: N801 (a docutils node is named as it is written)
    """A run of text whose direction is its own."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register node and transform."""
    app.add_node(bdi, html=(_visit, _depart))
    app.add_post_transform(IsolateLatin)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def isolate_ltr(text: str) -> str:
    """`text` as escaped HTML, each Latin run in a `<bdi>`; for the titles that templates print."""
    out, end = [], 0
    for match in LATIN.finditer(text):
        out += [escape(text[end : match.start()]), f"<bdi>{escape(match.group())}</bdi>"]
        end = match.end()
    return "".join([*out, escape(text[end:])])


class IsolateLatin(SphinxPostTransform):
    """Wrap the Latin runs of every Arabic block of text in a `bdi` node. Code, maths and raw HTML stay."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Change the text nodes of the document."""
        for text in list(self.document.findall(nodes.Text)):
            if self._left_alone(text):
                continue
            parts = list(_parts(text.astext()))
            if any(isinstance(part, bdi) for part in parts):
                text.parent.replace(text, parts)

    def _left_alone(self, text: nodes.Text) -> bool:
        node: nodes.Node | None = text.parent
        while node is not None:
            if isinstance(node, _LEFT_ALONE):
                return True
            if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
                return ARABIC.search(node.astext()) is None
            node = node.parent
        return False


def _parts(text: str) -> list[nodes.Node]:
    out: list[nodes.Node] = []
    end = 0
    for match in LATIN.finditer(text):
        if match.start() > end:
            out.append(nodes.Text(text[end : match.start()]))
        out.append(bdi("", match.group()))
        end = match.end()
    if end < len(text):
        out.append(nodes.Text(text[end:]))
    return out


def _visit(translator: HTML5Translator, _node: bdi) -> None:
    translator.body.append("<bdi>")


def _depart(translator: HTML5Translator, _node: bdi) -> None:
    translator.body.append("</bdi>")
