"""A chapter's guide for facilitators, and the quick sheet: the same on two printed pages."""

from __future__ import annotations

from typing import Any

from sanadbook.i18n import get_translator
from sanadbook.outputs.answer_key import answer_key
from sanadbook.outputs.environments import html_block_renderer, markdown_environment
from sanadbook.outputs.markdown import escape_markdown
from sanadbook.outputs.session_plans import session_plans
from sanadbook.render.renderer import Renderer


def guide(renderer: Renderer) -> str:
    """Return the guide of a chapter as Markdown. Equal chapters give equal text."""
    t = get_translator(renderer.course.file.language)
    prompt_kinds = {
        "evidence": t("finding evidence"),
        "case": t("a case and a decision"),
        "language": t("reading the language"),
        "debate": t("a structured disagreement"),
        "transfer": t("transfer and design"),
    }
    priorities = {"core": t("core"), "optional": t("optional")}
    template = markdown_environment(renderer).get_template("guide.md.j2")
    return template.render(
        **_shared(renderer),
        plans=session_plans(renderer),
        spaced_review_key=answer_key(renderer, spaced_review=True),
        kinds=prompt_kinds,
        priorities=priorities,
    )


def quick_sheet(renderer: Renderer) -> str:
    """Return the quick sheet of a chapter as Markdown: a heading and a block of HTML."""
    t = get_translator(renderer.course.file.language)
    title = t("Quick sheet of chapter {number}").format(number=renderer.chapter.number)
    block = html_block_renderer(renderer)(
        "quick-sheet.html.j2", **_shared(renderer), plans=session_plans(renderer, default_only=True)
    )
    return f"# {escape_markdown(title)}\n\n{block}\n"


def _shared(renderer: Renderer) -> dict[str, Any]:
    """Return the context that both templates need."""
    content, course = renderer.chapter.content, renderer.course.file
    solutions = answer_key(renderer)
    core = [prompt for prompt in content.prompts if prompt.priority == "core"] or content.prompts
    return {
        "content": content,
        "course": course,
        "core": core,
        "min_people": max(prompt.people for prompt in core),
        "key": solutions,
        "pollable": [solution.number for solution in solutions if solution.pollable],
    }
