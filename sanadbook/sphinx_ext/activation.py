"""Name of the theme, and the test for whether it is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME = "sanadbook"


def is_active(app: Sphinx) -> bool:
    """Return whether this run builds HTML pages with the theme.

    Every part of the extension asks this first, so that books with another theme are not changed. Before the builder
    exists (in handlers of `config-inited`), only the theme is checked.
    """
    builder = getattr(app, "builder", None)
    return app.config.html_theme == THEME and (builder is None or builder.format == "html")
