"""The "not found" page (`404.html`), which leads back into the book.

Static hosts serve `404.html` for a missing address at any depth, so its links can't be relative to the address. With
`html_baseurl` (in `_config.yml`: `html: {baseurl: …}`) they start at the book's path on its host. Without it they are
relative, and work only for missing addresses in the top folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sanadbook.sphinx_ext.activation import is_active

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PAGE_NAME = "404"
TEMPLATE = "404.html"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event handlers."""
    app.connect("html-collect-pages", _collect_page)
    app.connect("html-page-context", _use_absolute_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _collect_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, unless the book has its own."""
    if is_active(app) and PAGE_NAME not in app.env.all_docs:
        yield PAGE_NAME, {}, TEMPLATE


def _use_absolute_links(
    app: Sphinx, _pagename: str, template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Make the links of the page start at the book's path, if `html_baseurl` is set."""
    if template != TEMPLATE or not app.config.html_baseurl:
        return
    relative: Callable[..., str] = context["pathto"]
    root = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"
    context["pathto"] = lambda *arguments, **options: root + relative(*arguments, **options).removeprefix("#")
    context["content_root"] = root
