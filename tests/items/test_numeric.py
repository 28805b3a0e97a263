"""The numeric type: which typed texts are numbers, the compiled key, the page, the printed key, rules and exports."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pyslet.qtiv2.variables import FloatValue, ItemSessionState
from pyslet.qtiv2.xml import QTIDocument

from sanadbook.i18n import get_translator
from sanadbook.inputs.problems import CourseError
from sanadbook.items.numeric import Numeric
from sanadbook.items.numeric.number import bounds, format_number, parse_number
from sanadbook.items.registry import ITEM_TYPES, item_type
from sanadbook.model.course import Course
from sanadbook.outputs.exports import export
from sanadbook.render.quiz_files import from_items
from sanadbook.render.renderer import Renderer
from sanadbook.runtime.compiled import Compiled
from sanadbook.runtime.results_reader import is_valid_entry
from tests.conftest import REPOSITORY, Folder
from tests.markup import parse
from tests.outputs.test_exports import CHAPTER, READ_GIFT

NUMBERS: dict[str, float | None] = yaml.safe_load((Path(__file__).parent / "numbers.yml").read_text("utf-8"))
ITEM = {
    "id": "quiz:Q1",
    "type": "numeric",
    "stem": "How far is it?",
    "feedback": "The map says so.",
    "if_wrong": "Look at the map again.",
}


def quiz(**fields: Any) -> Compiled:
    return from_items([{**ITEM, **fields}], name="quiz", passage=[], language="en")


def key_lines(language: str, **fields: Any) -> list[str]:
    item = Numeric(**ITEM, location="check", objective="O1", **fields)
    return [line.key for line in ITEM_TYPES["numeric"].key_lines(item, get_translator(language))]


# -- numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_typed_text_is_a_number_or_none(text: str, number: float | None) -> None:
    assert parse_number(text) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_as_shown_can_be_typed(number: float) -> None:
    assert parse_number(format_number(number)) == number


@given(st.text())
def test_any_text_can_be_parsed(text: str) -> None:
    assert isinstance(parse_number(text), float | None)


def test_numbers_are_shown_in_decimal_notation() -> None:
    assert [format_number(number) for number in (12.0, 0.5, 1.5e6, -3, 0.00001)] == [
        *("12", "0.5", "1500000", "\u22123", "0.00001")
    ]


def test_bounds_have_no_error_of_binary_fractions() -> None:
    assert bounds(0.3, 0.1) == (0.2, 0.4)


# -- key and page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "shown", "low", "high"),
    [
        ({"answer": 12}, "12", 12, 12),
        ({"answer": 12, "tolerance": 0.5}, "12", 11.5, 12.5),
        ({"answer": -3, "unit": "km"}, "\u22123 km", -3, -3),
        ({"range": [1, 2.5]}, "from 1 to 2.5", 1, 2.5),
    ],
)
def test_the_key_holds_the_answer_as_shown_and_the_limits(
    fields: dict[str, Any], shown: str, low: float, high: float
) -> None:
    key = quiz(**fields).items["quiz:Q1"]["key"]
    del key["hash"]
    assert key == {"type": "numeric", "key": [[shown]], "choices": 0, "min": low, "max": high}


def test_the_name_of_the_field_holds_the_unit_and_a_phone_shows_digits() -> None:
    page = parse(quiz(answer=12, unit="km").items["quiz:Q1"]["html"])
    field = page.select_one("input[type=text]")
    assert (field["aria-label"], field["inputmode"], field["dir"]) == ("Your answer (km)", "decimal", "ltr")
    assert page.select_one(".sanad-unit").get_text() == "km"


def test_without_a_unit_none_is_shown() -> None:
    page = parse(quiz(answer=12).items["quiz:Q1"]["html"])
    assert page.select_one("input[type=text]")["aria-label"] == "Your answer"
    assert not page.select(".sanad-unit")


def test_a_results_file_holds_the_typed_text() -> None:
    item = quiz(answer=12).items["quiz:Q1"]
    entry = {"answer": ["١٢"], "score": 1, "right": True}
    assert is_valid_entry(item, entry)
    assert not is_valid_entry(item, {**entry, "answer": [12]})
    assert not is_valid_entry(item, {**entry, "answer": ["12", "13"]})


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"answer": 45, "tolerance": 5, "unit": "دقيقة"}, "45 دقيقة (±5)"),
        ({"range": [1, 3], "unit": "كم"}, "من 1 إلى 3 كم"),
    ],
)
def test_the_printed_key_has_the_unit_and_the_tolerance(fields: dict[str, Any], line: str) -> None:
    assert key_lines("ar", **fields) == [line]


# -- rules -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({}, "items[0]", "neither `answer` nor `range`"),
        ({"answer": 1, "range": [0, 2]}, "items[0]", "both `answer` and `range`"),
        ({"range": [2, 1]}, "items[0].range", "starts at 2"),
        ({"range": [1, 2], "tolerance": 1}, "items[0].tolerance", "no tolerance"),
        ({"answer": 1, "tolerance": -1}, "items[0].tolerance", "greater than or equal to 0"),
        ({"answer": 1, "unit": "m2"}, "items[0].unit", "graded as wrong"),
        ({"answer": float("inf")}, "items[0].answer", "finite number"),
        ({"answer": "12"}, "items[0].answer", "valid number"),
        ({"range": [1]}, "items[0].range", "at least 2 items"),
    ],
)
def test_a_broken_item_is_an_error_at_its_field(fields: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(CourseError) as error:
        quiz(**fields)
    (problem,) = error.value.problems
    assert problem.field == field
    assert message in problem.message


# -- exports -----------------------------------------------------------------------------------------------------------

IN_COURSE = """
  - id: "900:Q8"
    type: numeric
    location: check
    objective: O1
    stem: "كم يومًا في الأسبوع؟"
    {key}
    unit: "أيام"
    feedback: "في الأسبوع 7 أيام."
    if_wrong: "عدّوا أيام الأسبوع كلها."
    evidence: [{at: L0.2, span: "يومًا في الأسبوع"}]
"""


@pytest.fixture(
    params=[("answer: 7\n    tolerance: 0.5", 6.5, 7.5), ("range: [6, 8]", 6.0, 8.0)], ids=["answer", "range"]
)
def exported_course(request: pytest.FixtureRequest, small: Folder) -> tuple[Course, float, float]:
    """A course with a numeric item, and the lowest and the highest right number."""
    key, low, high = request.param
    small.write(CHAPTER, small.text(CHAPTER).rstrip() + IN_COURSE.replace("{key}", key))
    return small.load("01"), low, high


def test_gift_has_the_range_and_the_feedback(exported_course: tuple[Course, float, float]) -> None:
    course, low, high = exported_course
    text = export(course, "gift").content
    run = subprocess.run(["node", "-e", READ_GIFT], input=text, capture_output=True, check=True, cwd=REPOSITORY)
    question = next(each for each in json.loads(run.stdout) if each["title"] == "900:Q8")
    assert (question["type"], question["stem"]["text"]) == ("Numerical", "كم يومًا في الأسبوع؟ (أيام)")
    (choice,) = question["choices"]
    assert choice["feedback"]["text"] == "في الأسبوع 7 أيام."
    if choice["text"]["type"] == "range":
        limits = (
            choice["text"]["number"] - choice["text"]["range"],
            choice["text"]["number"] + choice["text"]["range"],
        )
    else:
        limits = (choice["text"]["numberLow"], choice["text"]["numberHigh"])
    assert limits == (low, high)


def test_qti_scores_numbers_within_the_limits(exported_course: tuple[Course, float, float]) -> None:
    course, low, high = exported_course
    with (
        zipfile.ZipFile(io.BytesIO(export(course, "qti").content)) as package,
        package.open("items/I900-Q8.xml") as file,
    ):
        document = QTIDocument()
        document.read(src=file)

    def score(response: float) -> float | None:
        state = ItemSessionState(document.root)
        state.begin_session()
        state.map["RESPONSE"] = FloatValue(response)
        state.end_attempt()
        return state["SCORE"].value

    assert [score(number) for number in (low - 0.1, low, high, high + 0.1)] == [0, 1, 1, 0]


def test_anki_and_csv_have_the_answer_with_its_unit(exported_course: tuple[Course, float, float]) -> None:
    course, _, _ = exported_course
    rows = csv.DictReader(io.StringIO(export(course, "csv").content.decode("utf-8-sig")))
    (row,) = [row for row in rows if row["item"] == "900:Q8"]
    assert row["part"] in ("7 أيام (±0.5)", "من 6 إلى 8 أيام")
    assert (row["right"], row["if_wrong"]) == ("1", "عدّوا أيام الأسبوع كلها.")
    item = next(item for item in course.chapter("01").path if item.id == "900:Q8")
    card = item_type(item).anki(item_type(item).text(item, Renderer(course, course.chapter("01"))))
    assert (card.stem, card.answer) == ("كم يومًا في الأسبوع؟ (أيام)", [row["part"]])
