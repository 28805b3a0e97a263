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


def state(row: dict[str, Any]) -> str:
    """Return the name of the string that says how an item stands: the one rule for page, panel and chart."""
    if not row["answered"]:
        return "state_none"
    if row["right"]:
        return "state_right"
    return "state_later" if row["solved"] else "state_again"
