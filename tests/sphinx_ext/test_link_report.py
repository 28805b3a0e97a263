"""Dead links of a built book: files and anchors, at any depth, in any spelling of an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanadbook.sphinx_ext.link_report import DeadLink, find_dead_links


@pytest.fixture
def book(tmp_path: Path):
    """Write pages into an empty built book: ``book("a/b.html", "<p>…")``."""

    def write(name: str, html: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, "utf-8")
        return tmp_path

    write("index.html", '<h1 id="top"></h1>')
    write("chapters/01.html", '<h2 id="read"></h2><a name="old"></a><p id="نص"></p>')
    return write


@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "index.html#top",
        "#here",
        "",
        "./chapters/01.html#read",
        "chapters/01.html#old",
        "chapters/../chapters/01.html",
        "chapters/01.html?plain=1#read",
        "chapters/01.html#نص",
        "chapters/01.html#%D9%86%D8%B5",
        "ch%61pters/01.html",
        "./",
        "https://example.org/nowhere",
        "//example.org/nowhere",
        "mailto:a@b.c",
        "data:image/png;base64,AAAA",
    ],
)
def test_good_and_external_links_are_not_reported(book, address):
    folder = book("page.html", f'<p id="here"><a href="{address}">x</a></p>')
    assert find_dead_links(folder) == []


@pytest.mark.parametrize(
    ("html", "address", "reason"),
    [
        ('<a href="gone.html">', "gone.html", "no such file"),
        ('<a href="chapters/gone.html#read">', "chapters/gone.html#read", "no such file"),
        ('<a href="chapters/">', "chapters/", "no such file"),
        ('<a href="index.html#gone">', "index.html#gone", "no such anchor"),
        ('<a href="#gone">', "#gone", "no such anchor"),
        ('<a href="../index.html">', "../index.html", "no such file"),
        ('<a href="/index.html">', "/index.html", "no such file"),
        ('<img src="gone.svg" alt="">', "gone.svg", "no such file"),
        ('<script src="_static/gone.js"></script>', "_static/gone.js", "no such file"),
        ('<link rel="stylesheet" href="gone.css">', "gone.css", "no such file"),
        ('<img srcset="index.html 1x, gone.png 2x" alt="">', "gone.png", "no such file"),
        ('<a href="http://[broken">', "http://[broken", "no such file"),
    ],
)
def test_a_dead_link_is_reported_with_its_page_and_reason(book, html, address, reason):
    folder = book("page.html", html)
    assert find_dead_links(folder) == [DeadLink("page.html", address, reason)]


def test_links_are_resolved_from_the_folder_of_their_page(book):
    folder = book(
        "chapters/deep/02.html",
        '<a href="../01.html#read">a</a><a href="../../index.html">b</a><a href="01.html">c</a>',
    )
    assert find_dead_links(folder) == [DeadLink("chapters/deep/02.html", "01.html", "no such file")]


def test_a_page_of_another_tool_is_a_target_but_is_not_read(book):
    book("lite/index.html", '<a href="gone.html">')
    folder = book("page.html", '<a href="lite/index.html">')
    assert find_dead_links(folder) == []


def test_the_page_that_a_host_shows_anywhere_is_not_checked(book):
    folder = book("404.html", '<a href="gone.html">')
    assert find_dead_links(folder) == []
