"""A chapter's guide: whole, with times that add up and the key to every item."""

import re

import pytest

from sanadbook.quiz.render import Renderer
from sanadbook.write.guide import guide, plan
from tests.markup import BOOK, parse


@pytest.fixture(scope="module")
def renderer(small_course):
    return Renderer(small_course, small_course.unit("01"))


@pytest.fixture(scope="module")
def page(renderer):
    return parse(BOOK.render(guide(renderer)))


def test_each_part_of_the_plan_starts_where_the_one_before_ends(course):
    for unit in course.units:
        parts = plan(Renderer(course, unit))
        assert parts[0][0] == 0
        assert [start + minutes for start, _, minutes in parts[:-1]] == [start for start, _, _ in parts[1:]]


def test_the_plan_is_the_session_with_its_core_prompts_and_no_other(renderer):
    assert plan(renderer) == [
        (0, "الاتفاق", 4),
        (4, "زهرة أم شجرة؟", 3),
        (7, "القراءة", 6),
        (13, "ما الذي يحفظ الاتفاق؟", 10),
        (23, "أسئلة برفع الأيدي", 8),
        (31, "بطاقة ختام", 4),
    ]


def test_the_plan_is_a_table_and_its_sum_is_said(page):
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows[3] == ["13", "ما الذي يحفظ الاتفاق؟", "10"]
    assert "مجموع هذه الدقائق 35." in page.get_text()


def test_every_prompt_has_all_that_a_facilitator_needs(page, renderer):
    text = page.get_text()
    for prompt in renderer.unit.chapter.prompts:
        needed = [prompt.question, prompt.purpose, prompt.grouping, prompt.first_step, prompt.safety, prompt.alone.text]
        needed += [step.text for step in prompt.steps] + prompt.probes + prompt.pitfalls + prompt.reveal
        needed += [f"«{evidence.span}»" for evidence in prompt.evidence]
        assert [part for part in needed if part not in text] == []


def test_the_key_holds_every_item_in_the_order_of_the_learner(page, renderer):
    headings = [tag.get_text() for tag in page.select("h3") if re.match(r"السؤال \d", tag.get_text())]
    assert headings == [f"السؤال {number}" for number in range(1, 8)]
    strong = [tag.get_text() for tag in page.select("li strong")]
    for right in (
        "كل أسبوع",
        "قلّت المياه",
        "اختلف الجيران",
        "العبارة صحيحة",
        "(1) كل بيت",
        "(2) الجدول",
        "الحديقة — وسط الحي",
        "البيع — ليس فيه",
    ):
        assert right in strong
    assert "كل صباح" not in strong


def test_a_false_statement_is_called_false_in_the_key(small):
    small.edit("data/chapters/01.yml", "answer: true", "answer: false")
    course = small.load()
    page = parse(BOOK.render(guide(Renderer(course, course.unit("01")))))
    assert "العبارة غير صحيحة" in [tag.get_text() for tag in page.select("li strong")]


def test_the_stem_of_the_source_item_is_the_seeds_question(page, renderer):
    assert renderer.unit.seed.question in [tag.get_text() for tag in page.select("p")]


@pytest.mark.parametrize("minutes", ["4.5 دقيقة", "دقيقة واحدة", "10 دقائق"])
def test_minutes_are_counted_in_good_arabic(page, minutes):
    assert minutes in page.get_text()


def test_references_are_resolved(small):
    small.edit("data/chapters/01.yml", "قد يطول الحديث.", "قد يطول الحديث، كما في {seed:901}.")
    course = small.load()
    assert "كما في الفصل 2." in guide(Renderer(course, course.unit("01")))
