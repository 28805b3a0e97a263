"""What a learner's record tells: the status of each item, and how confidence compares with correctness."""

from __future__ import annotations

from typing import Any

#: Levels of confidence: 3 sure, 2 leaning to it, 1 guessing.
LEVELS = (3, 2, 1)


def item_status(row: dict[str, Any]) -> str:
    """Return the message name of an item's status: ``state_none``, ``state_right``, ``state_later`` or ``state_again``.

    *row* is one of ``Quiz.rows()``. The page's summary follows the same rule.
    """
    if not row["answered"]:
        return "state_none"
    if row["right"]:
        return "state_right"
    return "state_later" if row["solved"] else "state_again"


def calibration(rows: list[dict[str, Any]]) -> list[dict[str, int]]:
    """Return ``level``, ``right`` and ``all`` for each level of confidence that was given, the highest first.

    Only answers that were fully right or fully wrong at the first attempt count; the page follows the same rule.
    *rows* are those of ``Quiz.rows()``.
    """
    found = []
    for level in LEVELS:
        given = [row for row in rows if row["confidence"] == level and (row["right"] or row["score"] == 0)]
        if given:
            found.append({"level": level, "right": sum(row["right"] for row in given), "all": len(given)})
    return found
