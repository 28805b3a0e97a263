"""Rules of the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanadbook import model
from sanadbook.inputs.loader import SourceMap
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Seed
from sanadbook.language.arabic import fold
from sanadbook.model.glossary import occurs_in


def check_glossary(
    glossary: Sequence[model.GlossaryEntry], source: SourceMap, seeds: Sequence[Seed]
) -> Iterator[Problem]:
    """Check that terms are unique, and that variants are unique within their term and occur in one of *seeds*."""
    terms = [fold(entry.term) for entry in glossary]
    for index, entry in enumerate(glossary):
        if terms.index(terms[index]) < index:
            message = f"«{entry.term}» appears twice"
            yield source.problem((index, "term"), message, "join the two entries", rule="glossary")
        for number, variant in enumerate(entry.variants):
            field = (index, "variants", number)
            if variant in entry.variants[:number]:
                yield source.problem(field, f"«{variant}» appears twice", "remove one", rule="glossary")
            elif not any(occurs_in(variant, seed) for seed in seeds):
                message = f"«{variant}» is in no source text"
                hint = "copy whole words from a seed, character for character, or remove it"
                yield source.problem(field, message, hint, rule="glossary")
