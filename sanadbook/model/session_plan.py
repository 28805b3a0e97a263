"""The plan of a group session: its parts with their start times, and the prompts that do not fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sanadbook import model
from sanadbook.items.registry import item_type

Kind = Literal["agreement", "warm_up", "reading", "prompt", "break", "items", "buffer", "closing"]


@dataclass(frozen=True)
class Part:
    """A part of a session. ``start`` and ``minutes`` are whole minutes; the session starts at 0."""

    kind: Kind
    start: int
    minutes: int
    prompt: model.Prompt | None = None


@dataclass(frozen=True)
class Plan:
    """The plan of a session.

    Attributes:
        length: the length of the session in minutes.
        parts: the parts in order.
        poll_count: the number of items to answer by show of hands.
        omitted: the prompts that do not fit, in the order of the chapter.

    """

    length: int
    parts: tuple[Part, ...]
    poll_count: int
    omitted: tuple[model.Prompt, ...]

    @property
    def minutes(self) -> int:
        """The total of all parts: the length, or more if the fixed parts alone exceed it."""
        return sum(part.minutes for part in self.parts)

    @property
    def overrun(self) -> int:
        """The minutes by which the parts exceed the length."""
        return self.minutes - self.length

    @property
    def prompts(self) -> tuple[model.Prompt, ...]:
        """The prompts that fit."""
        return tuple(part.prompt for part in self.parts if part.prompt)


def pollable_items(items: Sequence[model.Item]) -> list[model.Item]:
    """Return those of *items* that a group can answer by show of hands."""
    return [item for item in items if item_type(item).pollable]


def warm_up_minutes(chapter: model.Chapter) -> int:
    """Return the length of the warm-up in whole minutes."""
    return math.ceil(sum(step.minutes for step in chapter.warm_up.steps))


def prompt_minutes(prompt: model.Prompt, rules: model.Session) -> int:
    """Return the length of *prompt* in a group, in whole minutes: transition, set-up and steps."""
    return rules.transition_minutes + math.ceil(prompt.minutes)


def plan(chapter: model.Chapter, rules: model.Session, length: int) -> Plan:
    """Return the plan of a session of *length* minutes on *chapter*.

    Agreement, warm-up, reading and closing are always part of it; so is a break in sessions that are long enough for
    one. Core prompts are taken in the order of the chapter, each if it fits; optional prompts only if all core prompts
    fit. The remaining time goes to more items by show of hands, then to the reading, then to a buffer before the
    closing.
    """
    warm_up, closing = warm_up_minutes(chapter), math.ceil(chapter.closing.minutes)
    break_minutes = rules.break_.minutes if length >= rules.break_.first else 0
    available = len(pollable_items([item for item in chapter.items if item.location != "spaced_review"]))
    min_polls, max_polls = (min(number, available) for number in rules.poll.number)
    fixed = rules.agreement + warm_up + rules.reading[0] + break_minutes + min_polls * rules.poll.minutes + closing

    left = length - fixed
    taken: list[model.Prompt] = []
    for priority in ("core", "optional"):
        candidates = [prompt for prompt in chapter.prompts if prompt.priority == priority]
        for prompt in candidates:
            if prompt_minutes(prompt, rules) <= left:
                taken.append(prompt)
                left -= prompt_minutes(prompt, rules)
        if not all(prompt in taken for prompt in candidates):
            break
    extra_polls = max(0, min(max_polls - min_polls, left // rules.poll.minutes))
    left -= extra_polls * rules.poll.minutes
    extra_reading = max(0, min(rules.reading[1] - rules.reading[0], left))
    left -= extra_reading

    poll_count = min_polls + extra_polls
    parts: list[tuple[Kind, int, model.Prompt | None]] = [
        ("agreement", rules.agreement, None),
        ("warm_up", warm_up, None),
        ("reading", rules.reading[0] + extra_reading, None),
    ]
    opening = len(parts)
    parts += [("prompt", prompt_minutes(prompt, rules), prompt) for prompt in chapter.prompts if prompt in taken]
    parts += [("items", poll_count * rules.poll.minutes, None)] if available else []
    if break_minutes:
        index = _break_index([minutes for _, minutes, _ in parts], opening, length / 2)
        parts.insert(index, ("break", break_minutes, None))
    parts += [("buffer", left, None)] if left > 0 else []
    parts += [("closing", closing, None)]
    placed, start = [], 0
    for kind, minutes, found in parts:
        placed.append(Part(kind, start, minutes, found))
        start += minutes
    omitted = tuple(prompt for prompt in chapter.prompts if prompt not in taken)
    return Plan(length, tuple(placed), poll_count, omitted)


def _break_index(minutes: Sequence[int], opening: int, middle: float) -> int:
    """Return the index of the break: after the *opening* parts, and as near to *middle* as possible."""
    return min(range(opening, len(minutes) + 1), key=lambda count: abs(sum(minutes[:count]) - middle))
