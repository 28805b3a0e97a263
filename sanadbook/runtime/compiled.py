"""A compiled chapter: the one JSON by which the learner's half knows a chapter. Standard library only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import sanadbook

SCHEMA = 4
#: The place of items that are met only on the page of all chapters' reviews.
SPACED_REVIEW = "spaced_review"


class UnknownChapter(LookupError):
    """No chapter of that name is in this installation."""


def safe_json(value: Any) -> str:
    """Return *value* as JSON that can stand inside ``<script>``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "&<>\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@dataclass(frozen=True)
class Compiled:
    """What ``sanadbook write`` makes of a chapter.

    ``language`` is the course's language code, ``direction`` its writing direction (``"ltr"`` or ``"rtl"``).
    ``items`` maps an item's id to its ``html``, its ``key``, its ``place``, its short ``label``, its ``stem`` and its
    ``parts``, a list of ``name`` and ``choices`` in the order of the page, as plain text; ``wrapper`` is the HTML before and
    after the items of a quiz; ``summary`` that of the chapter's summary; ``strings`` the messages of the front end,
    ``notebook_messages`` those of the live results, ``class_results_messages`` those about results files, each by name.
    """

    chapter: str
    course: str
    language: str
    direction: str
    items: dict[str, dict[str, Any]]
    wrapper: tuple[str, str]
    summary: str
    strings: dict[str, str]
    notebook_messages: dict[str, str]
    class_results_messages: dict[str, str]

    def at(self, place: str | None = None) -> list[str]:
        """Return the ids of the items at *place*, by default of all that stand in the chapter itself.

        Raises KeyError where there are none.
        """
        found = [
            item
            for item, known in self.items.items()
            if known["location"] == place or (place is None and known["location"] != SPACED_REVIEW)
        ]
        if not found:
            places = ", ".join(dict.fromkeys(known["location"] for known in self.items.values()))
            raise KeyError(f"chapter {self.chapter} has no items at {place!r}; it has some at {places}")
        return found

    def keys(self, items: list[str]) -> dict[str, Any]:
        """Return what grades each of *items*."""
        return {item: self.items[item]["key"] for item in items}

    def html(self, items: list[str], *, data: bool = True) -> str:
        """Return the written HTML of *items*; with its *data*, as it stands in pages and untrusted notebooks."""
        before, after = self.wrapper
        script = ""
        if data:
            known = safe_json(
                {"chapter": self.chapter, "course": self.course, "keys": self.keys(items), "strings": self.strings}
            )
            script = f'<script type="application/json" class="sanad-data">{known}</script>'
        return before + "".join(self.items[item]["html"] for item in items) + script + after

    def plain(self, items: list[str]) -> str:
        """Return one line for a host that shows no HTML."""
        return f"Quiz({self.chapter}): {', '.join(items)}"

    def output(self, place: str | None = None) -> dict[str, str]:
        """Return what an output holds of the quiz of *place*, whether a kernel runs or not."""
        items = self.at(place)
        return {"text/html": self.html(items), "text/plain": self.plain(items)}

    def summary_output(self) -> dict[str, str]:
        """Return what an output holds of the summary, whether a kernel runs or not."""
        return {"text/html": self.summary, "text/plain": f"LiveResults({self.chapter})"}

    def as_json(self) -> str:
        """Return the chapter as the text of its file."""
        value = {"schema": SCHEMA, **vars(self)}
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def parse(text: str) -> Compiled:
    """Read the text of a compiled chapter. Raises ValueError for one of another schema."""
    value = json.loads(text)
    if value.pop("schema") != SCHEMA:
        raise ValueError("the chapter was compiled by another version of sanadbook: run `sanadbook write`")
    return Compiled(**{**value, "wrapper": tuple(value["wrapper"])})


@cache
def load(name: str) -> Compiled:
    """Return the compiled chapter called *name* (``"04"``).

    It is looked for in the installed package, then in the checkout that the package stands in.
    Raises UnknownChapter with the names that there are.
    """
    folders = [files("sanadbook") / "compiled", Path(sanadbook.__file__).parents[1] / "chapters"]
    for folder in folders:
        file = folder / f"{name}.json"
        if file.is_file():
            return parse(file.read_text("utf-8"))
    known = sorted(
        {f.name[:-5] for folder in folders if folder.is_dir() for f in folder.iterdir() if f.name.endswith(".json")}
    )
    raise UnknownChapter(f"there is no chapter {name!r}; there are {', '.join(known) or 'none'}")
