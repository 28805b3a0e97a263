"""Terminology and typography of what we write: slurs, topic words on screens, terms, punctuation, digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sanadbook import model
from sanadbook.inputs.loader import Loc, SourceMap
from sanadbook.inputs.problems import Problem
from sanadbook.language.arabic import fold
from sanadbook.language.words import load_words
from sanadbook.rules import RuleContext, texts

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


class StyleChecker:
    """What may not stand in a text of ours, by the terminology of the course and its language's attached prefixes."""

    def __init__(self, terminology: model.Terminology, language: str = "ar") -> None:
        prefixes = load_words(language)["prefixes"]
        self._slurs = [_pattern(slur, prefixes) for slur in terminology.slurs]
        self._topic = [(word, _pattern(word, prefixes)) for word in terminology.topic_words]
        self._avoid = [(word, _pattern(word, prefixes), term.term) for term in terminology.terms for word in term.avoid]

    def of(self, text: str, loc: Loc, source: SourceMap, *, quoted: bool = False) -> Iterator[Problem]:
        """Yield what may not stand in *text*, the field *loc* of *source*; in a *quoted* one only slurs are looked for."""
        folded, unquoted = fold(text), fold(_QUOTED.sub(" ", text))
        if any(pattern.search(folded) for pattern in self._slurs):
            message, hint = "a slur stands outside the source", "leave it to the span; say what is meant instead"
            yield source.problem(loc, message, hint, rule="slur")
        if quoted:
            return
        for word, pattern, term in self._avoid:
            if pattern.search(unquoted):
                yield source.problem(loc, f"«{word}»", f"write «{term}»", rule="terminology", severity="warning")
        for sign, message, hint in _TYPOGRAPHY:
            if found := sign.search(text):
                around = text[max(found.start() - 8, 0) : found.end() + 8]
                yield source.problem(loc, f"{message}: «{around}»", hint, rule="typography", severity="warning")

    def on_screen(self, text: str, loc: Loc, source: SourceMap) -> Iterator[Problem]:
        """Yield the topic words in *text*, which shows on screens: a title, a heading, a card that is shared."""
        for word, pattern in self._topic:
            if pattern.search(fold(text)):
                message = f"the topic word «{word}» would show on screens"
                yield source.problem(loc, message, "say it neutrally", rule="neutral")


def check_wording(context: RuleContext, wording: StyleChecker) -> Iterator[Problem]:
    """Yield every wording of the chapter that the terminology or the typography forbids."""
    for loc, text in texts(context.chapter):
        yield from wording.of(text, loc, context.source)
    for loc, text in _screens(context.chapter):
        yield from wording.on_screen(text, loc, context.source)


def check_glossary_wording(
    glossary: Sequence[model.GlossaryEntry], source: SourceMap, wording: StyleChecker
) -> Iterator[Problem]:
    """Yield every wording of the glossary that may not stand; a variant is the source's, but no slur all the same."""
    for index, entry in enumerate(glossary):
        for name in ("term", "definition"):
            yield from wording.of(str(getattr(entry, name)), (index, name), source)
        for number, variant in enumerate(entry.variants):
            yield from wording.of(variant, (index, "variants", number), source, quoted=True)


def check_course_wording(file: model.CourseFile, source: SourceMap, wording: StyleChecker) -> Iterator[Problem]:
    """Yield every wording of ``course.yml`` that may not stand; the brand and the themes' labels show on screens."""
    for loc, text in texts(file):
        yield from wording.of(text, loc, source)
    yield from wording.on_screen(file.brand, ("brand",), source)
    for index, theme in enumerate(file.themes):
        yield from wording.on_screen(theme.label, ("themes", index, "label"), source)
