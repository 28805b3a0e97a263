"""Models that item types share: the fields of every item, options, and parts with their feedback."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sanadbook.inputs.schema import Activity, Evidence, ItemId, Part, Text


class Option(Part):
    """A choice, whether it is correct, and the feedback shown to a learner who selected it."""

    text: Text
    correct: bool = False
    feedback: Text


class GradedPart(Part):
    """Feedback on one part of an item: ``feedback`` when it is right, ``if_wrong`` when it is wrong."""

    feedback: Text
    if_wrong: Text


class BaseItem(Activity):
    """The fields of every item. Subclasses set ``type`` to a literal and make ``stem`` required if they need one."""

    id: ItemId
    type: str
    location: Annotated[
        str,
        Field(
            pattern=r"^(S\d+|check|review|spaced_review)$",
            description="A section's id, check or review; spaced_review: only on the page of all chapters' reviews.",
        ),
    ]
    stem: Text | None = None
    evidence: Annotated[
        list[Evidence],
        Field(default_factory=list, description="Required in a chapter; leave it out in a quiz without a passage."),
    ]
    note_ids: Annotated[list[Text], Field(default_factory=list, description="Notes that the item is about.")]
    confidence: Annotated[bool, Field(description="Ask for the learner's confidence before the feedback.")] = False
    hint: Text | None = None
    minutes: Annotated[
        float | None, Field(gt=0, description="Overrides the minutes of the item's type in course.yml.")
    ] = None
