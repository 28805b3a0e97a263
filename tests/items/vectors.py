"""The answers and scores of vectors.yml in the form of the front end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sanadbook.render import quiz_files
from sanadbook.runtime.compiled import Compiled
from tests.markup import parse

HERE = Path(__file__).parent
FILES = (*sorted((HERE.parents[1] / "docs" / "items").glob("*.yml")), HERE / "vector_items.yml")


@dataclass(frozen=True)
class Vector:
    """An answer to an item, its score and the message shown."""

    item: str
    told: Any  # the answer in the form of the table
    answer: list[Any]  # in the form of the front end; an empty part is None
    message: str
    score: float = 0
    parts: tuple[bool, ...] = ()  # in the order of the page
    near: tuple[int, ...] = ()

    @property
    def graded(self) -> bool:
        """Whether the answer is complete and is graded."""
        return bool(self.parts)

    @property
    def right(self) -> bool:
        return self.message in ("right_first", "open_whole")

    @property
    def kind(self) -> str:
        return str(quiz_of(self.item).items[self.item]["key"]["type"])

    def __str__(self) -> str:
        return f"{self.item}: {self.told}"


@cache
def quizzes() -> tuple[Compiled, ...]:
    """The quizzes that hold the items of the table."""
    return tuple(quiz_files.from_yaml(file) for file in FILES)


@cache
def quiz_of(item: str) -> Compiled:
    return next(quiz for quiz in quizzes() if item in quiz.items)


@cache
def authored(item: str) -> dict[str, Any]:
    """Return the item as its file defines it."""
    found = [each for file in FILES for each in yaml.safe_load(file.read_text("utf-8"))["items"]]
    return next(each for each in found if each["id"] == item)


def _order(item: str, key: list[Any]) -> list[int]:
    """For each part as the page shows it, its number in the file."""
    each = authored(item)
    if each["type"] == "ordering":
        return key
    if each["type"] == "classification":
        cards = [card["text"] for card in each["cards"]]
        shown = parse(quiz_of(item).items[item]["html"]).select(".sanad-drop legend")
        return [cards.index(card.get_text()) for card in shown]
    return list(range(len(key)))


def answer_of(item: str, told: Any) -> list[Any]:
    """Convert an answer of the table to the form in which the front end records it."""
    known = quiz_of(item).items[item]
    each, key, page = authored(item), known["key"]["key"], parse(known["html"])
    if each["type"] in ("single", "multiple"):
        return list(told)
    if each["type"] == "true_false_reason":
        verdict, reason = told
        return [None if verdict is None else int(not verdict), reason]
    if each["type"] == "open":
        return [int(point in told) for point in range(len(key))]
    if each["type"] == "ordering":
        return [None if told is None else told.index(step) for step in key]
    words = [
        option.get_text() for option in (page.select("select") or [page])[0].select("option[value]:not([value=''])")
    ]
    if each["type"] == "classification":
        words = each["categories"]
        told = [told[number] for number in _order(item, key)]
    return [
        word if word is None or isinstance(key[part], list) else words.index(word) for part, word in enumerate(told)
    ]


def _vector(item: str, row: dict[str, Any]) -> Vector:
    key = quiz_of(item).items[item]["key"]["key"]
    parts = tuple(sign == "1" for sign in row.get("parts", ""))
    if authored(item)["type"] not in ("single", "multiple") and parts:
        parts = tuple(parts[number] for number in _order(item, key))
    score, near = float(Fraction(str(row.get("score", 0)))), tuple(row.get("near", ()))
    return Vector(item, row["answer"], answer_of(item, row["answer"]), row["message"], score, parts, near)


@cache
def vectors() -> tuple[Vector, ...]:
    table = yaml.safe_load((HERE / "vectors.yml").read_text("utf-8"))
    return tuple(_vector(item, row) for item, rows in table.items() for row in rows)


# -- for the front end's own tests -------------------------------------------------------------------------------------

JSON_FILE = HERE.parents[1] / "frontend" / "test" / "vectors.json"


def vectors_json() -> str:
    """Return the graded vectors, their keys and the typed numbers as JSON, one per line, for `node --test`."""
    graded = [vector for vector in vectors() if vector.graded]
    keys = {vector.item: quiz_of(vector.item).items[vector.item]["key"] for vector in graded}
    rows = [{"item": v.item, "answer": v.answer, "score": v.score, "right": v.right, "parts": v.parts} for v in graded]
    numbers = yaml.safe_load((HERE / "numbers.yml").read_text("utf-8"))
    blocks = (
        ",\n".join(f"{json.dumps(item)}: {json.dumps(key, ensure_ascii=False)}" for item, key in keys.items()),
        ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
        ",\n".join(json.dumps(pair) for pair in numbers.items()),
    )
    return '{{"keys": {{\n{}\n}}, "vectors": [\n{}\n], "numbers": [\n{}\n]}}\n'.format(*blocks)


if __name__ == "__main__":
    JSON_FILE.write_text(vectors_json(), "utf-8")
