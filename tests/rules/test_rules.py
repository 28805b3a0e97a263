"""Rules of chapters and items: each error and each warning has an example, and warnings can be suppressed."""

import ast
from pathlib import Path

import pytest

import sanadbook
from sanadbook.inputs.problems import CourseError

RULES, ITEMS = (Path(sanadbook.__file__).parent / name for name in ("rules", "items"))
CHAPTER = "data/chapters/01.yml"
MULTIPLE = 'options:\n      - {text: "قلّت المياه"'
FAULT = '{at: L1.3, span: "وبقيت الحديقة ضد الجميع."}'

#: Errors: rule, (text of the valid file, its replacement), text on the reported line, part of the message.
ERRORS = {
    "an item without evidence": (
        "evidence",
        ('    evidence:\n      - {at: L0.1, span: "في وسط الحي"}', "    evidence: []"),
        '  - id: "900:Q5"',
        "no evidence",
    ),
    "two options with the same feedback": (
        "own-feedback",
        ('feedback: "نعم، اختلفوا على الدور."', 'feedback: "نعم، بهذا تبدأ الجملة."'),
        '{text: "اختلف الجيران"',
        "same feedback",
    ),
    "a rule that can't be suppressed": (
        "reference",
        ('    hint: "ابحثوا عن الزمن."', '    suppress: {evidnce: "لا ضرورة"}'),
        "suppress: {evidnce",
        "can't be suppressed",
    ),
    "a word bank that holds the key alone": (
        "key",
        ('    distractors: ["الحارس"]', "    distractors: []"),
        "distractors: []",
        "key alone",
    ),
    "a typed cloze with a word bank": (
        "key",
        ('    distractors: ["الحارس"]', '    typed: true\n    distractors: ["الحارس"]'),
        'distractors: ["الحارس"]',
        "no word bank",
    ),
    "other answers of a cloze that is not typed": (
        "key",
        ('{answer: "كل بيت", feedback', '{answer: "كل بيت", accept: ["بيت"], feedback'),
        'accept: ["بيت"]',
        "not typed",
    ),
    "a span that is not in the text": (
        "evidence",
        ('span: "يومًا في الأسبوع"', 'span: "يوما في الأسبوع"'),
        "يوما في الأسبوع",
        "not in the passage",
    ),
    "a span twice in the text": (
        "evidence",
        ('span: "في وسط الحي"', 'span: "الجيران"'),
        'span: "الجيران"',
        "appears 2 times",
    ),
    "a span of the answer as evidence": (
        "evidence",
        ('span: "يومًا في الأسبوع"', 'span: "وهذا يجلب السعادة"'),
        "وهذا يجلب السعادة",
        "not in the passage",
    ),
    "a span in another sentence": (
        "evidence",
        ('{at: L0.2, span: "يومًا في الأسبوع"}', '{at: L0.1, span: "يومًا في الأسبوع"}'),
        "يومًا في الأسبوع",
        "not in L0.1 but in L0.2",
    ),
    "a span at no sentence": (
        "evidence",
        ('{at: L0.2, span: "يومًا في الأسبوع"}', '{at: L7.1, span: "يومًا في الأسبوع"}'),
        "يومًا في الأسبوع",
        "no sentence L7.1",
    ),
    "a prompt's span that is not in the text": (
        "evidence",
        ('span: "كل بيت يومًا"', 'span: "كل دار"'),
        "كل دار",
        "not in the passage",
    ),
    "a self-check's span that is not in the text": (
        "evidence",
        ('span: "يسقيها"}', 'span: "نسقيها"}'),
        "نسقيها",
        "not in the passage",
    ),
    "a note's span that is not in the text": (
        "note",
        ('span: "على الدور"', 'span: "على دور"'),
        "على دور",
        "not in the passage",
    ),
    "a note's span in another sentence": ("note", ("at: L1.3\n", "at: L1.2\n"), "at: L1.2", "not in L1.2"),
    "a note's span that is not in the answer": (
        "note",
        ("at: answer", "at: question"),
        'span: "يجلب السعادة"',
        "0 times",
    ),
    "notes that overlap": (
        "note",
        (
            'span: "على الدور"',
            'span: "الدور"\n    grade: C\n    text: "س."\n  - id: N9\n    at: L1.1\n    span: "على الدور"',
        ),
        "- id: N2",
        "overlaps",
    ),
    "a grade-A fault as evidence": (
        "grade-a-evidence",
        ('- {at: L0.2, span: "يومًا في الأسبوع"}', f"- {FAULT}"),
        FAULT,
        "grade-A fault of N1",
    ),
    "a grade-A fault as evidence in a rubric": (
        "grade-a-evidence",
        ('- {at: L0.2, span: "يسقيها"}', f"- {FAULT}"),
        FAULT,
        "grade-A fault of N1",
    ),
    "an id twice in the chapter": ("id", ('id: "900:Q2"', 'id: "900:Q1"'), 'id: "900:Q1"', "2 times"),
    "an id of another seed": ("id", ('id: "900:Q2"', 'id: "904:Q2"'), "904:Q2", "not of seed 900"),
    "a note's id twice": ("id", ("id: N2", "id: N1"), "id: N1", "2 times"),
    "an unknown objective": (
        "reference",
        ('id: "900:D2"\n    objective: O1', 'id: "900:D2"\n    objective: O9'),
        "objective: O9",
        "no objective O9",
    ),
    "no key in a single": ("key", ('"كل أسبوع", correct: true', '"كل أسبوع"'), "options:", "0 options are right"),
    "two keys in a single": ("key", ('"كل صباح",', '"كل صباح", correct: true,'), "options:", "2 options are right"),
    "one key in a multiple": ("key", ('"قلّت المياه", correct: true', '"قلّت المياه"'), MULTIPLE, "1 of 3"),
    "no distractor in a multiple": ("key", ('"بيعت الحديقة",', '"بيعت الحديقة", correct: true,'), MULTIPLE, "3 of 3"),
    "two right reasons": (
        "key",
        ('"لأن النص يذكر صورتين",', '"لأن النص يذكر صورتين", correct: true,'),
        "reasons:",
        "2 options",
    ),
    "a blank without its gap": (
        "key",
        ("ويعلَّق {2} عند", "ويعلَّق عند"),
        'text: "يسقي',
        "{2} does not appear exactly once",
    ),
    "a gap twice": (
        "key",
        ("ويعلَّق {2} عند", "ويعلَّق {2} {2} عند"),
        'text: "يسقي',
        "{2} does not appear exactly once",
    ),
    "a gap without its blank": (
        "key",
        ("ويعلَّق {2} عند", "ويعلَّق {2} عند {3}"),
        'text: "يسقي',
        "more gaps than blanks",
    ),
    "a card of no category": (
        "key",
        ('"البيع", category: "ليس فيه"', '"البيع", category: "خارجه"'),
        'category: "خارجه"',
        "no category «خارجه»",
    ),
    "a category without cards": (
        "key",
        ('["في النص", "ليس فيه"]', '["في النص", "ليس فيه", "فارغة"]'),
        "categories:",
        "no card",
    ),
    "two equal options": ("equal-options", ('"كل صباح",', '"كل أسبوع",'), "options:", "«كل اسبوع» appears 2 times"),
    "two options that are equal after folding": (
        "equal-options",
        ('"كل صباح",', '"كلّ اسبوعٍ",'),
        "options:",
        "«كل اسبوع» appears 2 times",
    ),
    "two equal reasons": ("equal-options", ("لأن النص يذكر صورتين", "لان النص يذكر جدولا"), "reasons:", "2 times"),
    "a distractor equal to a blank's word": ("equal-options", ('["الحارس"]', '["الجَدول"]'), "blanks:", "«الجدول»"),
    "two equal left sides": ("equal-options", ('left: "الورقة"', 'left: "الحديقه"'), "pairs:", "2 times"),
    "two equal right sides": ("equal-options", ('right: "عند الباب"', 'right: "وسط الحيّ"'), "pairs:", "2 times"),
    "an extra choice equal to a right one": (
        "equal-options",
        ('text: "فوق السطح"', 'text: "عند الباب"'),
        "pairs:",
        "2 times",
    ),
    "two equal cards": ("equal-options", ('text: "الخلاف"', 'text: "السّقي"'), "cards:", "2 times"),
    "feedback that is a word": ("feedback", ("صحيح، لكل بيت يوم واحد.", "صحيح."), "كل أسبوع", "not a full sentence"),
    "feedback without its end": (
        "feedback",
        ("صحيح، لكل بيت يوم واحد.", "صحيح لكل بيت يوم"),
        "كل أسبوع",
        "not a full sentence",
    ),
    "a pair's feedback that is a word": (
        "feedback",
        ("راجعوا الجملة الأولى كلها.", "راجعوا."),
        "راجعوا.",
        "not a full sentence",
    ),
    "an extra choice's feedback that is a word": (
        "feedback",
        ("لا سطح في النص. راجعوا الجملة الأولى.", "لا."),
        "فوق السطح",
        "not a full sentence",
    ),
    "a verdict's feedback that is a word": (
        "feedback",
        ("صحيح، عُلّق عند الباب.", "صحيح."),
        '"true"',
        "not a full sentence",
    ),
    "all of the above": ("all-of-the-above", ('"كل موسمين",', '"جميع ما سبق",'), "جميع ما سبق", "جميع ما سبق"),
    "all of the above, with marks": (
        "all-of-the-above",
        ('"كل موسمين",', '"كلّ ما ذُكر",'),
        "كلّ ما ذُكر",
        "كل ما ذكر",
    ),
    "an objective without items": (
        "objective",
        ("objectives:\n", 'objectives:\n  - {id: O3, level: apply, text: "تطبّقوا."}\n'),
        "{id: O3",
        "O3 has 0",
    ),
    "no item from the source pair": ("source-item", ("source: true", 'stem: "سؤال آخر؟"'), "items:", "0 open items"),
    "a stem for the source question": (
        "source-item",
        ("source: true", 'source: true\n    stem: "سؤال آخر؟"'),
        "سؤال آخر",
        "seed's question",
    ),
    "a source answer without its caveat": (
        "source-item",
        ('caveat: "يجيب', 'hint: "يجيب'),
        '- id: "900:Q7"',
        "caveat",
    ),
    "an open item passed on the source answer alone": (
        "source-item",
        ("essential: true", "essential: false"),
        "rubric:",
        "leaves out",
    ),
    "a segment that is not in the source answer": (
        "segment",
        ('answer: "يجلب السعادة"', 'answer: "يجلب الفرح"'),
        "يجلب الفرح",
        "source answer",
    ),
    "a segment that is absent with evidence": (
        "segment",
        ("status: supported", "status: absent"),
        "status: absent",
        "absent with 1",
    ),
    "a segment that is supported without evidence": (
        "segment",
        ("status: absent", "status: supported"),
        'status: supported\n        note: "لا يذكر',
        "supported with 0",
    ),
    "an omission that is not in the source question": (
        "segment",
        ('question: "وما الذي', 'question: "وما ذا'),
        "وما ذا",
        "source question",
    ),
    "an unknown location": ("reference", ("location: S1", "location: S9"), "location: S9", "no location S9"),
    "an unknown note": ("reference", ("hint: ", "note_ids: [N7]\n    hint: "), "note_ids:", "no note N7"),
    "an unknown theme": (
        "reference",
        ("themes: [garden]", "themes: [garten]"),
        "themes: [garten]",
        "no theme garten",
    ),
    "a reference to no chapter": ("reference", ("{seed:901}", "{seed:777}"), "{seed:777}", "points to nothing"),
    "a reference to no note": ("reference", ("{note:N1}", "{note:N8}"), "{note:N8}", "points to nothing"),
    "sections with a gap": ("sections", ("from: L1.1", "from: L1.2"), "from: L1.2", "L1.1 comes next"),
    "sections that overlap": ("sections", ("from: L1.1", "from: L0.2"), "from: L0.2", "L1.1 comes next"),
    "a section that ends before it starts": ("sections", ("to: L1.3", "to: L0.1"), "to: L0.1", "before it starts"),
    "a section that ends at a missing sentence": ("sections", ("to: L1.3", "to: L1.4"), "to: L1.4", "no sentence L1.4"),
    "a passage that is not covered": ("sections", ("to: L1.3", "to: L1.2"), "sections:", "from L1.3 on"),
}


#: Warnings, in the same form; each is in an item.
LONG = "راجعوا " + "الجملة " * 60 + "الثانية."
WARNINGS = {
    "four options": (
        "options-count",
        (
            '      - {text: "كل موسمين"',
            '      - {text: "كل شهرين", feedback: "لا يذكر النص الأشهر."}\n      - {text: "كل موسمين"',
        ),
        "options:",
        "4 options",
    ),
    "an option much longer than another": (
        "length-ratio",
        ('"كل موسمين"', '"مرة واحدة كل موسمين"'),
        "options:",
        "times the shortest",
    ),
    "a key that is the longest": (
        "key-longest",
        ('"كل أسبوع", correct', '"كل أسبوعين", correct'),
        "options:",
        "longest",
    ),
    "a reason that is the longest": (
        "key-longest",
        ("لأن النص يذكر جدولًا", "لأن النص يذكر جدولًا معلَّقًا"),
        "reasons:",
        "longest",
    ),
    "none of the above": ("none-of-the-above", ('"كل صباح"', '"لا شيء مما سبق"'), "لا شيء مما سبق", "لا شيء مما سبق"),
    "an absolute": ("absolute-word", ('"كل صباح"', '"دائمًا"'), '"دائمًا"', "دائما"),
    "an absolute of two words": ("absolute-word", ('"كل صباح"', '"لا أحد على الإطلاق"'), "على الإطلاق", "على الإطلاق"),
    "a word that only stem and key share": (
        "shared-word",
        ("متى يأتي دور البيت في السقي؟", "في أي وقت من الأسبوع يأتي دور البيت؟"),
        "options:",
        "«اسبوع»",
    ),
    "a stem that is not a question": (
        "stem-question",
        ("البيت في السقي؟", "البيت في السقي:"),
        "البيت في السقي:",
        "not a question",
    ),
    "a stem that does not mention several options": (
        "stem-question",
        (" (اختاروا كل ما ينطبق)", ""),
        "ماذا حدث في الصيف؟",
        "several options may be right",
    ),
    "a negative stem": ("negative-stem", ("متى يأتي دور", "متى لا يأتي دور"), "متى لا", "«لا»"),
    "feedback of more than sixty words": (
        "feedback-length",
        ("ليس كل صباح. راجعوا الجملة الثانية.", LONG),
        LONG,
        "62 words",
    ),
}


def problems_of(folder, rule, severity, *names):
    found = folder.problems(*(names or ["01"]))
    return [problem for problem in found if (problem.rule, problem.severity) == (rule, severity)]


def test_the_small_course_follows_every_rule(small):
    assert small.problems() == []


def test_the_real_course_follows_every_rule(course):
    assert [str(problem) for problem in course.problems if problem.severity == "error"] == []


@pytest.mark.parametrize(("rule", "change", "at", "word"), ERRORS.values(), ids=ERRORS.keys())
def test_an_error_has_its_line_and_prevents_loading(small, rule, change, at, word):
    small.edit(CHAPTER, *change)
    with pytest.raises(CourseError) as refused:
        small.load("01")
    found = [problem for problem in refused.value.problems if problem.rule == rule]
    named = [problem for problem in found if word in problem.message]
    assert named, refused.value
    assert {problem.severity for problem in found} == {"error"}
    assert {problem.file for problem in found} == {CHAPTER}
    assert named[0].line == small.line(CHAPTER, at)
    assert named[0].field
    assert named[0].hint


@pytest.mark.parametrize(("rule", "change", "at", "word"), WARNINGS.values(), ids=WARNINGS.keys())
def test_a_warning_has_its_line_and_does_not_prevent_loading(small, rule, change, at, word):
    small.edit(CHAPTER, *change)
    named = [problem for problem in problems_of(small, rule, "warning") if word in problem.message]
    assert [(problem.file, problem.line) for problem in named] == [(CHAPTER, small.line(CHAPTER, at))]
    assert not [problem for problem in small.problems("01") if problem.severity == "error"]


@pytest.mark.parametrize(("rule", "change", "at", "word"), WARNINGS.values(), ids=WARNINGS.keys())
def test_a_warning_is_suppressed_only_for_its_item(small, rule, change, at, word):
    small.edit(CHAPTER, *change)
    small.edit("data/chapters/02.yml", change[0].replace("900", "901"), change[1].replace("900", "901"))
    (warning,) = problems_of(small, rule, "warning")
    item = int(warning.field.removeprefix("items[").partition("]")[0])
    name = f'id: "900:Q{item + 1}"\n'
    small.edit(CHAPTER, name, f'{name}    suppress: {{{rule}: "نعرف ذلك، وله سبب."}}\n')
    left = problems_of(small, rule, "warning", "01", "02")
    assert [problem.file for problem in left] == ["data/chapters/02.yml"]


def test_errors_cannot_be_suppressed(small):
    small.edit(CHAPTER, '"كل صباح",', '"كل صباح", correct: true,')
    small.edit(CHAPTER, 'id: "900:Q1"\n', 'id: "900:Q1"\n    suppress: {key: "نريد ذلك."}\n')
    assert len(problems_of(small, "key", "error")) == 1


def test_a_grade_a_fault_can_be_evidence_of_an_item_about_its_note(small):
    small.edit(CHAPTER, '- {at: L0.2, span: "يومًا في الأسبوع"}', f"- {FAULT}")
    small.edit(CHAPTER, "    hint:", "    note_ids: [N1]\n    hint:")
    assert small.problems() == []


# -- rules on the whole chapter ----------------------------------------------------------------------------------------


def item_text(folder, number):
    """Return the lines of an item of the small chapter."""
    text = folder.text(CHAPTER)
    start = text.index(f'  - id: "900:Q{number}"')
    end = text.find('  - id: "900:Q', start + 1)
    return text[start:end]


def test_a_chapter_with_two_item_types_has_a_warning(small):
    for number in (3, 4, 5, 6):
        small.edit(CHAPTER, item_text(small, number), "")
    (warning,) = problems_of(small, "types", "warning")
    assert (warning.line, warning.message) == (small.line(CHAPTER, "items:"), "the items are of only 2 types")


def test_keys_in_the_same_position_have_a_warning(small):
    block = item_text(small, 1)
    copies = "".join(block.replace("900:Q1", f"900:Q{number}") for number in (11, 12, 13))
    small.edit(CHAPTER, block, block + copies)
    (warning,) = problems_of(small, "key-position", "warning")
    assert (warning.line, warning.message) == (small.line(CHAPTER, "items:"), "4 of 5 keys are option 2")


def test_core_prompts_that_are_too_long_for_a_session_have_a_warning(small):
    small.edit(CHAPTER, "minutes: 5}", "minutes: 46}")
    (warning,) = problems_of(small, "core-minutes", "warning")
    assert (warning.line, warning.message) == (small.line(CHAPTER, "prompts:"), "the core prompts take 51 minutes")


TARGETS = """chapter_targets:
  objectives: [2, 3]
  items: 6
  spaced_review: 0
  types: 5
  new_cases: 0
  language: 0
  looking_back: 0
  confidence: [0, 9]
  minutes: [1, 99]
  prompts: 1
  core_prompts: 1
  kinds: 1
"""


@pytest.mark.parametrize(
    ("asked", "more", "message"),
    [
        ("objectives: [2, 3]", "objectives: [8, 9]", "objectives: "),
        ("items: 6", "items: 60", "graded items in the chapter: 6"),
        ("spaced_review: 0", "spaced_review: 1", "items for spaced review: 0"),
        ("types: 5", "types: 9", "item types: "),
        ("new_cases: 0", "new_cases: 50", "items on new cases: "),
        ("language: 0", "language: 50", "items about a note: "),
        ("confidence: [0, 9]", "confidence: [50, 60]", "items that ask for confidence: "),
        ("minutes: [1, 99]", "minutes: [98, 99]", "minutes for a learner who works alone: "),
        ("prompts: 1\n  core", "prompts: 50\n  core", "prompts: "),
        ("core_prompts: 1", "core_prompts: 50", "core prompts: "),
        ("kinds: 1", "kinds: 6", "kinds of prompts: "),
    ],
)
def test_a_chapter_that_misses_a_target_has_a_warning(small, asked, more, message):
    course = small.text("data/course.yml")
    assert asked in TARGETS
    small.write("data/course.yml", course + TARGETS)
    assert problems_of(small, "chapter-targets", "warning") == []
    small.write("data/course.yml", course + TARGETS.replace(asked, more))
    found = problems_of(small, "chapter-targets", "warning")
    assert found
    assert all(problem.message.startswith(message) for problem in found)


def test_the_first_chapter_need_not_refer_to_an_earlier_one(small):
    small.write(
        "data/course.yml", small.text("data/course.yml") + TARGETS.replace("looking_back: 0", "looking_back: 50")
    )
    found = problems_of(small, "chapter-targets", "warning", "01", "02")
    assert {problem.file for problem in found if "earlier chapter" in problem.message} == {"data/chapters/02.yml"}


def test_every_rule_has_its_failing_example():
    """The rule names given to ``context.error(…)`` and ``context.warning(…)`` are those of the examples above."""
    files = [RULES / "spans.py", RULES / "chapter.py", RULES / "items.py", *ITEMS.rglob("*.py")]
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    named = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("context.error", "context.warning")
    ]
    known = {
        severity: {
            node.args[0].value
            for node in named
            if ast.unparse(node.func) == f"context.{severity}" and isinstance(node.args[0], ast.Constant)
        }
        for severity in ("error", "warning")
    }
    assert known["error"] | {"evidence"} == {rule for rule, *_ in ERRORS.values()}
    assert known["warning"] == {rule for rule, *_ in WARNINGS.values()} | {
        "types",
        "key-position",
        "core-minutes",
        "takeaway-word",
    }
