"""Fields and values of YAML files that had another name in an earlier version."""

from __future__ import annotations

from typing import Any

#: New names by old name, for each mapping of a file; ``items[]`` is any item, the empty text the file itself.
RENAMED_FIELDS: dict[str, dict[str, str]] = {
    "": {"lesson": "chapter_targets", "running": "facilitation"},
    "chapter_targets": {"later": "spaced_review"},
    "session": {
        "usual": "default_length",
        "questions": "poll",
        "moving": "transition_minutes",
        "people": "max_people",
        "preparing": "prep_minutes",
    },
    "items[]": {"place": "location", "about": "note_ids", "allow": "suppress", "honesty": "caveat"},
    "prompts[]": {"allow": "suppress"},
    "questions[].cells[]": {"silent": "not_addressed"},
}
#: New values by old value, for each field.
RENAMED_VALUES: dict[str, dict[str, str]] = {"items[].location": {"later": "spaced_review"}}


def new_field(field: tuple[str | int, ...]) -> str | None:
    """Return the new name of *field*, the path of an unknown field, or None if it was not renamed."""
    return RENAMED_FIELDS.get(_pattern(field[:-1]), {}).get(str(field[-1]))


def new_value(field: tuple[str | int, ...], value: Any) -> str | None:
    """Return the new form of *value* in *field*, or None if it was not renamed."""
    return RENAMED_VALUES.get(_pattern(field), {}).get(value) if isinstance(value, str) else None


def _pattern(field: tuple[str | int, ...]) -> str:
    """Write a path with ``[]`` for each index: ``questions[].cells[]``."""
    text = ""
    for part in field:
        text += "[]" if isinstance(part, int) else f".{part}" if text else part
    return text
