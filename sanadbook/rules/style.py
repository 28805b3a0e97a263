"""Rules of wording in authored texts: slurs, topic words on screens, terminology, typography."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sanadbook import model
from sanadbook.inputs.loader import Loc, SourceMap
from sanadbook.inputs.problems import Problem
from sanadbook.language.arabic import fold
from sanadbook.language.words import load_words
from sanadbook.rules import RuleContext, authored_texts

_QUOTATION = re.compile("\u00ab[^\u00bb]*\u00bb")
#: Pattern, message and hint of each typographic rule.
_TYPOGRAPHY = (
    (re.compile("\\s[\u061f\u061b\u060c.:!]"), "a space before punctuation", "remove it"),
    (re.compile("[\u0660-\u0669]"), "Arabic-Indic digits", "write Western digits"),
    (
        re.compile("[\u0600-\u06ff]\\s*[,;?]"),
        "Latin punctuation after Arabic",
        "use the Arabic comma, semicolon or question mark",
    ),
    (re.compile('["“”]'), "quotation marks of another script", "use \u00ab\u00bb"),
    (re.compile("\u0627\u064b"), "fathatan on the alef", "write it before the alef"),
    (
        re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]"),
        "an invisible direction mark",
        "remove it: the page sets the direction",
    ),
    (re.compile("  "), "two spaces", "write one"),
)


def _pattern(wording: str, prefixes: list[str]) -> re.Pattern[str]:
    """Return a pattern for *wording* in folded text: whole words, with any of *prefixes* on the first."""
    attached = "|".join(sorted((re.escape(fold(prefix)) for prefix in prefixes), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{attached})?{re.escape(fold(wording))}(?!\w)")


class StyleChecker:
    """Checks texts against the terminology of a course.

    Args:
        terminology: terms, slurs and topic words.
        language: the language of the texts, whose prefixes can be attached to words.

    """

    def __init__(self, terminology: model.Terminology, language: str = "ar") -> None:
        prefixes = load_words(language)["prefixes"]
        self._slurs = [_pattern(slur, prefixes) for slur in terminology.slurs]
        self._topic_words = [(word, _pattern(word, prefixes)) for word in terminology.topic_words]
        self._avoid = [(word, _pattern(word, prefixes), term.term) for term in terminology.terms for word in term.avoid]

    def check(self, text: str, field: Loc, source: SourceMap, *, quoted: bool = False) -> Iterator[Problem]:
        """Yield slurs, words to avoid and typographic faults in *text*, which is at *field* of *source*.

        If *quoted*, the text is a quotation from a seed, and only slurs are looked for.
        """
        folded, unquoted = fold(text), fold(_QUOTATION.sub(" ", text))
        if any(pattern.search(folded) for pattern in self._slurs):
            message, hint = "a slur outside a span of the source", "remove it; use a neutral term"
            yield source.problem(field, message, hint, rule="slur")
        if quoted:
            return
        for word, pattern, term in self._avoid:
            if pattern.search(unquoted):
                yield source.problem(field, f"«{word}»", f"write «{term}»", rule="terminology", severity="warning")
        for pattern, message, hint in _TYPOGRAPHY:
            if found := pattern.search(text):
                context = text[max(found.start() - 8, 0) : found.end() + 8]
                yield source.problem(field, f"{message}: «{context}»", hint, rule="typography", severity="warning")

    def check_screen_text(self, text: str, field: Loc, source: SourceMap) -> Iterator[Problem]:
        """Yield topic words in *text*, which others can see on a screen: a title, a heading, a card to share."""
        for word, pattern in self._topic_words:
            if pattern.search(fold(text)):
                message = f"screens would show the topic word «{word}»"
                yield source.problem(field, message, "use a neutral wording", rule="neutral")


def _screen_texts(chapter: model.Chapter) -> Iterator[tuple[Loc, str]]:
    """Yield the texts of *chapter* that are in the contents, in headings or on the card to share."""
    yield ("title",), chapter.title
    yield ("lead",), chapter.lead
    yield ("skill",), chapter.skill
    for index, line in enumerate(chapter.card):
        yield ("card", index), line
    for index, section in enumerate(chapter.sections):
        yield ("sections", index, "heading"), section.heading


def check_chapter_style(context: RuleContext, style: StyleChecker) -> Iterator[Problem]:
    """Yield the style problems of a chapter."""
    for field, text in authored_texts(context.chapter):
        yield from style.check(text, field, context.source)
    for field, text in _screen_texts(context.chapter):
        yield from style.check_screen_text(text, field, context.source)


def check_glossary_style(
    glossary: Sequence[model.GlossaryEntry], source: SourceMap, style: StyleChecker
) -> Iterator[Problem]:
    """Yield the style problems of the glossary; variants are quotations."""
    for index, entry in enumerate(glossary):
        yield from style.check(entry.term, (index, "term"), source)
        yield from style.check(entry.definition, (index, "definition"), source)
        for number, variant in enumerate(entry.variants):
            yield from style.check(variant, (index, "variants", number), source, quoted=True)


def check_course_style(file: model.CourseFile, source: SourceMap, style: StyleChecker) -> Iterator[Problem]:
    """Yield the style problems of ``course.yml``; screens show the brand and the labels of themes."""
    for field, text in authored_texts(file):
        yield from style.check(text, field, source)
    yield from style.check_screen_text(file.brand, ("brand",), source)
    for index, theme in enumerate(file.themes):
        yield from style.check_screen_text(theme.label, ("themes", index, "label"), source)
