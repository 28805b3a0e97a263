"""Property tests with generated input: folding, results files, quiz files and chapter files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanadbook.course_loader import load_course
from sanadbook.inputs.problems import CourseError
from sanadbook.language.arabic import MARKS, fold
from sanadbook.render import quiz_files
from sanadbook.runtime import serialization
from tests.conftest import make_small_course
from tests.items.vectors import FILES, quizzes

SETTINGS = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=150
)

SIGNS = [chr(code) for code in range(0x600, 0x700) if re.match(f"[{MARKS}]", chr(code))]
LETTERS = st.one_of(st.characters(), st.sampled_from(SIGNS), st.characters(min_codepoint=0x600, max_codepoint=0x6FF))
TEXTS = st.text(LETTERS, max_size=20)


@SETTINGS
@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@SETTINGS
@given(st.text(st.characters(min_codepoint=0x621, max_codepoint=0x64A), min_size=1, max_size=12), st.data())
def test_marks_never_matter(text: str, data: Any) -> None:
    marks = data.draw(st.lists(st.sampled_from(SIGNS), min_size=len(text), max_size=len(text)))
    marked = "".join(letter + mark for letter, mark in zip(text, marks, strict=True))
    composed = {"\u0653", "\u0654", "\u0655"}  # these combine with a letter to another letter
    if not composed & set(marks):
        assert fold(marked) == fold(text)


# -- results files ---------------------------------------------------------------------------------------------------

CHAPTER = next(quiz for quiz in quizzes() if quiz.chapter == "more")
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(10**400),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=5), inside, max_size=4),
    max_leaves=8,
)
FIELDS = ("answer", "score", "right", "attempts", "done", "solved", "confidence")
ENTRY = {
    "answer": [0, None, "x"],
    "score": 0.5,
    "right": False,
    "attempts": 1,
    "done": False,
    "solved": False,
    "confidence": None,
}
ENTRIES = st.builds(
    lambda changes, dropped: {name: value for name, value in {**ENTRY, **changes}.items() if name not in dropped},
    st.dictionaries(st.sampled_from([*FIELDS, "__proto__"]), VALUES, max_size=2),
    st.sets(st.sampled_from(FIELDS), max_size=1),
)
NAMES = st.sampled_from([*CHAPTER.items, "single:Q1", "__proto__", "constructor", ""])
FOREIGN = st.fixed_dictionaries(
    {
        "schema": st.sampled_from([1, 1, 1, 2, None]),
        "course": st.sampled_from(["more", "more", "more", "other"]),
        "chapter": st.sampled_from(["more", "more", "more", "other"]),
        "answers": st.one_of(st.dictionaries(NAMES, ENTRIES | VALUES, max_size=4), VALUES),
    }
)


def read(text: str) -> dict[str, Any] | None:
    """Return the answers of a results file after checking their form, or None if it is rejected with ValueError."""
    try:
        found = serialization.from_json(CHAPTER, text)
    except ValueError:
        return None
    assert set(found) <= set(CHAPTER.items)
    for entry in found.values():
        assert set(entry) == set(FIELDS)
        assert 0 <= entry["score"] <= 1
        assert {type(entry[name]) for name in ("right", "done", "solved")} == {bool}
        assert entry["confidence"] in (None, 1, 2, 3)
        json.dumps(entry, allow_nan=False)
    assert serialization.from_json(CHAPTER, serialization.to_json(CHAPTER, found)) == found
    serialization.to_csv(CHAPTER, found)
    return found


@SETTINGS
@given(FOREIGN | VALUES)
def test_a_file_of_any_form_is_rejected_or_gives_valid_answers(value: Any) -> None:
    read(json.dumps(value))


@SETTINGS
@given(
    st.text()
    | st.integers(1, 3).map(lambda n: "[" * 10**n * 20)
    | st.just("1" * 5000)
    | st.just('{"schema":1' + "0" * 5000 + "}")
)
def test_text_that_is_not_a_results_file_is_rejected(text: str) -> None:
    assert read(text) is None


@SETTINGS
@given(st.dictionaries(st.sampled_from(list(CHAPTER.items)), st.just(ENTRY)), st.integers(0, 10**6), st.characters())
def test_a_corrupt_file_is_rejected_or_gives_valid_answers(answers: dict[str, Any], place: int, letter: str) -> None:
    text = serialization.to_json(CHAPTER, answers)
    place %= len(text)
    read(text[:place])
    read(text[:place] + letter + text[place + 1 :])


# -- quiz files and chapter files --------------------------------------------------------------------------------------

TAGS = [
    "!!bool x",
    "!!timestamp x",
    "!!int x",
    '!!int ""',
    "!!float x",
    "!!binary é",
    "!!null x",
    "!!set {a, b}",
    "!!omap [a]",
]
TAGS += [
    "!!python/object:os.system x",
    "!!pairs [a]",
    "<<: x",
    "*no",
    "&a [*a]",
    "? [a]",
    "{? {a: b} : c}",
    "%YAML 9.9",
    "---",
    "...",
]
SPLINTERS = st.sampled_from(
    [*TAGS, "~", "[]", "{}", "''", "0", "-1", ".nan", ".inf", "1e999", "true", "2024-13-45", "\t", "\x00", "\ufeff"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@st.composite
def mutated(draw: Any, text: str) -> str:
    """Generate *text* with some values, lines or letters replaced, repeated, moved or removed."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        splinter = draw(SPLINTERS)
        kind = draw(st.sampled_from(["value", "drop", "double", "indent", "letter", "key", "swap"]))
        if kind == "value":
            lines[at] = re.sub(r"(: ).*", lambda found, new=splinter: found[1] + new, lines[at], count=1)
        elif kind == "key":
            lines[at] = re.sub(r"\w+:", f"{splinter}:".replace("\\", ""), lines[at], count=1)
        elif kind == "drop":
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "indent":
            lines[at] = draw(st.sampled_from(["  ", "- ", "    "])) + lines[at]
        elif kind == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        else:
            place = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + splinter + lines[at][place + draw(st.integers(0, 2)) :]
        text = "\n".join(lines)
    return text


def assert_explained(error: CourseError, file: str) -> None:
    assert error.problems
    for problem in error.problems:
        assert (problem.file, problem.message != "", problem.hint != "") == (file, True, True)
        assert problem.line >= 0


@settings(SETTINGS, max_examples=300)
@given(st.sampled_from([file.read_text("utf-8") for file in FILES]).flatmap(mutated))
def test_a_corrupt_quiz_file_is_reported_as_problems(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.yml"
    path.write_text(text, "utf-8", newline="")
    try:
        compiled = quiz_files.from_yaml(path)
    except CourseError as error:
        assert_explained(error, str(path))
    else:
        assert compiled.html(compiled.at())


@pytest.fixture(scope="module")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_course(tmp_path_factory.mktemp("fuzz")).root


SMALL = (Path(__file__).parent / "small_course" / "data" / "chapters" / "01.yml").read_text("utf-8")


@settings(SETTINGS, max_examples=100)
@given(mutated(SMALL))
def test_a_corrupt_chapter_is_reported_as_problems(small_root: Path, text: str) -> None:
    (small_root / "data" / "chapters" / "01.yml").write_text(text, "utf-8", newline="")
    try:
        load_course(small_root, ["01"])
    except CourseError as error:
        assert_explained(error, error.problems[0].file)


@given(VALUES | st.lists(st.dictionaries(st.sampled_from(["id", "type", "stem", "options", "text", "blanks"]), VALUES)))
@SETTINGS
def test_items_of_any_form_are_reported_as_problems(value: Any) -> None:
    try:
        quiz_files.from_items(value, name="quiz", passage=[], language="ar")
    except CourseError as error:
        assert_explained(error, "items")


@pytest.mark.parametrize("tag", TAGS)
def test_an_unusual_yaml_value_is_reported_as_a_problem(tmp_path: Path, tag: str) -> None:
    value = yaml.safe_load(FILES[0].read_text("utf-8"))
    path = tmp_path / "quiz.yml"
    path.write_text(
        f"language: {tag}\n" + yaml.safe_dump({name: value[name] for name in ("id", "items")}, allow_unicode=True),
        "utf-8",
    )
    with pytest.raises(CourseError):
        quiz_files.from_yaml(path)
