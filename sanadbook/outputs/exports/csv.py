"""Items as CSV: one row for each choice or part, for spreadsheets and other importers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sanadbook.items.export.item_text import CsvRow
from sanadbook.items.registry import item_type
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.exported import Exported, Loss, chapter_items, losses

COLUMNS = ("chapter", "item", "type", "location", "objective", "stem", *CsvRow._fields, "evidence")


def table(course: Course, chapters: Sequence[CourseChapter]) -> Exported:
    """Return the items of *chapters* as CSV (RFC 4180, UTF-8). Spreadsheets need the byte-order mark for Arabic."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    lost: list[Loss] = []
    for renderer, item in chapter_items(course, chapters):
        kind = item_type(item)
        text = kind.text(item, renderer)
        head = [renderer.chapter.name, item.id, item.type, item.location, item.objective, kind.csv_stem(text)]
        for row in kind.csv_rows(text):
            writer.writerow([_without_formula(cell) for cell in (*head, *row, " ".join(text.evidence))])
        lost += losses(item, "csv")
    return Exported("csv", b"\xef\xbb\xbf" + lines.getvalue().encode(), tuple(lost))


def _without_formula(cell: str) -> str:
    """Return *cell* so that no spreadsheet reads it as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
