"""The collapsed list of a chapter's terms after its last section."""

import json

import pytest

from sanadbook.outputs.notebook import chapter_notebook
from sanadbook.render.renderer import Renderer
from tests.markup import notebook_html, parse


def made(course):
    renderer = Renderer(course, course.chapters[0])
    return chapter_notebook(renderer, renderer.compile())


@pytest.fixture(scope="module")
def real(written):
    return [parse(notebook_html(written[f"chapters/0{n}.ipynb"])) for n in range(1, 6)]


def test_terms_are_collapsed_between_the_last_section_and_the_check(small_course):
    ids = [cell["id"] for cell in json.loads(made(small_course))["cells"]]
    assert ids[ids.index("terms") + 1] == "check"
    assert ids[ids.index("terms") - 1] in ("s2", "quiz-s2")
    terms = parse(notebook_html(made(small_course))).select_one("details.sanad-terms")
    assert not terms.has_attr("open")
    assert terms.dt.get_text() == "حديقة الحي"
    assert terms.dd.get_text() == "أرض صغيرة يزرعها الجيران معًا. في النص: «حديقة صغيرة»"


def test_a_chapter_without_terms_has_no_list(small):
    small.edit("data/glossary.yml", '\n  variants: ["حديقة صغيرة"]', "")
    assert "terms" not in [cell["id"] for cell in json.loads(made(small.load()))["cells"]]


def test_terms_of_the_course_quote_their_chapter_and_have_no_english_names(course, real):
    for chapter, page in zip(course.chapters, real, strict=True):
        terms = course.terms_of(chapter)
        assert [dt.get_text() for dt in page.select(".sanad-terms dt")] == [entry.term for entry, _ in terms]
        text = "\n".join((chapter.seed.passage, chapter.seed.question, chapter.seed.answer))
        assert all(variant in text for _, variants in terms for variant in variants)
        assert all(entry.en not in page.select_one(".sanad-terms").get_text() for entry, _ in terms)
