"""A chapter's guide and quick sheet: complete, with session plans and the answer key."""

import re

import pytest

from sanadbook.outputs.guide import guide, quick_sheet
from sanadbook.render.renderer import Renderer
from tests.markup import BOOK, parse


@pytest.fixture(scope="module")
def renderer(small_course):
    return Renderer(small_course, small_course.chapter("01"))


@pytest.fixture(scope="module")
def page(renderer):
    return parse(BOOK.render(guide(renderer)))


def table(page, length):
    """The rows of the plan of *length* minutes: time, part (with what its minutes are made of) and minutes."""
    rows = page.select(f'[data-length="{length}"] tr')
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in rows]


def test_plans_are_tables_without_a_script(page):
    assert table(page, 45) == [
        ["الوقت", "الجزء", "الدقائق"],
        ["0:00", "الاتفاق", "4"],
        ["0:04", "زهرة أم شجرة؟", "3"],
        ["0:07", "القراءة", "8"],
        ["0:15", "ما الذي يحفظ الاتفاق؟ الانتقال 1، والتحضير 1، والعمل 9", "11"],
        ["0:26", "استراحة", "5"],
        ["0:31", "من يسقي حين يغيب بيت؟ الانتقال 1، والتحضير 0، والعمل 5", "6"],
        ["0:37", "أسئلة برفع الأيدي سؤالان", "4"],
        ["0:41", "بطاقة ختام", "4"],
        ["0:45", "النهاية", "45"],
    ]
    assert [plan.has_attr("hidden") for plan in page.select("[data-length]")] == [False, False]
    assert page.select_one("form").has_attr("hidden")


def test_a_plan_lists_the_prompts_without_time(page):
    assert [plan.get_text() for plan in page.select('[data-length="30"] li')] == ["من يسقي حين يغيب بيت؟ 4.5 دقيقة"]
    assert page.select('[data-length="45"] li') == []


def test_the_warning_about_too_few_people_is_hidden_at_first(page):
    warnings = page.select('[data-length="30"] [data-min-people], [data-length="30"] [data-max-people]')
    assert [(tag.get("data-min-people"), tag.get("data-max-people"), tag.has_attr("hidden")) for tag in warnings] == [
        ("4", None, True),
        (None, "20", True),
    ]
    assert warnings[0].get_text().startswith("ما الذي يحفظ الاتفاق؟ 4 أشخاص على الأقل. وأنتم أقل")


@pytest.mark.parametrize(
    ("minutes", "warning"), [(12, "لا يتسع الوقت لأيّ سؤال من أسئلة النقاش."), (40, "الزيادة على المدة: 22 دقيقة.")]
)
def test_a_plan_that_is_too_long_has_a_warning(small, minutes, warning):
    small.edit(
        "data/chapters/01.yml", '{text: "اختاروا واحدة.", minutes: 3}', f'{{text: "اختاروا.", minutes: {minutes}}}'
    )
    small.edit("data/course.yml", "[30, 45]", "[34, 45]")
    course = small.load()
    made = parse(BOOK.render(guide(Renderer(course, course.chapter("01")))))
    assert made.select_one('[data-length="34"] > .sanad-plan-warning').get_text().startswith(warning)


def test_the_guide_begins_with_overview_and_safety_check(page, small_course, renderer):
    text = page.get_text()
    course = small_course.file
    shown = [*course.safety_check, *course.no_go, *course.agreement, *course.materials]
    shown += [*course.facilitation.reading, *course.facilitation.hands, *(incident.do for incident in course.incidents)]
    shown += ["من 4 إلى 20", "30 أو 45 دقيقة", renderer.chapter.content.closing.text]
    assert [line for line in shown if line not in text] == []
    assert "قصاصات مطوية، في كل منها سطر مما يُكشف في أثناء العمل (للسؤال: ما الذي يحفظ الاتفاق؟)" in text
    assert {link["href"] for link in page.select("a")} == {"01-sheet.md", "index.md"}


def test_materials_include_those_of_the_prompts(small):
    small.edit(
        "data/chapters/01.yml", "    setup_minutes: 1\n", '    setup_minutes: 1\n    materials: ["خريطة الحي"]\n'
    )
    course = small.load()
    assert "- خريطة الحي (للسؤال: ما الذي يحفظ الاتفاق؟)" in guide(Renderer(course, course.chapter("01")))


def test_every_prompt_is_complete(page, renderer):
    text = page.get_text()
    for prompt in renderer.chapter.content.prompts:
        needed = [prompt.question, prompt.purpose, prompt.grouping, prompt.first_step, prompt.safety, prompt.alone.text]
        needed += [step.text for step in prompt.steps] + prompt.probes + prompt.pitfalls + prompt.reveal
        needed += [f"«{evidence.span}»" for evidence in prompt.evidence]
        assert [part for part in needed if part not in text] == []


def test_the_answer_key_has_every_item_in_order(page, renderer):
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


def test_the_answer_key_has_the_feedback_on_wrong_options(page, renderer):
    single, reasoned = renderer.chapter.content.items[0], renderer.chapter.content.items[2]
    told = [tag.get_text().strip() for tag in page.select("li")]
    for option in [*single.options, *reasoned.reasons]:
        assert f"{option.text}: {option.feedback}" in told


def test_items_of_the_spaced_review_have_a_separate_key(small, page):
    title = "مفتاح الأسئلة المؤجلة إلى المراجعة"
    assert title not in page.get_text()
    small.edit(
        "data/chapters/01.yml", "type: matching\n    location: check", "type: matching\n    location: spaced_review"
    )
    course = small.load()
    made = parse(BOOK.render(guide(Renderer(course, course.chapter("01")))))
    after = made.find("h2", string=title)
    assert "الحديقة — وسط الحي" in [tag.get_text() for tag in after.find_all_next("strong")]
    assert "الحديقة — وسط الحي" not in [tag.get_text() for tag in after.find_all_previous("strong")]


def test_the_guide_lists_the_questions_for_a_show_of_hands(page):
    assert "أنسب الأسئلة لرفع الأيدي، بأرقامها في المفتاح أدناه: 1، 2، 3." in page.get_text()


def test_a_false_statement_is_false_in_the_answer_key(small):
    small.edit("data/chapters/01.yml", "answer: true", "answer: false")
    course = small.load()
    page = parse(BOOK.render(guide(Renderer(course, course.chapter("01")))))
    assert "العبارة غير صحيحة" in [tag.get_text() for tag in page.select("li strong")]


def test_the_stem_of_the_source_item_is_the_source_question(page, renderer):
    assert renderer.chapter.seed.question in [tag.get_text() for tag in page.select("p")]


@pytest.mark.parametrize("minutes", ["4.5 دقيقة", "دقيقة واحدة", "10 دقائق"])
def test_minutes_have_the_right_arabic_plural(page, minutes):
    assert minutes in page.get_text()


def test_references_are_resolved(small):
    small.edit("data/chapters/01.yml", "قد يطول الحديث.", "قد يطول الحديث، كما في {seed:901}.")
    course = small.load()
    assert "كما في الفصل 2." in guide(Renderer(course, course.chapter("01")))


# -- quick sheet --


def test_the_quick_sheet_has_the_essentials_and_one_visible_plan(renderer, small_course):
    made = parse(BOOK.render(quick_sheet(renderer)))
    chapter, course = renderer.chapter.content, small_course.file
    text = made.get_text()
    core = chapter.prompts[0]
    needed = [*course.safety_check, *course.no_go, *course.agreement, core.question, core.first_step, core.safety]
    needed += [chapter.closing.text, *(incident.do for incident in course.incidents)]
    needed += [step.text for step in chapter.warm_up.steps]
    assert [part for part in needed if part not in text] == []
    assert chapter.prompts[1].first_step not in text  # an optional one
    shown = {plan["data-length"]: plan.has_attr("hidden") for plan in made.select("[data-length]")}
    assert shown == {"30": True, "45": False}
    assert len(made.select(".sanad-quick-side")) == 2


def test_the_quick_sheet_has_a_short_answer_key(renderer):
    lines = parse(BOOK.render(quick_sheet(renderer))).select(".sanad-quick-key li")
    assert [line["value"] for line in lines] == ["1", "2", "3", "4", "5", "6"]  # not the open one
    assert lines[0].get_text() == "متى يأتي دور البيت في السقي؟ كل أسبوع"
    assert lines[3].get_text() == "(1) كل بيت · (2) الجدول"
