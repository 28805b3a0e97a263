"""The HTML and the keys of items, before any script runs."""

import pytest

from sanadbook.render.renderer import Renderer, anchor
from tests.markup import parse, verbatim

GRADED = ["900:Q1", "900:Q2", "900:Q3", "900:Q4", "900:Q5", "900:Q6"]


@pytest.fixture(scope="module")
def renderer(small_course):
    return Renderer(small_course, small_course.chapter("01"))


@pytest.fixture(scope="module")
def compiled(renderer):
    return renderer.compile()


@pytest.fixture(scope="module")
def pages(compiled):
    """Each item's HTML, parsed, by its id."""
    return {item: parse(known["html"]) for item, known in compiled.items.items()}


def texts(page, selector):
    return [element.get_text() for element in page.select(selector)]


def right_texts(page, key):
    return [
        option for number, option in enumerate(texts(page, ".sanad-group .sanad-option label span")) if number in key
    ]


def test_without_a_script_every_input_is_off_and_every_feedback_hidden(pages):
    for page in pages.values():
        inputs = page.select("input, select, textarea")
        assert inputs
        assert all(field.has_attr("disabled") for field in inputs)
        assert all(feedback.has_attr("hidden") for feedback in page.select(".sanad-feedback, .sanad-sign"))


@pytest.mark.parametrize("item", GRADED)
def test_evidence_and_buttons_wait_for_the_script(pages, item):
    assert pages[item].select_one(".sanad-evidence").has_attr("hidden")
    assert pages[item].select_one(".sanad-actions").has_attr("hidden")


def test_every_input_has_a_name_that_can_be_read_aloud(pages):
    for page in pages.values():
        for field in page.select("input, select, textarea"):
            label = field.get("aria-label") or (
                field.find_parent("label") and field.find_parent("label").get_text(strip=True)
            )
            assert label


def test_a_question_says_its_number_and_how_many_there_are(pages):
    assert texts(pages["900:Q2"], ".sanad-count") == ["السؤال 2 من 7"]


def test_the_key_of_a_single_is_the_right_option(compiled, pages):
    key = compiled.items["900:Q1"]["key"]
    assert (key["type"], key["choices"]) == ("single", 3)
    assert right_texts(pages["900:Q1"], key["key"]) == ["كل أسبوع"]
    assert {field["type"] for field in pages["900:Q1"].select(".sanad-option input")} == {"radio"}


def test_the_key_of_a_multiple_is_every_right_option(compiled, pages):
    key = compiled.items["900:Q2"]["key"]
    assert right_texts(pages["900:Q2"], key["key"]) == ["قلّت المياه", "اختلف الجيران"]
    assert {field["type"] for field in pages["900:Q2"].select("input")} == {"checkbox"}


def test_the_key_of_a_judged_statement_is_its_verdict_then_its_reason(compiled, pages):
    key = compiled.items["900:Q3"]["key"]
    verdicts, reasons = pages["900:Q3"].select("fieldset.sanad-group")
    assert texts(verdicts, "label span")[key["key"][0]] == "العبارة صحيحة"
    assert texts(reasons, "label span")[key["key"][1]] == "لأن النص يذكر جدولًا"


def test_the_key_of_a_false_statement_is_the_second_verdict(small):
    small.edit("data/chapters/01.yml", "answer: true", "answer: false")
    course = small.load()
    assert Renderer(course, course.chapter("01")).compile().items["900:Q3"]["key"]["key"] == [1, 0]


def test_the_key_of_a_cloze_names_the_word_of_each_gap(compiled, pages):
    key, page = compiled.items["900:Q4"]["key"], pages["900:Q4"]
    gaps = page.select(".sanad-blank select")
    chosen = [gap.select("option")[choice + 1].get_text() for gap, choice in zip(gaps, key["key"], strict=True)]
    assert chosen == ["كل بيت", "الجدول"]
    assert key["choices"] == len(texts(page, ".sanad-bank span")) == 3


def test_a_cloze_reads_as_a_sentence_with_numbered_gaps_in_print(pages):
    page = parse(str(pages["900:Q4"].select_one(".sanad-cloze")))
    for select in page.select("select"):
        select.decompose()
    assert page.get_text() == "يسقي (1) ……… الحديقة، ويعلَّق (2) ……… عند الباب."


def test_the_key_of_a_matching_names_the_right_side_of_each_pair(compiled, pages):
    key, page = compiled.items["900:Q5"]["key"], pages["900:Q5"]
    sides = [
        pair.select("option")[choice + 1].get_text()
        for pair, choice in zip(page.select(".sanad-pair"), key["key"], strict=True)
    ]
    assert sides == ["وسط الحي", "عند الباب"]
    (extra,) = page.select_one(".sanad-pair").select("[data-choice]")
    assert page.select_one(".sanad-pair").select("option")[int(extra["data-choice"]) + 1].get_text() == "فوق السطح"


def test_the_key_of_a_classification_names_the_category_of_each_card_as_shown(compiled, pages):
    key, page = compiled.items["900:Q6"]["key"], pages["900:Q6"]
    cards = page.select(".sanad-cards .sanad-drop")
    placed = {
        card.legend.get_text(): card.select(".sanad-bins span")[choice].get_text()
        for card, choice in zip(cards, key["key"], strict=True)
    }
    assert placed == {"السقي": "في النص", "البيع": "ليس فيه", "الخلاف": "في النص"}


def test_the_key_of_an_open_item_is_its_self_checks_and_which_are_essential(compiled, pages):
    key = compiled.items["900:Q7"]["key"]
    assert key == {"type": "open", "key": [1, 1], "choices": 2, "essential": [False, True], "hash": key["hash"]}
    assert [bool(point.find("b")) for point in pages["900:Q7"].select(".sanad-point label")] == [False, True]


def test_steps_are_not_shown_in_the_right_order(small_course, compiled, pages):
    assert texts(pages["900:Q4"], ".sanad-bank span") != ["كل بيت", "الجدول", "الحارس"]
    assert texts(pages["900:Q5"], ".sanad-bank li") != ["وسط الحي", "عند الباب", "فوق السطح"]
    assert texts(pages["900:Q6"], ".sanad-drop > legend") != ["السقي", "البيع", "الخلاف"]
    assert Renderer(small_course, small_course.chapter("01")).compile() == compiled


def test_every_choice_has_its_own_feedback(small_course, pages):
    for item in small_course.chapter("01").content.items[:3]:
        for option in getattr(item, "options", None) or item.reasons:
            (label,) = [label for label in pages[item.id].select("label") if label.get_text(strip=True) == option.text]
            assert option.feedback in label.find_parent(class_="sanad-option").select_one(".sanad-feedback").get_text()
    for item, wrong in (("900:Q4", 2), ("900:Q5", 2), ("900:Q6", 3)):
        assert len(pages[item].select('[data-when="right"]')) == len(pages[item].select('[data-when="wrong"]')) == wrong


def test_feedback_quotes_the_whole_sentence_and_marks_the_evidence(pages):
    (quote,) = pages["900:Q1"].select("blockquote")
    assert quote.select_one("mark").get_text() == "يومًا في الأسبوع"
    assert "«يسقيها كل بيت يومًا في الأسبوع.»" in quote.get_text()
    link = quote.select_one("a")
    assert (link["href"], link["data-at"]) == ("#s-900-0-2", "s-900-0-2")


def test_evidence_over_two_sentences_quotes_and_points_to_both(pages):
    quote = pages["900:Q2"].select("blockquote")[1]
    assert quote.select_one("mark").get_text() == "الحي. يسقيها"
    assert quote.select_one("a")["data-at"] == "s-900-0-1 s-900-0-2"


def test_a_quotation_leaves_out_a_grade_a_fault_next_to_the_evidence(small):
    small.edit("data/chapters/01.yml", '{at: L1.1, span: "فيختلف الجيران"}', '{at: L1.3, span: "وبقيت"}')
    course = small.load()
    page = parse(str(Renderer(course, course.chapter("01")).render(course.chapter("01").content.items[5]).html))
    assert "«وبقيت …»" in page.blockquote.get_text()
    assert "ضد الجميع" not in page.get_text()


def test_the_source_item_shows_question_and_answer_with_their_note_marks(small_course, pages):
    seed, page = small_course.chapter("01").seed, pages["900:Q7"]
    assert verbatim(page.select_one(".sanad-stem")) == seed.question
    assert verbatim(page.select_one(".sanad-answer")) == seed.answer
    mark = page.select_one(".sanad-answer .sanad-note-ref")
    assert (mark.get_text(), mark["href"], mark["aria-label"]) == ("3", "#n-900-3", "الملاحظة 3")
    assert page.select_one("#n-900-3").get_text() == "3 لا شاهد لهذا في النص."


def test_the_evidence_map_says_of_each_segment_what_it_rests_on(pages):
    segments = pages["900:Q7"].select(".sanad-segments li")
    assert [segment.b.get_text() for segment in segments] == ["له شاهد", "لا شاهد له في النص"]
    assert texts(segments[0], ".sanad-quote") == ["«يسقيها كل بيت يومًا»"]
    assert texts(pages["900:Q7"], ".sanad-omissions q") == ["وما الذي يحفظ اتفاقهم"]


def test_confidence_is_asked_only_where_the_item_says_so(pages):
    assert {item for item, page in pages.items() if page.select_one(".sanad-confidence")} == {"900:Q1"}


def test_runs_of_latin_are_isolated_in_what_is_quoted(small):
    small.edit(
        "data/chapters/01.yml", '{at: L0.1, span: "في وسط الحي"}', '{at: L1.2, span: "اتفقوا في مجموعة WhatsApp"}'
    )
    course = small.load()
    page = parse(str(Renderer(course, course.chapter("01")).render(course.chapter("01").content.items[4]).html))
    assert texts(page, "bdi") == ["WhatsApp"]


def test_references_are_computed_from_the_order_of_the_course(renderer):
    assert renderer.plain_text("انظروا {seed:901} و{note:N3}.") == "انظروا الفصل 2 والملاحظة 3."


@pytest.mark.parametrize(("part", "name"), [("003:Q5", "q-003-5"), ("003:D12", "d-003-12")])
def test_an_item_has_the_address_of_its_id(part, name):
    assert anchor(part) == name


def test_no_two_elements_of_a_real_chapter_share_an_id(course):
    for chapter in course.chapters:
        compiled = Renderer(course, chapter).compile()
        ids = [tag["id"] for tag in parse(compiled.html(compiled.at())).select("[id]")]
        assert len(ids) == len(set(ids))
