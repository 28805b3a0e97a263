"""The notebook for results files: its warnings come first, and it runs with and without files."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from sanadbook.outputs.results_notebook import FOLDER, FOLDER_AFTER
from sanadbook.runtime import compiled
from sanadbook.runtime.class_report import Report
from tests.markup import parse
from tests.runtime.class_files import good

t = get_translator("ar")


@pytest.fixture(scope="module")
def book(written: dict[str, str]) -> Any:
    return nbformat.reads(written["facilitator/results.ipynb"], as_version=4)


def run(book: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Run the code cells in *folder*; return what they show."""
    shown: list[Any] = []
    space: dict[str, Any] = {"display": lambda *things: shown.extend(things)}
    monkeypatch.chdir(folder)
    for cell in book.cells:
        if cell.cell_type == "code":
            *statements, last = cell.source.rstrip().split("\n")
            is_value = last.startswith("group.")
            exec("\n".join([*statements, "" if is_value else last]), space)
            shown += [eval(last, space)] if is_value else []
    return shown


def test_it_begins_with_the_reasons_against_collecting_files(book: Any, course: Course) -> None:
    first = book.cells[0]
    assert first.cell_type == "markdown"
    assert t("Collecting files is not the default.") in first.source
    assert course.file.exit_url in first.source
    assert [cell.cell_type for cell in book.cells].index("code") > 1


def test_without_files_it_shows_the_stored_sentence(book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (report,) = run(book, tmp_path, monkeypatch)
    written = next(cell for cell in book.cells if cell.cell_type == "code").outputs[0].data
    assert report._repr_html_() == written["text/html"]
    assert repr(report) == written["text/plain"]
    assert parse(written["text/html"]).get_text() == t("There are no results files here yet.")


def test_with_files_it_shows_report_tables_and_comparison(
    book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, files in ((FOLDER, good(compiled.load("01"), 6)), (FOLDER_AFTER, good(compiled.load("01"), 8)[2:])):
        (tmp_path / name).mkdir()
        for file, content in files:
            (tmp_path / name / file).write_bytes(content)
    report, items, choices, both = run(book, tmp_path, monkeypatch)
    assert isinstance(report, Report)
    assert (items["answered"].iloc[0], choices["count"].sum() > 6) == (6, True)
    page = parse(both._repr_html_())
    assert [head.get_text() for head in page.table.select("thead th")][1::2] == [
        t("Before"),
        t("After"),
        t("Difference, in points"),
    ]
    assert page.img["alt"]


def test_git_ignores_the_results_files(repository: Path) -> None:
    for name in (FOLDER, FOLDER_AFTER):
        path = f"facilitator/{name}/sanad-04.json"
        assert subprocess.run(["git", "check-ignore", "--quiet", path], cwd=repository, check=False).returncode == 0, (
            path
        )
