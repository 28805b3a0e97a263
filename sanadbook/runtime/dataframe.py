"""The record as a table. pandas is imported when a table is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


def frame(rows: list[dict[str, Any]], strings: dict[str, str]) -> pandas.DataFrame:
    """Return *rows* as a DataFrame indexed by item id.

    Raises ModuleNotFoundError with the course's own sentence where pandas is absent.
    """
    try:
        import pandas
    except ModuleNotFoundError:
        raise ModuleNotFoundError(strings["no_pandas"]) from None
    return pandas.DataFrame(rows).set_index("item")


def calibration(rows: list[dict[str, Any]]) -> list[dict[str, int]]:
    """Return, for each level of confidence that was given (3 sure, 2 leaning, 1 guessing), ``right`` and ``all``.

    Counted are answers that were fully right or fully wrong at the first attempt; the same rule as in ``quiz.mjs``.
    """
    found = []
    for level in (3, 2, 1):
        sure = [row for row in rows if row["confidence"] == level and (row["right"] or row["score"] == 0)]
        if sure:
            found.append({"level": level, "right": sum(row["right"] for row in sure), "all": len(sure)})
    return found


def state(row: dict[str, Any]) -> str:
    """Return the name of the string that says how an item stands: the one rule for page, panel and chart."""
    if not row["answered"]:
        return "state_none"
    if row["right"]:
        return "state_right"
    return "state_later" if row["solved"] else "state_again"
