"""Folds what a notebook hides under words in the book's language; MyST-NB names the fold in English."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.i18n import get_translator
from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(FoldCells)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class FoldCells(SphinxPostTransform):
    """Replace MyST-NB's folds, whose `aria-label` is English and whose one prompt speaks of code, by `<details>` of ours."""

    default_priority = 210  # after MyST-NB has made its folds (199)
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Change the folded cells of the document."""
        if self.config.html_theme != THEME:
            return
        for cell in list(self.document.findall(nodes.container)):
            for node in list(cell.children):
                # The class of a fold is MyST-NB's own; its two prompts are the documented setting.
                is_fold = isinstance(node, nodes.Element) and "prompt_show" in node and "prompt_hide" in node
                if is_fold and not isinstance(node, nodes.container):
                    self._fold(cell, node)

    def _fold(self, cell: nodes.container, node: nodes.Element) -> None:
        show, hide = node["prompt_show"], node["prompt_hide"]
        if show == self.config.nb_code_prompt_show:  # nobody has written another one for this cell
            t = get_translator(self.config.language)
            kinds = {child.get("nb_element") for child in node.children if isinstance(child, nodes.Element)}
            if kinds == {"cell_code_output"}:
                show, hide = t("Show the output"), t("Hide the output")
            elif len(kinds) > 1:
                show, hide = t("Show the cell"), t("Hide the cell")
        classes = escape(" ".join(("hide", *node["classes"])))
        start = (
            f'<details class="{classes}"><summary><span class="collapsed">{escape(show)}</span>'
            f'<span class="expanded">{escape(hide)}</span></summary>'
        )
        end = nodes.raw("", "</details>", format="html")
        place = cell.children.index(node)  # MyST-NB leaves a fold without its parent
        cell[place : place + 1] = [nodes.raw("", start, format="html"), *node.children, end]
