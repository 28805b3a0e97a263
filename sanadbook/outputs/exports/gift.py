"""Items as Moodle's GIFT, a plain-text format (https://docs.moodle.org/en/GIFT_format)."""

from __future__ import annotations

from collections.abc import Sequence

from sanadbook.items.registry import item_type
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.exported import Exported, Loss, chapter_items, chapter_title, losses


def gift(course: Course, chapters: Sequence[CourseChapter]) -> Exported:
    """Return the items of *chapters* as one GIFT file with a category for each chapter."""
    blocks: list[str] = []
    lost: list[Loss] = []
    category = ""
    for renderer, item in chapter_items(course, chapters):
        if chapter_title(renderer) != category:
            category = chapter_title(renderer)
            blocks.append(f"$CATEGORY: {course.file.brand}/{category}")
        kind = item_type(item)
        blocks += kind.gift(kind.text(item, renderer))
        lost += losses(item, "gift")
    return Exported("gift", ("\n\n".join(blocks) + "\n").encode(), tuple(lost))
