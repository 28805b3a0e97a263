"""A chapter file (``data/chapters/NN.yml``) as types. Rules that need the passage or the course are in ``rules``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sanadbook.inputs.schema import Activity, Evidence, Part, PromptId, Text
from sanadbook.items.registry import Item


class Section(Part):
    """A run of whole sentences of the passage, with a heading and a plain version of ours."""

    id: Annotated[str, Field(pattern=r"^S\d+$")]
    heading: Text
    first: Annotated[str, Field(alias="from", pattern=r"^L\d+\.\d+$")]
    last: Annotated[str, Field(alias="to", pattern=r"^L\d+\.\d+$")]
    themes: Annotated[list[Text], Field(min_length=1)]
    plain: Annotated[
        Text, Field(description="An editor's clearer wording in two or three sentences: adds nothing, judges nothing.")
    ]


class Note(Part):
    """An editorial note on a span. Grade A: meaning reversed or offensive; B: misleading; C: style."""

    verbatim_fields: ClassVar[frozenset[str]] = frozenset({"span"})

    id: Annotated[str, Field(pattern=r"^N\d+$")]
    at: Annotated[str, Field(pattern=r"^(L\d+\.\d+|question|answer)$")]
    span: Text
    grade: Literal["A", "B", "C"]
    text: Text


class Objective(Part):
    """What a reader can do afterwards, at one of Bloom's levels (revised taxonomy, 2001)."""

    id: Annotated[str, Field(pattern=r"^O\d+$")]
    level: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    text: Text


class Step(Part):
    """A step of an activity and its minutes."""

    text: Text
    minutes: Annotated[float, Field(gt=0)]


class Prompt(Activity):
    """A question for discussion, with what a facilitator and what a lone reader needs for it."""

    id: PromptId
    kind: Literal["evidence", "case", "language", "debate", "transfer"]
    priority: Literal["core", "optional"]
    question: Text
    scenario: Text | None = None
    reveal: list[Text] = []
    purpose: Text
    first_step: Text
    setup_minutes: Annotated[float, Field(ge=0)]
    people: Annotated[int, Field(ge=2)]
    grouping: Text
    steps: Annotated[list[Step], Field(min_length=1)]
    probes: Annotated[list[Text], Field(min_length=2)]
    pitfalls: Annotated[list[Text], Field(min_length=1)]
    safety: Text
    alone: Step
    materials: Annotated[list[Text], Field(description="What it needs beyond what every session needs.")] = []
    evidence: Annotated[list[Evidence], Field(min_length=1)]

    @property
    def minutes(self) -> float:
        """Set-up and steps together, in minutes."""
        return self.setup_minutes + sum(step.minutes for step in self.steps)


class WarmUp(Part):
    """An opening activity that needs no memory of one's own."""

    title: Text
    purpose: Text
    grouping: Text
    steps: Annotated[list[Step], Field(min_length=1)]
    alone: Text


class Closing(Part):
    """How a session ends."""

    title: Text
    minutes: Annotated[float, Field(gt=0)]
    text: Text


class Chapter(Part):
    """Everything that a person authors for one seed."""

    seed: Annotated[str, Field(pattern=r"^\d{3}$", description="The seed's id, in quotes.")]
    title: Annotated[Text, Field(description="The chapter's question; neutral, since it shows on screens.")]
    lead: Text
    skill: Text
    sections: Annotated[list[Section], Field(min_length=1)]
    notes: list[Note]
    objectives: Annotated[list[Objective], Field(min_length=2)]
    prompts: Annotated[list[Prompt], Field(min_length=1)]
    warm_up: WarmUp
    closing: Closing
    card: Annotated[
        list[Text], Field(min_length=3, max_length=5, description="Lines that can be shared safely: no topic words.")
    ]
    items: Annotated[list[Item], Field(min_length=1)]
