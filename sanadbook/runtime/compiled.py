"""A compiled chapter: the JSON file from which a learner's kernel reads a chapter. Standard library only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import sanadbook

SCHEMA = 4
#: The location of items that appear only on the review page of the whole course.
SPACED_REVIEW = "spaced_review"


class UnknownChapter(LookupError):
    """There is no compiled chapter of this name."""


def safe_json(value: Any) -> str:
    """Return *value* as JSON that is safe inside a ``<script>`` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "&<>\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@dataclass(frozen=True)
class Compiled:
    """A chapter as compiled by ``sanadbook write``.

    Attributes:
        chapter: name of the chapter, ``"04"``.
        course: id of the course.
        language: language code of the course.
        direction: its writing direction, ``"ltr"`` or ``"rtl"``.
        items: by item id: ``html``, ``key`` (grades an answer), ``location``, ``label`` (short name), ``stem``
            (plain text) and ``parts``: a list of ``name`` and ``choices``, plain text in the order of the page.
        wrapper: HTML before and after the items of a quiz.
        summary: HTML of the chapter's summary.
        strings: messages of the front end, by name.
        notebook_messages: messages of the live results, by name.
        class_results_messages: messages about results files, by name.

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

    def at(self, location: str | None = None) -> list[str]:
        """Return the ids of the items at *location*, by default of all items except those of the spaced review.

        Raises KeyError if there are none.
        """
        found = [
            item
            for item, known in self.items.items()
            if known["location"] == location or (location is None and known["location"] != SPACED_REVIEW)
        ]
        if not found:
            locations = ", ".join(dict.fromkeys(known["location"] for known in self.items.values()))
            raise KeyError(f"chapter {self.chapter} has no items at {location!r}; it has some at {locations}")
        return found

    def keys(self, items: list[str]) -> dict[str, Any]:
        """Return the keys that grade *items*, by item id."""
        return {item: self.items[item]["key"] for item in items}

    def html(self, items: list[str], *, data: bool = True) -> str:
        """Return the HTML of *items*. With *data* it includes the keys and messages, so it works without a kernel."""
        before, after = self.wrapper
        script = ""
        if data:
            known = safe_json(
                {"chapter": self.chapter, "course": self.course, "keys": self.keys(items), "strings": self.strings}
            )
            script = f'<script type="application/json" data-quiz-data>{known}</script>'
        return before + "".join(self.items[item]["html"] for item in items) + script + after

    def plain(self, items: list[str]) -> str:
        """Return one line of text, for hosts that show no HTML."""
        return f"Quiz({self.chapter}): {', '.join(items)}"

    def output(self, location: str | None = None) -> dict[str, str]:
        """Return the static notebook output of the quiz at *location*, by MIME type."""
        items = self.at(location)
        return {"text/html": self.html(items), "text/plain": self.plain(items)}

    def summary_output(self) -> dict[str, str]:
        """Return the static notebook output of the summary, by MIME type."""
        return {"text/html": self.summary, "text/plain": f"LiveResults({self.chapter})"}

    def as_json(self) -> str:
        """Return the text of the chapter's JSON file."""
        value = {"schema": SCHEMA, **vars(self)}
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def parse(text: str) -> Compiled:
    """Return the compiled chapter whose JSON text is *text*. Raises ValueError for another schema version."""
    value = json.loads(text)
    if value.pop("schema") != SCHEMA:
        raise ValueError("the chapter was compiled by another version of sanadbook: run `sanadbook write`")
    return Compiled(**{**value, "wrapper": tuple(value["wrapper"])})


@cache
def load(name: str) -> Compiled:
    """Return the compiled chapter called *name* (``"04"``).

    The installed package is searched first, then the checkout that contains the package. Raises UnknownChapter, which
    lists the existing names.
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
