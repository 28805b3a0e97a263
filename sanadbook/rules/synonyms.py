"""Reads the words that the search takes for one: broken plurals, which no ending tells, and our terms for the sources'."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from sanadbook.inputs.loader import read_model
from sanadbook.inputs.problems import CourseError, Problem
from sanadbook.language.arabic import fold, words

Groups = list[Annotated[list[Annotated[str, StringConstraints(min_length=1)]], Field(min_length=2)]]


def read_synonyms(path: Path, file: str, slurs: Iterable[str] = ()) -> list[list[str]]:
    """Return the groups of `path` (called `file` in messages), each of two words or more.

    Raises:
        CourseError: with every finding: what is not a list of words, a word that stands in two groups, and any of
            `slurs`, which no search may offer.

    """
    groups, source = read_model(Groups, path, file)
    problems: list[Problem] = []
    bad = {fold(slur) for slur in slurs}
    seen: dict[str, int] = {}
    for number, group in enumerate(groups):
        for place, word in enumerate(group):
            at, form = (number, place), fold(word)
            if words(word) != [word]:
                problems.append(
                    source.problem(at, f"\u00ab{word}\u00bb is not one word", "write single words, without signs")
                )
            elif form in bad:
                problems.append(source.problem(at, "a slur, which the search would offer", "remove it", rule="slur"))
            elif form in seen:
                where = source.line((seen[form],))
                problems.append(
                    source.problem(
                        at, f"\u00ab{word}\u00bb stands on line {where} too", "join the two groups", rule="id"
                    )
                )
            seen.setdefault(form, number)
    if problems:
        raise CourseError(problems)
    return groups
