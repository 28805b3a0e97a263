"""Direction and language of pages and templates come from the course."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanadbook.render.renderer import Renderer
from sanadbook.sphinx_ext.directives.base import template_environment
from tests.conftest import Folder
from tests.markup import parse
from tests.sphinx_ext.books import build, read


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ar_EG", "rtl"), ("en", "ltr")])
def test_pages_have_the_direction_of_the_book(tmp_path: Path, language: str, direction: str) -> None:
    page = read(build(tmp_path, {"index": "# Title\n"}, language=language), "index")
    assert (page.html["dir"], page.html["lang"]) == (direction, language.replace("_", "-"))


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_templates_have_the_direction_of_the_course(small: Folder, language: str, direction: str) -> None:
    small.edit("data/course.yml", "language: ar", f"language: {language}")
    course = small.load()
    compiled = Renderer(course, course.chapters[0]).compile()
    terms = template_environment(course).get_template("terms.html.j2").render(terms=[], href=str)
    for html in (compiled.html(compiled.at()), compiled.summary, terms):
        element = parse(html).find(dir=True)
        assert (element["dir"], element["lang"]) == (direction, language)
