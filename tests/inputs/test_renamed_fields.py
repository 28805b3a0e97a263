"""Old names of fields and values: one error each, which gives the new name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sanadbook import model
from sanadbook.inputs.loader import read_model
from sanadbook.inputs.problems import CourseError, Problem
from sanadbook.inputs.renamed_fields import RENAMED_FIELDS

QUIZ = """\
id: quiz
language: en
items:
  - id: "quiz:Q1"
    type: single
    objective: O1
    location: check
    note_ids: []
    suppress: {}
    stem: "Which one?"
    options: [{text: "One", correct: true, feedback: "It is one."}, {text: "Two", feedback: "It is not two."}]
"""
#: For each mapping of the table the file of the course that has it, and its type.
FILES = {
    "": ("data/course.yml", model.CourseFile),
    "chapter_targets": ("data/course.yml", model.CourseFile),
    "session": ("data/course.yml", model.CourseFile),
    "items[]": ("data/chapters/04.yml", model.Chapter),
    "prompts[]": ("data/chapters/04.yml", model.Chapter),
    "questions[].cells[]": ("data/comparison.yml", model.Comparison),
}
RENAMED = [(mapping, old, new) for mapping, names in RENAMED_FIELDS.items() for old, new in names.items()]


def problems_of(kind: type, text: str, folder: Path) -> list[Problem]:
    path = folder / "file.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(CourseError) as error:
        read_model(kind, path, "file.yml")
    return error.value.problems


@pytest.mark.parametrize(("mapping", "old", "new"), RENAMED)
def test_an_old_field_is_one_error_with_the_new_name(
    mapping: str, old: str, new: str, repository: Path, tmp_path: Path
) -> None:
    file, kind = FILES[mapping]
    text = (repository / file).read_text("utf-8")
    if new == "suppress":  # no item or prompt of the course has it
        start = text.index("\nprompts:" if mapping == "prompts[]" else "\nitems:")
        found = re.compile(r"\n  - id: .*\n").search(text, start)
        assert found
        text = f"{text[: found.end()]}    suppress: {{}}\n{text[found.end() :]}"
    pattern = re.compile(rf"(?<![\w`-]){new}:")
    start = text.index(f"\n{mapping}:") if mapping in ("session", "chapter_targets") else 0
    found = pattern.search(text, start)
    assert found, f"{file} has no {new}"
    changed = f"{text[: found.start()]}{old}:{text[found.end() :]}"
    (problem,) = problems_of(kind, changed, tmp_path)
    assert (problem.message, problem.hint) == (f'"{old}" was renamed', f'write "{new}"')
    assert problem.field.rpartition(".")[2] == old
    assert problem.line == changed.count("\n", 0, found.start()) + 1


@pytest.mark.parametrize(("old", "new"), [("place", "location"), ("about", "note_ids"), ("allow", "suppress")])
def test_an_old_field_of_a_quiz_file_is_one_error(old: str, new: str, tmp_path: Path) -> None:
    (problem,) = problems_of(model.QuizFile, QUIZ.replace(f"{new}:", f"{old}:"), tmp_path)
    assert str(problem).endswith(f'items[0].{old}: "{old}" was renamed — write "{new}"')


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("location: later", '"later" was renamed', 'write "spaced_review"'),
        ("place: later", '"place" was renamed', 'write "location: spaced_review"'),
        ("location: latter", "string should match pattern", "match the pattern"),
        ("palce: check", "extra inputs are not permitted", "fix its name"),
    ],
)
def test_the_old_value_of_location_has_the_new_one(line: str, message: str, hint: str, tmp_path: Path) -> None:
    problems = problems_of(model.QuizFile, QUIZ.replace("location: check", line), tmp_path)
    named = [problem for problem in problems if message in problem.message]
    assert len(named) == 1
    assert hint in named[0].hint


def test_an_unknown_name_elsewhere_is_not_called_renamed(tmp_path: Path) -> None:
    (problem,) = problems_of(model.QuizFile, QUIZ + "moving: 3\n", tmp_path)
    assert "not permitted" in problem.message
