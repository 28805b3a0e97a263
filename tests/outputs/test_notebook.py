"""A chapter's notebook: valid, deterministic, and with the outputs of its cells."""

import json
from itertools import pairwise

import nbformat
import pytest

from sanadbook.outputs.notebook import chapter_notebook
from sanadbook.render.renderer import Renderer
from tests.markup import notebook_html, parse

CHAPTERS = ["01", "02", "03", "04", "05"]


def text_of(course):
    """The notebook of the first chapter, as the text of its file."""
    renderer = Renderer(course, course.chapter("01"))
    return chapter_notebook(renderer, renderer.compile())


@pytest.fixture(scope="module")
def small_notebook(small_course):
    return json.loads(text_of(small_course))


@pytest.fixture(scope="module")
def page(small_course):
    return parse(notebook_html(text_of(small_course)))


@pytest.fixture(scope="module")
def real(written):
    """The real notebooks by name."""
    return {name: json.loads(written[f"chapters/{name}.ipynb"]) for name in CHAPTERS}


@pytest.fixture(scope="module")
def real_pages(written):
    """What the real notebooks show, by name."""
    return {name: parse(notebook_html(written[f"chapters/{name}.ipynb"])) for name in CHAPTERS}


def source(cell):
    return "".join(cell["source"])


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_real_chapter_is_a_valid_notebook(real, name):
    nbformat.validate(real[name])


def test_the_steps_are_read_check_think_review(small_notebook):
    shown = [cell["id"] for cell in small_notebook["cells"]]
    assert shown[:-1] == [  # the last is the key, for paper
        "start",
        "read",
        "s1",
        "quiz-s1",
        "s2",
        "quiz-s2",
        "terms",
        "check",
        "quiz-check",
        "think",
        "review",
        "quiz-review",
        "summary",
        "live-results",
        "card",
    ]


def test_labels_of_headings_are_stable_and_unique_in_the_real_chapters(real):
    for chapter in real.values():
        labels = [
            cell["metadata"]["sanadbook"]["label"] for cell in chapter["cells"] if "sanadbook" in cell["metadata"]
        ]
        assert len(labels) == len(set(labels))
        assert {"start", "read", "check", "think", "review", "summary", "card"} <= set(labels)


def test_headings_step_down_one_level_at_a_time(page):
    levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_cell_has_a_slide_type(small_notebook):
    kinds = {cell["metadata"]["slideshow"]["slide_type"] for cell in small_notebook["cells"]}
    assert {"slide", "subslide"} <= kinds <= {"slide", "subslide", "skip"}


def test_the_first_code_cell_creates_the_quiz_and_the_others_use_it(small_notebook):
    code = [cell for cell in small_notebook["cells"] if cell["cell_type"] == "code"]
    assert [source(cell) for cell in code] == [
        'from sanadbook import Quiz\n\nquiz = Quiz("01")\nquiz.at("S1")',
        'quiz.at("S2")',
        'quiz.at("check")',
        'quiz.at("review")',
        "quiz.live_results()",
    ]
    assert [cell["execution_count"] for cell in code] == [1, 2, 3, 4, 5]
    assert [cell["outputs"][0]["execution_count"] for cell in code] == [1, 2, 3, 4, 5]


def test_a_section_without_items_has_no_quiz_and_the_next_one_creates_it(small):
    small.edit("data/chapters/01.yml", "location: S1", "location: S2")
    code = [cell for cell in json.loads(text_of(small.load()))["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code] == ["quiz-s2", "quiz-check", "quiz-review", "live-results"]
    assert source(code[0]).startswith("from sanadbook import Quiz")


def test_running_the_cells_gives_the_stored_outputs(repository):
    for name in CHAPTERS:
        cells = json.loads((repository / "chapters" / f"{name}.ipynb").read_text("utf-8"))["cells"]
        names = {}
        for cell in cells:
            if cell["cell_type"] == "code":
                *before, last = source(cell).split("\n")
                exec("\n".join(before), names)
                shown = eval(last, names)._repr_mimebundle_()
                bundle = shown[0] if isinstance(shown, tuple) else shown
                kept = {kind: "".join(text) for kind, text in cell["outputs"][0]["data"].items()}
                assert {kind: bundle[kind] for kind in kept} == kept


def test_every_section_shows_its_sentences_its_notes_and_its_plain_version(page, small_course):
    sections = page.select(".sanad-source")
    chapter = small_course.chapter("01")
    for section, shown in zip(chapter.content.sections, sections, strict=True):
        assert [tag["id"] for tag in shown.select(".sanad-sentence")] == [
            f"s-900-{address.line}-{address.sentence}" for address in chapter.sentences_of(section)
        ]
    assert [tag["id"] for tag in sections[1].select(".sanad-note")] == ["n-900-2", "n-900-1"]
    assert sections[1].select_one(".sanad-plain p").get_text() == "اختلف الجيران صيفًا ثم كتبوا جدولًا، كما في الفصل 2."


def test_notes_on_style_are_collapsed_and_serious_ones_are_not(page):
    assert page.select_one("#n-900-1").find_parent("details")
    assert not page.select_one("#n-900-2").find_parent("details")


def test_every_note_mark_links_to_its_note(course, real_pages):
    for chapter in course.chapters:
        page = real_pages[chapter.name]
        marks = page.select(".sanad-note-ref")
        assert {mark["href"] for mark in marks} == {f"#{note['id']}" for note in page.select(".sanad-note")}
        assert len(marks) == len(chapter.content.notes)
        assert all(page.select_one(mark["href"]).b.get_text() == mark.get_text() for mark in marks)


def test_no_two_elements_of_a_chapter_share_an_id(real_pages):
    for page in real_pages.values():
        ids = [tag["id"] for tag in page.select("[id]")]
        assert sorted(ids) == sorted(set(ids))


def test_the_notebook_has_prompts_without_the_parts_for_facilitators(page, small_course):
    text = page.get_text()
    for prompt in small_course.chapter("01").content.prompts:
        assert prompt.question in text
        assert prompt.alone.text in text
        for hidden in (prompt.purpose, prompt.grouping, prompt.safety, *prompt.probes, *prompt.pitfalls):
            assert hidden not in text


def test_the_first_prompt_is_a_core_prompt(small):
    small.edit("data/chapters/01.yml", "priority: core", "priority: later")
    small.edit("data/chapters/01.yml", "priority: optional", "priority: core")
    small.edit("data/chapters/01.yml", "priority: later", "priority: optional")
    assert small.load().chapter("01").first_prompt.id == "900:D2"


def test_the_minutes_of_the_steps_add_up_to_those_of_the_chapter(course, real):
    for chapter in course.chapters:
        minutes = course.step_minutes(chapter)
        assert list(minutes) == [*(["begin"] if chapter.content.opening else []), "read", "check", "think", "review"]
        assert all(value >= 1 for value in minutes.values())
        assert real[chapter.name]["metadata"]["sanadbook"]["minutes"] == sum(minutes.values())


def test_the_card_has_every_line_in_order(page, small_course):
    assert [line.get_text() for line in page.select(".sanad-card li")] == small_course.chapter("01").content.card


def test_the_notebook_begins_with_the_exit_link(page):
    (leave,) = [link for link in page.select("a[href]") if not link["href"].startswith("#")]
    assert (leave["href"], leave["rel"]) == ("https://example.org/", ["noreferrer"])
