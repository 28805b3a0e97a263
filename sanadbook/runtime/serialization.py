"""Results files: a learner's record of a chapter as JSON or CSV, without a name. Standard library only."""

from __future__ import annotations

import csv
import json
import math
from io import StringIO
from typing import Any

from sanadbook.runtime.compiled import Compiled

#: Schema version of a results file; the same as in storage/files.js.
SCHEMA = 1
_ENTRY_FIELDS = {"answer", "score", "right", "attempts", "done", "solved", "confidence"}
COLUMNS = ("item", "score", "right", "solved", "attempts", "confidence")


def to_json(chapter: Compiled, answers: dict[str, Any]) -> str:
    """Return the text of the results file with *answers*."""
    value = {"schema": SCHEMA, "course": chapter.course, "chapter": chapter.chapter, "answers": answers}
    return json.dumps(value, ensure_ascii=False, indent=1)


def to_csv(chapter: Compiled, answers: dict[str, Any]) -> str:
    """Return CSV with a header and a line per answered item of *chapter*. Booleans are ``true`` and ``false``."""
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
    """Return the answers of the results file whose text is *text*, by item id. Invalid entries are dropped.

    Raises:
        ValueError: the text is not JSON, or not a results file of this course and chapter.

    """
    try:
        value = json.loads(text, parse_constant=reject_constant)
    except (ValueError, RecursionError):
        raise ValueError("the file is not JSON") from None
    if not isinstance(value, dict) or value.get("schema") != SCHEMA or not isinstance(value.get("answers"), dict):
        raise ValueError("the file is not a results file")
    if (value.get("course"), value.get("chapter")) != (chapter.course, chapter.chapter):
        raise ValueError("the file is of another course or chapter")
    return {item: entry for item, entry in value["answers"].items() if item in chapter.items and is_entry(entry)}


def reject_constant(name: str) -> None:
    """Raise ValueError: ``NaN`` and ``Infinity`` are not JSON. For ``parse_constant`` of ``json.loads``."""
    raise ValueError(f"{name} is not JSON")


def _is_number(value: Any) -> bool:
    """Return whether *value* is a number that JSON can represent."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and math.isfinite(value)
    )


def is_entry(entry: Any) -> bool:
    """Return whether *entry* is a well-formed entry of a record; the same rule as ``isEntry`` in storage/entry.js."""
    if not isinstance(entry, dict) or set(entry) != _ENTRY_FIELDS:
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
