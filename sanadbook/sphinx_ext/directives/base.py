"""Base class of the directives that show parts of the course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2 import Environment, FileSystemLoader
from sphinx.util.docutils import SphinxDirective

from sanadbook import model
from sanadbook.inputs.seed import Address
from sanadbook.model.course import Course, CourseChapter
from sanadbook.render.renderer import Renderer, sentence_anchor
from sanadbook.sphinx_ext.course_config import course_for

TEMPLATES_DIR = Path(__file__).parents[1] / "templates"


class CourseDirective(SphinxDirective):
    """A directive that shows part of the course. Pages that use it are rebuilt when the course changes."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the directive. Raises a directive error if the book has no course."""
        return self.show(course_for(self))

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the nodes of the directive. Raises a directive error if the course lacks what it shows."""
        raise NotImplementedError

    def href(self, chapter: CourseChapter) -> str:
        """Return the URL of the page of *chapter*, relative to the directive's page."""
        return str(self.env.app.builder.get_relative_uri(self.env.docname, f"chapters/{chapter.name}"))

    def template(self, course: Course, name: str, **context: Any) -> nodes.raw:
        """Return the template *name*, rendered with *context*."""
        html = template_environment(course).get_template(name).render(href=self.href, **context)
        return nodes.raw("", html, format="html")


def template_environment(course: Course, *, folders: Sequence[Path] = ()) -> Environment:
    """Return the Jinja environment of the directives' templates, which are searched for in *folders* too.

    It has the filters and globals of `Renderer`, and `sentence`, which returns the id of the sentence of an evidence.
    """
    loader = FileSystemLoader((TEMPLATES_DIR, *folders))
    environment = Renderer(course, course.chapters[0]).environment.overlay(loader=loader)

    def sentence(chapter: CourseChapter, evidence: model.Evidence) -> str:
        return sentence_anchor(chapter.seed.id, Address.parse(evidence.at.partition("-")[0]))

    environment.globals["sentence"] = sentence
    return environment
