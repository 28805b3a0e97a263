"""A course's items for other systems: Moodle (GIFT), Anki, a table (CSV), IMS QTI 2.1. What a format can't hold is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sanadbook.course import Course
from sanadbook.course.course import Unit
from sanadbook.export.anki import anki
from sanadbook.export.base import Exported, Loss
from sanadbook.export.gift import gift
from sanadbook.export.qti import qti
from sanadbook.export.table import table

__all__ = ["FORMATS", "Exported", "Loss", "export"]

FORMATS: dict[str, Callable[[Course, Sequence[Unit]], Exported]] = {"gift": gift, "anki": anki, "csv": table, "qti": qti}


def export(course: Course, kind: str, chapters: Sequence[str] = ()) -> Exported:
    """Return the items of *chapters* (names such as ``04``; all by default) in the format *kind*.

    Raises:
        KeyError: there is no such format or chapter.
        ModuleNotFoundError: the format needs a package that is not installed (``pip install 'sanadbook[export]'``).

    """
    units = [course.unit(name) for name in chapters] if chapters else course.units
    return FORMATS[kind](course, units)
