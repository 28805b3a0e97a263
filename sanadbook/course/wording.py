"""Terminology and typography of what we write: slurs, topic words on screens, terms, punctuation, digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanadbook.course import model
from sanadbook.course.arabic import fold, words
from sanadbook.course.problem import Problem
from sanadbook.course.rules import Draft, texts

_QUOTED = re.compile("\u00ab[^\u00bb]*\u00bb")
_TYPOGRAPHY = (
    (re.compile("\\s[\u061f\u061b\u060c.:!]"), "a space stands before punctuation", "remove it"),
    (re.compile("[\u0660-\u0669]"), "Arabic-Indic digits", "write Western digits"),
    (
        re.compile("[\u0600-\u06ff]\\s*[,;?]"),
        "Latin punctuation after Arabic",
        "use the Arabic comma, semicolon or question mark",
    ),
    (re.compile('["“”]'), "quotation marks of another script", "use \u00ab\u00bb"),
    (re.compile("\u0627\u064b"), "fathatan stands on the alef", "write it before the alef"),
    (
        re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]"),
        "an invisible direction mark",
        "remove it: direction is handled by the page",
    ),
    (re.compile("  "), "two spaces", "write one"),
)


def _pattern(wording: str, prefixes: list[str]) -> re.Pattern[str]:
    """Match a folded wording as whole words, with attached prefixes on the first."""
    attached = "|".join(sorted((re.escape(fold(prefix)) for prefix in prefixes), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{attached})?{re.escape(fold(wording))}(?!\w)")


def _screens(chapter: model.Chapter) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What shows on screens, in contents and on the card that is shared."""
    yield ("title",), chapter.title
    yield ("lead",), chapter.lead
    yield ("skill",), chapter.skill
    for index, line in enumerate(chapter.card):
        yield ("card", index), line
    for index, section in enumerate(chapter.sections):
        yield ("sections", index, "heading"), section.heading


def check_wording(draft: Draft, terminology: model.Terminology) -> Iterator[Problem]:
    """Yield every wording of the chapter that the terminology or the typography forbids."""
    prefixes = draft.language["prefixes"]
    slurs = [_pattern(slur, prefixes) for slur in terminology.slurs]
    topic = [(word, _pattern(word, prefixes)) for word in terminology.topic_words]
    avoid = [(word, _pattern(word, prefixes), term.term) for term in terminology.terms for word in term.avoid]
    for loc, text in texts(draft.chapter):
        folded, unquoted = fold(text), fold(_QUOTED.sub(" ", text))
        for pattern in slurs:
            if pattern.search(folded):
                yield draft.error(
                    "slur", loc, "a slur stands outside the source", "leave it to the span; say what is meant instead"
                )
        for word, pattern, term in avoid:
            if pattern.search(unquoted):
                yield draft.warning("terminology", loc, f"«{word}»", f"write «{term}»")
        for sign, message, mend in _TYPOGRAPHY:
            if found := sign.search(text):
                around = text[max(found.start() - 8, 0) : found.end() + 8]
                yield draft.warning("typography", loc, f"{message}: «{around}»", mend)
    for loc, text in _screens(draft.chapter):
        for word, pattern in topic:
            if pattern.search(fold(text)):
                yield draft.error("neutral", loc, f"the topic word «{word}» would show on screens", "say it neutrally")


def count_words(text: str) -> int:
    """Return how many words *text* has."""
    return len(words(text))
