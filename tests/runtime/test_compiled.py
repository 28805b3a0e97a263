"""A compiled chapter: the one JSON by which the learner's half knows a chapter."""

import json

import pytest

from sanadbook.render.renderer import Renderer
from sanadbook.runtime import compiled
from tests.markup import parse


@pytest.fixture(scope="module")
def chapter(small_course):
    return Renderer(small_course, small_course.chapter("01")).compile()


def test_what_is_read_from_its_file_is_what_was_written(chapter):
    assert compiled.parse(chapter.as_json()) == chapter


def test_a_file_of_another_version_is_refused_with_the_mend(chapter):
    text = chapter.as_json().replace(f'"schema": {compiled.SCHEMA}', '"schema": 99')
    with pytest.raises(ValueError, match="sanadbook write"):
        compiled.parse(text)


def test_every_chapter_of_the_course_is_found_by_its_name(course):
    for chapter in course.chapters:
        assert compiled.load(chapter.name).at() == [item.id for item in chapter.path]


def test_a_chapter_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(compiled.UnknownChapter, match=r"no chapter '77'; there are 01, 02, 03, 04, 05"):
        compiled.load("77")


def test_items_are_found_by_their_place_in_the_order_of_the_text(chapter):
    assert chapter.at("S1") == ["900:Q1"]
    assert chapter.at("check") == ["900:Q3", "900:Q4", "900:Q5", "900:Q6"]
    assert chapter.at() == [f"900:Q{number}" for number in range(1, 8)]


def test_a_place_without_items_is_refused_with_those_that_have_some(chapter):
    with pytest.raises(KeyError, match="no items at 'S9'; it has some at S1, S2, check, review"):
        chapter.at("S9")


def test_an_output_holds_the_items_of_its_place_and_what_grades_them(chapter):
    page = parse(chapter.output("check")["text/html"])
    assert [form["data-id"] for form in page.select("form")] == chapter.at("check")
    data = json.loads(page.select_one("script.sanad-data").string)
    assert data["chapter"] == "01"
    assert data["keys"] == chapter.keys(chapter.at("check"))
    assert data["strings"] == chapter.strings
    assert page.select_one("script")["type"] == "application/json"


def test_the_live_html_carries_no_data(chapter):
    assert not parse(chapter.html(chapter.at(), data=False)).select("script")


def test_a_host_without_html_gets_one_line(chapter):
    assert chapter.output("S1")["text/plain"] == "Quiz(01): 900:Q1"


def test_items_stand_inside_one_element_that_names_chapter_direction_and_language(chapter):
    (quiz,) = parse(chapter.html(chapter.at("S1"))).find_all(recursive=False)
    assert (quiz["data-chapter"], quiz["dir"], quiz["lang"]) == ("01", "rtl", "ar")
    assert quiz.select_one('[role="status"]').get_text() == ""


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- <script>", "a&b", "\u2028\u2029", '"', "حديقة"]
)
def test_no_text_ends_the_script_element_that_holds_it(text):
    written = compiled.safe_json({"x": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"x": text}
