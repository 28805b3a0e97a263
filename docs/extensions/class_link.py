"""Adds the script of the page `links` to that page. The theme loads no scripts that other extensions register."""

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

PAGE, SCRIPT = "links", "class-link.js"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the page context, after the theme has removed scripts from the page's text."""
    app.connect("html-page-context", _add_script, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _add_script(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if page == PAGE:
        context["body"] += f'<script defer src="{context["pathto"](f"_static/{SCRIPT}", 1)}"></script>\n'
