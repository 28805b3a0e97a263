"""Makes admonitions of the class `dropdown` real `<details>`, which open without a script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(FoldAdmonitions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class FoldAdmonitions(SphinxPostTransform):
    """Replace `admonition.dropdown` (of sphinx-togglebutton, whose script the theme does not load) by `<details>`."""

    default_priority = 800  # before Latin runs are isolated: the summary is still ordinary text
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Change the admonitions of the document."""
        if self.config.html_theme != THEME:
            return
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.Admonition) and "dropdown" in node["classes"]:
                self._fold(node)

    def _fold(self, node: nodes.Element) -> None:
        body = list(node.children)
        title = (
            body.pop(0).astext()
            if body and isinstance(body[0], nodes.title)
            else str(admonitionlabels.get(node.tagname, node.tagname))
        )
        kinds = [name for name in node["classes"] if name not in ("dropdown", "toggle")]
        if not isinstance(node, nodes.admonition):
            kinds.append(node.tagname)
        is_open = " open" if "toggle-shown" in kinds else ""
        classes = escape(" ".join(("admonition", *kinds)))
        ids = "".join(f'<span id="{escape(name)}"></span>' for name in node["ids"])
        start = f'<details class="{classes}"{is_open}>{ids}<summary class="admonition-title" data-search-role="text">'
        parent, place = node.parent, node.parent.index(node)
        folded: list[nodes.Node] = [
            nodes.raw("", start, format="html"),
            nodes.inline("", title),
            nodes.raw("", "</summary>", format="html"),
            *body,
            nodes.raw("", "</details>", format="html"),
        ]
        parent.remove(node)
        parent.insert(place, folded)
