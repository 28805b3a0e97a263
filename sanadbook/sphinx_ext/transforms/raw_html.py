"""Removes inline scripts and styles from raw HTML, such as the outputs of notebooks. The pages' CSP forbids them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sanadbook.sphinx_ext.activation import is_active
from sanadbook.web.csp import strip_inline_code

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event handler."""
    # After sphinx-thebe, which adds its configuration as scripts when this event is emitted.
    app.connect("doctree-resolved", _clean_raw_html, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _clean_raw_html(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    if not is_active(app):
        return
    for node in list(doctree.findall(nodes.raw)):
        if "html" not in node.get("format", "").split():
            continue
        html = node.astext()
        cleaned = strip_inline_code(html)
        if cleaned != html:
            node.parent.replace(node, nodes.raw("", cleaned, format=node["format"]) if cleaned.strip() else [])
