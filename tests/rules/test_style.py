"""Terminology, neutral screens and typography of what we write."""

import pytest

CHAPTER = "data/chapters/01.yml"
SKILL = 'skill: "قراءة خبر قصير"'


def skill(text):
    return (SKILL, f"skill: '{text}'")


#: Forbidden wordings: rule, severity, (text of the valid file, its replacement), text on the reported line, message.
WORDINGS = {
    "a slur": ("slur", "error", skill("قراءة لفظمسيء"), "skill:", "slur"),
    "a slur with a prefix and marks": ("slur", "error", skill("قراءة واللفظمسيء"), "skill:", "slur"),
    "a slur in quotes": ("slur", "error", skill("قراءة «لفظمسيء»"), "skill:", "slur"),
    "a slur in feedback": ("slur", "error", ("ليس كل صباح.", "ليس لفظمسيء."), "ليس لفظمسيء", "slur"),
    "a topic word in the title": ("neutral", "error", ('title: "كيف', 'title: "موضوعخاص كيف'), "title:", "موضوعخاص"),
    "a topic word in a heading": (
        "neutral",
        "error",
        ('heading: "حديقة الحي"', 'heading: "بالموضوعخاص"'),
        "بالموضوعخاص",
        "موضوعخاص",
    ),
    "a topic word on the card": (
        "neutral",
        "error",
        ("نسأل عن الدليل.", "نسأل عن موضوعخاص."),
        "نسأل عن موضوعخاص",
        "موضوعخاص",
    ),
    "a wording with a better one": ("terminology", "warning", skill("قراءة لائحة الأدوار"), "skill:", "لائحة الأدوار"),
    "a space before a sign": ("typography", "warning", skill("قراءة خبر ؟"), "skill:", "space"),
    "Arabic-Indic digits": ("typography", "warning", skill("قراءة ٣ أخبار"), "skill:", "Arabic-Indic"),
    "a Latin comma": ("typography", "warning", skill("قراءة, ثم كتابة"), "skill:", "Latin punctuation"),
    "straight quotes": ("typography", "warning", skill('قراءة "خبر"'), "skill:", "quotation marks"),
    "a fathatan on its alef": ("typography", "warning", skill("أولاً"), "skill:", "fathatan"),
    "a direction mark": ("typography", "warning", (SKILL, 'skill: "قراءة\\u202e خبر"'), "skill:", "direction"),
    "two spaces": ("typography", "warning", skill("قراءة  خبر"), "skill:", "two spaces"),
}


@pytest.mark.parametrize(("rule", "severity", "change", "at", "word"), WORDINGS.values(), ids=WORDINGS.keys())
def test_a_forbidden_wording_is_reported_at_its_line(small, rule, severity, change, at, word):
    small.edit(CHAPTER, *change)
    (found,) = [problem for problem in small.problems() if problem.rule == rule]
    assert (found.file, found.line, found.severity) == (CHAPTER, small.line(CHAPTER, at), severity)
    assert word in found.message
    assert found.hint


@pytest.mark.parametrize("text", ["قراءة «لائحة الأدوار»", "قراءة لائحة الأدوارية", "قراءة سلائحة الأدوار"])
def test_quotations_and_parts_of_words_are_not_reported(small, text):
    small.edit(CHAPTER, *skill(text))
    assert small.problems() == []


def test_spans_of_the_source_are_not_checked(small):
    for seed in ("900", "901"):
        small.edit(f"data/seeds/{seed}_0123456789abcdef.txt", "يزرع الجيران", "يزرع لفظمسيء الجيران")
    small.edit(CHAPTER, '{at: L0.1, span: "في وسط الحي"}', '{at: L0.1, span: "يزرع لفظمسيء الجيران"}')
    assert small.problems() == []


def test_topic_words_are_allowed_in_notes(small):
    small.edit(CHAPTER, "لا شاهد لهذا في النص.", "لا شاهد لموضوعخاص في النص.")
    assert small.problems() == []


def test_an_item_can_suppress_a_style_warning(small):
    small.edit(CHAPTER, "متى يأتي دور البيت في السقي؟", "متى تأتي لائحة الأدوار؟")
    assert [problem.field for problem in small.problems()] == ["items[0].stem"]
    small.edit(CHAPTER, 'id: "900:Q1"\n', 'id: "900:Q1"\n    suppress: {terminology: "لفظ يعرفه الحي."}\n')
    assert small.problems() == []


def test_the_real_terminology_catches_the_words_of_machine_translation(course):
    slurs = course.terminology.slurs
    assert len(slurs) >= 5
    written = [entry.term + entry.definition for entry in course.glossary]
    written += [
        text
        for chapter in course.chapters
        for text in (chapter.content.title, chapter.content.lead, *chapter.content.card)
    ]
    assert [(slur, text) for slur in slurs for text in written if slur in text.split()] == []
