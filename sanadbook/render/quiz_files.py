"""Compiles quizzes without a chapter, from a YAML file or from mappings, for any notebook or book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sanadbook import model
from sanadbook.inputs.loader import SourceMap, read_yaml
from sanadbook.inputs.problems import CourseError, errors
from sanadbook.model.course import Course, CourseChapter
from sanadbook.render.renderer import Renderer
from sanadbook.rules.quiz_file import as_chapter, read_quiz
from sanadbook.runtime.compiled import Compiled


def from_yaml(path: Path) -> Compiled:
    """Return the compiled quiz of a file. Raises CourseError with file, line, field and hint of every problem."""
    data, source = read_yaml(path, str(path))
    return _compile(data, source)


def from_items(items: list[dict[str, Any]], *, name: str, passage: list[str], language: str) -> Compiled:
    """Return the compiled quiz of *items*, mappings as in a quiz file.

    See ``Quiz.from_items`` for the arguments. Raises CourseError; its lines are 1, since there is no file.
    """
    value = {"id": name, "language": language, "passage": passage, "items": items}
    return _compile(value, SourceMap("items", {}))


def compile_quiz(quiz: model.QuizFile, chapters: Sequence[model.ChapterEntry] = ()) -> Compiled:
    """Return the compiled quiz of the valid *quiz*. Its texts can refer to *chapters* by ``{seed:003}``."""
    chapter, seed = as_chapter(quiz)
    settings: dict[str, Any] = {"id": quiz.id, "language": quiz.language, "chapters": list(chapters)}
    words: dict[str, Any] = {"terms": [], "slurs": [], "topic_words": []}
    file, terminology = model.CourseFile.model_construct(**settings), model.Terminology(**words)
    course = Course(Path(), file, terminology, [], [], [])
    return Renderer(course, CourseChapter(1, chapter, seed), name=quiz.id).compile()


def _compile(data: Any, source: SourceMap) -> Compiled:
    quiz, _, problems = read_quiz(data, source)
    if errors(problems):
        raise CourseError(problems)
    return compile_quiz(quiz)
