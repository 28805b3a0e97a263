"""Reading of YAML files: problems of syntax and types, before any rule is applied."""

import json

import pytest

from sanadbook import model
from sanadbook.inputs.loader import json_schema, read_model
from sanadbook.inputs.problems import CourseError

CHAPTER = "data/chapters/01.yml"
SKILL = 'skill: "قراءة خبر قصير"'

#: Errors: text of the valid file, its replacement, text on the reported line, field, part of the message.
BROKEN = {
    "a tab": ("  - id: S2", "\t- id: S2", "\t- id: S2", "", "a tab"),
    "an open quote": (SKILL, 'skill: "قراءة', 'heading: "حديقة الحي"', "", "not YAML"),
    "a missing colon": (SKILL, "skill قراءة", "sections:", "", "not YAML"),
    "an unknown tag": (SKILL, 'skill: !!python/name:os.system ""', "skill:", "", "not YAML"),
    "a date that is none": (SKILL, "skill: 2024-13-45", "skill:", "", "month"),
    "an invisible character": (SKILL, 'skill: "قراءة\x07"', "skill:", "", "U+0007"),
    "an unknown field": (SKILL, f'{SKILL}\nskil: "x"', "skil:", "skil", "extra"),
    "an unknown field deep inside": ("hint:", "hnit:", "hnit:", "items[0].hnit", "extra"),
    "a repeated key": (SKILL, f"{SKILL}\n{SKILL} # again", f"{SKILL} # again", "skill", "appears twice"),
    "a repeated key deep inside": (
        "    caveat:",
        '    task: "x"\n    caveat:',
        'task: "x"',
        "items[6].task",
        "appears twice",
    ),
    "a missing field": ('    stem: "اربطوا كل أمر بمكانه."\n', "", 'id: "900:Q5"', "items[4].stem", "required"),
    "no title": ('title: "كيف نعتني بما نملكه معًا؟"\n', "", 'seed: "900"', "title", "required"),
    "an empty text": (SKILL, 'skill: ""', "skill:", "skill", "at least 1"),
    "a text of spaces": (SKILL, 'skill: "  "', "skill:", "skill", "pattern"),
    "a number for a text": (SKILL, "skill: 12", "skill:", "skill", "string"),
    "yes for a text": (SKILL, "skill: yes", "skill:", "skill", "string"),
    "nothing for a text": (SKILL, "skill:", "skill:", "skill", "string"),
    "a text for a number": ("people: 4", 'people: "4"', "people:", "prompts[0].people", "integer"),
    "minutes without end": ("minutes: 5}", "minutes: .inf}", "minutes: .inf", "prompts[0].steps[0].minutes", "finite"),
    "no minutes at all": ("minutes: 5}", "minutes: 0}", "minutes: 0}", "prompts[0].steps[0].minutes", "greater than 0"),
    "an unquoted seed": ('seed: "900"', "seed: 900", "seed: 900", "seed", "string"),
    "an unquoted true": ('"true": "صحيح', 'true: "صحيح', 'true: "صحيح', "items[2].feedback.true", "required"),
    "an unknown item type": ("type: cloze", "type: clozed", 'id: "900:Q4"', "items[3]", "clozed"),
    "no item type": ("    type: cloze\n", "", 'id: "900:Q4"', "items[3]", "discriminator"),
    "an unknown grade": ("grade: A", "grade: D", "grade: D", "notes[0].grade", "'A', 'B' or 'C'"),
    "an id of another form": ('id: "900:Q3"', 'id: "Q3"', 'id: "Q3"', "items[2].id", "pattern"),
    "an address of another form": (
        'at: L1.1, span: "تقل',
        'at: line 1, span: "تقل',
        "at: line 1",
        "items[1].evidence[0].at",
        "pattern",
    ),
    "one option": (
        '      - {text: "كل صباح", feedback: "ليس كل صباح. راجعوا الجملة الثانية."}\n'
        '      - {text: "كل أسبوع", correct: true, feedback: "صحيح، لكل بيت يوم واحد."}\n',
        "",
        "options:",
        "items[0].options",
        "at least 2",
    ),
    "an option without feedback": (
        '{text: "كل صباح", feedback: "ليس كل صباح. راجعوا الجملة الثانية."}',
        '{text: "كل صباح"}',
        '{text: "كل صباح"}',
        "items[0].options[0].feedback",
        "required",
    ),
    "a blank without feedback for a miss": (
        ', if_wrong: "راجعوا الجملة الرابعة: ماذا يعلَّق؟"',
        "",
        '{answer: "الجدول"',
        "items[3].blanks[1].if_wrong",
        "required",
    ),
    "a pair without feedback": (
        'right: "وسط الحي", feedback: "هكذا تقول الجملة الأولى.", ',
        'right: "وسط الحي", ',
        'left: "الحديقة"',
        "items[4].pairs[0].feedback",
        "required",
    ),
    "one self-check in a rubric": (
        '      - id: K1\n        text: "ذكرتُم السقي."\n        evidence:\n          - {at: L0.2, span: "يسقيها"}\n',
        "",
        "rubric:",
        "items[6].rubric",
        "at least 2",
    ),
    "a self-check without evidence": (
        '        evidence:\n          - {at: L0.2, span: "يسقيها"}\n',
        "",
        "- id: K1",
        "items[6].rubric[0].evidence",
        "required",
    ),
    "an open item without a completed answer": (
        '    completed: "يسقي كل بيت الحديقة يومًا، ويحفظ الجدول المعلَّق اتفاقهم."\n',
        "",
        'id: "900:Q7"',
        "items[6].completed",
        "required",
    ),
}


@pytest.mark.parametrize(("old", "new", "at", "field", "word"), BROKEN.values(), ids=BROKEN.keys())
def test_an_error_has_its_file_line_field_and_hint(small, old, new, at, field, word):
    small.edit(CHAPTER, old, new)
    found = [problem for problem in small.problems("01") if problem.severity == "error"]
    assert {problem.file for problem in found} == {CHAPTER}
    named = [problem for problem in found if problem.field == field and word in problem.message]
    assert len(named) == 1, [str(problem) for problem in found]
    assert named[0].line == small.line(CHAPTER, at)
    assert named[0].hint


NOT_A_CHAPTER = {
    "an empty file": (b"", 1, "empty"),
    "only a comment": (b"# nothing yet\n", 1, "empty"),
    "a list": (b"- a\n- b\n", 1, "dictionary"),
    "a sentence": (b"just text\n", 1, "dictionary"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "not YAML"),
    "a BOM": (b"\xef\xbb\xbfseed: '900'\n", 1, "BOM"),
    "CRLF": (b"seed: '900'\r\ntitle: x\r\n", 1, "carriage return"),
    "another encoding": ("seed: '900'\ntitle: حديقة\n".encode("cp1256"), 2, "not UTF-8"),
    "an alias that holds itself": (b"seed: &a [*a]\n", 1, "without an end"),
    "lists without end": (b"seed: " + b"[" * 3000 + b"]" * 3000, 1, "without an end"),
    "a list as a field's name": (b"seed: x\n? [a]\n: b\n", 2, "unhashable"),
}


@pytest.mark.parametrize(("content", "line", "word"), NOT_A_CHAPTER.values(), ids=NOT_A_CHAPTER.keys())
def test_a_file_that_is_not_a_chapter_is_an_error_with_its_line(small, content, line, word):
    (small.root / CHAPTER).write_bytes(content)
    found = [problem for problem in small.problems("01") if problem.file == CHAPTER]
    assert [problem.line for problem in found if word in problem.message] == [line], [str(problem) for problem in found]


def test_all_errors_of_a_file_are_reported_together(small):
    small.edit(CHAPTER, SKILL, "skill: 12")
    small.edit(CHAPTER, "grade: A", "grade: D")
    small.edit(CHAPTER, "type: cloze", "type: clozed")
    small.edit(CHAPTER, "hint:", "hnit:")
    assert {problem.field for problem in small.problems()} == {"skill", "notes[0].grade", "items[3]", "items[0].hnit"}


def test_all_repeated_fields_are_reported_together(small):
    small.edit(CHAPTER, SKILL, f"{SKILL}\n{SKILL}\n{SKILL}")
    assert [problem.field for problem in small.problems()] == ["skill", "skill"]


def test_errors_of_several_files_are_reported_together(small):
    small.edit(CHAPTER, SKILL, "skill: 12")
    small.edit("data/chapters/02.yml", SKILL, "skill: 12")
    small.edit("data/seeds/900_0123456789abcdef.txt", "اتفاقهم ؟", "اتفاقهم.")
    assert {problem.file for problem in small.problems()} == {
        CHAPTER,
        "data/chapters/02.yml",
        "data/seeds/900_0123456789abcdef.txt",
    }


def test_a_problem_is_printed_with_file_line_rule_field_message_and_hint(small):
    small.edit(CHAPTER, SKILL, "skill: 12")
    assert [str(problem) for problem in small.problems()] == [
        f"{CHAPTER}:5: error [format] skill: input should be a valid string — put the value in quotes"
    ]


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(CourseError, match=r"data/chapters/09\.yml: error .* can't be read \(No such file"):
        read_model(model.Chapter, tmp_path / "09.yml", "data/chapters/09.yml")


def test_the_schema_accepts_the_small_course_and_rejects_an_invalid_one(small):
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    schema = json_schema(model.Chapter)
    validator = jsonschema.Draft202012Validator(schema)
    chapter = yaml.safe_load(small.text(CHAPTER))
    assert [error.message for error in validator.iter_errors(chapter)] == []
    chapter["items"][0]["type"] = "singel"
    chapter["skil"] = "x"
    assert {tuple(error.path) for error in validator.iter_errors(chapter)} == {(), ("items", 0)}


def test_the_schema_in_the_repository_is_that_of_the_model(repository):
    kept = json.loads((repository / "sanadbook/model/chapter.schema.json").read_text("utf-8"))
    assert kept == json_schema(model.Chapter)
