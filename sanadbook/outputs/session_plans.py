"""The plans of a chapter's sessions as HTML: a table for each length, among which the page lets choose."""

from __future__ import annotations

from dataclasses import dataclass

from sanadbook.i18n import Translator, get_translator
from sanadbook.model import session_plan as session
from sanadbook.outputs.environments import cells
from sanadbook.render.renderer import Renderer


@dataclass(frozen=True)
class Row:
    """A line of the table: the part, what it is called, what its minutes are made of."""

    part: session.Part
    name: str
    detail: str


def names(t: Translator) -> dict[session.Kind, str]:
    """Return how the parts are called that a chapter does not name itself."""
    return {
        "agreement": t("Agreement"),
        "reading": t("Reading"),
        "break": t("A break"),
        "items": t("Questions by show of hands"),
        "spare": t("In reserve"),
    }


def rows(renderer: Renderer, plan: session.Plan) -> list[Row]:
    """Return the lines of a plan's table."""
    content, rules = renderer.chapter.content, renderer.course.file.session
    t = get_translator(renderer.course.file.language)
    known = {**names(t), "warm_up": content.warm_up.title, "closing": content.closing.title}

    def row(part: session.Part) -> Row:
        prompt = part.prompt
        if prompt is None:
            detail = t.plural("{n} question", "{n} questions", plan.questions) if part.kind == "items" else ""
            return Row(part, known[part.kind], detail)
        setup, work = prompt.setup_minutes, part.minutes - rules.transition_minutes - prompt.setup_minutes
        detail = t("moving {moving}, set-up {setup}, talk {work}")
        return Row(
            part, prompt.question, detail.format(moving=rules.transition_minutes, setup=f"{setup:g}", work=f"{work:g}")
        )

    return [row(part) for part in plan.parts]


def clock(minute: int) -> str:
    """Return a minute of the session as hours and minutes from its start: 0:05."""
    return f"{minute // 60}:{minute % 60:02d}"


def plans(renderer: Renderer, *, one: bool = False) -> str:
    """Return the block of all plans; with *one*, those of other lengths than the usual wait for the script."""
    rules = renderer.course.file.session
    found = [session.plan(renderer.chapter.content, rules, length) for length in rules.lengths]
    return cells(renderer)(
        "plan.html.j2",
        plans=[(plan, rows(renderer, plan)) for plan in found],
        rules=rules,
        clock=clock,
        one=one,
    )
