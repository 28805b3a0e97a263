"""The authored fields of each item type."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sanadbook.inputs.schema import Evidence, ItemId, Part, Suppressed, Text


class Option(Part):
    """A choice, whether it is (part of) the key, and what is said to someone who took it."""

    text: Text
    correct: bool = False
    feedback: Text


class Blank(Part):
    """A gap of a cloze: its word, why it fits, and where to look when it was missed; other words that are right when typed."""

    answer: Text
    accept: list[Text] = []
    feedback: Text
    if_wrong: Text


class Pair(Part):
    """Two sides that belong together."""

    left: Text
    right: Text
    feedback: Text
    if_wrong: Text


class OrderingStep(Part):
    """A step of an ordering, at its right place."""

    text: Text
    feedback: Text
    if_wrong: Text


class MatchingDistractor(Part):
    """A right-hand choice that belongs to nothing."""

    text: Text
    feedback: Text


class ClassificationCard(Part):
    """Something to put under one of the categories."""

    text: Text
    category: Text
    feedback: Text
    if_wrong: Text


class AnswerSegment(Part):
    """A span of the source answer and what the passage says of it."""

    answer: Text
    status: Literal["supported", "partial", "absent"]
    note: Text
    evidence: list[Evidence] = []


class Omission(Part):
    """A span of the source question that the source answer leaves out."""

    question: Text
    text: Text
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class Criterion(Part):
    """A self-check of a rubric; without the essential ones an answer is not complete."""

    id: Annotated[str, Field(pattern=r"^K\d+$")]
    text: Text
    essential: bool = False
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class BaseItem(Part):
    """What every item has."""

    id: ItemId
    location: Annotated[
        str,
        Field(
            pattern=r"^(S\d+|check|review|spaced_review)$",
            description="A section's id, check or review; spaced_review: only on the page of all chapters' reviews.",
        ),
    ]
    objective: Text
    evidence: Annotated[
        list[Evidence], Field(description="In a chapter at least one; none where a quiz has no passage.")
    ] = []
    note_ids: Annotated[list[Text], Field(description="Notes that the item is about.")] = []
    confidence: Annotated[bool, Field(description="Ask how sure one is before the feedback.")] = False
    hint: Text | None = None
    minutes: Annotated[float | None, Field(gt=0, description="Instead of the pace of its type in course.yml.")] = None
    suppress: Suppressed = {}


class Single(BaseItem):
    """One right option."""

    type: Literal["single"]
    stem: Text
    options: Annotated[list[Option], Field(min_length=2)]


class Multiple(BaseItem):
    """Two or more right options and at least one wrong one."""

    type: Literal["multiple"]
    stem: Text
    options: Annotated[list[Option], Field(min_length=3)]


class TrueFalseFeedback(Part):
    """What is said to someone who chose true, and to someone who chose false."""

    true: Text
    false: Text


class TrueFalseReason(BaseItem):
    """A statement to judge, then the reason for the judgement."""

    type: Literal["true_false_reason"]
    stem: Text
    answer: bool
    feedback: TrueFalseFeedback
    reasons: Annotated[list[Option], Field(min_length=2)]


class Cloze(BaseItem):
    """A text with gaps ``{1}``, ``{2}`` … to fill from a word bank, or to type (``typed: true``).

    What is typed is compared after folding (``sanadbook.language.arabic.fold``); with ``strict`` letter by letter.
    """

    type: Literal["cloze"]
    stem: Text
    text: Text
    blanks: Annotated[list[Blank], Field(min_length=1)]
    distractors: Annotated[list[Text], Field(description="More words for the bank, wrong for every blank.")] = []
    typed: bool = False
    strict: bool = False


class Matching(BaseItem):
    """Pairs to be joined; at most one choice too many."""

    type: Literal["matching"]
    stem: Text
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=4)]
    extra: Annotated[list[MatchingDistractor], Field(max_length=1)] = []


class Ordering(BaseItem):
    """Steps to be put in order; the file holds them in the right one."""

    type: Literal["ordering"]
    stem: Text
    steps: Annotated[list[OrderingStep], Field(min_length=3, max_length=6)]


class Short(BaseItem):
    """A word or two to type, compared after folding; with ``strict`` letter by letter."""

    type: Literal["short"]
    stem: Text
    accept: Annotated[list[Text], Field(min_length=1, description="Right answers; the first is shown as the key.")]
    strict: bool = False
    feedback: Text
    if_wrong: Text


class Classification(BaseItem):
    """Cards to be put under two or more categories."""

    type: Literal["classification"]
    stem: Text
    categories: Annotated[list[Text], Field(min_length=2)]
    cards: Annotated[list[ClassificationCard], Field(min_length=3)]


class Open(BaseItem):
    """A question to think or write about, then to check oneself against a rubric.

    With ``source: true`` its stem and its attached answer are the seed's own, verbatim.
    """

    type: Literal["open"]
    source: bool = False
    stem: Text | None = None
    task: Text
    evidence_map: list[AnswerSegment] = []
    left_out: list[Omission] = []
    caveat: Text | None = None
    rubric: Annotated[list[Criterion], Field(min_length=2)]
    completed: Text


Item = Annotated[
    Single | Multiple | TrueFalseReason | Cloze | Matching | Ordering | Classification | Short | Open,
    Field(discriminator="type"),
]


#: The item types, in the order of the documentation.
ITEM_TYPES = (
    "single",
    "multiple",
    "true_false_reason",
    "cloze",
    "matching",
    "ordering",
    "classification",
    "short",
    "open",
)
