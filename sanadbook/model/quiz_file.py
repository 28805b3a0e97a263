"""A standalone quiz file as types: items, and the text they are about, if there is one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sanadbook.inputs.schema import Part, Text
from sanadbook.items.registry import Item


class QuizFile(Part):
    """A quiz of its own, for any notebook or book: items, and the text that they are about, if there is one."""

    id: Annotated[
        str, Field(pattern=r"^[a-z0-9-]+$", description="Starts the ids of the items: harbour in harbour:Q1.")
    ]
    language: Literal["ar", "en"] = "ar"
    passage: Annotated[
        list[Text], Field(description="The text, a paragraph a line; evidence is checked against it.")
    ] = []
    items: Annotated[list[Item], Field(min_length=1)]
