"""Text as HTML: escaped, with Latin runs isolated for bidi, and with the marks of notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sanadbook.language.bidi import isolate_ltr

_MARK = Markup(
    '<span class="sanad-noted sanad-grade-{grade}">{span}</span>'
    '<a class="sanad-note-ref" data-search-role="skip" href="#{target}" aria-label="{label}">{number}</a>'
)


@dataclass(frozen=True, order=True)
class Mark:
    """The mark of a note on the characters ``start`` to ``end`` of a text. ``target`` is the HTML id of the note."""

    start: int
    end: int
    number: int
    grade: str
    target: str
    label: str


def annotate(text: str, marks: Iterable[Mark]) -> Markup:
    """Return *text* like :func:`~sanadbook.language.bidi.isolate_ltr`, with a mark after each noted span.

    Without the ``.sanad-note-ref`` elements, the text of the result equals *text*.
    """
    html, end = Markup(), 0
    for mark in sorted(marks):
        html += isolate_ltr(text[end : mark.start]) + _MARK.format(
            grade=mark.grade.lower(),
            span=isolate_ltr(text[mark.start : mark.end]),
            target=mark.target,
            label=mark.label,
            number=mark.number,
        )
        end = mark.end
    return html + isolate_ltr(text[end:])
