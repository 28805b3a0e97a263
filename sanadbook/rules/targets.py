"""The rule of a whole targets: what ``course.yml`` asks of each chapter."""

from __future__ import annotations

from collections.abc import Iterator

from sanadbook import model
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.references import REFERENCE
from sanadbook.items.registry import item_type
from sanadbook.rules.context import RuleContext

#: Levels at which something new is made of what was read.
_BEYOND = frozenset({"apply", "evaluate", "create"})


def meets_targets(
    context: RuleContext, targets: model.ChapterTargets, *, first: bool, minutes: int
) -> Iterator[Problem]:
    """Say where the chapter has less than *targets* asks.

    Args:
        context: the chapter.
        targets: what is asked.
        first: whether it is the course's first chapter, which has nothing to look back to.
        minutes: how long the chapter takes a lone reader.

    """
    chapter = context.chapter
    levels = {objective.id: objective.level for objective in chapter.objectives}
    graded = [item for item in chapter.items if item_type(item).graded]
    own = [item for item in graded if item.location != "spaced_review"]
    found: list[tuple[str, str, int, int]] = [
        ("items", "graded items in the chapter", len(own), targets.items),
        (
            "items",
            "items for later",
            sum(item.location == "spaced_review" for item in chapter.items),
            targets.spaced_review,
        ),
        ("items", "item types", len({item.type for item in chapter.items}), targets.types),
        (
            "items",
            "items on new cases",
            sum(levels.get(item.objective) in _BEYOND for item in graded),
            targets.new_cases,
        ),
        ("items", "items about a note", sum(bool(item.note_ids) for item in graded), targets.language),
        (
            "items",
            "items that look back",
            sum(_looks_back(item) for item in graded),
            0 if first else targets.looking_back,
        ),
        ("prompts", "prompts", len(chapter.prompts), targets.prompts),
        ("prompts", "core prompts", sum(prompt.priority == "core" for prompt in chapter.prompts), targets.core_prompts),
        ("prompts", "kinds of prompts", len({prompt.kind for prompt in chapter.prompts}), targets.kinds),
    ]
    for field, name, count, least in found:
        if count < least:
            yield context.warning("chapter-targets", (field,), f"{name}: {count}", f"bring them to {least} or more")
    ranges: list[tuple[str, str, int, list[int]]] = [
        ("objectives", "objectives", len(chapter.objectives), targets.objectives),
        ("items", "items that ask how sure one is", sum(item.confidence for item in own), targets.confidence),
        ("items", "minutes for a lone reader", minutes, targets.minutes),
    ]
    for field, name, count, (low, high) in ranges:
        if not low <= count <= high:
            yield context.warning("chapter-targets", (field,), f"{name}: {count}", f"bring them to {low} to {high}")


def _looks_back(item: model.Item) -> bool:
    return any(match["kind"] == "seed" for match in REFERENCE.finditer(str(item.stem)))
