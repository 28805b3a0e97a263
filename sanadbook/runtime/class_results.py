"""A class's results files, read together: what they say of each item. pandas and matplotlib are imported when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanadbook.runtime import charts, compiled
from sanadbook.runtime.class_report import Report
from sanadbook.runtime.results_reader import Answers, gather, iter_files

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

LEVELS = (3, 2, 1)


def read_results(
    files: str | Path | Iterable[str | Path], chapter: str | compiled.Compiled, *, keep_duplicates: bool = False
) -> ClassResults:
    """Read the results files of a class. No file raises: one that does not count is named in ``left_out``.

    Args:
        files: a folder, a file, or several of either; a folder that is not there holds none.
        chapter: the chapter's name, ``"04"``.
        keep_duplicates: count files that say the same as another. Files hold no names, so they may be two people's.

    Raises:
        UnknownChapter: there is no such chapter.

    """
    known = chapter if isinstance(chapter, compiled.Compiled) else compiled.load(chapter)
    answers, left_out = gather(iter_files(files), known, keep_duplicates=keep_duplicates)
    return ClassResults(known, answers, left_out)


@dataclass(frozen=True)
class ClassResults:
    """What the files of a class say of a chapter. ``answers`` has one entry a file, ``left_out`` name and reason of the rest.

    First attempts are counted. ``len(group)`` is the number of files, so that an empty group is false.
    """

    chapter: compiled.Compiled
    answers: list[Answers]
    left_out: list[tuple[str, str]]

    def __len__(self) -> int:
        return len(self.answers)

    def rows(self) -> list[dict[str, Any]]:
        """Return one mapping a graded item of the chapter itself, in its order, without pandas; the same as in ``class-results.js``.

        ``answered``, ``right`` (counts) and ``share`` (0 to 1, None before any answer); ``chosen``: for each part, how often
        each choice was given, with its text and whether it is the key; ``instead``: the text of the distractor given most
        often, if any was; ``sure``: for each level of confidence how many were right, wrong and partly right.
        """
        return [
            self._row(item, [answers[item] for answers in self.answers if item in answers])
            for item in self.chapter.at()
            if self.chapter.items[item]["key"]["type"] != "open"
        ]

    def _row(self, item: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
        known = self.chapter.items[item]
        right = sum(entry["right"] for entry in entries)
        chosen = _chosen(known, [entry["answer"] for entry in entries])
        wrong = [choice for choice in chosen if not choice["is_key"] and choice["count"]]
        most = max(wrong, key=lambda choice: choice["count"], default=None)  # of equals the first
        return {
            "item": item,
            "label": known["label"],
            "stem": known["stem"],
            "answered": len(entries),
            "right": right,
            "share": right / len(entries) if entries else None,
            "chosen": chosen,
            "instead": self._named(most) if most else None,
            "sure": {
                level: _sureness([entry for entry in entries if entry["confidence"] == level]) for level in LEVELS
            },
        }

    def _named(self, choice: dict[str, Any]) -> str:
        """A choice in words, with the part of the item that it was given for."""
        if not choice["part"]:
            return str(choice["text"])
        return self._say("in_part", part=choice["part"], choice=choice["text"])

    def _say(self, name: str, **values: object) -> str:
        return self.chapter.class_results_messages[name].format(**values)

    def back(self, most: int = 3) -> list[dict[str, Any]]:
        """Return the rows of the *most* items that fewest had right at first; of equals those that more answered."""
        missed = [row for row in self.rows() if row["answered"] > row["right"]]
        return sorted(missed, key=lambda row: (row["share"], -row["answered"]))[:most]

    def confidence(self) -> list[dict[str, int]]:
        """Return for each ``level`` of confidence (3 sure to 1 guessing) how many answers were right, wrong, partly right."""
        rows = self.rows()
        return [
            {
                "level": level,
                **{name: sum(row["sure"][level][name] for row in rows) for name in ("right", "wrong", "partly")},
            }
            for level in LEVELS
        ]

    # -- tables and pictures --

    def items(self, after: ClassResults | None = None) -> pandas.DataFrame:
        """Return a table of the items, indexed by item id: label, answered, right, share, instead, and ``confident_wrong``.

        ``confident_wrong`` counts those who were sure and wrong. With *after*, a later group, also its ``answered_after``,
        ``right_after``, ``share_after`` and the ``difference`` of the shares. Raises ModuleNotFoundError without pandas.
        """
        names = ("item", "label", "answered", "right", "share", "instead")
        rows = [
            {**{name: row[name] for name in names}, "confident_wrong": row["sure"][3]["wrong"]} for row in self.rows()
        ]
        table = self._frame(rows, [*names, "confident_wrong"]).set_index("item")
        if after is not None:
            columns = ["answered", "right", "share"]
            later = self._frame(after.rows(), ["item", *columns]).set_index("item")
            table = table.join(later.rename(columns={name: f"{name}_after" for name in columns}))
            table["difference"] = table["share_after"] - table["share"]
        return table

    def choices(self) -> pandas.DataFrame:
        """Return a table of what was chosen: item, part, choice, count, is_key. Raises ModuleNotFoundError without pandas."""
        rows = [{"item": row["item"], "choice": each["text"], **each} for row in self.rows() for each in row["chosen"]]
        return self._frame(rows, ["item", "part", "choice", "count", "is_key"])

    def _frame(self, rows: list[dict[str, Any]], columns: list[str]) -> pandas.DataFrame:
        try:
            import pandas
        except ModuleNotFoundError:
            raise ModuleNotFoundError(self._say("no_pandas")) from None
        table = pandas.DataFrame(rows, columns=columns)
        return table.astype({name: "float" for name in ("share",) if name in columns})

    def chart(self, after: ClassResults | None = None) -> Figure:
        """Return a matplotlib figure: for each item the share that was right at first, with that of *after* below it.

        Raises ModuleNotFoundError, in the course's language, without matplotlib.
        """
        later = {row["item"]: row["share"] for row in after.rows()} if after else None
        return charts.group_chart(self.rows(), later, self.chapter.class_results_messages)

    def report(self, after: ClassResults | None = None) -> Report:
        """Return what a notebook shows: which files count, what to go back to, tables, and the picture."""
        return Report(self, after)


def _chosen(known: dict[str, Any], given: list[list[Any]]) -> list[dict[str, Any]]:
    """Return how often each choice of an item was given, part by part. What was typed is never shown: words may tell whose."""
    key = known["key"]
    is_list = key["type"] in ("single", "multiple")
    counts: Counter[tuple[int, Any]] = Counter()
    for answer in given:
        counts.update((0 if is_list else part, choice) for part, choice in enumerate(answer))
    return [
        {
            "part": part["name"],
            "text": text,
            "count": counts[place, choice],
            "is_key": choice in key["key"] if is_list else key["key"][place] == choice,
        }
        for place, part in enumerate(known["parts"])
        for choice, text in enumerate([] if isinstance(key["key"][0], list) else part["choices"])
    ]


def _sureness(entries: list[dict[str, Any]]) -> dict[str, int]:
    """Count the answers given with one level of confidence: right, wrong, and partly right, which says nothing of either."""
    right, wrong = sum(entry["right"] for entry in entries), sum(entry["score"] == 0 for entry in entries)
    return {"right": right, "wrong": wrong, "partly": len(entries) - right - wrong}
