"""Results files: a chapter's record as JSON or CSV, without any name. Standard library only."""

from __future__ import annotations

import csv
import json
import math
from io import StringIO
from typing import Any

from sanadbook.runtime.compiled import Compiled

#: The form of a results file; the same as VERSION in storage.js.
SCHEMA = 1
COLUMNS = ("item", "score", "right", "solved", "attempts", "confidence")


def to_json(chapter: Compiled, answers: dict[str, Any]) -> str:
    """Return the results file of *answers*."""
    value = {"schema": SCHEMA, "course": chapter.course, "chapter": chapter.chapter, "answers": answers}
    return json.dumps(value, ensure_ascii=False, indent=1)


def to_csv(chapter: Compiled, answers: dict[str, Any]) -> str:
    """Return a line for each answered item of *chapter*, with a heading. Booleans are ``true`` and ``false``."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for item in chapter.items:
        if entry := answers.get(item):
            writer.writerow([item, *(_cell(entry[name]) for name in COLUMNS[1:])])
    return out.getvalue()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else value


def from_json(chapter: Compiled, text: str) -> dict[str, Any]:
    """Return the answers of a results file of *chapter*; entries that are not of it or have another form are left out.

    Raises:
        ValueError: it is not JSON, or not a results file of this course and chapter.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise ValueError("the file is not JSON") from None
    if not isinstance(value, dict) or value.get("schema") != SCHEMA or not isinstance(value.get("answers"), dict):
        raise ValueError("the file is not a results file")
    if (value.get("course"), value.get("chapter")) != (chapter.course, chapter.chapter):
        raise ValueError("the file is of another course or chapter")
    return {item: entry for item, entry in value["answers"].items() if item in chapter.items and is_entry(entry)}


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _is_number(value: Any) -> bool:
    """Tell whether *value* is a number that JSON can hold."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and math.isfinite(value)
    )


def is_entry(entry: Any) -> bool:
    """Tell whether *entry* has the form of a record's entry; the same rule as ``isEntry`` in storage.js."""
    if not isinstance(entry, dict) or set(entry) != {
        "answer",
        "score",
        "right",
        "attempts",
        "done",
        "solved",
        "confidence",
    }:
        return False
    score, attempts, confidence = entry["score"], entry["attempts"], entry["confidence"]
    return (
        isinstance(entry["answer"], list)
        and all(part is None or isinstance(part, str) or _is_number(part) for part in entry["answer"])
        and _is_number(score)
        and 0 <= score <= 1
        and all(isinstance(entry[flag], bool) for flag in ("right", "done", "solved"))
        and isinstance(attempts, int)
        and not isinstance(attempts, bool)
        and attempts >= 0
        and (confidence is None or (confidence in (1, 2, 3) and not isinstance(confidence, bool)))
    )
