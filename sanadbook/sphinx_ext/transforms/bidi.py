"""Isolates Latin runs in Arabic prose with `<bdi>`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.language.bidi import ARABIC, split_latin_runs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

#: Nodes whose text is not prose.
_EXCLUDED = (
    nodes.literal,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.comment,
)


class bdi(nodes.inline):  # noqa: N801 (docutils nodes have the names of their elements)
    """Text whose direction does not depend on the text around it, and does not affect it."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node and the transform."""
    app.add_node(bdi, html=(_visit_bdi, _depart_bdi))
    app.add_post_transform(LatinIsolationTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class LatinIsolationTransform(SphinxPostTransform):
    """Wrap the Latin runs of every block of Arabic text in a `bdi` node. Works with any theme."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Wrap the Latin runs of the document."""
        for text in list(self.document.findall(nodes.Text)):
            if not _is_arabic_prose(text):
                continue
            parts: list[nodes.Node] = [
                bdi("", part) if is_latin else nodes.Text(part) for part, is_latin in split_latin_runs(text.astext())
            ]
            if any(isinstance(part, bdi) for part in parts):
                text.parent.replace(text, parts)


def _is_arabic_prose(text: nodes.Text) -> bool:
    """Return whether the block around *text* contains Arabic."""
    node: nodes.Node | None = text.parent
    while node is not None:
        if isinstance(node, _EXCLUDED):
            return False
        if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            return ARABIC.search(node.astext()) is not None
        node = node.parent
    return True


def _visit_bdi(translator: HTML5Translator, _node: bdi) -> None:
    translator.body.append("<bdi>")


def _depart_bdi(translator: HTML5Translator, _node: bdi) -> None:
    translator.body.append("</bdi>")
