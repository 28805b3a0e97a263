"""The results of a class: the directive ``class-results``, with ``hands`` (counted in the room) or ``files`` (read here)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from jinja2 import FileSystemLoader
from sphinx.util.docutils import SphinxDirective

from sanadbook.course import Course, Unit
from sanadbook.course.session import by_hands
from sanadbook.quiz.compiled import LATER, Compiled, safe_json
from sanadbook.quiz.group import ENOUGH
from sanadbook.quiz.render import Renderer, anchor
from sanadbook.strings import strings

from .course_settings import course_here

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LAYOUTS = (Path(__file__).parent / "layouts", Path(__file__).parents[1] / "slides" / "layouts")


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("class-results", ClassResults)


class ClassResults(SphinxDirective):
    """Either way of seeing how a class answered; neither keeps anything."""

    has_content = False
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the page's part. Raises a directive error where the book has no course."""
        way = directives.choice(self.arguments[0], ("hands", "files"))
        course = course_here(self)
        environment = Renderer(course, course.units[0]).environment.overlay(loader=FileSystemLoader(_LAYOUTS))
        compiled = {unit.name: Renderer(course, unit).compile() for unit in course.units}
        values = self.hands(course, compiled) if way == "hands" else self.files(course, compiled)
        filled = environment.get_template(f"class-{way}.html.j2").render(values)
        return [nodes.raw("", filled, format="html")]

    def hands(self, course: Course, compiled: dict[str, Compiled]) -> dict[str, Any]:
        """Return the items of each chapter that a room can answer by show of hands."""
        chapters = [
            (unit.number, [_by_hand(compiled[unit.name].items[item.id]) for item in by_hands(unit.path)])
            for unit in course.units
        ]
        return {"chapters": chapters}

    def files(self, course: Course, compiled: dict[str, Compiled]) -> dict[str, Any]:
        """Return what the page's script knows of each chapter."""
        t = strings(course.file.language)
        first = next(iter(compiled.values()))
        data = {
            "chapters": [self._known(unit, compiled[unit.name]) for unit in course.units],
            "strings": {**first.group_strings, "cleared": t("Cleared: this page holds no file any more.")},
            "enough": ENOUGH,
        }
        return {"numbers": [unit.number for unit in course.units], "data": safe_json(data)}

    def _known(self, unit: Unit, chapter: Compiled) -> dict[str, Any]:
        """What the script knows of a chapter: its items and where on the chapter's page they stand."""
        page = self.env.app.builder.get_relative_uri(self.env.docname, f"chapters/{unit.name}")
        items = {
            item: {
                **{name: known[name] for name in ("key", "label", "stem", "parts")},
                "graded": known["key"]["type"] != "open" and known["place"] != LATER,
                "href": f"{page}#{anchor(item)}",
            }
            for item, known in chapter.items.items()
        }
        return {"chapter": chapter.chapter, "course": chapter.course, "items": items}


def _by_hand(known: dict[str, Any]) -> dict[str, Any]:
    """An item with its choices numbered as on a slide, through all its parts."""
    groups, number = [], 0
    for part in known["parts"]:
        groups.append(list(range(number + 1, number + len(part["choices"]) + 1)))
        number += len(part["choices"])
    return {**{name: known[name] for name in ("label", "stem", "parts")}, "groups": groups}
