"""A quiz file: items and, if there is one, the text that they are about, checked like those of a chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from sanadbook import model
from sanadbook.inputs.loader import SourceMap, validate
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Seed
from sanadbook.rules import ITEM_RULES, RuleContext, check

#: Fields that only a chapter has a use for; an item of a quiz may leave them out.
_IMPLIED = {"location": "check", "objective": "O1"}


def read_quiz(data: Any, source: SourceMap) -> tuple[model.QuizFile, RuleContext, list[Problem]]:
    """Return the quiz that *data* holds, what its rules look at, and what they find.

    Raises CourseError where a field has not its type.
    """
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        items = [{**_IMPLIED, **item} if isinstance(item, dict) else item for item in data["items"]]
        data = {**data, "items": items}
    quiz = validate(TypeAdapter(model.QuizFile), data, source)
    chapter, seed = as_chapter(quiz)
    context = RuleContext(chapter, seed, source, frozenset(), frozenset(), quiz.language)
    return quiz, context, [*_own(quiz, source), *check(context, ITEM_RULES)]


def as_chapter(quiz: model.QuizFile) -> tuple[model.Chapter, Seed]:
    """Return *quiz* as a chapter that has nothing but items, and its passage as a seed without question and answer."""
    seed = Seed(id=quiz.id, name=quiz.id, sha256="", lines=tuple(quiz.passage), question="", answer="")
    parts: dict[str, Any] = {name: [] for name in ("sections", "notes", "prompts", "objectives")}
    return model.Chapter.model_construct(**parts, seed=quiz.id, items=quiz.items), seed


def _own(quiz: model.QuizFile, source: SourceMap) -> Iterator[Problem]:
    """Ids stand once and start with the quiz's; there is evidence only where there is a passage."""
    counts = Counter(item.id for item in quiz.items)
    for index, item in enumerate(quiz.items):
        if counts[item.id] > 1 or not item.id.startswith(f"{quiz.id}:"):
            message = f"{item.id} is not unique, or not of {quiz.id}"
            yield source.problem(("items", index, "id"), message, "give it its own id", rule="id")
