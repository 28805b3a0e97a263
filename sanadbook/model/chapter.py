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
    good_answer: Annotated[Text | None, Field(description="For facilitators: what a good answer may say.")] = None

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


class ExampleStep(Part):
    """One named step of a worked example."""

    name: Text
    text: Text


class WorkedExample(Part):
    """The chapter's skill, applied to one case in explicit steps before a learner tries it (Sweller & Cooper 1985)."""

    case: Annotated[Text, Field(description="The sentence or situation that the steps work on.")]
    steps: Annotated[list[ExampleStep], Field(min_length=2, max_length=5)]
    takeaway: Annotated[Text, Field(description="What a reader does with the source text from here on.")]


class Opening(Part):
    """How a chapter begins: an imagined scene, and the skill shown on it."""

    scene: Annotated[Text, Field(description="Three or four sentences: everyday, imagined, safe.")]
    example: WorkedExample


class TakeawayWord(Part):
    """A word to take along, used in a sentence."""

    word: Text
    sentence: Text


class Conclusion(Part):
    """How a chapter ends: an answer to its title, words to take along, a question for oneself."""

    answer: Annotated[
        Text, Field(description="What the text says about the title's question, and what it leaves open.")
    ]
    words: Annotated[list[TakeawayWord], Field(min_length=3, max_length=7)]
    question: Annotated[Text, Field(description="Asks for no confession: it can be answered silently.")]


class Chapter(Part):
    """A chapter file: everything that is authored for one seed."""

    seed: Annotated[str, Field(pattern=r"^\d{3}$", description="The seed's id, in quotes.")]
    title: Annotated[Text, Field(description="The chapter's question; neutral, since screens show it.")]
    lead: Text
    skill: Text
    opening: Opening | None = None
    sections: Annotated[list[Section], Field(min_length=1)]
    notes: list[Note]
    notes_in_sight: Annotated[
        list[Text] | None, Field(description="Ids of the notes that change the meaning. The others are folded.")
    ] = None
    objectives: Annotated[list[Objective], Field(min_length=2)]
    prompts: Annotated[list[Prompt], Field(min_length=1)]
    main_prompt: Annotated[
        PromptId | None, Field(description="The prompt in sight for a lone reader: it belongs to the title's question.")
    ] = None
    warm_up: WarmUp
    closing: Closing
    card: Annotated[
        list[Text], Field(min_length=3, max_length=5, description="Lines that are safe to share: no topic words.")
    ]
    items: Annotated[list[Item], Field(min_length=1)]
    conclusion: Conclusion | None = None
