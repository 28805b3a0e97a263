"""A chapter's guide: what only a facilitator needs, as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanadbook.course import model
from sanadbook.quiz.render import Renderer
from sanadbook.strings import strings
from sanadbook.write.templates import guides

#: Minutes of the parts that every session has (LEARNING: a session of 45 minutes).
AGREEMENT, READING, ITEMS = 4.0, 6.0, 8.0


@dataclass(frozen=True)
class Line:
    """A line of the key: what is right, and why."""

    key: str
    feedback: str = ""


def key_lines(item: model.Item, true: str, false: str) -> Iterator[Line]:
    """Yield what is right in *item*; *true* and *false* are the words for a judged statement."""
    if isinstance(item, model.Single | model.Multiple):
        yield from (Line(option.text, option.feedback) for option in item.options if option.correct)
    elif isinstance(item, model.TrueFalseReason):
        yield Line(true, item.feedback.true) if item.answer else Line(false, item.feedback.false)
        yield from (Line(reason.text, reason.feedback) for reason in item.reasons if reason.correct)
    elif isinstance(item, model.Cloze):
        yield from (Line(f"({n}) {blank.answer}", blank.feedback) for n, blank in enumerate(item.blanks, start=1))
    elif isinstance(item, model.Matching):
        yield from (Line(f"{pair.left} — {pair.right}", pair.feedback) for pair in item.pairs)
    elif isinstance(item, model.Classification):
        yield from (Line(f"{card.text} — {card.category}", card.feedback) for card in item.cards)
    else:
        yield Line(item.completed)
        yield from (Line(point.text) for point in item.rubric)


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
    unit, course = renderer.unit, renderer.course.file
    t = strings(course.language)
    key = [
        {
            "stem": unit.seed.question if isinstance(item, model.Open) and item.source else renderer.flat(str(item.stem)),
            "lines": list(key_lines(item, t("The statement is true"), t("The statement is false"))),
            "spans": [evidence.span for evidence in item.evidence],
        }
        for item in unit.path
    ]
    kinds = {
        "evidence": t("finding evidence"),
        "case": t("a case and a decision"),
        "language": t("reading the language"),
        "debate": t("a structured disagreement"),
        "transfer": t("transfer and design"),
    }
    priorities = {"core": t("core"), "optional": t("optional")}
    return (
        guides(renderer)
        .get_template("guide.md.j2")
        .render(chapter=unit.chapter, course=course, plan=plan(renderer), key=key, kinds=kinds, priorities=priorities)
    )
