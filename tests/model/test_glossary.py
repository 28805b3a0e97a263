"""The glossary: quotations from the seeds, alphabetical order, and the terms of each chapter."""

import pytest

from sanadbook import model
from sanadbook.model.glossary import alphabetical, occurs_in

FILE = "data/glossary.yml"


@pytest.mark.parametrize(
    ("variants", "word"),
    [
        ('["حديقة كبيرة"]', "is in no source text"),
        ('["ديقة صغيرة"]', "is in no source text"),
        ('["حديقة صغير"]', "is in no source text"),
        ('["حديقة صغيرة", "حديقة صغيرة"]', "appears twice"),
    ],
    ids=["not there", "without its first letter", "without its last letter", "twice"],
)
def test_a_variant_that_is_in_no_seed_is_an_error(small, variants, word):
    small.edit(FILE, '["حديقة صغيرة"]', variants)
    (found,) = small.problems()
    assert (found.file, found.line, found.rule, found.severity) == (FILE, 4, "glossary", "error")
    assert word in found.message


def test_a_repeated_term_is_an_error(small):
    small.write(FILE, small.text(FILE) * 2)
    (found,) = small.problems()
    assert (found.line, found.rule) == (5, "glossary")


def test_a_variant_occurs_with_attached_prefixes(small_course):
    seed = small_course.chapter("01").seed
    assert occurs_in("السعادة", seed)  # in the answer
    assert occurs_in("بقيت الحديقة", seed)
    assert not occurs_in("حديق", seed)


def test_sorting_ignores_the_article_and_the_carrier_of_hamza():
    terms = ["الوصم", "أقران", "التمييز", "بناء", "الإفصاح", "مؤسسة", "منزل"]
    entries = [model.GlossaryEntry(term=term, en="x", definition="x") for term in terms]
    assert [entry.term for entry in alphabetical(entries)] == [
        "الإفصاح", "أقران", "بناء", "التمييز", "منزل", "مؤسسة", "الوصم",
    ]  # fmt: skip


def test_a_chapter_has_only_the_terms_in_its_seed(course):
    found = {
        chapter.name: {entry.term: variants for entry, variants in course.terms_of(chapter)}
        for chapter in course.chapters
    }
    assert found["05"]["المساعدة المتبادلة"] == ["المساعدة المتبادلة"]
    assert "المساعدة المتبادلة" not in found["01"]
    assert "LGBT" in found["03"]["مجتمع الميم"]
    assert "LGBT" not in found["04"]["مجتمع الميم"]  # which has `LGBTQ +`


def test_each_term_of_the_real_glossary_is_in_a_chapter(course):
    assert len(course.glossary) >= 40
    met = {entry.term for chapter in course.chapters for entry, _ in course.terms_of(chapter)}
    assert [entry.term for entry in course.glossary if entry.term not in met] == []
