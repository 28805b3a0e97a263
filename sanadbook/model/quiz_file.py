"""Types of a quiz file: items without a chapter, for any notebook or book."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sanadbook.inputs.schema import Part, Text
from sanadbook.items.registry import Item


class QuizFile(Part):
    """Items and, optionally, the passage that they are about."""

    id: Annotated[
        str, Field(pattern=r"^[a-z0-9-]+$", description="The first part of the items' ids: harbour in harbour:Q1.")
    ]
    language: Literal["ar", "en"] = "ar"
    passage: Annotated[
        list[Text], Field(default_factory=list, description="A paragraph per line; evidence is checked against it.")
    ]
    items: Annotated[list[Item], Field(min_length=1)]
