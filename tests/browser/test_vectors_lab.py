"""The table of answers and grades in JupyterLab and Notebook 7, with the records read in Python."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import nbformat
import pytest
from playwright.sync_api import Page, expect

from sanadbook.items.registry import ITEM_TYPES
from tests.browser.conftest import REPOSITORY, Lab
from tests.browser.test_vectors import form_of, meet
from tests.items.vectors import Vector, vectors

pytestmark = pytest.mark.lab
FILES = sorted((REPOSITORY / "docs" / "items").glob("*.yml"))


def rounds() -> list[list[Vector]]:
    """Return three graded answers for each item of the documentation, spread over its vectors."""
    found = []
    for file in FILES:
        graded = [v for v in vectors() if v.graded and v.item == f"{file.stem.replace('_', '-')}:Q1"]
        found.append([graded[0], graded[len(graded) // 2], graded[-1]])
    return [list(each) for each in zip(*found, strict=True)]


def test_the_answers_are_enough() -> None:
    chosen = [vector for each in rounds() for vector in each]
    assert len({str(vector) for vector in chosen}) >= 25
    assert {vector.kind for vector in chosen} == set(ITEM_TYPES)


def records_agree(page: Page, host: Lab, chosen: list[list[Vector]], name: Callable[[int, str], str]) -> None:
    """Answer every vector, run the notebook's last cell again, and compare the records in Python with the table.

    *name* returns the key of the record of an item in a round.
    """
    for number, answers in enumerate(chosen):
        for vector in answers:
            meet(form_of(page, vector.item).nth(number), vector)
    host.idle(page)
    page.get_by_text("records: ").first.scroll_into_view_if_needed()
    page.locator(".jp-Cell").filter(has_text="records: ").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    output = page.locator(".jp-OutputArea-output", has_text='"attempts": 1')
    expect(output).to_have_count(1, timeout=20_000)
    rows = json.loads(output.inner_text().partition(": ")[2])
    for number, answers in enumerate(chosen):
        for vector in answers:
            row = rows[name(number, vector.item)]
            assert row["score"] == pytest.approx(vector.score), vector
            assert (row["item"], row["right"], row["attempts"]) == (vector.item, vector.right, 1), vector


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_the_same_answers_get_the_same_grades(lab: Lab, lab_page: Page, app: str) -> None:
    folder = lab.root / f"own-{app}"
    shutil.copytree(REPOSITORY / "docs" / "items", folder / "items")
    (folder / "sanadbook").symlink_to(REPOSITORY / "sanadbook", target_is_directory=True)
    book, chosen = nbformat.v4.new_notebook(), rounds()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [
        nbformat.v4.new_markdown_cell("# x"),
        nbformat.v4.new_code_cell("from sanadbook import Quiz\nimport json\nquizzes = {}"),
    ]
    for number, answers in enumerate(chosen):
        for file in FILES:
            name = f"{number}-{file.stem}"
            source = f"quizzes['{name}'] = Quiz.from_yaml('items/{file.name}')\nquizzes['{name}']"
            cells.append(nbformat.v4.new_code_cell(source))
        assert answers
    say = "print('records: ' + json.dumps({name: quiz.rows()[0] for name, quiz in quizzes.items()}))"
    cells.append(nbformat.v4.new_code_cell(say))
    book.cells = cells
    nbformat.write(book, folder / "own.ipynb")

    page = lab_page
    lab.open(page, f"{folder.name}/own.ipynb", app)
    lab.start_all(page)
    expect(page.locator(".sanad-quiz.is-live form")).to_have_count(len(FILES) * len(chosen), timeout=60_000)
    records_agree(page, lab, chosen, lambda number, item: f"{number}-{item.partition(':')[0].replace('-', '_')}")
