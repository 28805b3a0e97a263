"""The Sphinx extension of Sanad: registers the theme `sanadbook` and what its pages need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sanadbook.sphinx_ext.theme import THEME, BookTheme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PARTS = (
    "course_config",
    "directives.course",
    "directives.class_results",
    "directives.quiz",
    "directives.review",
    "directives.theme_matrix",
    "downloads",
    "link_report",
    "lite",
    "not_found",
    "search",
    "slides",
    "transforms.bidi",
    "transforms.dropdowns",
    "transforms.hidden_cells",
    "transforms.mathml",
    "transforms.scrollable_tables",
    "transforms.section_ids",
    "transforms.task_lists",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register theme, transforms and events with the Sphinx application `app`."""
    app.add_html_theme(THEME, str(Path(__file__).parent / "theme_files" / THEME))
    BookTheme(app).connect()
    for part in _PARTS:
        app.setup_extension(f"sanadbook.sphinx_ext.{part}")
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
