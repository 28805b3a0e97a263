"""Chapters on hosts without a kernel: nbviewer shows nbconvert's HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter

from sanadbook.model.course import Course

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["01", "04"])
def test_nbviewer_shows_the_whole_chapter_with_disabled_choices(course: Course, name: str) -> None:
    shown, _ = HTMLExporter(template_name="basic").from_filename(str(ROOT / "chapters" / f"{name}.ipynb"))
    page = BeautifulSoup(shown, "html.parser")
    questions = [form["data-id"] for form in page.select("form.sanad-item")]
    assert questions == [item.id for item in course.chapter(name).path]
    choices = page.select("form.sanad-item :is(input, select, textarea)")
    assert choices
    assert [choice for choice in choices if not choice.has_attr("disabled")] == []
    assert len(page.select(".sanad-sentence")) > 10, "the passage is missing"
