"""The glossary and the terminology as types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from sanadbook.inputs.schema import Part, Text
from sanadbook.inputs.seed import Seed
from sanadbook.language.arabic import fold
from sanadbook.language.words import load_words


class GlossaryEntry(Part):
    """A term, its definition, and how the sources put it."""

    term: Text
    en: Text
    definition: Text
    variants: list[Text] = []


class Term(Part):
    """An editorial term, the wordings it replaces, and how far the choice is settled."""

    term: Text
    avoid: list[Text] = []
    status: Literal["settled", "proposed"]
    source: Text


class Terminology(Part):
    """``data/terminology.yml``: one term a concept, and the words that may not stand where anyone could see them."""

    terms: list[Term]
    slurs: Annotated[list[Text], Field(description="Only inside a span of the source.")]
    topic_words: Annotated[list[Text], Field(description="Never in a title, heading, address or card.")]


#: Letters that stand with another one in the order of the alphabet, besides those that folding joins.
_SEATS = str.maketrans({"\u0624": "\u0648", "\u0626": "\u064a", "\u0621": "\u0627"})
_ARTICLE = "\u0627\u0644"


def stands_in(variant: str, seed: Seed) -> bool:
    """Tell whether *variant* stands in *seed* (passage, question or answer), verbatim: whole words, with what is attached."""
    pattern = _pattern(variant)
    return any(pattern.search(text) for text in (seed.passage, seed.question, seed.answer))


@cache
def _pattern(variant: str) -> re.Pattern[str]:
    attached = "|".join(sorted(map(re.escape, load_words("ar")["prefixes"]), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{attached})?{re.escape(variant)}(?!\w)")


def in_seed(glossary: Sequence[GlossaryEntry], seed: Seed) -> list[tuple[GlossaryEntry, list[str]]]:
    """Return the terms that *seed* has a wording for, in the order of the alphabet, each with its wordings."""
    found = [
        (entry, [variant for variant in entry.variants if stands_in(variant, seed)]) for entry in alphabetical(glossary)
    ]
    return [(entry, variants) for entry, variants in found if variants]


def alphabetical(glossary: Sequence[GlossaryEntry]) -> list[GlossaryEntry]:
    """Return the terms in the order of the Arabic alphabet; the article does not count."""
    return sorted(glossary, key=lambda entry: _key(entry.term))


def _key(term: str) -> str:
    return " ".join(word.removeprefix(_ARTICLE) for word in fold(term).translate(_SEATS).split())
