"""Writes the slides of each chapter after an HTML build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sanadbook.outputs.slides.files import write_decks
from sanadbook.sphinx_ext.activation import is_active
from sanadbook.sphinx_ext.course_config import course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event handler."""
    app.connect("build-finished", _write_slides)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _write_slides(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and is_active(app) and (course := course_of(app)):
        write_decks(course, Path(app.outdir))
