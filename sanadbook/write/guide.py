"""A chapter's guide: what only a facilitator needs, as a page of its own."""

from __future__ import annotations

from sanadbook.quiz.render import Renderer
from sanadbook.strings import strings
from sanadbook.write.key import key
from sanadbook.write.templates import guides

#: Minutes of the parts that every session has (LEARNING: a session of 45 minutes).
AGREEMENT, READING, ITEMS = 4.0, 6.0, 8.0


def plan(renderer: Renderer) -> list[tuple[float, str, float]]:
    """Return the session's parts: the minute at which each starts, its name, its minutes."""
    chapter = renderer.unit.chapter
    t = strings(renderer.course.file.language)
    parts = [(t("Agreement"), AGREEMENT), (chapter.warm_up.title, sum(step.minutes for step in chapter.warm_up.steps))]
    parts.append((t("Reading"), READING))
    parts += [(prompt.question, prompt.minutes) for prompt in chapter.prompts if prompt.priority == "core"]
    parts += [(t("Questions by show of hands"), ITEMS), (chapter.closing.title, chapter.closing.minutes)]
    found, start = [], 0.0
    for name, minutes in parts:
        found.append((start, name, minutes))
        start += minutes
    return found


def guide(renderer: Renderer) -> str:
    """Return the guide of a chapter as Markdown: same chapter, same text."""
    course = renderer.course.file
    t = strings(course.language)
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
        chapter=renderer.unit.chapter,
        course=course,
        plan=plan(renderer),
        key=key(renderer),
        kinds=kinds,
        priorities=priorities,
    )
