"""``data/comparison.yml`` as types: every source text answers the same questions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sanadbook.inputs.schema import Evidence, Part, Text
from sanadbook.model.chapter import Step


class Cell(Part):
    """What one source text says on a question, in our words; or that it is silent, and how one can tell."""

    seed: Annotated[str, Field(pattern=r"^\d{3}$", description="The seed's id, in quotes.")]
    text: Text
    not_addressed: Annotated[bool, Field(description="The text does not speak of it: then there is no evidence.")] = (
        False
    )
    evidence: list[Evidence] = []


class FollowUp(Part):
    """A question to go on with, and where to begin."""

    question: Text
    first_step: Text


class ComparedQuestion(Part):
    """A question put to all source texts: what each says, where they agree, differ or are silent."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    label: Annotated[Text, Field(description="A word or two; neutral, since it shows on screens.")]
    question: Annotated[Text, Field(description="Neutral, since it is a heading.")]
    cells: Annotated[list[Cell], Field(min_length=1)]
    together: Annotated[Text, Field(description="Where they agree, differ or are silent.")]
    think: FollowUp


class ComparisonPrompt(FollowUp):
    """A prompt on all source texts together, for a group and for one person."""

    people: Annotated[int, Field(ge=2)]
    group: Step
    alone: Step


class Comparison(Part):
    """``data/comparison.yml``: all source texts side by side."""

    questions: Annotated[list[ComparedQuestion], Field(min_length=1)]
    prompts: Annotated[list[ComparisonPrompt], Field(min_length=1)]
