"""Directives for pages about all chapters: comparison, glossary, terminology, counts of notes, contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import Markup

from sanadbook import model
from sanadbook.i18n import get_translator
from sanadbook.language.bidi import isolate_ltr
from sanadbook.model.course import Course, CourseChapter
from sanadbook.model.glossary import alphabetical, terms_in
from sanadbook.render.quiz_files import compile_quiz
from sanadbook.sphinx_ext.directives.base import CourseDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Grades of notes, in the order of the columns.
GRADES = ("A", "B", "C")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("comparison", ComparisonTable)
    app.add_directive("comparison-prompts", ComparisonPrompts)
    app.add_directive("comparison-quiz", ComparisonQuiz)
    app.add_directive("course-glossary", CourseGlossary)
    app.add_directive("course-terminology", CourseTerminology)
    app.add_directive("note-counts", NoteCounts)
    app.add_directive("course-contact", CourseContact)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class ComparisonDirective(CourseDirective):
    """A directive that shows part of the comparison of the texts."""

    def comparison(self, course: Course) -> model.Comparison:
        """Return the comparison of the course. Raises a directive error if it has none."""
        if course.comparison is None:
            raise self.error(f"{self.name} needs data/comparison.yml")
        return course.comparison


def comparison_cells(course: Course, question: model.ComparedQuestion) -> list[tuple[CourseChapter, model.Cell]]:
    """Return each chapter with its cell for *question*."""
    cells = {cell.seed: cell for cell in question.cells}
    return [(chapter, cells[chapter.seed.id]) for chapter in course.chapters]


class ComparisonTable(ComparisonDirective):
    """An overview table of which text addresses which question, and a section for each question."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the table and the sections."""
        questions = self.comparison(course).questions
        rows = [{"id": each.id, "label": each.label, "cells": comparison_cells(course, each)} for each in questions]
        found: list[nodes.Node] = [self.template(course, "overview.html.j2", chapters=course.chapters, questions=rows)]
        for question in questions:
            section = nodes.section("", nodes.title("", question.label), ids=[question.id])
            cells = comparison_cells(course, question)
            section += self.template(course, "question.html.j2", question=question, cells=cells)
            found.append(section)
        return found


class ComparisonPrompts(ComparisonDirective):
    """The discussion prompts about all texts."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the prompts."""
        return [self.template(course, "prompts.html.j2", prompts=self.comparison(course).prompts)]


class ComparisonQuiz(CourseDirective):
    """The quiz about all texts."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the quiz. Raises a directive error if the course has none."""
        if course.compare_quiz is None:
            raise self.error("comparison-quiz needs data/compare-quiz.yml")
        compiled = compile_quiz(course.compare_quiz, course.file.chapters)
        return [nodes.raw("", compiled.html(compiled.at()) + compiled.summary, format="html")]


class CourseGlossary(CourseDirective):
    """The terms of the glossary, each with the chapters that use it and their wording."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the glossary."""
        variants = [
            (chapter, {entry.term: found for entry, found in terms_in(course.glossary, chapter.seed)})
            for chapter in course.chapters
        ]
        terms = [
            (entry, [(chapter, found[entry.term]) for chapter, found in variants if entry.term in found])
            for entry in alphabetical(course.glossary)
        ]
        return [self.template(course, "terms.html.j2", terms=terms)]


class CourseTerminology(CourseDirective):
    """The editorial choices of terms, each with its status and source."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the list of terms."""
        return [self.template(course, "terminology.html.j2", terms=course.terminology.terms)]


class NoteCounts(CourseDirective):
    """A table of the number of editorial notes by chapter and grade."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the table."""
        rows = [
            (chapter, [sum(note.grade == grade for note in chapter.content.notes) for grade in GRADES])
            for chapter in course.chapters
        ]
        sums = [sum(counts[column] for _, counts in rows) for column in range(len(GRADES))]
        return [self.template(course, "notes.html.j2", rows=rows, sums=sums)]


class CourseContact(CourseDirective):
    """A sentence that says where to send remarks."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the sentence."""
        return [contact(course)]


def contact(course: Course) -> nodes.Node:
    """Return where to send remarks: a link to the issues of the course's repository, or a sentence if it has none."""
    t = get_translator(course.file.language)
    if not course.file.repository:
        return nodes.paragraph("", t("Give your comments to the person who passed this book on to you."))
    url = course.file.repository.rstrip("/") + "/issues"
    lead = t("Write your comments here; the link leaves the book:")
    link = Markup('<p>{} <a href="{}" rel="noreferrer noopener">{}</a></p>').format(
        lead, url, isolate_ltr(url.removeprefix("https://"))
    )
    return nodes.raw("", str(link), format="html")
