"""Turns admonitions with the class `dropdown` into `<details>` elements, which work without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.sphinx_ext.activation import is_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class folded_block(nodes.Element):  # noqa: N801 (docutils nodes have lower-case names)
    """A `<details>` element. `open` is True if it is open at first."""


class folded_summary(nodes.TextElement):  # noqa: N801
    """The `<summary>` of a `folded_block`. `search` is True if the search index contains it."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes and the transform."""
    app.add_node(folded_block, html=(_visit_details, _depart_details))
    app.add_node(folded_summary, html=(_visit_summary, _depart_summary))
    app.add_post_transform(DropdownTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class DropdownTransform(SphinxPostTransform):
    """Replace admonitions that sphinx-togglebutton would fold with its script, which the theme does not load."""

    default_priority = 800  # before the isolation of Latin runs, so that it applies to the summary
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the admonitions of the document."""
        if not is_active(self.app):
            return
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.Admonition) and "dropdown" in node["classes"]:
                node.parent.replace(node, _folded(node))


def _folded(admonition: nodes.Element) -> folded_block:
    """Return *admonition* as a `folded_block`."""
    body = list(admonition.children)
    title = str(admonitionlabels.get(admonition.tagname, admonition.tagname))
    if body and isinstance(body[0], nodes.title):
        title = body.pop(0).astext()
    classes = [name for name in admonition["classes"] if name not in ("dropdown", "toggle")]
    if not isinstance(admonition, nodes.admonition):
        classes.append(admonition.tagname)
    folded: folded_block = folded_block("", classes=["admonition", *classes], open="toggle-shown" in classes)
    folded += folded_summary("", title, classes=["admonition-title"], search=True)
    if admonition["ids"]:  # inside the block, so that browsers open it for a link to the id
        folded += nodes.inline("", "", ids=admonition["ids"])
    folded += body
    return folded


def _visit_details(translator: HTML5Translator, node: folded_block) -> None:
    attributes = {"open": "open"} if node.get("open") else {}
    translator.body.append(translator.starttag(node, "details", **attributes))


def _depart_details(translator: HTML5Translator, _node: folded_block) -> None:
    translator.body.append("</details>\n")


def _visit_summary(translator: HTML5Translator, node: folded_summary) -> None:
    attributes = {"data-search-role": "text"} if node.get("search") else {}
    translator.body.append(translator.starttag(node, "summary", "", **attributes))


def _depart_summary(translator: HTML5Translator, _node: folded_summary) -> None:
    translator.body.append("</summary>\n")
