"""A quiz of its own, for any notebook or book: items in a YAML file or as mappings, checked like those of a chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sanadbook.course import Course, CourseError, Problem, Seed, Unit, model
from sanadbook.course.load import Source, read_yaml, validate
from sanadbook.course.problem import errors
from sanadbook.course.rules import ITEM_RULES, Draft, check
from sanadbook.quiz.compiled import Compiled
from sanadbook.quiz.render import Renderer

#: Fields that only a chapter has a use for; an item of a quiz may leave them out.
_IMPLIED = {"place": "check", "objective": "O1"}


def from_yaml(path: Path) -> Compiled:
    """Compile the quiz file *path*. Raises CourseError with file, line, field and mend of every problem."""
    data, source = read_yaml(path, str(path))
    return _compile(data, source)


def from_items(items: list[dict[str, Any]], *, name: str, passage: list[str], language: str) -> Compiled:
    """Compile *items*, mappings as in a quiz file. Raises CourseError; its lines are 1, since there is no file."""
    value = {"id": name, "language": language, "passage": passage, "items": items}
    return _compile(value, Source("items", {}))


def _compile(data: Any, source: Source) -> Compiled:
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        items = [{**_IMPLIED, **item} if isinstance(item, dict) else item for item in data["items"]]
        data = {**data, "items": items}
    quiz = validate(TypeAdapter(model.QuizFile), data, source)
    seed = Seed(id=quiz.id, name=quiz.id, sha256="", lines=tuple(quiz.passage), question="", answer="")
    parts: dict[str, Any] = {name: [] for name in ("sections", "notes", "prompts", "objectives")}
    chapter = model.Chapter.model_construct(**parts, seed=quiz.id, items=quiz.items)
    draft = Draft(chapter, seed, source, frozenset(), frozenset(), quiz.language)
    problems = [*_own(quiz, source), *check(draft, ITEM_RULES)]
    if errors(problems):
        raise CourseError(problems)
    settings: dict[str, Any] = {"id": quiz.id, "language": quiz.language, "chapters": []}
    words: dict[str, Any] = {"terms": [], "slurs": [], "topic_words": []}
    file, terminology = model.CourseFile.model_construct(**settings), model.Terminology(**words)
    course = Course(Path(), file, terminology, [], [], problems)
    return Renderer(course, Unit(1, chapter, seed), name=quiz.id).compile()


def _own(quiz: model.QuizFile, source: Source) -> Iterator[Problem]:
    """Ids stand once and start with the quiz's; there is evidence only where there is a passage; no source pair."""
    counts = Counter(item.id for item in quiz.items)
    for index, item in enumerate(quiz.items):
        if counts[item.id] > 1 or not item.id.startswith(f"{quiz.id}:"):
            message = f"{item.id} is not unique, or not of {quiz.id}"
            yield source.problem(("items", index, "id"), message, "give it its own id", rule="id")
        if isinstance(item, model.Open) and (item.source or not item.stem):
            message = "there is no source pair here"
            yield source.problem(("items", index), message, "write a stem, and leave out `source`", rule="source-item")
