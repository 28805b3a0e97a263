"""The quiz as a widget: one model for the items of a place, its record in Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from sanadbook.runtime import compiled, serialization
from sanadbook.runtime.dataframe import calibration

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

    from sanadbook.runtime.live_results import LiveResults

_STATIC = Path(__file__).parent / "static"


def _style() -> str:
    """The quiz's style for a notebook: its tokens, and the dark ones where JupyterLab's theme is dark."""
    dark = (_STATIC / "dark.css").read_text("utf-8").replace(":root", 'body[data-jp-theme-light="false"]')
    return "\n".join([(_STATIC / "tokens.css").read_text("utf-8"), dark, (_STATIC / "quiz.css").read_text("utf-8")])


class Quiz(anywidget.AnyWidget):
    """A chapter's items, to be answered in a notebook.

    ``Quiz("04")`` holds all items of chapter 4; ``quiz.at("S2")`` those that stand at section 2, and what is answered
    there is known to ``quiz`` too.

    Args:
        chapter: the chapter's name, ``"04"``.
        place: a section's id, ``"check"``, ``"review"`` or ``"spaced_review"``; by default all but ``"spaced_review"``.

    Raises:
        UnknownChapter: there is no such chapter.
        KeyError: the chapter has no items at *place*.

    """

    _esm = _STATIC / "quiz.mjs"
    _css = _style()
    chapter = traitlets.Unicode(help="The chapter's name.").tag(sync=True)
    html = traitlets.Unicode(help="The items as written.").tag(sync=True)
    key = traitlets.Dict(help="What grades each item, by item id.").tag(sync=True)
    strings = traitlets.Dict(help="What is said at run time, by name.").tag(sync=True)
    answers = traitlets.Dict(help="The record: an entry for each item that was answered, by item id.").tag(sync=True)

    def __init__(self, chapter: str | compiled.Compiled, place: str | None = None) -> None:
        self.compiled = chapter if isinstance(chapter, compiled.Compiled) else compiled.load(chapter)
        self._place = place
        self.items = self.compiled.at(place)
        super().__init__(
            chapter=self.compiled.chapter,
            html=self.compiled.html(self.items, data=False),
            key=self.compiled.keys(self.items),
            strings=self.compiled.strings,
        )

    @classmethod
    def from_yaml(cls, path: str | Path) -> Quiz:
        """Return the quiz of a YAML file (see the documentation of items). Needs the authoring half of the package.

        Raises:
            CourseError: the file can't be used; it names file, line, field and hint of every problem.

        """
        from sanadbook.render import quiz_files

        return cls(quiz_files.from_yaml(Path(path)))

    @classmethod
    def from_items(
        cls, items: list[dict[str, Any]], *, name: str = "quiz", passage: list[str] | None = None, language: str = "ar"
    ) -> Quiz:
        """Return a quiz of *items*, mappings with the fields of a quiz file. Needs the authoring half of the package.

        Args:
            items: the items; their ids start with *name* and a colon (``quiz:Q1``).
            name: the quiz's id.
            passage: the text that the items are about, a paragraph each; evidence is checked against it.
            language: of the interface, ``"ar"`` or ``"en"``.

        Raises:
            CourseError: some item can't be used; it names field and hint of every problem.

        """
        from sanadbook.render import quiz_files

        return cls(quiz_files.from_items(items, name=name, passage=passage or [], language=language))

    def at(self, place: str) -> Quiz:
        """Return the quiz of one place of the chapter; its answers are added to this one's."""
        part = Quiz(self.compiled, place)
        part.observe(lambda change: self._take(change["new"]), "answers")
        return part

    def _take(self, answers: dict[str, Any]) -> None:
        self.answers = {**self.answers, **answers}

    def panel(self) -> LiveResults:
        """Return a live view of the answers: a table and a chart that follow as one answers."""
        from sanadbook.runtime.live_results import LiveResults

        return LiveResults(self)

    def rows(self) -> list[dict[str, Any]]:
        """Return one mapping an item, in the learner's order: what :meth:`results` shows, without pandas."""
        known = self.compiled.items
        return [
            {
                "item": item,
                "type": known[item]["key"]["type"],
                "location": known[item]["location"],
                "answered": bool(entry := self.answers.get(item)),
                "score": entry["score"] if entry else None,
                "right": entry["right"] if entry else None,
                "solved": entry["solved"] if entry else None,
                "attempts": entry["attempts"] if entry else 0,
                "confidence": entry["confidence"] if entry else None,
            }
            for item in self.items
        ]

    def results(self) -> pandas.DataFrame:
        """Return the record, one row an item, indexed by item id.

        Columns: ``type``, ``place``, ``answered``; ``score`` (0 to 1) and ``right`` of the first attempt; ``solved``,
        ``attempts``, ``confidence`` (1 to 3). Raises ModuleNotFoundError, in the course's language, without pandas.
        """
        from sanadbook.runtime.dataframe import frame

        return frame(self.rows(), self.compiled.notebook_messages)

    def summary(self) -> dict[str, Any]:
        """Return how it went so far, without pandas.

        Keys: ``items`` (graded ones), ``answered``, ``right`` (at the first attempt), ``score`` (mean of the first attempts,
        0 to 1, None before any) and ``calibration``: for each level of confidence (3 sure to 1 guessing) how many of the
        answers given with it were right; those partly right don't count.
        """
        rows = [row for row in self.rows() if row["type"] != "open"]
        scores = [row["score"] for row in rows if row["answered"]]
        return {
            "items": len(rows),
            "answered": len(scores),
            "right": sum(bool(row["right"]) for row in rows),
            "score": sum(scores) / len(scores) if scores else None,
            "calibration": calibration(rows),
        }

    def chart(self, kind: str = "answers") -> Figure:
        """Return a matplotlib figure.

        Args:
            kind: ``"answers"``, for each item the share right at the first attempt; or ``"calibration"``, for each level of
                confidence how many answers were right.

        Raises:
            ModuleNotFoundError: matplotlib is absent; said in the course's language.
            ValueError: another kind.
        """
        from sanadbook.runtime import charts

        if kind == "answers":
            return charts.answers_chart(self.rows(), self.labels(), self.compiled.notebook_messages)
        if kind == "calibration":
            return charts.calibration_chart(calibration(self.rows()), self.compiled.notebook_messages)
        raise ValueError(f"there is no chart {kind!r}: answers or calibration")

    def to_json(self) -> str:
        """Return the record as a results file: the same that the page writes, and :meth:`load` reads. It holds no name."""
        return serialization.to_json(self.compiled, self.answers)

    def to_csv(self) -> str:
        """Return the record as a table, one line an answered item: item, score, right, solved, attempts, confidence."""
        return serialization.to_csv(self.compiled, self.answers)

    def load(self, text: str) -> None:
        """Take the answers of a results file of this chapter.

        Raises:
            ValueError: *text* is not such a file; it says why.
        """
        self.answers = {**self.answers, **serialization.from_json(self.compiled, text)}

    def labels(self) -> list[str]:
        """Return the short name of each item, in the order of :meth:`rows`."""
        return [self.compiled.items[item]["label"] for item in self.items]

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Add to the live view what is shown where nothing is live: the written HTML."""
        bundle = super()._repr_mimebundle_(**options)
        live, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(live or {}), **self.compiled.output(self._place)}, metadata
