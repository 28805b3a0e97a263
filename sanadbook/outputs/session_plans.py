"""The session plans of a chapter as HTML: a table for each length."""

from __future__ import annotations

from dataclasses import dataclass

from sanadbook.i18n import Translator, get_translator
from sanadbook.model import session_plan as session
from sanadbook.outputs.environments import html_block_renderer
from sanadbook.render.renderer import Renderer


@dataclass(frozen=True)
class Row:
    """A row of the table: the part of the session, its name, and how its minutes are composed."""

    part: session.Part
    name: str
    detail: str


def part_names(t: Translator) -> dict[session.Kind, str]:
    """Return the names of the parts that chapters do not name, by kind."""
    return {
        "agreement": t("Agreement"),
        "reading": t("Reading"),
        "break": t("A break"),
        "items": t("Questions by show of hands"),
        "buffer": t("In reserve"),
    }


def plan_rows(renderer: Renderer, plan: session.Plan) -> list[Row]:
    """Return the rows of a plan's table."""
    content, rules = renderer.chapter.content, renderer.course.file.session
    t = get_translator(renderer.course.file.language)
    names = {**part_names(t), "warm_up": content.warm_up.title, "closing": content.closing.title}

    def row(part: session.Part) -> Row:
        prompt = part.prompt
        if prompt is None:
            detail = t.plural("{n} question", "{n} questions", plan.poll_count) if part.kind == "items" else ""
            return Row(part, names[part.kind], detail)
        setup, work = prompt.setup_minutes, part.minutes - rules.transition_minutes - prompt.setup_minutes
        detail = t("moving {moving}, set-up {setup}, talk {work}")
        return Row(
            part, prompt.question, detail.format(moving=rules.transition_minutes, setup=f"{setup:g}", work=f"{work:g}")
        )

    return [row(part) for part in plan.parts]


def clock_time(minute: int) -> str:
    """Return the time since the start of the session: ``0:05`` for minute 5."""
    return f"{minute // 60}:{minute % 60:02d}"


def session_plans(renderer: Renderer, *, default_only: bool = False) -> str:
    """Return the plans of all lengths as an HTML block.

    With *default_only* the plans of other lengths than the default are hidden until a script shows them.
    """
    rules = renderer.course.file.session
    plans = [session.plan(renderer.chapter.content, rules, length) for length in rules.lengths]
    return html_block_renderer(renderer)(
        "plan.html.j2",
        plans=[(plan, plan_rows(renderer, plan)) for plan in plans],
        rules=rules,
        clock_time=clock_time,
        default_only=default_only,
    )
