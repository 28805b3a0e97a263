"""Types of ``data/comparison.yml``: the same questions put to every source text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sanadbook.inputs.schema import Evidence, Part, Text
from sanadbook.model.chapter import Step


class Cell(Part):
    """What one source text says on a question, in the editor's words, or that it does not address the question."""

    seed: Annotated[str, Field(pattern=r"^\d{3}$", description="The seed's id, in quotes.")]
    text: Text
    not_addressed: Annotated[bool, Field(description="The text does not address the question: it has no evidence.")] = (
        False
    )
    evidence: Annotated[list[Evidence], Field(default_factory=list)]


class FollowUp(Part):
    """A further question and a first step towards an answer."""

    question: Text
    first_step: Text


class ComparedQuestion(Part):
    """A question put to every source text, with a cell for each."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    label: Annotated[Text, Field(description="One or two words; neutral, since screens show it.")]
    question: Annotated[Text, Field(description="Neutral, since it is a heading.")]
    cells: Annotated[list[Cell], Field(min_length=1)]
    together: Annotated[Text, Field(description="Where the texts agree, differ, or do not address the question.")]
    think: FollowUp


class ComparisonPrompt(FollowUp):
    """A prompt on all source texts, for a group and for a learner who works alone."""

    people: Annotated[int, Field(ge=2)]
    group: Step
    alone: Step


class Comparison(Part):
    """``data/comparison.yml``: all source texts side by side."""

    questions: Annotated[list[ComparedQuestion], Field(min_length=1)]
    prompts: Annotated[list[ComparisonPrompt], Field(min_length=1)]
