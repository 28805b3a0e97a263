"""The quiz widget: the items of a chapter in a notebook, with the answers in Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from sanadbook.runtime import compiled, serialization
from sanadbook.runtime.record import calibration

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

    from sanadbook.runtime.live_results import LiveResults

_STATIC = Path(__file__).parent / "static"


def _style() -> str:
    """Return the quiz's CSS for notebooks. The dark tokens apply if JupyterLab's theme is dark."""
    dark = (_STATIC / "dark.css").read_text("utf-8").replace(":root", 'body[data-jp-theme-light="false"]')
    return "\n".join([(_STATIC / "tokens.css").read_text("utf-8"), dark, (_STATIC / "quiz.css").read_text("utf-8")])


class Quiz(anywidget.AnyWidget):
    """A quiz with the items of a chapter.

    ``Quiz("04")`` has all items of chapter 4. ``quiz.at("S2")`` is a quiz of the items at section 2; answers to it are
    also recorded in ``quiz``.

    Args:
        chapter: name of the chapter (``"04"``), or a compiled chapter.
        location: a section id, ``"check"``, ``"review"`` or ``"spaced_review"``; by default all except
            ``"spaced_review"``.

    Raises:
        UnknownChapter: there is no such chapter.
        KeyError: the chapter has no items at *location*.

    """

    #: ipywidgets 7 displays widgets by this method, which would leave out the static HTML; IPython skips a None.
    _ipython_display_ = None
    _esm = _STATIC / "quiz.js"
    _css = _style()
    chapter = traitlets.Unicode(help="Name of the chapter.").tag(sync=True)
    html = traitlets.Unicode(help="HTML of the items.").tag(sync=True)
    key = traitlets.Dict(help="Key of each item, by item id.").tag(sync=True)
    strings = traitlets.Dict(help="Interface messages, by name.").tag(sync=True)
    answers = traitlets.Dict(help="The record: an entry per answered item, by item id.").tag(sync=True)

    def __init__(self, chapter: str | compiled.Compiled, location: str | None = None) -> None:
        self.compiled = chapter if isinstance(chapter, compiled.Compiled) else compiled.load(chapter)
        self._location = location
        self.items = self.compiled.at(location)
        super().__init__(
            chapter=self.compiled.chapter,
            html=self.compiled.html(self.items, data=False),
            key=self.compiled.keys(self.items),
            strings=self.compiled.strings,
        )

    @classmethod
    def from_yaml(cls, path: str | Path) -> Quiz:
        """Return the quiz of a YAML file. Needs ``pip install 'sanadbook[authoring]'``.

        Raises:
            CourseError: the file is invalid; the error lists file, line, field and hint of every problem.

        """
        from sanadbook.render import quiz_files

        return cls(quiz_files.from_yaml(Path(path)))

    @classmethod
    def from_items(
        cls, items: list[dict[str, Any]], *, name: str = "quiz", passage: list[str] | None = None, language: str = "ar"
    ) -> Quiz:
        """Return a quiz of *items*, mappings with the fields of a quiz file.

        Needs ``pip install 'sanadbook[authoring]'``.

        Args:
            items: the items. Their ids start with *name* and a colon (``quiz:Q1``).
            name: id of the quiz.
            passage: paragraphs of the text that the items are about. Evidence must be a part of it.
            language: language code of the interface, ``"ar"`` or ``"en"``.

        Raises:
            CourseError: an item is invalid; the error lists field and hint of every problem.

        """
        from sanadbook.render import quiz_files

        return cls(quiz_files.from_items(items, name=name, passage=passage or [], language=language))

    def at(self, location: str) -> Quiz:
        """Return a quiz of the items at one *location*; its answers are added to those of this quiz."""
        part = Quiz(self.compiled, location)
        part.observe(lambda change: self._add(change["new"]), "answers")
        return part

    def _add(self, answers: dict[str, Any]) -> None:
        self.answers = {**self.answers, **answers}

    def live_results(self) -> LiveResults:
        """Return a live view of the answers: a table and a chart, updated after each answer."""
        from sanadbook.runtime.live_results import LiveResults

        return LiveResults(self)

    def rows(self) -> list[dict[str, Any]]:
        """Return a mapping per item, in the order of the chapter, with the keys of :meth:`results`. Needs no pandas."""
        items = self.compiled.items
        return [
            {
                "item": item,
                "type": items[item]["key"]["type"],
                "location": items[item]["location"],
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
        """Return the record as a table, a row per item, indexed by item id.

        Columns: ``type``, ``location``, ``answered``; ``score`` (0 to 1) and ``right`` of the first attempt;
        ``solved``, ``attempts``; ``confidence`` (3 sure to 1 guessing).

        Raises ModuleNotFoundError, in the course's language, without pandas.
        """
        from sanadbook.runtime.dataframe import to_dataframe

        return to_dataframe(self.rows(), self.compiled.notebook_messages).set_index("item")

    def summary(self) -> dict[str, Any]:
        """Return the totals of the graded items. Needs no pandas.

        Keys: ``items``, ``answered`` and ``right`` (at the first attempt) are counts; ``score`` is the mean score of
        the first attempts (0 to 1, None without answers); ``calibration`` is described at ``record.calibration``.
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
            kind: ``"answers"``, the score of the first attempt at each item; or ``"calibration"``, the number of right
                answers at each level of confidence.

        Raises:
            ModuleNotFoundError: matplotlib is not installed; the message is in the course's language.
            ValueError: *kind* is unknown.

        """
        from sanadbook.runtime import charts

        messages, direction = self.compiled.notebook_messages, self.compiled.direction
        if kind == "answers":
            return charts.answers_chart(self.rows(), self.labels(), messages, direction)
        if kind == "calibration":
            return charts.calibration_chart(calibration(self.rows()), messages, direction)
        raise ValueError(f"unknown chart {kind!r}: use 'answers' or 'calibration'")

    def to_json(self) -> str:
        """Return the record as a results file, as the page writes it and :meth:`load` reads it. It contains no name."""
        return serialization.to_json(self.compiled, self.answers)

    def to_csv(self) -> str:
        """Return the record as CSV, a line per answered item: item, score, right, solved, attempts, confidence."""
        return serialization.to_csv(self.compiled, self.answers)

    def load(self, text: str) -> None:
        """Add the answers of a results file of this chapter, whose text is *text*.

        Raises:
            ValueError: *text* is not a results file of this chapter.

        """
        self.answers = {**self.answers, **serialization.from_json(self.compiled, text)}

    def labels(self) -> list[str]:
        """Return the short name of each item, in the order of :meth:`rows`."""
        return [self.compiled.items[item]["label"] for item in self.items]

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Return the widget's view together with the static HTML, which is shown where no kernel is running."""
        bundle = super()._repr_mimebundle_(**options)
        view, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(view or {}), **self.compiled.output(self._location)}, metadata
