"""Labels folded notebook cells in the book's language, and says what is folded: the code, the output or the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.i18n import get_translator
from sanadbook.sphinx_ext.activation import is_active
from sanadbook.sphinx_ext.transforms.dropdowns import folded_block, folded_summary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.setup_extension("sanadbook.sphinx_ext.transforms.dropdowns")
    app.add_post_transform(HiddenCellTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class HiddenCellTransform(SphinxPostTransform):
    """Replace MyST-NB's hidden cells, which have an English `aria-label` and a prompt about code for everything."""

    default_priority = 210  # after MyST-NB's own transform (199)
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the hidden cells of the document."""
        if not is_active(self.app):
            return
        for cell in list(self.document.findall(nodes.container)):
            for index, node in enumerate(cell.children):
                # MyST-NB does not export the class of this node. The two prompts are documented settings.
                is_hidden = isinstance(node, nodes.Element) and "prompt_show" in node and "prompt_hide" in node
                if is_hidden and not isinstance(node, nodes.container):
                    cell[index] = self._folded(node)  # MyST-NB sets no parent, so `replace` does not work

    def _folded(self, node: nodes.Element) -> folded_block:
        """Return a hidden cell as a `folded_block`."""
        show, hide = node["prompt_show"], node["prompt_hide"]
        if show == self.config.nb_code_prompt_show:  # not changed for this cell
            t = get_translator(self.config.language)
            kinds = {child.get("nb_element") for child in node.children if isinstance(child, nodes.Element)}
            if kinds == {"cell_code_output"}:
                show, hide = t("Show the output"), t("Hide the output")
            elif len(kinds) > 1:
                show, hide = t("Show the cell"), t("Hide the cell")
        folded: folded_block = folded_block("", classes=["hide", *node["classes"]])
        prompts = (nodes.inline("", show, classes=["collapsed"]), nodes.inline("", hide, classes=["expanded"]))
        folded += folded_summary("", "", *prompts)
        folded += node.children
        return folded
