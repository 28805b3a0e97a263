"""Types of a chapter file, ``data/chapters/NN.yml``. Rules that need the passage or the course are in ``rules``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sanadbook.inputs.schema import Activity, Evidence, Part, PromptId, Text
from sanadbook.items.registry import Item


class Section(Part):
    """Consecutive sentences of the passage, with a heading and a plain version."""

    id: Annotated[str, Field(pattern=r"^S\d+$")]
    heading: Text
    first: Annotated[str, Field(alias="from", pattern=r"^L\d+\.\d+$")]
    last: Annotated[str, Field(alias="to", pattern=r"^L\d+\.\d+$")]
    themes: Annotated[list[Text], Field(min_length=1)]
    plain: Annotated[
        Text,
        Field(description="The editor's clearer wording in two or three sentences, without additions or judgements."),
    ]


class Note(Part):
    """An editorial note on a span of the source. Grade A: meaning reversed or offensive; B: misleading; C: style."""

    verbatim_fields: ClassVar[frozenset[str]] = frozenset({"span"})

    id: Annotated[str, Field(pattern=r"^N\d+$")]
    at: Annotated[str, Field(pattern=r"^(L\d+\.\d+|question|answer)$")]
    span: Text
    grade: Literal["A", "B", "C"]
    text: Text


class Objective(Part):
    """What learners can do after the chapter, at a level of Bloom's taxonomy (Anderson & Krathwohl, 2001)."""

    id: Annotated[str, Field(pattern=r"^O\d+$")]
    level: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    text: Text


class Step(Part):
    """A step of an activity and its length in minutes."""

    text: Text
    minutes: Annotated[float, Field(gt=0)]


class Prompt(Activity):
    """A question for discussion, with instructions for a group and for a learner who works alone."""

    id: PromptId
    kind: Literal["evidence", "case", "language", "debate", "transfer"]
    priority: Literal["core", "optional"]
    question: Text
    scenario: Text | None = None
    reveal: Annotated[list[Text], Field(default_factory=list)]
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
    materials: Annotated[
        list[Text], Field(default_factory=list, description="Materials beyond those of every session.")
    ]
    evidence: Annotated[list[Evidence], Field(min_length=1)]

    @property
    def minutes(self) -> float:
        """Set-up and steps, in minutes."""
        return self.setup_minutes + sum(step.minutes for step in self.steps)


class WarmUp(Part):
    """An opening activity that does not ask for personal memories."""

    title: Text
    purpose: Text
    grouping: Text
    steps: Annotated[list[Step], Field(min_length=1)]
    alone: Text


class Closing(Part):
    """The end of a session."""

    title: Text
    minutes: Annotated[float, Field(gt=0)]
    text: Text


class Chapter(Part):
    """A chapter file: everything that is authored for one seed."""

    seed: Annotated[str, Field(pattern=r"^\d{3}$", description="The seed's id, in quotes.")]
    title: Annotated[Text, Field(description="The chapter's question; neutral, since screens show it.")]
    lead: Text
    skill: Text
    sections: Annotated[list[Section], Field(min_length=1)]
    notes: list[Note]
    objectives: Annotated[list[Objective], Field(min_length=2)]
    prompts: Annotated[list[Prompt], Field(min_length=1)]
    warm_up: WarmUp
    closing: Closing
    card: Annotated[
        list[Text], Field(min_length=3, max_length=5, description="Lines that are safe to share: no topic words.")
    ]
    items: Annotated[list[Item], Field(min_length=1)]
