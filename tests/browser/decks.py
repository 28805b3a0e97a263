"""Slides made of any quizzes, without a book."""

from __future__ import annotations

from pathlib import Path

import nbformat

from sanadbook.outputs.slides.exporter import DeckConfig, DeckExporter
from sanadbook.outputs.slides.facilitation import split_notebook
from sanadbook.outputs.slides.files import write_shared_assets, write_slide_assets
from sanadbook.web.assets import Assets
from sanadbook.web.csp import build_csp
from tests.browser.conftest import REPOSITORY


def write_deck(folder: Path, quizzes: list[str]) -> Path:
    """Write a deck below *folder* that shows *quizzes* (HTML), one per cell; return its path."""
    book = nbformat.v4.new_notebook()
    for html in quizzes:
        output = nbformat.v4.new_output("execute_result", data={"text/html": html})
        book.cells.append(nbformat.v4.new_code_cell("quiz", outputs=[output]))
    static = folder / "_static"
    write_shared_assets(REPOSITORY, static, "سند")
    write_slide_assets(REPOSITORY, static, Assets.collect(REPOSITORY, "سند"))
    deck = folder / "slides" / "deck.html"
    deck.parent.mkdir()
    deck.write_text(
        DeckExporter(DeckConfig("سند", "ar", build_csp(), "https://example.org/")).deck(
            split_notebook(nbformat.writes(book), "ar")
        ),
        "utf-8",
    )
    return deck
