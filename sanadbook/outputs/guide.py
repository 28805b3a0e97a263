"""A chapter's guide: what only a facilitator needs, as a page of its own, and on a sheet of two printed pages."""

from __future__ import annotations

from typing import Any

from sanadbook.i18n import get_translator
from sanadbook.outputs.answer_key import key
from sanadbook.outputs.environments import cells, guides, markdown
from sanadbook.outputs.session_plans import plans
from sanadbook.render.renderer import Renderer


def guide(renderer: Renderer) -> str:
    """Return the guide of a chapter as Markdown: same chapter, same text."""
    t = get_translator(renderer.course.file.language)
    kinds = {
        "evidence": t("finding evidence"),
        "case": t("a case and a decision"),
        "language": t("reading the language"),
        "debate": t("a structured disagreement"),
        "transfer": t("transfer and design"),
    }
    priorities = {"core": t("core"), "optional": t("optional")}
    template = guides(renderer).get_template("guide.md.j2")
    return template.render(
        **_shared(renderer), plans=plans(renderer), later=key(renderer, later=True), kinds=kinds, priorities=priorities
    )


def sheet(renderer: Renderer) -> str:
    """Return the quick-reference sheet of a chapter as Markdown: a heading and one block of HTML."""
    t = get_translator(renderer.course.file.language)
    title = t("Sheet of chapter {number}").format(number=renderer.chapter.number)
    block = cells(renderer)("sheet.html.j2", **_shared(renderer), plans=plans(renderer, one=True))
    return f"# {markdown(title)}\n\n{block}\n"


def _shared(renderer: Renderer) -> dict[str, Any]:
    """Return what guide and sheet both show."""
    content, course = renderer.chapter.content, renderer.course.file
    solutions = key(renderer)
    core = [prompt for prompt in content.prompts if prompt.priority == "core"] or content.prompts
    return {
        "content": content,
        "course": course,
        "core": core,
        "fewest": max(prompt.people for prompt in core),
        "key": solutions,
        "hands": [solution.number for solution in solutions if solution.hands],
    }
