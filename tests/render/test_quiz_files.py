"""Quizzes from a YAML file or from mappings, in two languages, with the line of each error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from ipywidgets import widgets

from sanadbook import Quiz
from sanadbook.i18n import get_translator
from sanadbook.inputs.problems import CourseError
from sanadbook.items.registry import ITEM_TYPES
from tests.conftest import REPOSITORY
from tests.markup import parse

DOCS = REPOSITORY / "docs"
FILES = sorted((DOCS / "items").glob("*.yml"))


def test_every_item_type_has_an_example_file_in_the_documentation() -> None:
    kinds = {file.stem: yaml.safe_load(file.read_text("utf-8"))["items"][0] for file in FILES}
    assert {item["type"] for item in kinds.values()} == set(ITEM_TYPES)
    assert {bool(item.get("typed")) for item in kinds.values() if item["type"] == "cloze"} == {True, False}
    text = (DOCS / "items.md").read_text("utf-8")
    for name in kinds:
        assert f"```{{literalinclude}} items/{name}.yml" in text
        assert f"```{{quiz}} items/{name}.yml" in text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_compiled_to_a_quiz(file: Path) -> None:
    quiz = Quiz.from_yaml(str(file))
    assert len(quiz.items) == 1
    assert parse(quiz.html).select_one("form")["data-id"] == quiz.items[0]
    assert quiz.rows()[0]["answered"] is False
    assert quiz.labels() == [get_translator("ar")("Question {number}").format(number=1)]
    assert "text/html" in quiz.compiled.output()


def item(name: str = "quiz:Q1", **more: Any) -> dict[str, Any]:
    feedback = ("It is said so.", "It is not said.", "Nobody says that.")
    options = [{"text": f"Choice {n}", "correct": n == 0, "feedback": text} for n, text in enumerate(feedback)]
    return {"id": name, "type": "single", "stem": "Which one is it?", "options": options, **more}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_mappings_are_compiled_to_a_quiz_in_both_languages(language: str) -> None:
    quiz = Quiz.from_items([item()], language=language)
    form = parse(quiz.html)
    assert form.select_one(".sanad-quiz")["lang"] == language
    assert form.select_one(".sanad-quiz")["dir"] == {"ar": "rtl", "en": "ltr"}[language]
    assert form.select_one(".sanad-check").get_text() == get_translator(language)("Check")
    assert quiz.strings["not_yet"] == get_translator(language)("Not yet. Go back to the sentence and try again.")
    assert quiz.key == {"quiz:Q1": {"type": "single", "key": [0], "choices": 3, "hash": quiz.key["quiz:Q1"]["hash"]}}


def test_a_quiz_without_a_chapter_has_no_links_to_a_passage() -> None:
    assert parse(Quiz.from_yaml(FILES[0]).html).select(".sanad-evidence mark")
    assert parse(Quiz.from_yaml(FILES[0]).html).select(".sanad-show") == []


def test_the_record_survives_export_and_import() -> None:
    quiz = Quiz.from_items([item()])
    quiz.answers = {
        "quiz:Q1": {
            "answer": [0],
            "score": 1,
            "right": True,
            "attempts": 1,
            "done": True,
            "solved": True,
            "confidence": 3,
        }
    }
    other = Quiz.from_items([item()])
    other.load(quiz.to_json())
    assert other.answers == quiz.answers
    assert other.to_csv() == "item,score,right,solved,attempts,confidence\r\nquiz:Q1,1,true,true,1,3\r\n"
    with pytest.raises(ValueError, match="another course or chapter"):
        Quiz.from_items([item("other:Q1")], name="other").load(quiz.to_json())


def test_errors_name_file_line_field_and_fix(tmp_path: Path) -> None:
    text = (DOCS / "items" / "single.yml").read_text("utf-8")
    for old, new, field, word in (
        ("type: single", "type: guess", "items[0]", "guess"),
        ('id: "single:Q1"', 'id: "other:Q1"', "items[0].id", "other:Q1"),
        ("hint:", "hnt:", "items[0].hnt", "extra"),
        ("correct: true, ", "", "items[0].options", "0 options are right"),
    ):
        assert old in text
        file = tmp_path / "mine.yml"
        file.write_text(text.replace(old, new), "utf-8")
        with pytest.raises(CourseError) as failure:
            Quiz.from_yaml(file)
        problem = next(problem for problem in failure.value.problems if problem.severity == "error")
        assert (problem.file, problem.field) == (str(file), field)
        assert word in problem.message
        assert problem.hint
        where = next(number for number, line in enumerate(text.split("\n"), start=1) if old in line)
        assert abs(problem.line - where) <= 3, (problem, where)
        assert f"{file}:{problem.line}:" in str(failure.value)


def test_errors_of_mappings_name_the_field() -> None:
    with pytest.raises(CourseError, match=r"items\[1\]\.id"):
        Quiz.from_items([item(), item()])
    with pytest.raises(CourseError, match=r"items\[0\]\.options"):
        Quiz.from_items([item(options=[])])


@pytest.mark.parametrize("place", [False, True])
def test_the_number_of_comms_does_not_depend_on_the_number_of_items(
    monkeypatch: pytest.MonkeyPatch, place: bool
) -> None:
    opened: list[Any] = []
    create = widgets.widget.comm.create_comm
    monkeypatch.setattr(
        widgets.widget.comm, "create_comm", lambda **options: opened.append(options) or create(**options)
    )

    def count(number: int) -> int:
        opened.clear()
        quiz = Quiz.from_items([item(f"quiz:Q{n}", stem=f"Which one is it, {n}?") for n in range(number)])
        if place:
            quiz.at("check")
        return len(opened)

    assert count(2) == count(12) == (4 if place else 2)  # one model and its layout
