"""The hundred payloads in JupyterLab and Notebook 7: in an untrusted notebook, and after running it."""

from __future__ import annotations

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import REPOSITORY, Lab
from tests.browser.hostile import hostile_items, inert, stand_as_written, stay_text_when_answered

pytestmark = pytest.mark.lab


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_the_texts_are_inert_in_a_notebook(lab: Lab, lab_page: Page, app: str) -> None:
    items = hostile_items()
    folder = lab.root / f"hundred-{app}"
    folder.mkdir()
    (folder / "sanadbook").symlink_to(REPOSITORY / "sanadbook", target_is_directory=True)
    (folder / "items.json").write_text(items.as_json(), "utf-8")
    source = (
        "from sanadbook import Quiz\n"
        "from sanadbook.runtime.compiled import parse\n"
        "Quiz(parse(open('items.json').read()))"
    )
    output = nbformat.v4.new_output("execute_result", data=items.output(), execution_count=1)
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book.cells = [nbformat.v4.new_markdown_cell("# x"), nbformat.v4.new_code_cell(source, outputs=[output])]
    nbformat.write(book, folder / "hundred.ipynb")

    page = lab_page
    lab.open(page, f"{folder.name}/hundred.ipynb", app)
    expect(page.locator("form, .sanad-item")).to_have_count(len(items.items), timeout=60_000)
    stand_as_written(page)
    lab.start_all(page)
    expect(page.locator(".sanad-quiz.is-live .sanad-item")).to_have_count(len(items.items), timeout=60_000)
    stand_as_written(page)
    stay_text_when_answered(page)
    expect(page.get_by_text("Traceback")).to_have_count(0)
    inert(page)
