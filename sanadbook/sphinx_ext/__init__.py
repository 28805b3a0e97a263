"""Sphinx extension: the theme `sanadbook`, its search, its directives and its changes to the documents.

Sphinx loads it by name (`extensions = ["sanadbook.sphinx_ext"]`). Each part is a separate extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Handlers of one event run by priority (500 by default), then in this order.
_PARTS = (
    "course_config",
    "theme",
    "translator",
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
    "transforms.raw_html",
    "transforms.scrollable_tables",
    "transforms.section_ids",
    "transforms.task_lists",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up every part of the extension."""
    for part in _PARTS:
        app.setup_extension(f"{__name__}.{part}")
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
