"""The rule of a whole lesson: what ``course.yml`` asks of each chapter."""

from __future__ import annotations

from collections.abc import Iterator

from sanadbook.course import model
from sanadbook.course.problem import Problem
from sanadbook.course.references import REFERENCE
from sanadbook.course.rules.draft import Draft

#: Levels at which something new is made of what was read.
_BEYOND = frozenset({"apply", "evaluate", "create"})


def whole_lesson(draft: Draft, lesson: model.Lesson, *, first: bool, minutes: int) -> Iterator[Problem]:
    """Say where the chapter has less than *lesson* asks.

    Args:
        draft: the chapter.
        lesson: what is asked.
        first: whether it is the course's first chapter, which has nothing to look back to.
        minutes: how long the chapter takes a lone reader.

    """
    chapter = draft.chapter
    levels = {objective.id: objective.level for objective in chapter.objectives}
    graded = [item for item in chapter.items if not isinstance(item, model.Open)]
    own = [item for item in graded if item.place != "later"]
    found: list[tuple[str, str, int, int]] = [
        ("items", "graded items in the chapter", len(own), lesson.items),
        ("items", "items for later", sum(item.place == "later" for item in chapter.items), lesson.later),
        ("items", "item types", len({item.type for item in chapter.items}), lesson.types),
        ("items", "items on new cases", sum(levels.get(item.objective) in _BEYOND for item in graded), lesson.new_cases),
        ("items", "items about a note", sum(bool(item.about) for item in graded), lesson.language),
        ("items", "items that look back", sum(_looks_back(item) for item in graded), 0 if first else lesson.looking_back),
        ("prompts", "prompts", len(chapter.prompts), lesson.prompts),
        ("prompts", "core prompts", sum(prompt.priority == "core" for prompt in chapter.prompts), lesson.core_prompts),
        ("prompts", "kinds of prompts", len({prompt.kind for prompt in chapter.prompts}), lesson.kinds),
    ]
    for field, name, count, least in found:
        if count < least:
            yield draft.warning("lesson", (field,), f"{name}: {count}", f"bring them to {least} or more")
    ranges: list[tuple[str, str, int, list[int]]] = [
        ("objectives", "objectives", len(chapter.objectives), lesson.objectives),
        ("items", "items that ask how sure one is", sum(item.confidence for item in own), lesson.confidence),
        ("items", "minutes for a lone reader", minutes, lesson.minutes),
    ]
    for field, name, count, (low, high) in ranges:
        if not low <= count <= high:
            yield draft.warning("lesson", (field,), f"{name}: {count}", f"bring them to {low} to {high}")


def _looks_back(item: model.Item) -> bool:
    return any(match["kind"] == "seed" for match in REFERENCE.finditer(str(item.stem)))
