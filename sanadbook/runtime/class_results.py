"""Statistics of a class from its results files. pandas and matplotlib are imported lazily."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanadbook.runtime import charts, compiled
from sanadbook.runtime.class_report import Report
from sanadbook.runtime.dataframe import to_dataframe
from sanadbook.runtime.record import LEVELS
from sanadbook.runtime.results_reader import Answers, iter_files, read_files

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure


def read_results(
    files: str | Path | Iterable[str | Path], chapter: str | compiled.Compiled, *, keep_duplicates: bool = False
) -> ClassResults:
    """Read the results files of a class. An invalid file does not raise; it is listed in ``rejected``.

    Args:
        files: a folder, a file, or several of either. A missing folder counts as empty.
        chapter: name of the chapter (``"04"``), or the compiled chapter.
        keep_duplicates: also count files with the same content as another. Files contain no names, so these may come
            from two people.

    Raises:
        UnknownChapter: there is no such chapter.

    """
    loaded = chapter if isinstance(chapter, compiled.Compiled) else compiled.load(chapter)
    answers, rejected = read_files(iter_files(files), loaded, keep_duplicates=keep_duplicates)
    return ClassResults(loaded, answers, rejected)


@dataclass(frozen=True)
class ClassResults:
    """The results of a class in one chapter. Only first attempts count.

    ``len()`` is the number of accepted files, so results without files are false.

    Attributes:
        chapter: the compiled chapter.
        answers: the answers of each accepted file, by item id.
        rejected: file name and reason code of each rejected file.

    """

    chapter: compiled.Compiled
    answers: list[Answers]
    rejected: list[tuple[str, str]]

    def __len__(self) -> int:
        return len(self.answers)

    def rows(self) -> list[dict[str, Any]]:
        """Return a mapping per graded item of the chapter, in its order, without items of the spaced review.

        Needs no pandas. ``class-results/count.js`` computes the same values. Keys:

        - ``item``, ``label``, ``stem``: id, short name and question;
        - ``answered``, ``right``: counts; ``share``: right per answered, 0 to 1, or None without answers;
        - ``chosen``: a list of ``part``, ``text``, ``count`` and ``is_key``, one for each choice of each part;
        - ``top_distractor``: text of the wrong choice given most often, or None;
        - ``by_confidence``: by level (3 sure to 1 guessing), the counts ``right``, ``wrong`` and ``partial``.
        """
        return [
            self._row(item, [answers[item] for answers in self.answers if item in answers])
            for item in self.chapter.at()
            if self.chapter.items[item]["key"]["type"] != "open"
        ]

    def _row(self, item: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
        compiled_item = self.chapter.items[item]
        right = sum(entry["right"] for entry in entries)
        chosen = _chosen(compiled_item, [entry["answer"] for entry in entries])
        wrong = [choice for choice in chosen if not choice["is_key"] and choice["count"]]
        top = max(wrong, key=lambda choice: choice["count"], default=None)  # the first of equals
        return {
            "item": item,
            "label": compiled_item["label"],
            "stem": compiled_item["stem"],
            "answered": len(entries),
            "right": right,
            "share": right / len(entries) if entries else None,
            "chosen": chosen,
            "top_distractor": self._choice_name(top) if top else None,
            "by_confidence": {
                level: _correctness([entry for entry in entries if entry["confidence"] == level]) for level in LEVELS
            },
        }

    def _choice_name(self, choice: dict[str, Any]) -> str:
        """Return the text of a choice, with the name of its part if it has one."""
        if not choice["part"]:
            return str(choice["text"])
        return self._message("in_part", part=choice["part"], choice=choice["text"])

    def _message(self, name: str, **values: object) -> str:
        return self.chapter.class_results_messages[name].format(**values)

    def hardest_items(self, limit: int = 3) -> list[dict[str, Any]]:
        """Return the rows of the items with the lowest share, at most *limit*; among equals, more answers come first.

        Items that everybody had right are left out.
        """
        missed = [row for row in self.rows() if row["answered"] > row["right"]]
        return sorted(missed, key=lambda row: (row["share"], -row["answered"]))[:limit]

    def confidence(self) -> list[dict[str, int]]:
        """Return the counts ``right``, ``wrong`` and ``partial`` by ``level`` of confidence (3 sure to 1 guessing)."""
        rows = self.rows()
        return [
            {
                "level": level,
                **{
                    name: sum(row["by_confidence"][level][name] for row in rows)
                    for name in ("right", "wrong", "partial")
                },
            }
            for level in LEVELS
        ]

    # -- tables and charts --

    def items(self, after: ClassResults | None = None) -> pandas.DataFrame:
        """Return a table of the items, indexed by item id.

        Columns: ``label``, ``answered``, ``right``, ``share``, ``top_distractor`` (see :meth:`rows`) and
        ``confident_wrong``, the number of people who were sure and wrong. With *after*, the results of a later day,
        also ``answered_after``, ``right_after``, ``share_after`` and ``difference``, the change of the share.

        Raises ModuleNotFoundError without pandas.
        """
        names = ("item", "label", "answered", "right", "share", "top_distractor")
        rows = [
            {**{name: row[name] for name in names}, "confident_wrong": row["by_confidence"][3]["wrong"]}
            for row in self.rows()
        ]
        table = self._table(rows, [*names, "confident_wrong"]).set_index("item")
        if after is not None:
            columns = ["answered", "right", "share"]
            later = self._table(after.rows(), ["item", *columns]).set_index("item")
            table = table.join(later.rename(columns={name: f"{name}_after" for name in columns}))
            table["difference"] = table["share_after"] - table["share"]
        return table

    def choices(self) -> pandas.DataFrame:
        """Return a table of the given choices.

        Columns: ``item``, ``part``, ``choice``, ``count`` and ``is_key``.

        Raises ModuleNotFoundError without pandas.
        """
        rows = [{"item": row["item"], "choice": each["text"], **each} for row in self.rows() for each in row["chosen"]]
        return self._table(rows, ["item", "part", "choice", "count", "is_key"])

    def _table(self, rows: list[dict[str, Any]], columns: list[str]) -> pandas.DataFrame:
        table = to_dataframe(rows, self.chapter.class_results_messages, columns)
        return table.astype({name: "float" for name in ("share",) if name in columns})

    def chart(self, after: ClassResults | None = None) -> Figure:
        """Return a matplotlib figure with the share of each item, and that of *after*, the results of a later day.

        Raises ModuleNotFoundError, in the course's language, without matplotlib.
        """
        later = {row["item"]: row["share"] for row in after.rows()} if after else None
        return charts.class_chart(self.rows(), later, self.chapter.class_results_messages, self.chapter.direction)

    def report(self, after: ClassResults | None = None) -> Report:
        """Return a report for a notebook: accepted and rejected files, hardest items, tables and chart.

        With *after*, the results of a later day, the report compares the two.
        """
        return Report(self, after)


def _chosen(item: dict[str, Any], given: list[list[Any]]) -> list[dict[str, Any]]:
    """Count the choices of each part. Typed answers are never listed: their words may identify a person."""
    key = item["key"]
    is_list = key["type"] in ("single", "multiple")
    counts: Counter[tuple[int, Any]] = Counter()
    for answer in given:
        counts.update((0 if is_list else number, choice) for number, choice in enumerate(answer))
    return [
        {
            "part": part["name"],
            "text": text,
            "count": counts[number, choice],
            "is_key": choice in key["key"] if is_list else key["key"][number] == choice,
        }
        for number, part in enumerate(item["parts"])
        for choice, text in enumerate([] if isinstance(key["key"][0], list) else part["choices"])
    ]


def _correctness(entries: list[dict[str, Any]]) -> dict[str, int]:
    """Count the fully right, fully wrong and partially right answers."""
    right, wrong = sum(entry["right"] for entry in entries), sum(entry["score"] == 0 for entry in entries)
    return {"right": right, "wrong": wrong, "partial": len(entries) - right - wrong}
