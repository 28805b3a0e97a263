"""The parts of a lesson around the text: opening, main prompt, notes in sight, conclusion, good answers."""

from __future__ import annotations

import json

import pytest

from sanadbook.outputs.guide import guide
from sanadbook.outputs.notebook import chapter_notebook
from sanadbook.render.renderer import Renderer
from tests.markup import parse

CHAPTER = "data/chapters/01.yml"
OPENING = """opening:
  scene: "حالة متخيَّلة: ذبلت زهرة في الحديقة."
  example:
    case: "«ذبلت الزهرة لأن أحدًا لم يسقها.»"
    steps:
      - {name: "القول", text: "ذبلت الزهرة."}
      - {name: "ما معه", text: "سبب يحتاج إلى شاهد."}
    takeaway: "نسأل عن كل قول: ما معه؟"
"""
CONCLUSION = """conclusion:
  answer: "نعتني بما نملكه معًا حين نتفق."
  words:
    - {word: "الدور", sentence: "جاء دور البيت الأول في السقي."}
    - {word: "الجدول", sentence: "علّقنا جدولًا على الباب."}
    - {word: "الاتفاق", sentence: "كتبنا الاتفاق معًا."}
  question: "ما الذي نملكه مع غيرنا؟"
"""


@pytest.fixture
def lesson(small):
    """The small course, whose first chapter has every part of a lesson."""
    small.edit(CHAPTER, "\nsections:", f"\n{OPENING}\nsections:")
    small.edit(CHAPTER, "\nprompts:", '\nnotes_in_sight: [N2]\nmain_prompt: "900:D2"\nprompts:')
    small.edit(CHAPTER, "\nitems:", f"\n{CONCLUSION}\nitems:")
    text = small.text(CHAPTER)
    start = text.index("    evidence:", text.index('id: "900:D2"'))
    small.write(CHAPTER, text[:start] + '    good_answer: "نتفق ثم نكتب."\n' + text[start:])
    return small


def page_of(course):
    """Return the Markdown cells of the first chapter's notebook as one page, and its cells by id."""
    renderer = Renderer(course, course.chapter("01"))
    cells = json.loads(chapter_notebook(renderer, renderer.compile()))["cells"]
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}
    return parse("\n".join(sources.values())), list(sources)


def test_a_chapter_begins_with_its_scene_and_worked_example(lesson):
    page, cells = page_of(lesson.load())
    assert cells.index("start") < cells.index("begin") < cells.index("read")
    example = page.select_one(".sanad-example")
    assert "ذبلت زهرة في الحديقة" in example.get_text()
    assert [step.get_text(" ", strip=True) for step in example.select("li")] == [
        "القول ذبلت الزهرة.",
        "ما معه سبب يحتاج إلى شاهد.",
    ]


def test_it_ends_with_an_answer_words_in_sentences_and_a_question(lesson):
    page, cells = page_of(lesson.load())
    assert cells.index("review") < cells.index("conclusion") < cells.index("card")
    words = [(dt.get_text(), dt.find_next("dd").get_text()) for dt in page.select(".sanad-conclusion dt")]
    assert words[1] == ("الجدول", "علّقنا جدولًا على الباب.")
    assert "ما الذي نملكه مع غيرنا؟" in page.select_one(".sanad-conclusion").get_text()


def test_a_chapter_without_these_parts_has_none_of_them(small):
    page, cells = page_of(small.load())
    assert not {"begin", "conclusion"} & set(cells)
    assert page.select(".sanad-example, .sanad-conclusion") == []


def test_only_the_chosen_notes_are_in_sight(lesson):
    page, _ = page_of(lesson.load())
    folded = {note["id"] for note in page.select(".sanad-notes details .sanad-note")}
    shown = {note["id"] for note in page.select(".sanad-notes .sanad-note")} - folded
    numbers = {note.id: number for number, note in lesson.load().chapter("01").notes.values()}
    assert (shown, folded) == ({f"n-900-{numbers['N2']}"}, {f"n-900-{numbers['N1']}"})


def test_the_plain_version_is_closed_until_asked_for(lesson):
    page, _ = page_of(lesson.load())
    plain = page.select(".sanad-plain")
    assert plain
    assert [fold for fold in plain if fold.has_attr("open")] == []


def test_the_main_prompt_is_the_one_in_sight(lesson):
    page, _ = page_of(lesson.load())
    in_sight = [prompt["id"] for prompt in page.select(".sanad-prompt") if not prompt.find_parent("details")]
    assert in_sight == ["d-900-2"]


def test_the_guide_has_the_example_the_good_answer_and_the_conclusion(lesson):
    course = lesson.load()
    text_of_guide = guide(Renderer(course, course.chapter("01")))
    for text in ("ذبلت زهرة في الحديقة", "نتفق ثم نكتب.", "نعتني بما نملكه معًا حين نتفق."):
        assert text in text_of_guide


def test_the_example_counts_in_the_minutes(lesson, small_course):
    minutes = lesson.load().step_minutes(lesson.load().chapter("01"))
    assert minutes["begin"] == 1
    assert "begin" not in small_course.step_minutes(small_course.chapter("01"))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('main_prompt: "900:D2"', 'main_prompt: "900:D9"', "main_prompt"),
        ("notes_in_sight: [N2]", "notes_in_sight: [N2, N9]", "notes_in_sight[1]"),
    ],
)
def test_a_reference_to_nothing_is_an_error_at_its_field(lesson, old, new, field):
    lesson.edit(CHAPTER, old, new)
    problems = lesson.problems()
    assert [(problem.rule, problem.field) for problem in problems] == [("reference", field)]


def test_a_word_that_its_sentence_does_not_use_is_a_warning(lesson):
    lesson.edit(CHAPTER, "علّقنا جدولًا على الباب.", "علّقنا ورقة على الباب.")
    assert [problem.rule for problem in lesson.load().problems] == ["takeaway-word"]
