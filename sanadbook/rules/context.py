"""A chapter that has its types, all that its rules look at, and how a rule speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sanadbook import model
from sanadbook.inputs.loader import Loc, SourceMap
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Seed
from sanadbook.language.words import load_words


@dataclass(frozen=True)
class RuleContext:
    """A chapter that has its types, and all that its rules look at."""

    chapter: model.Chapter
    seed: Seed
    source: SourceMap
    themes: frozenset[str]
    seeds: frozenset[str]
    written_in: str = "ar"

    @cached_property
    def language(self) -> dict[str, Any]:
        """Wordings that rules look for, of the course's language."""
        return load_words(self.written_in)

    @cached_property
    def spans_of_grade_a(self) -> dict[str, tuple[int, int]]:
        """Where each grade-A note's span stands in the passage, by note id."""
        return {
            note.id: (start, start + len(note.span))
            for note in self.chapter.notes
            if note.grade == "A" and note.at.startswith("L") and (start := self.seed.passage.find(note.span)) >= 0
        }

    def error(self, rule: str, loc: Loc, message: str, hint: str) -> Problem:
        """A "must" that does not hold."""
        return self.source.problem(loc, message, hint, rule=rule)

    def warning(self, rule: str, loc: Loc, message: str, hint: str) -> Problem:
        """A "should" that does not hold."""
        return self.source.problem(loc, message, hint, rule=rule, severity="warning")


Rule = Callable[[RuleContext], Iterator[Problem]]


def texts(part: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every authored text of *part* except its quotations from the source, and its field."""
    if isinstance(part, str):
        yield loc, part
    elif isinstance(part, list):
        for index, child in enumerate(part):
            yield from texts(child, (*loc, index))
    elif isinstance(part, model.Part):
        for name, field in type(part).model_fields.items():
            if name not in part.verbatim_fields and name != "suppress":
                yield from texts(getattr(part, name), (*loc, field.alias or name))
