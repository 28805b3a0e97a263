"""The fields of an open item."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sanadbook.inputs.schema import Evidence, Part, Text
from sanadbook.items.base import BaseItem


class AnswerSegment(Part):
    """A span of the source answer, and whether the passage supports it."""

    verbatim_fields: ClassVar[frozenset[str]] = frozenset({"answer"})

    answer: Text
    status: Literal["supported", "partial", "absent"]
    note: Text
    evidence: Annotated[list[Evidence], Field(default_factory=list)]


class Omission(Part):
    """A span of the source question that the source answer leaves out."""

    verbatim_fields: ClassVar[frozenset[str]] = frozenset({"question"})

    question: Text
    text: Text
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class Criterion(Part):
    """A self-check of a rubric. An answer that lacks an essential one is not complete."""

    id: Annotated[str, Field(pattern=r"^K\d+$")]
    text: Text
    essential: bool = False
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class Open(BaseItem):
    """A question to think or write about, then to compare with a rubric and a completed answer.

    With ``source: true`` the stem is the source question, and the source answer is shown with its evidence map.
    """

    type: Literal["open"]
    source: bool = False
    task: Text
    evidence_map: Annotated[list[AnswerSegment], Field(default_factory=list)]
    left_out: Annotated[list[Omission], Field(default_factory=list)]
    caveat: Text | None = None
    rubric: Annotated[list[Criterion], Field(min_length=2)]
    completed: Text
