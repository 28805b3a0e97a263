"""Types of ``data/course.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from sanadbook.inputs.schema import Part, Text


class ChapterEntry(Part):
    """The number of a chapter and its seed."""

    number: Annotated[int, Field(ge=1)]
    seed: Annotated[str, Field(pattern=r"^\d{3}$")]


class Theme(Part):
    """A theme that sections have in common, with its label in charts."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    label: Text


class Pace(Part):
    """How fast a learner who works alone reads and answers."""

    words_per_minute: Annotated[int, Field(gt=0)]
    items: Annotated[
        dict[str, Annotated[float, Field(gt=0)]],
        Field(description="Minutes for an item of each type; a type that is left out has its own default."),
    ]


Range = Annotated[list[int], Field(min_length=2, max_length=2)]


class ChapterTargets(Part):
    """What each chapter should have: a minimum, or a range. ``minutes`` are those of a learner who works alone."""

    objectives: Range
    items: Annotated[int, Field(ge=1, description="Graded items in the chapter, without its spaced review.")]
    spaced_review: Annotated[int, Field(ge=0, description="Items on the page of all chapters' reviews.")]
    types: Annotated[int, Field(ge=1, description="Item types, including open and those in spaced review.")]
    new_cases: Annotated[int, Field(ge=0, description="Items whose objective is to apply, evaluate or create.")]
    language: Annotated[int, Field(ge=0, description="Items about a note.")]
    looking_back: Annotated[
        int, Field(ge=0, description="Items that refer to an earlier chapter; not required in the first.")
    ]
    confidence: Range
    minutes: Range
    prompts: Annotated[int, Field(ge=1)]
    core_prompts: Annotated[int, Field(ge=1)]
    kinds: Annotated[int, Field(ge=1, description="Kinds of prompts.")]


def _ordered(numbers: list[int]) -> list[int]:
    """Return *numbers*, the ends of a range. Raises ValueError if the range is descending."""
    if numbers[0] > numbers[1]:
        raise ValueError("the first number is larger than the second")
    return numbers


Minutes = Annotated[int, Field(ge=0)]


class PollSettings(Part):
    """Items by show of hands: minutes for each, and the minimum and maximum number in a session."""

    minutes: Annotated[int, Field(ge=1)]
    number: Annotated[list[Minutes], Field(min_length=2, max_length=2), AfterValidator(_ordered)]


class Break(Part):
    """A break, in sessions of at least ``from`` minutes."""

    first: Annotated[int, Field(alias="from", gt=0)]
    minutes: Annotated[int, Field(gt=0)]


class Session(Part):
    """Settings of group sessions, in whole minutes. ``model.session_plan`` computes the plan."""

    lengths: Annotated[list[Annotated[int, Field(gt=0)]], Field(min_length=1)]
    default_length: Annotated[int, Field(description="The length that is selected first: one of `lengths`.")]
    agreement: Minutes
    reading: Annotated[list[Minutes], Field(min_length=2, max_length=2), AfterValidator(_ordered)]
    poll: PollSettings
    transition_minutes: Annotated[Minutes, Field(description="For forming groups and returning, for each prompt.")]
    break_: Annotated[Break, Field(alias="break")]
    max_people: Annotated[int, Field(ge=2, description="The largest group for one facilitator.")]
    prep_minutes: Annotated[int, Field(gt=0, description="For reading the guide before a session.")]

    @model_validator(mode="after")
    def _default_is_a_length(self) -> Session:
        if self.default_length not in self.lengths:
            raise ValueError(f"default_length, {self.default_length}, is not one of lengths")
        return self


class Incident(Part):
    """Something that can happen in a session, and what to do about it in one line."""

    when: Text
    do: Text


class Facilitation(Part):
    """Steps for the parts of a session that are the same in every chapter."""

    reading: Annotated[list[Text], Field(min_length=1)]
    hands: Annotated[list[Text], Field(min_length=1)]


class CourseFile(Part):
    """``data/course.yml``: settings of the course, and texts that all chapters share."""

    id: Annotated[
        str,
        Field(pattern=r"^[a-z0-9-]+$", description="Separates learners' saved answers from those of other courses."),
    ]
    brand: Text
    language: Text
    exit_url: Annotated[str, Field(pattern=r"^https://")]
    repository: Annotated[str, Field(pattern=r"^(https://.+)?$", description="Empty until the course is published.")]
    chapters: Annotated[list[ChapterEntry], Field(min_length=1)]
    themes: Annotated[list[Theme], Field(min_length=1)]
    pace: Pace
    chapter_targets: ChapterTargets | None = None
    session: Session
    source_notice: Text
    agreement: Annotated[list[Text], Field(min_length=1)]
    safety_check: Annotated[list[Text], Field(min_length=1)]
    no_go: Annotated[list[Text], Field(min_length=1, description="Each is a reason not to hold the session.")]
    materials: Annotated[list[Text], Field(min_length=1, description="Materials of every session.")]
    facilitation: Facilitation
    incidents: Annotated[list[Incident], Field(min_length=1)]
