"""Reading of seeds, and the errors of files that are not seeds."""

import hashlib

import pytest

from sanadbook.inputs.problems import CourseError
from sanadbook.inputs.seed import Address, read_seed

GOOD = "سطر أول. جملة ثانية.\nسطر ثانٍ.\nما السؤال ؟\nهذا الجواب."


def seed_file(folder, content, name="003_b674ec98a2d63df3.txt"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_seed_is_its_passage_then_its_question_then_its_answer(tmp_path, end):
    seed = read_seed(seed_file(tmp_path, GOOD + end))
    assert seed.id == "003"
    assert seed.lines == ("سطر أول. جملة ثانية.", "سطر ثانٍ.")
    assert (seed.question, seed.answer) == ("ما السؤال ؟", "هذا الجواب.")
    assert seed.sha256 == hashlib.sha256((GOOD + end).encode()).hexdigest()


def test_spaces_inside_and_around_the_lines_of_a_seed_are_kept(tmp_path):
    seed = read_seed(seed_file(tmp_path, " سطر  أول\u00a0. \nما السؤال ؟ \nجواب. "))
    assert (seed.lines, seed.question, seed.answer) == ((" سطر  أول\u00a0. ",), "ما السؤال ؟ ", "جواب. ")


def test_sentences_are_addressed_by_line_from_0_and_sentence_from_1(tmp_path):
    seed = read_seed(seed_file(tmp_path, GOOD))
    assert {str(address): text for address, text in seed.sentences.items()} == {
        "L0.1": "سطر أول.",
        "L0.2": "جملة ثانية.",
        "L1.1": "سطر ثانٍ.",
    }


def test_the_bounds_of_every_sentence_of_the_real_seeds_are_right(course):
    for chapter in course.chapters:
        seed = chapter.seed
        for address, text in seed.sentences.items():
            start, end = seed.bounds(address, address)
            assert seed.passage[start:end] == text
            assert seed.at(start) == seed.at(end - 1) == address


@pytest.mark.parametrize("text", ["L2", "2.1", "L2.x", "L2.1 ", "L-1.1", ""])
def test_an_invalid_address_is_an_error(text):
    with pytest.raises(ValueError, match="not an address"):
        Address.parse(text)


BAD = {
    "no question": ("سطر.\nليس سؤالًا.\nجواب.", 2, "not a question"),
    "no answer": ("سطر.\nما السؤال ؟", 2, "answer is missing"),
    "no passage": ("ما السؤال ؟\nجواب.", 1, "not a question"),
    "an empty file": ("", 1, "blank"),
    "a blank line": ("سطر.\n\nما السؤال ؟\nجواب.", 2, "blank"),
    "a line of spaces": ("سطر.\n \t\nما السؤال ؟\nجواب.", 2, "blank"),
    "a BOM": ("\ufeff" + GOOD, 1, "BOM"),
    "CRLF": (GOOD.replace("\n", "\r\n"), 1, "carriage return"),
    "one CRLF": (GOOD.replace("ثانٍ.\n", "ثانٍ.\r\n"), 2, "carriage return"),
    "Windows-1256": (GOOD.replace("ثانٍ", "ثان").encode("cp1256"), 1, "not UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "not UTF-8"),
    "one broken byte": (GOOD.encode().replace("ثانٍ".encode(), b"\xff"), 2, "not UTF-8"),
}


@pytest.mark.parametrize(("content", "line", "word"), BAD.values(), ids=BAD.keys())
def test_a_file_that_is_not_a_seed_is_an_error_with_line_and_hint(tmp_path, content, line, word):
    with pytest.raises(CourseError) as refused:
        read_seed(seed_file(tmp_path, content), "data/seeds/x.txt")
    found = [problem for problem in refused.value.problems if word in problem.message]
    assert [(problem.file, problem.line) for problem in found[:1]] == [("data/seeds/x.txt", line)]
    assert found[0].hint


def test_all_errors_of_a_seed_are_reported_together(tmp_path):
    with pytest.raises(CourseError) as refused:
        read_seed(seed_file(tmp_path, "سطر.\n\nسطر.\n\nجواب.", name="notes.txt"))
    assert [(problem.line, problem.message) for problem in refused.value.problems] == [
        (0, "the file name is not that of a seed"),
        (2, "the line is blank"),
        (4, "the line is blank"),
        (4, "the second-to-last line is not a question"),
    ]


def test_a_bom_and_carriage_returns_are_reported_together(tmp_path):
    with pytest.raises(CourseError) as refused:
        read_seed(seed_file(tmp_path, "\ufeff" + GOOD.replace("\n", "\r\n")))
    assert len(refused.value.problems) == 2


def test_a_missing_seed_is_an_error(tmp_path):
    with pytest.raises(CourseError) as refused:
        read_seed(tmp_path / "003_b674ec98a2d63df3.txt", "data/seeds/003_b674ec98a2d63df3.txt")
    assert [(problem.file, problem.line) for problem in refused.value.problems] == [
        ("data/seeds/003_b674ec98a2d63df3.txt", 0)
    ]
    assert "can't be read" in refused.value.problems[0].message
