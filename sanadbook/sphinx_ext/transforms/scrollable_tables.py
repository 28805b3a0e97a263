"""Puts each table into a box of its own that scrolls, so that a wide one never moves the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(BoxTables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class BoxTables(SphinxPostTransform):
    """Wrap the outermost tables. Column widths go: the strict policy would refuse their `style` attributes."""

    default_priority = 810
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Change the tables of the document."""
        if self.config.html_theme != THEME:
            return
        for table in list(self.document.findall(nodes.table)):
            table["classes"] = [name for name in table["classes"] if name != "colwidths-given"]
            table["classes"].append("colwidths-auto")
            table.attributes.pop("width", None)
            parent = table.parent
            place = parent.index(table)
            box = nodes.container(classes=["sanad-scroll"])
            parent.remove(table)
            box.append(table)
            parent.insert(place, box)
