"""Puts each table in a box with its own horizontal scrolling, so that a wide table does not widen the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.sphinx_ext.activation import is_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(ScrollableTableTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class ScrollableTableTransform(SphinxPostTransform):
    """Wrap tables. Column widths are left to the browser, since the CSP forbids the `style` attributes for them."""

    default_priority = 810
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Wrap the tables of the document."""
        if not is_active(self.app):
            return
        for table in list(self.document.findall(nodes.table)):
            table["classes"] = [name for name in table["classes"] if name != "colwidths-given"]
            table["classes"].append("colwidths-auto")
            box = nodes.container(classes=["sanad-scroll"])
            table.parent.replace(table, box)
            box += table
