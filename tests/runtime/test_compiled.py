"""Compiled chapters: reading, writing and notebook outputs."""

import json

import pytest

from sanadbook.render.renderer import Renderer
from sanadbook.runtime import compiled
from tests.markup import parse


@pytest.fixture(scope="module")
def chapter(small_course):
    return Renderer(small_course, small_course.chapter("01")).compile()


def test_a_compiled_chapter_survives_writing_and_reading(chapter):
    assert compiled.parse(chapter.as_json()) == chapter


def test_another_schema_version_raises_with_the_fix(chapter):
    text = chapter.as_json().replace(f'"schema": {compiled.SCHEMA}', '"schema": 99')
    with pytest.raises(ValueError, match="sanadbook write"):
        compiled.parse(text)


def test_every_chapter_is_loaded_by_its_name(course):
    for chapter in course.chapters:
        assert compiled.load(chapter.name).at() == [item.id for item in chapter.path]


def test_an_unknown_chapter_raises_with_the_known_names():
    with pytest.raises(compiled.UnknownChapter, match=r"no chapter '77'; there are 01, 02, 03, 04, 05"):
        compiled.load("77")


def test_items_are_found_by_location_in_order(chapter):
    assert chapter.at("S1") == ["900:Q1"]
    assert chapter.at("check") == ["900:Q3", "900:Q4", "900:Q5", "900:Q6"]
    assert chapter.at() == [f"900:Q{number}" for number in range(1, 8)]


def test_a_location_without_items_raises_with_those_that_have_some(chapter):
    with pytest.raises(KeyError, match="no items at 'S9'; it has some at S1, S2, check, review"):
        chapter.at("S9")


def test_an_output_has_the_items_of_its_location_and_their_keys(chapter):
    page = parse(chapter.output("check")["text/html"])
    assert [form["data-id"] for form in page.select("form")] == chapter.at("check")
    data = json.loads(page.select_one("script[data-quiz-data]").string)
    assert data["chapter"] == "01"
    assert data["keys"] == chapter.keys(chapter.at("check"))
    assert data["strings"] == chapter.strings
    assert page.select_one("script")["type"] == "application/json"


def test_html_for_a_kernel_has_no_data(chapter):
    assert not parse(chapter.html(chapter.at(), data=False)).select("script")


def test_plain_text_output_is_one_line(chapter):
    assert chapter.output("S1")["text/plain"] == "Quiz(01): 900:Q1"


def test_one_element_with_chapter_direction_and_language_contains_the_items(chapter):
    (quiz,) = parse(chapter.html(chapter.at("S1"))).find_all(recursive=False)
    assert (quiz["data-chapter"], quiz["dir"], quiz["lang"]) == ("01", "rtl", "ar")
    assert quiz.select_one('[role="status"]').get_text() == ""


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- <script>", "a&b", "\u2028\u2029", '"', "حديقة"]
)
def test_json_cannot_end_its_script_element(text):
    written = compiled.safe_json({"x": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"x": text}
