"""Session plans: total time, order, omission of prompts by priority, and breaks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanadbook import model
from sanadbook.inputs.problems import CourseError
from sanadbook.model.session_plan import Plan, plan, pollable_items, prompt_minutes

COURSE = "data/course.yml"
ORDER = ["agreement", "warm_up", "reading", "prompt", "items", "buffer", "closing"]


def rules(**changes) -> model.Session:
    """The rules of the real course, updated with *changes*."""
    usual = {
        "lengths": [60],
        "default_length": 60,
        "agreement": 4,
        "reading": [6, 10],
        "poll": {"minutes": 2, "number": [2, 5]},
        "transition_minutes": 1,
        "break": {"from": 90, "minutes": 10},
        "max_people": 25,
        "prep_minutes": 20,
    }
    return model.Session.model_validate({**usual, **changes})


@pytest.fixture(scope="module")
def make(course):
    """Make a chapter of prompts of these minutes and priorities, with a warm-up of 5 and a closing of 4 minutes."""
    real = course.chapters[0].content

    def chapter(*prompts: tuple[str, float]) -> model.Chapter:
        made = [
            real.prompts[0].model_copy(
                update={
                    "id": f"000:D{number}",
                    "priority": priority,
                    "setup_minutes": 0,
                    "steps": [model.Step(text="x", minutes=minutes)],
                }
            )
            for number, (priority, minutes) in enumerate(prompts, start=1)
        ]
        warm_up = real.warm_up.model_copy(update={"steps": [model.Step(text="x", minutes=5)]})
        closing = real.closing.model_copy(update={"minutes": 4})
        return real.model_copy(update={"prompts": made, "warm_up": warm_up, "closing": closing})

    return chapter


def kinds(made: Plan) -> list[str]:
    return [part.kind for part in made.parts]


def numbers(prompts) -> list[int]:
    return [int(prompt.id.partition("D")[2]) for prompt in prompts]


prompt_lists = st.lists(
    st.tuples(st.sampled_from(["core", "optional"]), st.floats(0.5, 40, allow_nan=False)), min_size=1, max_size=6
)


@given(prompt_lists, st.integers(10, 200))
def test_a_plan_adds_up_and_omits_prompts_by_priority(make, prompts, length):
    chapter = make(*prompts)
    made = plan(chapter, rules(), length)
    # The times add up: each part starts where the one before ends, and the total is the length, or that of the
    # fixed parts.
    assert made.parts[0].start == 0
    assert all(before.start + before.minutes == after.start for before, after in pairwise(made.parts))
    assert all(part.minutes > 0 for part in made.parts)
    least = 4 + 5 + 6 + 2 * 2 + 4 + (10 if length >= 90 else 0)
    assert made.minutes == max(length, least)
    assert made.overrun == max(0, least - length)
    # The parts are in the order of a session; from 90 minutes on there is one break between them.
    assert [ORDER.index(kind) for kind in kinds(made) if kind != "break"] == sorted(
        ORDER.index(kind) for kind in kinds(made) if kind != "break"
    )
    assert kinds(made).count("break") == (length >= 90)
    assert {"agreement", "warm_up", "reading", "closing"} <= set(kinds(made))
    # Each prompt is either taken or omitted, in the order of the chapter.
    taken, dropped = numbers(made.prompts), numbers(made.omitted)
    assert sorted(taken) == taken
    assert sorted(dropped) == dropped
    assert sorted(taken + dropped) == list(range(1, len(prompts) + 1))
    # An optional prompt is included only if all core ones are, and the omitted ones would not have fitted.
    if any(prompt.priority == "core" for prompt in made.omitted):
        assert all(prompt.priority == "core" for prompt in made.prompts)
    room = length - least - sum(prompt_minutes(prompt, rules()) for prompt in made.prompts)
    first = [prompt for prompt in made.omitted if prompt.priority == "core"] or made.omitted
    assert all(prompt_minutes(prompt, rules()) > room for prompt in first)


def test_the_plan_of_45_minutes(make):
    made = plan(make(("core", 17), ("core", 20), ("optional", 10)), rules(), 45)
    assert [(part.start, part.kind, part.minutes) for part in made.parts] == [
        (0, "agreement", 4),
        (4, "warm_up", 5),
        (9, "reading", 6),
        (15, "prompt", 18),
        (33, "items", 8),
        (41, "closing", 4),
    ]
    assert made.poll_count == 4
    assert numbers(made.omitted) == [2, 3]


def test_optional_prompts_are_omitted_first_then_core_ones_from_the_last(make):
    chapter = make(("core", 10), ("optional", 10), ("core", 10), ("core", 10), ("optional", 10))
    taken = [numbers(plan(chapter, rules(), length).prompts) for length in (85, 77, 66, 55, 44, 33)]
    assert taken == [[1, 2, 3, 4, 5], [1, 2, 3, 4], [1, 3, 4], [1, 3], [1], []]


def test_a_short_core_prompt_fills_the_place_of_a_long_one_before_it(make):
    assert numbers(plan(make(("core", 10), ("core", 30), ("core", 12)), rules(), 60).prompts) == [1, 3]


def test_remaining_time_goes_to_polls_then_to_reading_then_to_a_buffer(make):
    chapter = make(("core", 10))
    shown = []
    for length in (34, 35, 36, 40, 41, 44, 46):
        made = plan(chapter, rules(), length)
        minutes = {part.kind: part.minutes for part in made.parts}
        shown.append((made.poll_count, minutes["reading"], minutes.get("buffer", 0)))
    assert shown == [(2, 6, 0), (2, 7, 0), (3, 6, 0), (5, 6, 0), (5, 7, 0), (5, 10, 0), (5, 10, 2)]


def test_the_break_is_at_the_end_of_the_part_nearest_to_the_middle(make):
    made = plan(make(("core", 19), ("core", 19)), rules(), 90)
    assert kinds(made) == ["agreement", "warm_up", "reading", "prompt", "break", "prompt", "items", "buffer", "closing"]
    assert next(part.start for part in made.parts if part.kind == "break") == 39
    late = plan(make(("core", 40)), rules(), 90)
    assert kinds(late)[3:5] == ["prompt", "break"]  # after the prompt, at 60, rather than before it, at 19


def test_there_are_no_more_polls_than_pollable_items(make):
    chapter = make(("core", 10))
    fit = pollable_items(chapter.items)
    assert {item.type for item in fit} == {"single", "multiple", "true_false_reason"}
    one = chapter.model_copy(update={"items": [fit[0], *(item for item in chapter.items if item.type == "open")]})
    assert plan(one, rules(), 45).poll_count == 1
    none = chapter.model_copy(update={"items": [item for item in chapter.items if item.type == "open"]})
    assert "items" not in kinds(plan(none, rules(), 45))


def test_fractions_of_minutes_are_rounded_up(make):
    made = plan(make(("core", 4.5)), rules(), 45)
    assert next(part.minutes for part in made.parts if part.prompt) == 6


def test_every_plan_of_the_real_course_has_a_prompt_and_no_overrun(course):
    for chapter in course.chapters:
        for length in course.file.session.lengths:
            made = plan(chapter.content, course.file.session, length)
            assert made.minutes == length
            assert made.prompts


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("default_length: 45", "default_length: 50", "default_length, 50, is not one of lengths"),
        ("reading: [6, 8]", "reading: [8, 6]", "the first number is larger than the second"),
        ("lengths: [30, 45]", "lengths: [0, 45]", "greater than 0"),
    ],
)
def test_invalid_session_settings_are_errors_with_their_line(small, old, new, word):
    small.edit(COURSE, old, new)
    with pytest.raises(CourseError, match=word) as refused:
        small.load()
    assert refused.value.problems[0].line in (small.line(COURSE, new), small.line(COURSE, "session:"))
