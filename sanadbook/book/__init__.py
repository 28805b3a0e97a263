"""The Sphinx extension of Sanad: registers the theme `sanadbook` and what its pages need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import (
    across,
    carry,
    cells,
    class_results,
    course_settings,
    deck,
    dropdowns,
    isolate,
    labels,
    lite,
    maths,
    missing,
    quiz_directive,
    search,
    slides,
    tables,
    tasks,
    themes_map,
)
from .theme import THEME, BookTheme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PARTS = (
    across,
    carry,
    cells,
    class_results,
    course_settings,
    deck,
    labels,
    isolate,
    dropdowns,
    lite,
    maths,
    missing,
    quiz_directive,
    search,
    slides,
    tables,
    tasks,
    themes_map,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register theme, transforms and events with the Sphinx application `app`."""
    app.add_html_theme(THEME, str(Path(__file__).parent / "theme" / THEME))
    BookTheme(app).connect()
    for part in PARTS:
        part.register(app)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
