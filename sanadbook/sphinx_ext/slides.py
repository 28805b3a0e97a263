"""Writes each chapter's slides at the end of an HTML build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sanadbook.outputs.slides.files import write_decks
from sanadbook.sphinx_ext.course_config import course_of
from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the end of the build."""
    app.connect("build-finished", _on_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _on_finished(app: Sphinx, exception: Exception | None) -> None:
    course = course_of(app)
    if exception is None and course and app.config.html_theme == THEME and app.builder.format == "html":
        write_decks(course, Path(app.outdir))
