"""Directives for pages over all chapters that read: the texts side by side, the glossary, our choices, the notes counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective

from sanadbook import model
from sanadbook.i18n import get_translator
from sanadbook.inputs.seed import Address
from sanadbook.model.course import Course, CourseChapter
from sanadbook.model.glossary import alphabetical, in_seed
from sanadbook.render.annotate import isolate
from sanadbook.render.quiz_files import compile_quiz
from sanadbook.render.renderer import Renderer, sentence_anchor
from sanadbook.sphinx_ext.course_config import course_here

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_LAYOUTS = Path(__file__).parents[1] / "templates"
GRADES = ("A", "B", "C")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("comparison", ComparisonTable)
    app.add_directive("comparison-prompts", ComparisonPrompts)
    app.add_directive("comparison-quiz", ComparisonQuiz)
    app.add_directive("glossary-of-course", Glossary)
    app.add_directive("choices-of-course", Choices)
    app.add_directive("notes-of-course", Notes)
    app.add_directive("where-to-send", WhereToSend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class CourseDirective(SphinxDirective):
    """A directive that shows something of the whole course."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the page's part. Raises a directive error where the course does not have it."""
        return self.show(course_here(self))

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the page's part."""
        raise NotImplementedError

    def href(self, chapter: CourseChapter) -> str:
        """Return the relative address of a chapter's page, as seen from this page."""
        return str(self.env.app.builder.get_relative_uri(self.env.docname, f"chapters/{chapter.name}"))

    def html(self, course: Course, name: str, **context: Any) -> nodes.raw:
        """Return the layout *name*, filled in."""
        filled = layouts(course).get_template(name).render(href=self.href, **context)
        return nodes.raw("", filled, format="html")

    def comparison(self, course: Course) -> model.Comparison:
        """Return the course's comparison. Raises a directive error where it has none."""
        if course.comparison is None:
            raise self.error(f"{self.name} needs data/comparison.yml")
        return course.comparison


def layouts(course: Course) -> Environment:
    """Return the environment of the layouts: the course's strings, its text filters, where a sentence stands."""
    environment = Renderer(course, course.chapters[0]).environment.overlay(loader=FileSystemLoader(_LAYOUTS))
    sentence: Callable[[CourseChapter, model.Evidence], str] = lambda chapter, evidence: sentence_anchor(  # noqa: E731
        chapter.seed.id, Address.parse(evidence.at.partition("-")[0])
    )
    environment.globals["sentence"] = sentence
    return environment


def cells(course: Course, question: model.ComparedQuestion) -> list[tuple[CourseChapter, model.Cell]]:
    """Return what each text says on *question*, in the order of the chapters."""
    said = {cell.seed: cell for cell in question.cells}
    return [(chapter, said[chapter.seed.id]) for chapter in course.chapters]


class ComparisonTable(CourseDirective):
    """Who speaks on what, at a glance; then a section for each question."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the table and the sections."""
        questions = self.comparison(course).questions
        rows = [{"id": each.id, "label": each.label, "cells": cells(course, each)} for each in questions]
        found: list[nodes.Node] = [self.html(course, "glance.html.j2", chapters=course.chapters, questions=rows)]
        for question in questions:
            section = nodes.section("", nodes.title("", question.label), ids=[question.id])
            section += self.html(course, "question.html.j2", question=question, cells=cells(course, question))
            found.append(section)
        return found


class ComparisonPrompts(CourseDirective):
    """The prompts on all texts together."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the prompts."""
        return [self.html(course, "prompts.html.j2", prompts=self.comparison(course).prompts)]


class ComparisonQuiz(CourseDirective):
    """The questions at the end of the comparison."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the quiz. Raises a directive error where the course has none."""
        if course.compare_quiz is None:
            raise self.error("comparison-quiz needs data/compare-quiz.yml")
        compiled = compile_quiz(course.compare_quiz, course.file.chapters)
        return [nodes.raw("", compiled.html(compiled.at()) + compiled.summary, format="html")]


class Glossary(CourseDirective):
    """All terms, each with the chapters it is met in and their wordings for it."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the list."""
        of_unit = [
            (chapter, {entry.term: v for entry, v in in_seed(course.glossary, chapter.seed)})
            for chapter in course.chapters
        ]
        terms = [
            (entry, [(chapter, found[entry.term]) for chapter, found in of_unit if entry.term in found])
            for entry in alphabetical(course.glossary)
        ]
        return [self.html(course, "terms.html.j2", terms=terms)]


class Choices(CourseDirective):
    """The editorial terms, each with status and source."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the list."""
        return [self.html(course, "choices.html.j2", terms=course.terminology.terms)]


class Notes(CourseDirective):
    """How many notes there are, by chapter and grade."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the table."""
        rows = [
            (chapter, [sum(note.grade == grade for note in chapter.content.notes) for grade in GRADES])
            for chapter in course.chapters
        ]
        sums = [sum(counts[place] for _, counts in rows) for place in range(len(GRADES))]
        return [self.html(course, "notes.html.j2", rows=rows, sums=sums)]


class WhereToSend(CourseDirective):
    """Where a review can be sent."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return one sentence."""
        return [where_to_send(course)]


def where_to_send(course: Course) -> nodes.Node:
    """Say where remarks go: to the course's address if it has one, else to whoever passed the book on."""
    t = get_translator(course.file.language)
    if not course.file.repository:
        return nodes.paragraph("", t("Give your comments to the person who passed this book on to you."))
    address = course.file.repository.rstrip("/") + "/issues"
    lead, shown = (
        t("Write your comments here; the link leaves the book:"),
        isolate(address.removeprefix("https://")),
    )
    link = Markup('<p>{} <a href="{}" rel="noreferrer noopener">{}</a></p>').format(lead, address, shown)
    return nodes.raw("", str(link), format="html")
