"""Reads quiz files and checks their items by the same rules as those of chapters."""

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

#: Values of fields that items need only in a chapter.
_DEFAULTS = {"location": "check", "objective": "O1"}


def read_quiz(data: Any, source: SourceMap) -> tuple[model.QuizFile, RuleContext, list[Problem]]:
    """Return the quiz in *data*, the context of its rules, and the problems that they find.

    Raises CourseError if a field does not fit its type.
    """
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        items = [{**_DEFAULTS, **item} if isinstance(item, dict) else item for item in data["items"]]
        data = {**data, "items": items}
    quiz = validate(TypeAdapter(model.QuizFile), data, source)
    chapter, seed = as_chapter(quiz)
    context = RuleContext(chapter, seed, source, frozenset(), frozenset(), quiz.language)
    return quiz, context, [*_ids(quiz, source), *check(context, ITEM_RULES)]


def as_chapter(quiz: model.QuizFile) -> tuple[model.Chapter, Seed]:
    """Return *quiz* as a chapter with items only, and its passage as a seed without question and answer."""
    seed = Seed(id=quiz.id, name=quiz.id, sha256="", lines=tuple(quiz.passage), question="", answer="")
    empty: dict[str, Any] = {name: [] for name in ("sections", "notes", "prompts", "objectives")}
    return model.Chapter.model_construct(**empty, seed=quiz.id, items=quiz.items), seed


def _ids(quiz: model.QuizFile, source: SourceMap) -> Iterator[Problem]:
    """Check that ids are unique and start with the quiz's id."""
    counts = Counter(item.id for item in quiz.items)
    for index, item in enumerate(quiz.items):
        field = ("items", index, "id")
        if counts[item.id] > 1:
            message = f"{item.id} appears {counts[item.id]} times in the quiz"
            yield source.problem(field, message, "give each item its own id", rule="id")
        if not item.id.startswith(f"{quiz.id}:"):
            message = f"{item.id} is not of quiz {quiz.id}"
            yield source.problem(field, message, f"start it with {quiz.id}:", rule="id")
