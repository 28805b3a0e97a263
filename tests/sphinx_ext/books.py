"""Builds small Sphinx books with the extension, without Jupyter Book."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils


def build(folder: Path, pages: dict[str, str], *, language: str = "ar", **config: object) -> Path:
    """Write *pages* (MyST, by name) and build them as HTML. Warnings are errors. Returns the output folder."""
    source, output = folder / "source", folder / "html"
    for name, text in pages.items():
        path = source / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    settings = {
        "extensions": ["myst_parser", "sanadbook.sphinx_ext"],
        "html_theme": "sanadbook",
        "language": language,
        "project": "Book",
        **config,
    }
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source, None, output, folder / "doctrees", "html", settings, status=None, warningiserror=True, freshenv=True
        )
        app.build()
    return output


def read(output: Path, name: str) -> BeautifulSoup:
    """Return a page of a built book, parsed."""
    return BeautifulSoup((output / f"{name}.html").read_text("utf-8"), "html.parser")
