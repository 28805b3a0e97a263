"""The glossary beside the sources: every variant is quoted from a seed; which terms a text has; the order of the letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sanadbook.course import model
from sanadbook.course.arabic import fold
from sanadbook.course.load import Source
from sanadbook.course.problem import Problem
from sanadbook.course.rules.draft import wordings
from sanadbook.course.seed import Seed

#: Letters that stand with another one in the order of the alphabet, besides those that folding joins.
_SEATS = str.maketrans({"\u0624": "\u0648", "\u0626": "\u064a", "\u0621": "\u0627"})
_ARTICLE = "\u0627\u0644"


def stands_in(variant: str, seed: Seed) -> bool:
    """Tell whether *variant* stands in *seed* (passage, question or answer), verbatim: whole words, with what is attached."""
    pattern = _pattern(variant)
    return any(pattern.search(text) for text in (seed.passage, seed.question, seed.answer))


@cache
def _pattern(variant: str) -> re.Pattern[str]:
    attached = "|".join(sorted(map(re.escape, wordings("ar")["prefixes"]), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{attached})?{re.escape(variant)}(?!\w)")


def in_seed(glossary: Sequence[model.GlossaryEntry], seed: Seed) -> list[tuple[model.GlossaryEntry, list[str]]]:
    """Return the terms that *seed* has a wording for, in the order of the alphabet, each with its wordings."""
    found = [(entry, [variant for variant in entry.variants if stands_in(variant, seed)]) for entry in alphabetical(glossary)]
    return [(entry, variants) for entry, variants in found if variants]


def alphabetical(glossary: Sequence[model.GlossaryEntry]) -> list[model.GlossaryEntry]:
    """Return the terms in the order of the Arabic alphabet; the article does not count."""
    return sorted(glossary, key=lambda entry: _key(entry.term))


def _key(term: str) -> str:
    return " ".join(word.removeprefix(_ARTICLE) for word in fold(term).translate(_SEATS).split())


def check_glossary(glossary: Sequence[model.GlossaryEntry], source: Source, seeds: Sequence[Seed]) -> Iterator[Problem]:
    """A term stands once; each of its variants stands once in it, and in a seed."""
    terms = [fold(entry.term) for entry in glossary]
    for index, entry in enumerate(glossary):
        if terms.index(terms[index]) < index:
            yield source.problem((index, "term"), f"«{entry.term}» stands twice", "join the two", rule="glossary")
        for number, variant in enumerate(entry.variants):
            loc = (index, "variants", number)
            if variant in entry.variants[:number]:
                yield source.problem(loc, f"«{variant}» stands twice", "remove one", rule="glossary")
            elif not any(stands_in(variant, seed) for seed in seeds):
                message = f"«{variant}» stands in no source text"
                mend = "copy it from a seed in whole words, letter by letter, or remove it"
                yield source.problem(loc, message, mend, rule="glossary")
