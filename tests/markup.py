"""Helpers that parse generated HTML: rendered Markdown cells, texts without note marks, element skeletons."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

#: The book's Markdown parser, with every extension that gives text a special meaning.
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
#: The parser closest to JupyterLab's (marked, GitHub Flavored Markdown).
LAB = MarkdownIt("gfm-like", {"html": True})


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def notebook_html(notebook: str, reader: MarkdownIt = BOOK) -> str:
    """Return the HTML of a notebook: Markdown cells rendered by *reader*, and outputs unchanged."""
    return "\n".join(_cell_html(cell, reader) for cell in json.loads(notebook)["cells"])


def _cell_html(cell: dict[str, Any], reader: MarkdownIt) -> str:
    if cell["cell_type"] == "markdown":
        return str(reader.render("".join(cell["source"])))
    return "".join("".join(output["data"]["text/html"]) for output in cell["outputs"])


def verbatim(element: Tag) -> str:
    """Return the text of *element* without the note marks, which are separate elements."""
    copy = parse(str(element))
    for mark in copy.select(".sanad-note-ref"):
        mark.decompose()
    return copy.get_text()


def skeleton(page: BeautifulSoup) -> list[tuple[str, ...]]:
    """Return every element with its attribute names, in order, and the values of link and source attributes.

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
