"""Rules for the comparison of the source texts and for its quiz."""

import pytest

from tests.rules.comparison_files import COMPARISON, QUIZ, with_comparison

SILENT = '{seed: "901", not_addressed: true, text: "لا يذكر من يسقي."}'
FILE, OF_QUIZ = "data/comparison.yml", "data/compare-quiz.yml"


def test_a_course_may_have_no_comparison(small):
    course = small.load()
    assert (course.comparison, course.compare_quiz) == (None, None)


def test_a_valid_comparison_is_loaded_without_problems(small):
    course = with_comparison(small).load()
    assert course.problems == []
    assert [cell.seed for cell in course.comparison.questions[0].cells] == ["900", "901"]
    assert [item.id for item in course.compare_quiz.items] == ["compare:Q1"]


#: Errors: file, text of the valid file, its replacement, rule, text on the reported line, part of the message.
BROKEN = {
    "a seed without a cell": (FILE, f"      - {SILENT}\n", "", "comparison", "cells:", "0"),
    "a seed with two cells": (
        FILE, 'seed: "901", not_addressed', 'seed: "900", not_addressed',
        "comparison", "cells:", "2 cells",
    ),
    "a seed that is none": (
        FILE, 'seed: "901", not_addressed', 'seed: "999", not_addressed',
        "reference", '"999"', "999",
    ),
    "a cell without evidence": (FILE, "not_addressed: true, ", "", "comparison", '"901", text', "false with 0"),
    "a silent cell with evidence": (
        FILE,
        '        evidence: [{at: L0.2',
        '        not_addressed: true\n        evidence: [{at: L0.2',
        "comparison",
        '- seed: "900"',
        "true with 1",
    ),
    "a span that is not there": (FILE, "يسقيها كل بيت", "يسقيه كل بيت", "evidence", "يسقيه كل", "not in the passage"),
    "a span that appears twice": (FILE, "يسقيها كل بيت", "الجيران", "evidence", "span: ", "appears 2 times"),
    "a wrong address": (FILE, "at: L0.2", "at: L0.1", "evidence", "at: L0.1", "L0.2"),
    "a faulty span": (FILE, 'L0.2, span: "يسقيها كل بيت"', 'L1.3, span: "ضد الجميع"', "grade-a-evidence", "ضد", "N1"),
    "a reference to nothing": (FILE, "{seed:901}", "{seed:999}", "reference", "{seed:999}", "points to nothing"),
    "a reference to a note": (FILE, "{seed:901}", "{note:N1}", "reference", "{note:N1}", "points to nothing"),
    "a slur": (FILE, "يسقي كل بيت يومًا.", "يسقي لفظمسيء.", "slur", "لفظمسيء", "slur"),
    "a topic word in a heading": (FILE, '"من يسقي؟"', '"من يسقي موضوعخاص؟"', "neutral", "موضوعخاص", "موضوعخاص"),
    "a wording with a better one": (FILE, "اختاروا جملة.", "اختاروا لائحة الأدوار.", "terminology", "لائحة", "لائحة"),
    "a quiz passage that is not a quotation": (
        OF_QUIZ, "يسقيها كل", "يسقيه كل",
        "comparison", "passage", "no source text",
    ),
    "an item of the quiz with two keys": (OF_QUIZ, '"كل يوم", ', '"كل يوم", correct: true, ', "key", "items", ""),
    "a reference of the quiz to nothing": (
        OF_QUIZ, "{seed:900}", "{seed:999}",
        "reference", "{seed:999}", "points to nothing",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "rule", "at", "word"), BROKEN.values(), ids=BROKEN.keys())
def test_an_error_has_its_file_and_line(small, file, old, new, rule, at, word):
    with_comparison(small).edit(file, old, new)
    found = [problem for problem in small.problems() if problem.rule == rule]
    assert [problem.file for problem in found] == [file] * len(found)
    assert any(word in problem.message for problem in found), small.problems()
    assert found[0].hint
    if rule != "key":
        assert small.line(file, at) in {problem.line for problem in found}


def test_a_repeated_question_is_an_error(small):
    questions = COMPARISON.partition("prompts:")[0].removeprefix("questions:\n")
    with_comparison(small, COMPARISON.replace("prompts:", questions + "prompts:"))
    assert "water appears twice" in {problem.message for problem in small.problems()}


def test_a_chapter_alone_is_checked_without_the_comparison(small):
    with_comparison(small, COMPARISON.replace("يسقيها", "يسقيه"), QUIZ)
    assert small.problems("01") == []
    assert small.problems()


def test_the_real_comparison_asks_each_text_six_questions_and_ends_with_three_prompts(course):
    assert len(course.comparison.questions) == 6
    assert all(len(question.cells) == 5 for question in course.comparison.questions)
    assert {"money", "safety", "leading", "pressure"} <= {question.id for question in course.comparison.questions}
    assert len(course.comparison.prompts) == 3
