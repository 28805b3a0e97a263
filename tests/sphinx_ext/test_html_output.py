"""HTML of small books built with Sphinx and the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.sphinx_ext.books import build, read

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
PAGE = """# Title

```{image} figure.svg
:alt: figure
:width: 300px
:height: 50px
```

```{figure} figure.svg
:width: 40%
:figwidth: 50%

Caption
```

```{list-table}
:widths: 20 80
:width: 90%

* - a
  - b
```

```{admonition} More
:class: dropdown
:name: more
Inside.
```

- [ ] open task
- [x] closed task

<p style="color: red" onclick="f()">Raw</p>
<script>alert(1)</script>
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    folder = tmp_path_factory.mktemp("book")
    (folder / "source").mkdir()
    (folder / "source" / "figure.svg").write_text(SVG, "utf-8")
    return read(build(folder, {"index": PAGE}, language="en", myst_enable_extensions=["tasklist"]), "index")


def test_no_element_has_inline_code(page: BeautifulSoup) -> None:
    main = page.main
    assert main is not None
    assert [
        element for element in main.find_all(True) if element.has_attr("style") or element.has_attr("onclick")
    ] == []
    assert main.find("script") is None
    assert "Raw" in main.get_text()


def test_images_keep_their_size(page: BeautifulSoup) -> None:
    images = page.main.find_all("img")
    assert [(image.get("width"), image.get("height")) for image in images] == [("300", "50"), ("40%", None)]


def test_a_dropdown_is_a_details_element_with_its_id_inside(page: BeautifulSoup) -> None:
    block = page.select_one("details.admonition")
    assert block.summary.get_text() == "More"
    assert block.find(id="more") is not None
    assert "Inside." in block.get_text()


def test_tasks_have_names(page: BeautifulSoup) -> None:
    boxes = page.select("main input[type=checkbox]")
    assert [(box["aria-label"], box.has_attr("checked")) for box in boxes if box.has_attr("disabled")] == [
        ("To do", False),
        ("Done", True),
    ]


def test_tables_scroll_in_a_box(page: BeautifulSoup) -> None:
    assert page.main.table.parent["class"] == ["sanad-scroll", "docutils", "container"]


def test_other_themes_are_not_changed(tmp_path: Path) -> None:
    page = read(build(tmp_path, {"index": "# Title\n\n<p style='color: red'>Raw</p>\n"}, html_theme="basic"), "index")
    assert page.find("p", string="Raw")["style"] == "color: red"
