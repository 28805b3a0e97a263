"""The context of the rules of a chapter."""

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
    """A chapter and everything that its rules look at.

    Attributes:
        chapter: the chapter.
        seed: its source document.
        source: line numbers of the chapter's file.
        themes: ids of the course's themes.
        seeds: ids of the course's seeds.
        language: the language of the chapter, ``ar`` or ``en``.

    """

    chapter: model.Chapter
    seed: Seed
    source: SourceMap
    themes: frozenset[str]
    seeds: frozenset[str]
    language: str = "ar"

    @cached_property
    def word_lists(self) -> dict[str, Any]:
        """Word lists of the chapter's language, by name (``language/words.ar.yml``)."""
        return load_words(self.language)

    @cached_property
    def grade_a_spans(self) -> dict[str, tuple[int, int]]:
        """Start and end in the passage of each grade-A note's span, by note id."""
        return {
            note.id: (start, start + len(note.span))
            for note in self.chapter.notes
            if note.grade == "A" and note.at.startswith("L") and (start := self.seed.passage.find(note.span)) >= 0
        }

    def error(self, rule: str, field: Loc, message: str, hint: str) -> Problem:
        """Return an error at *field*."""
        return self.source.problem(field, message, hint, rule=rule)

    def warning(self, rule: str, field: Loc, message: str, hint: str) -> Problem:
        """Return a warning at *field*."""
        return self.source.problem(field, message, hint, rule=rule, severity="warning")


Rule = Callable[[RuleContext], Iterator[Problem]]


def authored_texts(part: Any, field: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Yield every text in *part* with its field, without quotations from the source and reasons for suppressing."""
    if isinstance(part, str):
        yield field, part
    elif isinstance(part, list):
        for index, child in enumerate(part):
            yield from authored_texts(child, (*field, index))
    elif isinstance(part, model.Part):
        for name, info in type(part).model_fields.items():
            if name not in part.verbatim_fields and name != "suppress":
                yield from authored_texts(getattr(part, name), (*field, info.alias or name))
