"""Chapters in JupyterLab and Notebook 7 before any cell is run: the extension applies the Arabic layout."""

from __future__ import annotations

import json

import nbformat
import pytest
from playwright.sync_api import Page, expect

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from tests.browser.answering import CHECK, items_of
from tests.browser.conftest import Lab

pytestmark = pytest.mark.lab
t = get_translator("ar")
CHAPTER = "02"

#: A learner's Markdown cell, with every kind of Markdown block.
OWN = """\
## عنوان فيه $x$

فقرة فيها `code` و $y$.

- أول
- ثان

1. واحد

> اقتباس

```python
print(1)
```
"""
#: The rendered elements: tag, direction, visual alignment, first words.
LAID_OUT = """(selector) => [...document.querySelectorAll(`.jp-Notebook .jp-RenderedMarkdown ${selector}`)]
  .filter((element) => element.checkVisibility() && element.textContent.trim() && !element.closest("pre, code[dir]"))
  .map((element) => {
    const { direction, textAlign } = getComputedStyle(element);
    const [start, end] = direction === "rtl" ? ["right", "left"] : ["left", "right"];
    const side = { start, end }[textAlign];
    return [element.tagName, direction, side ?? textAlign, element.textContent.trim().slice(0, 20)];
  })"""
TEXTS = ":is(h1, h2, h3, h4, p, ul, ol, li, blockquote, summary)"


def own_copy(lab: Lab, app: str, written: dict[str, str], name: str, *, ours: bool = True) -> str:
    """Copy the chapter, with a learner's cell, into the lab's folder. Without *ours*, drop the course metadata."""
    book = nbformat.reads(written[f"chapters/{CHAPTER}.ipynb"], as_version=4)
    book.cells.insert(1, nbformat.v4.new_markdown_cell(OWN))
    if not ours:
        del book.metadata["sanadbook"]
    folder = lab.root / app
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.ipynb").write_text(nbformat.writes(book), "utf-8")
    return f"{app}/{name}.ipynb"


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_a_chapter_is_arabic_before_any_cell_is_run(
    lab: Lab, lab_page: Page, written: dict[str, str], course: Course, app: str
) -> None:
    page = lab_page
    lab.open(page, own_copy(lab, app, written, "own"), app)
    page.locator(".jp-Notebook .sanad-card").wait_for(state="attached")  # the last element that is rendered

    found = page.evaluate(LAID_OUT, TEXTS)
    assert {tag for tag, *_ in found} >= {"H1", "H2", "H3", "P", "UL", "OL", "LI", "BLOCKQUOTE", "SUMMARY"}
    assert [each for each in found if each[1:3] != ["rtl", "right"]] == []
    code = page.locator(".jp-RenderedMarkdown :is(pre, code)")
    assert code.count() == 3
    assert {each.evaluate("e => getComputedStyle(e).direction") for each in code.all()} == {"ltr"}
    # A dollar sign in a heading is literal; the learner's formula is typeset.
    expect(page.get_by_role("heading", name="$x$")).to_be_visible()
    expect(page.locator("p mjx-container")).to_have_count(1)
    mark = page.locator(".sanad-note-ref").first
    assert mark.evaluate("e => getComputedStyle(e).verticalAlign") == "super"

    # The first element under the title explains what to press.
    first = page.locator(".jp-MarkdownCell").first.locator("h1 ~ * p").first
    expect(first).to_have_text(
        f"{t('To answer here: choose Run, then Run All Cells, from the menu above.')} {t('Leave this page')}"
    )
    expect(first).to_be_visible()
    assert first.evaluate("e => e.getBoundingClientRect().height < 2.6 * parseFloat(getComputedStyle(e).lineHeight)")

    # Code cells are collapsed: each shows one line instead of its editor.
    cells = page.locator(".jp-CodeCell")
    written_cells = [
        cell for cell in json.loads(written[f"chapters/{CHAPTER}.ipynb"])["cells"] if cell["cell_type"] == "code"
    ]
    expect(cells).to_have_count(len(written_cells))
    expect(cells.locator(".jp-InputPlaceholder")).to_have_count(len(written_cells))
    expect(cells.locator(".cm-editor").locator("visible=true")).to_have_count(0)

    # The notebook is untrusted and has not run: the items are readable, and the answers are hidden.
    for item in items_of(course, CHAPTER):
        count = page.get_by_text(item.count, exact=True)
        count.scroll_into_view_if_needed()
        expect(count).to_be_visible()
        assert count.evaluate("e => getComputedStyle(e).direction") == "rtl"
    expect(page.locator(".sanad-feedback").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("button", name=CHECK)).to_have_count(0)
    expect(page.locator(".sanad-tools-kept").locator("visible=true")).to_have_count(0)


def test_a_notebook_without_course_metadata_is_unchanged(lab: Lab, lab_page: Page, written: dict[str, str]) -> None:
    lab.open(lab_page, own_copy(lab, "lab", written, "other", ours=False))
    expect(lab_page.get_by_role("heading", name="عنوان فيه")).to_be_visible()
    expect(lab_page.locator(".sanad-notebook")).to_have_count(0)
    assert lab_page.evaluate(LAID_OUT, "h1")[0][1] == "ltr"
