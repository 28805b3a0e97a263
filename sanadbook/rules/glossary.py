"""Rules for the glossary: each term appears once, each variant is quoted from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanadbook import model
from sanadbook.inputs.loader import SourceMap
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Seed
from sanadbook.language.arabic import fold
from sanadbook.model.glossary import stands_in


def check_glossary(
    glossary: Sequence[model.GlossaryEntry], source: SourceMap, seeds: Sequence[Seed]
) -> Iterator[Problem]:
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
                hint = "copy it from a seed in whole words, letter by letter, or remove it"
                yield source.problem(loc, message, hint, rule="glossary")
