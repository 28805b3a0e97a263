"""What the export formats have in common: the exported file, its losses, and the items of a course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sanadbook import model
from sanadbook.items.item_type import ExportFormat
from sanadbook.items.registry import item_type
from sanadbook.model.course import Course, CourseChapter
from sanadbook.render.renderer import Renderer


@dataclass(frozen=True)
class Loss:
    """Something about an item that the format cannot express, in English."""

    item: str
    lost: str

    def __str__(self) -> str:
        """Return the line that the command prints."""
        return f"{self.item}: {self.lost}"


@dataclass(frozen=True)
class Exported:
    """An exported file: its name's ending without the dot, its content, and what the format could not express."""

    ending: str
    content: bytes
    losses: tuple[Loss, ...]


def chapter_items(course: Course, chapters: Sequence[CourseChapter]) -> Iterator[tuple[Renderer, model.Item]]:
    """Yield the items of *chapters* in order, with the chapter's renderer; those of the spaced review come last."""
    for chapter in chapters:
        renderer = Renderer(course, chapter)
        for item in (*chapter.path, *chapter.spaced_review):
            yield renderer, item


def chapter_title(renderer: Renderer) -> str:
    """Return the neutral title of a chapter: ``Chapter 4``."""
    return renderer.t("Chapter {number}").format(number=renderer.chapter.number)


def losses(item: model.Item, export_format: ExportFormat) -> Iterator[Loss]:
    """Yield what *export_format* cannot express about *item*; no format has confidence or hints."""
    if item.confidence:
        yield Loss(item.id, "does not ask for the learner's confidence")
    if item.hint:
        yield Loss(item.id, "its hint is left out")
    for lost in item_type(item).losses(item, export_format):
        yield Loss(item.id, lost)
