"""Rows as a pandas DataFrame. pandas is imported lazily."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


def to_dataframe(
    rows: list[dict[str, Any]], messages: dict[str, str], columns: list[str] | None = None
) -> pandas.DataFrame:
    """Return *rows* as a DataFrame.

    Args:
        rows: mappings from column name to value.
        messages: interface messages; ``no_pandas`` is used here.
        columns: the columns and their order; by default the keys of the rows.

    Raises:
        ModuleNotFoundError: pandas is not installed; the message is in the course's language.

    """
    try:
        import pandas
    except ModuleNotFoundError:
        raise ModuleNotFoundError(messages["no_pandas"]) from None
    return pandas.DataFrame(rows, columns=columns)
