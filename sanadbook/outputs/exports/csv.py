"""Items as a table: one line for each choice or part, for spreadsheets and for whoever writes another importer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from sanadbook import model
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.item_text import Exported, Loss, Texts, common_losses, texts

COLUMNS = (
    *("chapter", "item", "type", "location", "objective", "stem"),
    *("part", "belongs", "right", "feedback", "if_wrong", "evidence"),
)


def table(course: Course, chapters: Sequence[CourseChapter]) -> Exported:
    """Return the items of *chapters* as CSV (RFC 4180, UTF-8 with a byte-order mark, which spreadsheets need for Arabic)."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    losses: list[Loss] = []
    for each in texts(course, chapters):
        item = each.item
        head = [each.renderer.chapter.name, item.id, item.type, item.location, item.objective, _stem(each)]
        tail = " ".join(each.evidence)
        writer.writerows([_safe(cell) for cell in (*head, *row, tail)] for row in _rows(each))
        losses += _losses(item)
    return Exported("csv", b"\xef\xbb\xbf" + lines.getvalue().encode(), tuple(losses))


def _stem(each: Texts) -> str:
    return f"{each.stem} {each.gapped()}" if isinstance(each.item, model.Cloze) else each.stem


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _rows(each: Texts) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield part, what belongs to it, whether it is right (1, 0 or nothing), feedback, what is said of a wrong one."""
    item, flat = each.item, each.flat
    if isinstance(item, model.Single | model.Multiple):
        for option in item.options:
            yield flat(option.text), "", str(int(option.correct)), flat(option.feedback), ""
    elif isinstance(item, model.TrueFalseReason):
        for label, verdict, feedback in (("true", True, item.feedback.true), ("false", False, item.feedback.false)):
            yield label, "", str(int(item.answer == verdict)), flat(feedback), ""
        for reason in item.reasons:
            yield flat(reason.text), "", str(int(reason.correct)), flat(reason.feedback), ""
    elif isinstance(item, model.Short):
        for word in item.accept:
            yield flat(word), "", "1", flat(item.feedback), flat(item.if_wrong)
    elif isinstance(item, model.Open):
        for point in item.rubric:
            yield flat(point.text), "", "", "essential" if point.essential else "", ""
        yield flat(item.completed), "", "", "", ""
    else:
        for (part, belongs), (right, wrong) in zip(each.parts(), each.feedback(), strict=True):
            yield part, belongs, "1", right, wrong
        for word in each.spare():
            yield "", word, "0", "", ""


def _losses(item: model.Item) -> Iterator[Loss]:
    yield from common_losses(item)
    if isinstance(item, model.Open):
        yield Loss(item.id, "its evidence map is left out")
