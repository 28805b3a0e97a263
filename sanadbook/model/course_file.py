"""``data/course.yml`` as types: chapter order, brand, exit target, pace, session settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from sanadbook.inputs.schema import Part, Text


class ChapterEntry(Part):
    """A chapter's place in the course."""

    number: Annotated[int, Field(ge=1)]
    seed: Annotated[str, Field(pattern=r"^\d{3}$")]


class Theme(Part):
    """A theme that sections share, with the label shown in charts."""

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
    """What each chapter of the course should have: at least so many, or from … to. ``minutes`` are a lone reader's."""

    objectives: Range
    items: Annotated[int, Field(ge=1, description="Graded items in the chapter itself.")]
    spaced_review: Annotated[int, Field(ge=0, description="Items kept for the page of all chapters' reviews.")]
    types: Annotated[int, Field(ge=1, description="Item types, the open one and those kept for later included.")]
    new_cases: Annotated[int, Field(ge=0, description="Items of objectives that apply, evaluate or create.")]
    language: Annotated[int, Field(ge=0, description="Items about a note.")]
    looking_back: Annotated[int, Field(ge=0, description="Items that name an earlier chapter; none in the first.")]
    confidence: Range
    minutes: Range
    prompts: Annotated[int, Field(ge=1)]
    core_prompts: Annotated[int, Field(ge=1)]
    kinds: Annotated[int, Field(ge=1, description="Kinds of prompts.")]


def _ordered(numbers: list[int]) -> list[int]:
    """Return the two *numbers* of a range. Raises ValueError when the first is the larger."""
    if numbers[0] > numbers[1]:
        raise ValueError("the first number is the larger")
    return numbers


Minutes = Annotated[int, Field(ge=0)]


class PollSettings(Part):
    """Items by show of hands: minutes for one, and from how many to how many there are in a session."""

    minutes: Annotated[int, Field(ge=1)]
    number: Annotated[list[Minutes], Field(min_length=2, max_length=2), AfterValidator(_ordered)]


class Break(Part):
    """A break, in sessions from a length on."""

    first: Annotated[int, Field(alias="from", gt=0)]
    minutes: Annotated[int, Field(gt=0)]


class Session(Part):
    """How a session with a room is made; minutes are whole. The plan itself is computed: ``sanadbook.model.session_plan``."""

    lengths: Annotated[list[Annotated[int, Field(gt=0)]], Field(min_length=1)]
    default_length: Annotated[int, Field(description="The length of the plan that is shown first: one of the lengths.")]
    agreement: Minutes
    reading: Annotated[list[Minutes], Field(min_length=2, max_length=2), AfterValidator(_ordered)]
    poll: PollSettings
    transition_minutes: Annotated[Minutes, Field(description="Into groups and back, for each prompt.")]
    break_: Annotated[Break, Field(alias="break")]
    max_people: Annotated[int, Field(ge=2, description="The most that one facilitator can hold together.")]
    prep_minutes: Annotated[int, Field(gt=0, description="Minutes of reading the guide before a session.")]

    @model_validator(mode="after")
    def _default_is_a_length(self) -> Session:
        if self.default_length not in self.lengths:
            raise ValueError(f"the default length, {self.default_length}, is not among the lengths")
        return self


class Incident(Part):
    """Something that can happen in a session, and in one line what to do."""

    when: Text
    do: Text


class Facilitation(Part):
    """How the parts of a session that are the same in each chapter are run, step by step."""

    reading: Annotated[list[Text], Field(min_length=1)]
    hands: Annotated[list[Text], Field(min_length=1)]


class CourseFile(Part):
    """``data/course.yml``: order, brand, exit target, repository, and what all chapters share."""

    id: Annotated[
        str, Field(pattern=r"^[a-z0-9-]+$", description="Keeps what a reader saves apart from other courses.")
    ]
    brand: Text
    language: Text
    exit_url: Annotated[str, Field(pattern=r"^https://")]
    repository: Annotated[str, Field(pattern=r"^(https://.+)?$", description="Empty until the course has an address.")]
    chapters: Annotated[list[ChapterEntry], Field(min_length=1)]
    themes: Annotated[list[Theme], Field(min_length=1)]
    pace: Pace
    chapter_targets: ChapterTargets | None = None
    session: Session
    source_notice: Text
    agreement: Annotated[list[Text], Field(min_length=1)]
    safety_check: Annotated[list[Text], Field(min_length=1)]
    no_go: Annotated[list[Text], Field(min_length=1, description="Each is a reason not to hold the session.")]
    materials: Annotated[list[Text], Field(min_length=1, description="What every session needs.")]
    facilitation: Facilitation
    incidents: Annotated[list[Incident], Field(min_length=1)]
