"""Text as HTML: escaped, runs of Latin isolated, and the source's words with their note marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from sanadbook.language.arabic import LATIN_RUN

_MARK = Markup(
    '<span class="sanad-noted sanad-grade-{grade}">{span}</span>'
    '<a class="sanad-note-ref" data-search-role="skip" href="#{target}" aria-label="{label}">{number}</a>'
)


@dataclass(frozen=True, order=True)
class Mark:
    """A note's place in a text: from ``start`` to ``end`` (characters), its number, grade, target id and label."""

    start: int
    end: int
    number: int
    grade: str
    target: str
    label: str


def isolate(text: str) -> Markup:
    """Return *text* escaped, each run of Latin in ``<bdi>``: its characters are those of *text*, no more and no less."""
    html, end = Markup(), 0
    for match in LATIN_RUN.finditer(text):
        html += escape(text[end : match.start()]) + Markup("<bdi>{}</bdi>").format(match[0])
        end = match.end()
    return html + escape(text[end:])


def annotate(text: str, marks: Iterable[Mark]) -> Markup:
    """Return *text* like :func:`isolate`, with a mark after each noted span.

    Without the ``.sanad-note-ref`` elements its text is *text*, character for character.
    """
    html, end = Markup(), 0
    for mark in sorted(marks):
        html += isolate(text[end : mark.start]) + _MARK.format(
            grade=mark.grade.lower(),
            span=isolate(text[mark.start : mark.end]),
            target=mark.target,
            label=mark.label,
            number=mark.number,
        )
        end = mark.end
    return html + isolate(text[end:])
