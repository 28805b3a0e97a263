"""Items as an Anki package. Ids of decks, note types and notes are stable, so importing again updates the notes."""

from __future__ import annotations

import hashlib
import html
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sanadbook.i18n import text_direction
from sanadbook.items.export.item_text import ItemText
from sanadbook.items.registry import item_type
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.exported import Exported, Loss, chapter_items, chapter_title, losses

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
    """Return the items of *chapters* as one package: a deck for each chapter, a card for each item.

    Raises ModuleNotFoundError without genanki.
    """
    import genanki

    direction = text_direction(course.file.language)
    note_type = genanki.Model(
        _number(course.file.id, "card"),
        course.file.brand,
        fields=[{"name": name} for name in _FIELDS],
        templates=[
            {"name": "1", "qfmt": _FRONT.format(direction=direction), "afmt": _BACK.format(direction=direction)}
        ],
        css=_STYLE,
    )
    decks: dict[str, Any] = {}
    lost: list[Loss] = []
    for renderer, item in chapter_items(course, chapters):
        name = renderer.chapter.name
        deck = decks.setdefault(
            name, genanki.Deck(_number(course.file.id, name), f"{course.file.brand}::{chapter_title(renderer)}")
        )
        fields = _fields(item_type(item).text(item, renderer))
        guid = genanki.guid_for(course.file.id, item.id)
        deck.add_note(genanki.Note(model=note_type, fields=fields, guid=guid, tags=[item.type]))
        lost += losses(item, "anki")
        lost.append(Loss(item.id, "learners grade themselves; the feedback on wrong answers is left out"))
    return Exported("apkg", _package(genanki.Package(list(decks.values()))), tuple(lost))


def _package(package: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.apkg"
        # Anki accepts an update only with a later timestamp. SOURCE_DATE_EPOCH makes it reproducible:
        # https://reproducible-builds.org/specs/source-date-epoch/
        package.write_to_file(str(path), timestamp=float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
        return path.read_bytes()


def _number(*parts: str) -> int:
    """Return a stable id of *parts* with 31 bits."""
    return int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:4], "big") >> 1


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ul>" if lines else ""


def _fields(text: ItemText[Any]) -> list[str]:
    """Return the fields of a note as HTML, in the order of ``_FIELDS``."""
    card = item_type(text.item).anki(text)
    evidence = "<br>".join(html.escape(span) for span in text.evidence)
    explanation = html.escape(" ".join(card.explanation))
    return [text.item.id, html.escape(card.stem), _list(card.choices), _list(card.answer), explanation, evidence]
