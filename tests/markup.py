"""Written HTML as a parser sees it: Markdown cells as pages show them, texts without note marks, skeletons."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

#: What the book reads Markdown with, and more than it: every extension that could take text for a command.
_EXTENSIONS = {
    "amsmath",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "html_image",
    "linkify",
    "substitution",
    "tasklist",
}
BOOK = create_md_parser(MdParserConfig(enable_extensions=_EXTENSIONS), RendererHTML)
#: What is nearest to JupyterLab's reader (marked, GitHub's flavour).
LAB = MarkdownIt("gfm-like", {"html": True})


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def notebook_html(notebook: str, reader: MarkdownIt = BOOK) -> str:
    """Return what a notebook's file shows, cell by cell: Markdown as *reader* makes it, outputs as they are."""
    return "\n".join(_cell_html(cell, reader) for cell in json.loads(notebook)["cells"])


def _cell_html(cell: dict[str, Any], reader: MarkdownIt) -> str:
    if cell["cell_type"] == "markdown":
        return str(reader.render("".join(cell["source"])))
    return "".join("".join(output["data"]["text/html"]) for output in cell["outputs"])


def verbatim(element: Tag) -> str:
    """Return the text of *element* without the note marks, which are elements of their own."""
    copy = parse(str(element))
    for mark in copy.select(".sanad-note-ref"):
        mark.decompose()
    return copy.get_text()


def skeleton(page: BeautifulSoup) -> list[tuple[str, ...]]:
    """Return every element with its attributes, in order; of those that lead or load, with what they say.

    ``<bdi>`` depends on the text and does nothing, so it is left out.
    """
    return [
        (
            tag.name,
            *(
                f"{name}={tag[name]}" if name in ("href", "src", "class", "id", "type") else name
                for name in sorted(tag.attrs)
            ),
        )
        for tag in page.find_all(True)
        if tag.name != "bdi"
    ]
