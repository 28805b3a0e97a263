"""The course as a whole: its files together, and what is computed from them."""

import subprocess
import sys

import pytest

from sanadbook.course_loader import load_course
from sanadbook.inputs.problems import CourseError

COURSE, CHAPTER, OTHER = "data/course.yml", "data/chapters/01.yml", "data/chapters/02.yml"
SEED = "data/seeds/900_0123456789abcdef.txt"


def test_chapters_come_in_the_order_of_their_numbers(small):
    small.edit(COURSE, '  - {number: 1, seed: "900"}\n', "")
    small.edit(COURSE, '{number: 2, seed: "901"}', '{number: 2, seed: "901"}\n  - {number: 1, seed: "900"}')
    assert [(chapter.name, chapter.seed.id) for chapter in small.load().chapters] == [("01", "900"), ("02", "901")]


def test_a_chapter_is_found_by_its_name(small_course):
    assert small_course.chapter("02").seed.id == "901"
    with pytest.raises(KeyError):
        small_course.chapter("03")


def test_one_chapter_can_be_read_alone(small):
    small.write(OTHER, "broken: [")
    assert [chapter.name for chapter in load_course(small.root, ["01"]).chapters] == ["01"]


def test_a_chapter_that_the_course_does_not_have_is_an_error(small):
    with pytest.raises(CourseError, match=r"data/course\.yml:\d+: error .* there is no chapter 07"):
        load_course(small.root, ["07"])


def test_notes_are_numbered_in_the_order_of_the_text_then_question_then_answer(small_course):
    notes = small_course.chapter("01").notes
    assert {name: number for name, (number, _) in notes.items()} == {"N2": 1, "N1": 2, "N3": 3}


def test_items_are_in_the_order_sections_check_review(small_course):
    places = [item.location for item in small_course.chapter("01").path]
    assert places == ["S1", "S2", "check", "check", "check", "check", "review"]


def test_every_item_of_the_real_course_has_one_place(course):
    for chapter in course.chapters:
        met = [item.id for item in (*chapter.path, *chapter.spaced_review)]
        assert sorted(met) == sorted(item.id for item in chapter.content.items)


def test_an_item_can_override_the_minutes_of_its_type(small):
    small.edit(COURSE, "cloze: 1", "cloze: 2.5")
    small.edit(CHAPTER, 'id: "900:Q1"\n', 'id: "900:Q1"\n    minutes: 7\n')
    course = small.load()
    assert [course.minutes([item]) for item in course.chapter("01").content.items] == [7, 1, 1, 2.5, 1, 1, 1]


def test_reading_minutes_are_the_words_of_passage_plain_versions_and_notes_in_sight_over_the_pace(small_course):
    chapter = small_course.chapter("01")
    passage, plain = 34, 14  # counted by hand; a reference to a chapter shows two words
    note = 4  # N1, the only one on the passage above grade C
    assert small_course.reading_minutes(chapter) * 100 == pytest.approx(passage + plain + note)


def test_a_theme_counts_the_sentences_of_its_sections_in_each_chapter(small_course):
    assert small_course.theme_counts() == {"garden": {"01": 5, "02": 5}, "water": {"01": 3, "02": 3}}


#: Errors between files: (file, text of the valid file, its replacement), reported file and text, part of the message.
TOGETHER = {
    "an id in two chapters": ((OTHER, 'id: "901:Q3"', 'id: "900:Q3"'), (CHAPTER, 'id: "900:Q3"'), "another chapter"),
    "a prompt's id in two chapters": (
        (OTHER, 'id: "901:D1"', 'id: "900:D1"'),
        (CHAPTER, 'id: "900:D1"'),
        "another chapter",
    ),
    "another seed than the course says": ((CHAPTER, 'seed: "900"', 'seed: "901"'), (CHAPTER, "seed:"), "seed 900"),
    "a seed that is not there": ((COURSE, 'seed: "901"', 'seed: "977"'), (COURSE, '"977"'), "0 files of seed 977"),
    "a chapter's file that is not there": (
        (COURSE, "number: 2", "number: 3"),
        ("data/chapters/03.yml", None),
        "can't be read",
    ),
    "a number twice": ((COURSE, "number: 2", "number: 1"), (COURSE, "number: 1"), "1 appears 2 times"),
    "a seed twice": ((COURSE, 'seed: "901"', 'seed: "900"'), (COURSE, 'seed: "900"'), "900 appears 2 times"),
    "a theme twice": ((COURSE, "id: water", "id: garden"), (COURSE, "id: garden"), "garden appears 2 times"),
    "a pace for an unknown type": (
        (COURSE, "matching: 1, ", "macthing: 1, "),
        (COURSE, "macthing: 1"),
        "no item type macthing",
    ),
    "a pace below zero": ((COURSE, "cloze: 1", "cloze: -1"), (COURSE, "cloze:"), "greater than 0"),
    "an exit that runs a script": (
        (COURSE, "https://example.org/", "javascript:alert(1)"),
        (COURSE, "exit_url"),
        "pattern",
    ),
    "a repository without https": (
        (COURSE, 'repository: ""', 'repository: "http://x.org"'),
        (COURSE, "repository"),
        "pattern",
    ),
    "a language nobody wrote words for": ((COURSE, "language: ar", "language: xx"), (COURSE, "language"), "'xx'"),
    "an unknown field of the course": ((COURSE, "brand:", "band:"), (COURSE, "band:"), "extra"),
    "an unknown status of a term": (
        ("data/terminology.yml", "settled", "sure"),
        ("data/terminology.yml", "sure"),
        "settled",
    ),
    "a term without its definition": (
        ("data/glossary.yml", '  definition: "أرض صغيرة يزرعها الجيران معًا."\n', ""),
        ("data/glossary.yml", "- term"),
        "required",
    ),
    "a seed without its question": ((SEED, "اتفاقهم ؟", "اتفاقهم."), (SEED, "كيف يعتني"), "not a question"),
}


@pytest.mark.parametrize(("change", "named", "word"), TOGETHER.values(), ids=TOGETHER.keys())
def test_an_error_between_files_has_its_file_and_line(small, change, named, word):
    small.edit(*change)
    with pytest.raises(CourseError) as refused:
        small.load()
    file, at = named
    expected = (file, small.line(file, at) if at else 0)
    found = [problem for problem in refused.value.problems if word in problem.message]
    assert expected in [(problem.file, problem.line) for problem in found], refused.value
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize("file", [COURSE, "data/terminology.yml", "data/glossary.yml", CHAPTER])
def test_a_missing_file_of_the_course_is_an_error(small, file):
    (small.root / file).unlink()
    with pytest.raises(CourseError, match="can't be read") as refused:
        small.load()
    assert [problem.file for problem in refused.value.problems] == [file]


def test_two_files_of_one_seed_are_an_error(small):
    small.write("data/seeds/900_ffffffffffffffff.txt", small.text(SEED))
    with pytest.raises(CourseError, match="2 files of seed 900"):
        small.load()


def test_the_course_is_read_without_a_notebook_or_a_book(small):
    code = f"""
import sys
from pathlib import Path
from sanadbook.course_loader import load_course
load_course(Path({str(small.root)!r}))
print(sorted({{"sphinx", "nbformat", "ipywidgets", "anywidget", "jinja2", "pandas", "matplotlib"}} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
