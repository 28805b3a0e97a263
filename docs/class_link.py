"""The script of the page of links, on that page alone: the theme takes no registered scripts."""

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

PAGE, SCRIPT = "links", "class-link.js"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register with Sphinx."""
    app.connect("html-page-context", _on_page, priority=900)  # after the theme has taken scripts out of the text
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _on_page(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if page == PAGE:
        context["body"] += f'<script defer src="{context["pathto"](f"_static/{SCRIPT}", 1)}"></script>\n'
