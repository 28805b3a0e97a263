"""Types of ``data/glossary.yml`` and ``data/terminology.yml``, and the search for glossary terms in a seed."""

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
    """A term, its definition, and the words that the seeds use for it."""

    term: Text
    en: Text
    definition: Text
    variants: Annotated[list[Text], Field(default_factory=list)]


class Term(Part):
    """An editorial term, the words to avoid for it, and whether the choice is settled."""

    term: Text
    avoid: Annotated[list[Text], Field(default_factory=list)]
    status: Literal["settled", "proposed"]
    source: Text


class Terminology(Part):
    """``data/terminology.yml``: one term for each concept, and words that are not allowed in some or all places."""

    terms: list[Term]
    slurs: Annotated[list[Text], Field(description="Allowed only inside a span of the source.")]
    topic_words: Annotated[list[Text], Field(description="Never in a title, heading, address or card.")]


#: Letters with hamza, sorted as their base letter; folding handles those based on alef.
_HAMZA_CARRIERS = str.maketrans({"\u0624": "\u0648", "\u0626": "\u064a", "\u0621": "\u0627"})
_ARTICLE = "\u0627\u0644"


def occurs_in(variant: str, seed: Seed) -> bool:
    """Return whether *variant* occurs verbatim in *seed* (passage, question or answer) as whole words.

    Prefixes may be attached to the first word (``language/words.ar.yml``).
    """
    pattern = _pattern(variant)
    return any(pattern.search(text) for text in (seed.passage, seed.question, seed.answer))


@cache
def _pattern(variant: str) -> re.Pattern[str]:
    prefixes = "|".join(sorted(map(re.escape, load_words("ar")["prefixes"]), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{prefixes})?{re.escape(variant)}(?!\w)")


def terms_in(glossary: Sequence[GlossaryEntry], seed: Seed) -> list[tuple[GlossaryEntry, list[str]]]:
    """Return the entries with a variant in *seed*, in alphabetical order, each with those variants."""
    found = [
        (entry, [variant for variant in entry.variants if occurs_in(variant, seed)]) for entry in alphabetical(glossary)
    ]
    return [(entry, variants) for entry, variants in found if variants]


def alphabetical(glossary: Sequence[GlossaryEntry]) -> list[GlossaryEntry]:
    """Return the entries in the order of the Arabic alphabet, ignoring the article."""
    return sorted(glossary, key=lambda entry: _sort_key(entry.term))


def _sort_key(term: str) -> str:
    return " ".join(word.removeprefix(_ARTICLE) for word in fold(term).translate(_HAMZA_CARRIERS).split())
