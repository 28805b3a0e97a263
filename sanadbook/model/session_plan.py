"""The plan of a session with a room: which parts, when each starts, which prompts there is no time for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sanadbook import model
from sanadbook.items.registry import item_type

Kind = Literal["agreement", "warm_up", "reading", "prompt", "break", "items", "spare", "closing"]


@dataclass(frozen=True)
class Part:
    """A part of a session: the whole minute at which it starts, from 0, and how many it takes."""

    kind: Kind
    start: int
    minutes: int
    prompt: model.Prompt | None = None


@dataclass(frozen=True)
class Plan:
    """A session of ``length`` minutes.

    ``questions`` is the number of items for which there is time; ``dropped`` holds the prompts for which there is none,
    in the order of the chapter.
    """

    length: int
    parts: tuple[Part, ...]
    questions: int
    dropped: tuple[model.Prompt, ...]

    @property
    def minutes(self) -> int:
        """What the parts take together: the length, or more where even the fixed parts don't fit."""
        return sum(part.minutes for part in self.parts)

    @property
    def over(self) -> int:
        """By how many minutes the parts exceed the length."""
        return self.minutes - self.length

    @property
    def prompts(self) -> tuple[model.Prompt, ...]:
        """The prompts that there is time for."""
        return tuple(part.prompt for part in self.parts if part.prompt)


def pollable_items(items: Sequence[model.Item]) -> list[model.Item]:
    """Return those of *items* that a room can answer by show of hands."""
    return [item for item in items if item_type(item).pollable]


def warm_up_minutes(chapter: model.Chapter) -> int:
    """How long the warm-up takes, in whole minutes."""
    return math.ceil(sum(step.minutes for step in chapter.warm_up.steps))


def prompt_minutes(prompt: model.Prompt, rules: model.Session) -> int:
    """How long a prompt takes in a room: moving into groups and back, set-up and steps, in whole minutes."""
    return rules.transition_minutes + math.ceil(prompt.minutes)


def plan(chapter: model.Chapter, rules: model.Session, length: int) -> Plan:
    """Return the plan of *chapter* for a session of *length* minutes.

    Agreement, warm-up, reading and closing are always there, the break from a length on. Core prompts are taken in the
    order of the chapter, each that fits; optional ones only where all core prompts fit. What remains goes to more
    questions by show of hands, then to the reading, then to a reserve before the closing.
    """
    warm_up, closing = warm_up_minutes(chapter), math.ceil(chapter.closing.minutes)
    pause = rules.break_.minutes if length >= rules.break_.first else 0
    available = len(pollable_items([item for item in chapter.items if item.location != "spaced_review"]))
    fewest, most = (min(number, available) for number in rules.poll.number)
    least = rules.agreement + warm_up + rules.reading[0] + pause + fewest * rules.poll.minutes + closing

    left = length - least
    taken: list[model.Prompt] = []
    for priority in ("core", "optional"):
        wanted = [prompt for prompt in chapter.prompts if prompt.priority == priority]
        for prompt in wanted:
            if prompt_minutes(prompt, rules) <= left:
                taken.append(prompt)
                left -= prompt_minutes(prompt, rules)
        if not all(prompt in taken for prompt in wanted):
            break
    more = max(0, min(most - fewest, left // rules.poll.minutes))
    left -= more * rules.poll.minutes
    longer = max(0, min(rules.reading[1] - rules.reading[0], left))
    left -= longer

    parts: list[tuple[Kind, int, model.Prompt | None]] = [
        ("agreement", rules.agreement, None),
        ("warm_up", warm_up, None),
        ("reading", rules.reading[0] + longer, None),
    ]
    opening = len(parts)
    parts += [("prompt", prompt_minutes(prompt, rules), prompt) for prompt in chapter.prompts if prompt in taken]
    parts += [("items", (fewest + more) * rules.poll.minutes, None)] if available else []
    if pause:
        place = _nearest(length / 2, [minutes for _, minutes, _ in parts], opening)
        parts.insert(place, ("break", pause, None))
    parts += [("spare", left, None)] if left > 0 else []
    parts += [("closing", closing, None)]
    placed, start = [], 0
    for kind, minutes, found in parts:
        placed.append(Part(kind, start, minutes, found))
        start += minutes
    dropped = tuple(prompt for prompt in chapter.prompts if prompt not in taken)
    return Plan(length, tuple(placed), fewest + more, dropped)


def _nearest(middle: float, minutes: Sequence[int], opening: int) -> int:
    """Return how many parts come before the break: it stands nearest to *middle*, and never within the *opening* parts."""
    return min(range(opening, len(minutes) + 1), key=lambda count: abs(sum(minutes[:count]) - middle))
