"""Reads and checks ``data/synonyms.yml``: groups of words that the search treats as one.

They are broken plurals, whose endings do not tell their singulars, and editorial terms for the sources' words.
"""

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
    """Return the groups of *path*, each of two or more words.

    Args:
        path: the file.
        file: the name of the file in messages.
        slurs: words that the search must not suggest.

    Raises:
        CourseError: with a problem for everything that is not a single word, and for every slur and every word that
            is in two groups.

    """
    groups, source = read_model(Groups, path, file)
    problems: list[Problem] = []
    folded_slurs = {fold(slur) for slur in slurs}
    group_of: dict[str, int] = {}
    for number, group in enumerate(groups):
        for index, word in enumerate(group):
            field, form = (number, index), fold(word)
            if words(word) != [word]:
                message, hint, rule = f"«{word}» is not one word", "write single words without punctuation", "format"
            elif form in folded_slurs:
                message, hint, rule = "a slur, which the search would suggest", "remove it", "slur"
            elif form in group_of:
                line = source.line((group_of[form],))
                message, hint, rule = f"«{word}» is also on line {line}", "join the two groups", "id"
            else:
                group_of[form] = number
                continue
            problems.append(source.problem(field, message, hint, rule=rule))
    if problems:
        raise CourseError(problems)
    return groups
