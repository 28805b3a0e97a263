"""The page that a static host shows where there is none: neutral, and with the way back into the book.

Hosts send `404.html` for an address at any depth, so its links can't be relative to it. With `html_baseurl` (in
`_config.yml`: `html: {baseurl: …}`) they begin at the book's place on its host; without it they are relative, and work for
whatever is missing beside the front page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAME = "404"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the events that add pages and fill them in."""
    app.connect("html-collect-pages", page)
    app.connect("html-page-context", anchor_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, unless the book has one of its own."""
    if app.config.html_theme == THEME and NAME not in app.env.all_docs:
        yield NAME, {}, "404.html"


def anchor_links(
    app: Sphinx, _pagename: str, template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let the links of the page begin at the book's place on its host, where the configuration names it."""
    base = urlsplit(app.config.html_baseurl).path
    if template != "404.html" or not app.config.html_baseurl:
        return
    relative: Callable[..., str] = context["pathto"]
    root = base.rstrip("/") + "/"
    context["pathto"] = lambda *arguments, **options: root + relative(*arguments, **options).removeprefix("#")
    context["content_root"] = root
