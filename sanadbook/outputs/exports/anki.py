"""Items as an Anki package, by genanki. Ids of decks, note types and notes are stable: importing again updates."""

from __future__ import annotations

import hashlib
import html
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sanadbook import model
from sanadbook.i18n import text_direction
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.item_text import Exported, Loss, Texts, common_losses, texts

_FIELDS = ("Id", "Question", "Choices", "Answer", "Why", "Evidence")
_STYLE = (
    ".card{font-family:sans-serif;font-size:20px;line-height:1.8;text-align:start}li{margin-block:.3em}.why{color:#666}"
)
_FRONT = '<div dir="{direction}"><p>{{{{Question}}}}</p>{{{{Choices}}}}</div>'
_BACK = (
    '<div dir="{direction}"><p>{{{{Question}}}}</p><hr id="answer">{{{{Answer}}}}'
    '<p class="why">{{{{Why}}}}</p><p>{{{{Evidence}}}}</p></div>'
)


def anki(course: Course, chapters: Sequence[CourseChapter]) -> Exported:
    """Return the items of *chapters* as one package, a deck a chapter, a card an item.

    Raises ModuleNotFoundError without genanki.
    """
    import genanki

    direction = text_direction(course.file.language)
    kind = genanki.Model(
        _number(course.file.id, "card"),
        course.file.brand,
        fields=[{"name": name} for name in _FIELDS],
        templates=[
            {"name": "1", "qfmt": _FRONT.format(direction=direction), "afmt": _BACK.format(direction=direction)}
        ],
        css=_STYLE,
    )
    decks: dict[str, Any] = {}
    losses: list[Loss] = []
    for each in texts(course, chapters):
        name = each.renderer.chapter.name
        deck = decks.setdefault(
            name, genanki.Deck(_number(course.file.id, name), f"{course.file.brand}::{each.chapter}")
        )
        guid = genanki.guid_for(course.file.id, each.item.id)
        deck.add_note(genanki.Note(model=kind, fields=_fields(each), guid=guid, tags=[each.item.type]))
        losses += _losses(each.item)
    return Exported("apkg", _package(genanki.Package(list(decks.values()))), tuple(losses))


def _package(package: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.apkg"
        # Anki takes an update only from a later moment; https://reproducible-builds.org/specs/source-date-epoch/ fixes it.
        package.write_to_file(str(path), timestamp=float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
        return path.read_bytes()


def _number(*parts: str) -> int:
    """Return an id that is the same whenever it is made: Anki wants 32 bits."""
    return int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:4], "big") >> 1


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ul>" if lines else ""


def _fields(each: Texts) -> list[str]:
    item, flat = each.item, each.flat
    stem, choices, answer, why = each.stem, list[str](), list[str](), list[str]()
    if isinstance(item, model.Single | model.Multiple):
        choices = [flat(option.text) for option in item.options]
        answer = [flat(option.text) for option in item.options if option.correct]
        why = [flat(option.feedback) for option in item.options if option.correct]
    elif isinstance(item, model.TrueFalseReason):
        choices = [flat(reason.text) for reason in item.reasons]
        verdict = each.t("The statement is true") if item.answer else each.t("The statement is false")
        answer = [verdict, *(flat(reason.text) for reason in item.reasons if reason.correct)]
        why = [flat(item.feedback.true if item.answer else item.feedback.false)]
    elif isinstance(item, model.Short):
        answer, why = [flat(item.accept[0])], [flat(item.feedback)]
    elif isinstance(item, model.Open):
        stem = f"{stem} {flat(item.task)}"
        answer, why = [flat(point.text) for point in item.rubric], [flat(item.completed)]
    else:
        parts = each.parts()
        answer = [f"{part} ← {own}" for part, own in parts]
        if isinstance(item, model.Cloze):
            stem = f"{stem} {each.gapped()}"
            choices = [] if item.typed else sorted([own for _, own in parts] + each.spare())
        elif isinstance(item, model.Ordering):
            choices = sorted(part for part, _ in parts)
            answer = [part for part, _ in parts]
        else:
            choices = [part for part, _ in parts] + sorted({own for _, own in parts} | set(each.spare()))
        why = each.explained()
    evidence = "<br>".join(html.escape(span) for span in each.evidence)
    return [item.id, html.escape(stem), _list(choices), _list(answer), html.escape(" ".join(why)), evidence]


def _losses(item: model.Item) -> Iterator[Loss]:
    yield from common_losses(item)
    yield Loss(item.id, "is judged by oneself; what is said of wrong answers is left out")
    if isinstance(item, model.Open):
        yield Loss(item.id, "its evidence map is left out")
