"""Reads and validates the results files of a class. Standard library only.

``class-results/read-files.js`` applies the same rules in the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sanadbook.runtime.compiled import Compiled
from sanadbook.runtime.serialization import SCHEMA, is_entry, reject_constant

#: Limits far above the file of a complete chapter, which has about 5,000 bytes and four levels of brackets.
MAX_BYTES, MAX_DEPTH = 1_000_000, 8
FIELDS = {"schema", "course", "chapter", "answers"}
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BRACKET = re.compile(r"[][{}]")

Answers = dict[str, dict[str, Any]]


class RejectedFile(Exception):
    """A rejected results file. ``why`` is a reason code; the message ``why_<code>`` explains it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_files(
    paths: Iterable[Path], chapter: Compiled, *, keep_duplicates: bool
) -> tuple[list[Answers], list[tuple[str, str]]]:
    """Read the results files *paths* of *chapter*, in the order of their names.

    Files with the same content as an earlier one are rejected unless *keep_duplicates* is true: files contain no names,
    so two people with the same answers cannot be told from one file given twice.

    Returns:
        The answers of each accepted file; the name and reason code of each rejected file.

    """
    found: list[Answers] = []
    rejected: list[tuple[str, str]] = []
    seen: set[object] = set()
    for path in sorted(paths, key=lambda path: path.name.encode("utf-16-be", "surrogatepass")):
        try:
            answers = parse_results(read_text(path), chapter)
            content = _comparable(answers)
            if content in seen and not keep_duplicates:
                raise RejectedFile("duplicate")
        except RejectedFile as reason:
            rejected.append((path.name.encode("utf-8", "replace").decode(), reason.why))
        else:
            seen.add(content)
            found.append(answers)
    return found, rejected


def iter_files(given: str | Path | Iterable[str | Path]) -> Iterator[Path]:
    """Yield the files of *given*: a file, a folder (its files, none if it is missing), or several of either."""
    if not isinstance(given, str | Path):
        for each in given:
            path = Path(each)
            yield from iter_files(path) if path.is_dir() else (path,)
    elif Path(given).is_dir():
        yield from Path(given).iterdir()
    elif Path(given).exists():
        yield Path(given)


def read_text(path: Path) -> str:
    """Return the text of a file. Raises RejectedFile. Pipes and devices are not opened: reading them could block."""
    try:
        if not path.is_file():
            raise RejectedFile("not_file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise RejectedFile("not_file") from None
    if len(data) > MAX_BYTES:
        raise RejectedFile("too_big")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RejectedFile("not_json") from None


def parse_results(text: str, chapter: Compiled) -> Answers:
    """Return the answers, by item id, of the results file of *chapter* whose text is *text*. Raises RejectedFile."""
    if _is_deep(text):
        raise RejectedFile("not_results")
    try:
        value = json.loads(text, parse_constant=reject_constant, parse_int=_number, parse_float=_number)
    except (ValueError, RecursionError):
        raise RejectedFile("not_json") from None
    if not isinstance(value, dict) or set(value) != FIELDS or value["schema"] != SCHEMA or value["schema"] is True:
        raise RejectedFile("not_results")
    if (value["course"], value["chapter"]) != (chapter.course, chapter.chapter):
        raise RejectedFile("wrong_chapter")
    answers = value["answers"]
    if not isinstance(answers, dict):
        raise RejectedFile("not_results")
    if not all(
        item in chapter.items and is_entry(entry) and is_valid_entry(chapter.items[item], entry)
        for item, entry in answers.items()
    ):
        raise RejectedFile("invalid_answer")
    if not answers:
        raise RejectedFile("empty")
    return answers


def is_valid_entry(item: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Return whether *entry* is a possible record of *item*.

    Its answer must be one that can be given, and its result must be that of the key. An entry restored from a progress
    code has an empty answer; its result is not checked.
    """
    key, parts, answer = item["key"], item["parts"], entry["answer"]
    right = key["key"]
    if key["type"] == "open":
        return len(answer) in (0, len(right)) and all(part in (0, 1) for part in answer)
    if entry["right"] != (entry["score"] == 1):
        return False
    if not answer:
        return True
    if key["type"] in ("single", "multiple"):
        chosen = set(answer)
        return (
            len(chosen) == len(answer)
            and (key["type"] == "multiple" or len(answer) == 1)
            and all(_is_choice(part, key["choices"]) for part in answer)
            and entry["right"] == (chosen == set(right))
        )
    if len(answer) != len(right):
        return False
    if any(isinstance(wanted, list) for wanted in right):  # typed
        return all(isinstance(part, str) for part in answer)
    offered = [len(part["choices"]) for part in parts]
    return all(map(_is_choice, answer, offered)) and entry["right"] == (answer == right)


def _is_choice(part: object, choices: int) -> bool:
    return isinstance(part, int) and 0 <= part < choices


def _comparable(answers: Answers) -> object:
    """Return the content of a file as a hashable value, independent of its layout."""
    return frozenset(
        (item, tuple(entry["answer"]), *(entry[name] for name in sorted(entry) if name != "answer"))
        for item, entry in answers.items()
    )


def _is_deep(text: str) -> bool:
    """Return whether brackets are nested deeper than in any results file."""
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _number(digits: str) -> int | float:
    """Convert a number as JavaScript does: 1.0 is 1, and a number that is too large becomes infinite."""
    value = float(digits)
    return int(value) if value.is_integer() else value
