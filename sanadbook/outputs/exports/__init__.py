"""A course's items for other systems: Moodle (GIFT), Anki, a table (CSV), IMS QTI 2.1. Losses are reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.anki import anki
from sanadbook.outputs.exports.csv import table
from sanadbook.outputs.exports.exported import Exported, Loss
from sanadbook.outputs.exports.gift import gift
from sanadbook.outputs.exports.qti import qti

__all__ = ["FORMATS", "Exported", "Loss", "export"]

FORMATS: dict[str, Callable[[Course, Sequence[CourseChapter]], Exported]] = {
    "gift": gift,
    "anki": anki,
    "csv": table,
    "qti": qti,
}


def export(course: Course, kind: str, chapters: Sequence[str] = ()) -> Exported:
    """Return the items of *chapters* (names such as ``04``; all by default) in the format *kind*.

    Raises:
        KeyError: there is no such format or chapter.
        ModuleNotFoundError: the format needs a package that is not installed (``pip install 'sanadbook[export]'``).

    """
    chosen = [course.chapter(name) for name in chapters] if chapters else course.chapters
    return FORMATS[kind](course, chosen)
