"""The targets that ``course.yml`` sets for each chapter."""

from __future__ import annotations

from collections.abc import Iterator

from sanadbook import model
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.references import REFERENCE
from sanadbook.items.registry import item_type
from sanadbook.rules.context import RuleContext

#: Bloom's levels at which learners go beyond the text.
_BEYOND_TEXT = frozenset({"apply", "evaluate", "create"})


def check_targets(
    context: RuleContext, targets: model.ChapterTargets, *, first: bool, minutes: int
) -> Iterator[Problem]:
    """Yield a warning for each target that the chapter misses.

    Args:
        context: the chapter.
        targets: the targets.
        first: whether it is the first chapter, which has no earlier one to refer to.
        minutes: the minutes that the chapter takes a learner who works alone.

    """
    chapter = context.chapter
    levels = {objective.id: objective.level for objective in chapter.objectives}
    graded = [item for item in chapter.items if item_type(item).graded]
    on_page = [item for item in graded if item.location != "spaced_review"]
    spaced = [item for item in chapter.items if item.location == "spaced_review"]
    beyond = [item for item in graded if levels.get(item.objective) in _BEYOND_TEXT]
    about_notes = [item for item in graded if item.note_ids]
    looking_back = [item for item in graded if _refers_to_chapter(item)]
    core = [prompt for prompt in chapter.prompts if prompt.priority == "core"]
    minimums: list[tuple[str, str, int, int]] = [
        ("items", "graded items in the chapter", len(on_page), targets.items),
        ("items", "items for spaced review", len(spaced), targets.spaced_review),
        ("items", "item types", len({item.type for item in chapter.items}), targets.types),
        ("items", "items on new cases", len(beyond), targets.new_cases),
        ("items", "items about a note", len(about_notes), targets.language),
        ("items", "items about an earlier chapter", len(looking_back), 0 if first else targets.looking_back),
        ("prompts", "prompts", len(chapter.prompts), targets.prompts),
        ("prompts", "core prompts", len(core), targets.core_prompts),
        ("prompts", "kinds of prompts", len({prompt.kind for prompt in chapter.prompts}), targets.kinds),
    ]
    for field, name, count, minimum in minimums:
        if count < minimum:
            yield context.warning("chapter-targets", (field,), f"{name}: {count}", f"the target is {minimum} or more")
    ranges: list[tuple[str, str, int, list[int]]] = [
        ("objectives", "objectives", len(chapter.objectives), targets.objectives),
        ("items", "items that ask for confidence", sum(item.confidence for item in on_page), targets.confidence),
        ("items", "minutes for a learner who works alone", minutes, targets.minutes),
    ]
    for field, name, count, (low, high) in ranges:
        if not low <= count <= high:
            yield context.warning("chapter-targets", (field,), f"{name}: {count}", f"the target is {low} to {high}")


def _refers_to_chapter(item: model.Item) -> bool:
    return any(match["kind"] == "seed" for match in REFERENCE.finditer(str(item.stem)))
