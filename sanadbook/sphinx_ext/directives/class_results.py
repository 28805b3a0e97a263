"""Directive ``class-results``: the results of a class, from a show of hands (``hands``) or from files (``files``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives

import sanadbook
from sanadbook.i18n import get_translator
from sanadbook.model.course import Course, CourseChapter
from sanadbook.model.session_plan import pollable_items
from sanadbook.render.renderer import Renderer, anchor
from sanadbook.runtime.class_report import MIN_GROUP_SIZE
from sanadbook.runtime.compiled import SPACED_REVIEW, Compiled, safe_json
from sanadbook.sphinx_ext.directives.base import CourseDirective, template_environment

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Contains the counter of hands, which slides have too.
_SLIDES_TEMPLATES = Path(sanadbook.__file__).parent / "outputs" / "slides" / "templates"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("class-results", ClassResultsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class ClassResultsDirective(CourseDirective):
    """The results of a class. Nothing is stored."""

    required_arguments = 1

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the HTML for the argument. Raises a directive error for another argument."""
        source = directives.choice(self.arguments[0], ("hands", "files"))
        compiled = {chapter.name: Renderer(course, chapter).compile() for chapter in course.chapters}
        context = self.hands(course, compiled) if source == "hands" else self.files(course, compiled)
        template = template_environment(course, folders=[_SLIDES_TEMPLATES]).get_template(f"class-{source}.html.j2")
        return [nodes.raw("", template.render(context), format="html")]

    def hands(self, course: Course, compiled: dict[str, Compiled]) -> dict[str, Any]:
        """Return the context of `class-hands.html.j2`: the pollable items of each chapter."""
        chapters = [
            (
                chapter.number,
                [_numbered(compiled[chapter.name].items[item.id]) for item in pollable_items(chapter.path)],
            )
            for chapter in course.chapters
        ]
        return {"chapters": chapters}

    def files(self, course: Course, compiled: dict[str, Compiled]) -> dict[str, Any]:
        """Return the context of `class-files.html.j2`: numbers of the chapters, and the data for the page's script."""
        t = get_translator(course.file.language)
        first = next(iter(compiled.values()))
        data = {
            "chapters": [self._chapter_data(chapter, compiled[chapter.name]) for chapter in course.chapters],
            "strings": {**first.class_results_messages, "cleared": t("Cleared. This page no longer holds any files.")},
            "enough": MIN_GROUP_SIZE,
        }
        return {"numbers": [chapter.number for chapter in course.chapters], "data": safe_json(data)}

    def _chapter_data(self, chapter: CourseChapter, compiled: Compiled) -> dict[str, Any]:
        """Return the items of a chapter for the script, with their URLs."""
        items = {
            item: {
                **{name: known[name] for name in ("key", "label", "stem", "parts")},
                "graded": known["key"]["type"] != "open" and known["location"] != SPACED_REVIEW,
                "href": f"{self.href(chapter)}#{anchor(item)}",
            }
            for item, known in compiled.items.items()
        }
        return {"chapter": compiled.chapter, "course": compiled.course, "items": items}


def _numbered(known: dict[str, Any]) -> dict[str, Any]:
    """Return a compiled item with the numbers of its choices, which count through all its parts as on slides."""
    groups, number = [], 0
    for part in known["parts"]:
        groups.append(list(range(number + 1, number + len(part["choices"]) + 1)))
        number += len(part["choices"])
    return {**{name: known[name] for name in ("label", "stem", "parts")}, "groups": groups}
