"""Templates of the directives about all chapters."""

import pytest

from sanadbook import model
from sanadbook.sphinx_ext.directives.base import template_environment
from sanadbook.sphinx_ext.directives.course import comparison_cells, contact
from tests.markup import parse
from tests.rules.comparison_files import with_comparison

HOSTILE = "</p></section><script>alert(1)</script>{{ 7*7 }}"


def href(chapter):
    return f"chapters/{chapter.name}.html"


@pytest.fixture
def compared(small):
    return with_comparison(small).load()


def shown(course, question):
    html = (
        template_environment(course)
        .get_template("question.html.j2")
        .render(question=question, cells=comparison_cells(course, question), href=href)
    )
    return parse(html)


def test_a_comparison_links_evidence_to_its_sentence(compared):
    says, silent = shown(compared, compared.comparison.questions[0]).select(".sanad-source-column")
    assert says.select_one(".sanad-source-column-name a")["href"] == "chapters/01.html"
    assert "«يسقيها كل بيت»" in says.blockquote.get_text()
    assert says.select_one("blockquote a")["href"] == "chapters/01.html#s-900-0-2"
    assert silent.details is None
    assert "يسكت" in silent.select_one(".sanad-source-column-name").get_text()


def test_a_reference_becomes_the_name_of_the_chapter(compared):
    together = shown(compared, compared.comparison.questions[0]).select_one(".sanad-together").get_text()
    assert together == "معًا: يقول الفصل 1 ما يسكت عنه الفصل 2."


def test_text_is_escaped(compared):
    question = compared.comparison.questions[0]
    cell = question.cells[0].model_copy(update={"text": HOSTILE})
    hostile = question.model_copy(update={"question": HOSTILE, "label": HOSTILE, "cells": [cell, question.cells[1]]})
    page = shown(compared, hostile)
    assert page.script is None
    assert HOSTILE in page.select_one(".sanad-source-column").get_text()
    entry = model.GlossaryEntry(term=HOSTILE, en=HOSTILE, definition=HOSTILE, variants=[HOSTILE])
    terms = [(entry, [(compared.chapters[0], entry.variants)])]
    page = parse(template_environment(compared).get_template("terms.html.j2").render(terms=terms, href=href))
    assert page.script is None
    assert page.get_text().count(HOSTILE) == 4


def test_contact_links_to_the_repository_if_there_is_one(small):
    assert contact(small.load()).astext() == "أعطوا ملاحظاتكم لمن وصلكم الكتاب منه."
    small.edit("data/course.yml", 'repository: ""', 'repository: "https://github.com/owner/name"')
    link = parse(contact(small.load()).astext()).a
    assert (link["href"], link.get_text()) == ("https://github.com/owner/name/issues", "github.com/owner/name/issues")
    assert "noreferrer" in link["rel"]
