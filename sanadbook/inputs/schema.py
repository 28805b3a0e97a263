"""Types that all YAML files use: texts, addresses, ids, evidence, and the base of all mappings."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
At = Annotated[
    str,
    Field(
        pattern=r"^L\d+\.\d+(-L\d+\.\d+)?$",
        description="Address of the sentence: L2.12 is line 2 (from 0), sentence 12 (from 1).",
    ),
]
ItemId = Annotated[
    str, Field(pattern=r"^[a-z0-9-]+:Q\d+$", description="Unique in the course: the seed's id and Q, as 003:Q5.")
]
PromptId = Annotated[
    str, Field(pattern=r"^\d{3}:D\d+$", description="Unique in the course: the seed's id and D, as 003:D2.")
]
Suppressed = Annotated[
    dict[str, Text], Field(description="Warnings to suppress, each with the reason: {rule: reason}.")
]


class Part(BaseModel):
    """A mapping in a YAML file. Unknown fields are errors, and values are not converted to another type.

    ``verbatim_fields`` names the fields that quote the source; the style rules skip them.
    """

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True, allow_inf_nan=False)
    verbatim_fields: ClassVar[frozenset[str]] = frozenset()


class Activity(Part):
    """What items and prompts have in common."""

    id: str
    objective: Text
    suppress: Annotated[Suppressed, Field(default_factory=dict)]


class Evidence(Part):
    """A verbatim span of the passage, unique in it."""

    verbatim_fields: ClassVar[frozenset[str]] = frozenset({"at", "span"})

    at: At
    span: Text
