"""The results of a class: the directive ``class-results``, with ``hands`` (counted in the room) or ``files`` (read here)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from jinja2 import FileSystemLoader
from sphinx.util.docutils import SphinxDirective

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course, CourseChapter
from sanadbook.model.session_plan import pollable_items
from sanadbook.render.renderer import Renderer, anchor
from sanadbook.runtime.class_report import MIN_GROUP_SIZE
from sanadbook.runtime.compiled import SPACED_REVIEW, Compiled, safe_json
from sanadbook.sphinx_ext.course_config import course_here

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_LAYOUTS = (Path(__file__).parents[1] / "templates", Path(__file__).parents[2] / "outputs" / "slides" / "templates")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("class-results", ClassResults)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class ClassResults(SphinxDirective):
    """Either way of seeing how a class answered; neither keeps anything."""

    has_content = False
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the page's part. Raises a directive error where the book has no course."""
        way = directives.choice(self.arguments[0], ("hands", "files"))
        course = course_here(self)
        environment = Renderer(course, course.chapters[0]).environment.overlay(loader=FileSystemLoader(_LAYOUTS))
        compiled = {chapter.name: Renderer(course, chapter).compile() for chapter in course.chapters}
        values = self.hands(course, compiled) if way == "hands" else self.files(course, compiled)
        filled = environment.get_template(f"class-{way}.html.j2").render(values)
        return [nodes.raw("", filled, format="html")]

    def hands(self, course: Course, compiled: dict[str, Compiled]) -> dict[str, Any]:
        """Return the items of each chapter that a room can answer by show of hands."""
        chapters = [
            (chapter.number, [_by_hand(compiled[chapter.name].items[item.id]) for item in pollable_items(chapter.path)])
            for chapter in course.chapters
        ]
        return {"chapters": chapters}

    def files(self, course: Course, compiled: dict[str, Compiled]) -> dict[str, Any]:
        """Return what the page's script knows of each chapter."""
        t = get_translator(course.file.language)
        first = next(iter(compiled.values()))
        data = {
            "chapters": [self._known(chapter, compiled[chapter.name]) for chapter in course.chapters],
            "strings": {**first.class_results_messages, "cleared": t("Cleared. This page no longer holds any files.")},
            "enough": MIN_GROUP_SIZE,
        }
        return {"numbers": [chapter.number for chapter in course.chapters], "data": safe_json(data)}

    def _known(self, chapter: CourseChapter, compiled: Compiled) -> dict[str, Any]:
        """What the script knows of a chapter: its items and where on the chapter's page they stand."""
        page = self.env.app.builder.get_relative_uri(self.env.docname, f"chapters/{chapter.name}")
        items = {
            item: {
                **{name: known[name] for name in ("key", "label", "stem", "parts")},
                "graded": known["key"]["type"] != "open" and known["location"] != SPACED_REVIEW,
                "href": f"{page}#{anchor(item)}",
            }
            for item, known in compiled.items.items()
        }
        return {"chapter": compiled.chapter, "course": compiled.course, "items": items}


def _by_hand(known: dict[str, Any]) -> dict[str, Any]:
    """An item with its choices numbered as on a slide, through all its parts."""
    groups, number = [], 0
    for part in known["parts"]:
        groups.append(list(range(number + 1, number + len(part["choices"]) + 1)))
        number += len(part["choices"])
    return {**{name: known[name] for name in ("label", "stem", "parts")}, "groups": groups}
