"""Which results files of a class count: each one is read, or named with the reason why not. Standard library only.

The same rules, in the same order, are in ``class-results.js``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sanadbook.runtime.compiled import Compiled
from sanadbook.runtime.serialization import SCHEMA, is_entry

#: A whole chapter's file has some 5,000 bytes, and four levels of brackets.
MAX_BYTES, MAX_DEPTH = 1_000_000, 8
FIELDS = {"schema", "course", "chapter", "answers"}
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BRACKET = re.compile(r"[][{}]")

Answers = dict[str, dict[str, Any]]


class RejectedFile(Exception):
    """A file that does not count; ``why`` is a reason's name (see ``class_results_messages``, there with ``why_`` before it)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def gather(
    paths: Iterable[Path], chapter: Compiled, *, keep_duplicates: bool
) -> tuple[list[Answers], list[tuple[str, str]]]:
    """Return the answers of each file of *paths* that counts, and name and reason of each that does not.

    Files are taken by their names in order. Those that say the same as one before are left out unless *keep_duplicates*: files
    hold no names, so two people who answered alike can't be told from one file given twice.
    """
    found: list[Answers] = []
    left_out: list[tuple[str, str]] = []
    seen: set[object] = set()
    for path in sorted(paths, key=lambda path: path.name.encode("utf-16-be", "surrogatepass")):
        try:
            answers = read(content(path), chapter)
            said = _said(answers)
            if said in seen and not keep_duplicates:
                raise RejectedFile("duplicate")
        except RejectedFile as reason:
            left_out.append((path.name.encode("utf-8", "replace").decode(), reason.why))
        else:
            seen.add(said)
            found.append(answers)
    return found, left_out


def iter_files(given: str | Path | Iterable[str | Path]) -> Iterator[Path]:
    """Yield the files of *given*: a folder, whose files are meant (none where it is not there yet), a file, or several."""
    if not isinstance(given, str | Path):
        for each in given:
            path = Path(each)
            yield from iter_files(path) if path.is_dir() else (path,)
    elif Path(given).is_dir():
        yield from Path(given).iterdir()
    elif Path(given).exists():
        yield Path(given)


def content(path: Path) -> str:
    """Return the text of a file. Raises RejectedFile; a pipe or a device is never opened."""
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


def read(text: str, chapter: Compiled) -> Answers:
    """Return the answers of the results file whose text is *text*. Raises RejectedFile."""
    if _is_deep(text):
        raise RejectedFile("not_results")
    try:
        value = json.loads(text, parse_constant=_refuse, parse_int=_number, parse_float=_number)
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
    """Tell whether *entry* can be of *item* as it is now: its answer one that the page offers, its result the key's.

    An answer that came back by a code on paper has no parts; its result is taken as it is.
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


def _said(answers: Answers) -> object:
    """What a file says, so that two can be compared however they are laid out."""
    return frozenset(
        (item, tuple(entry["answer"]), *(entry[name] for name in sorted(entry) if name != "answer"))
        for item, entry in answers.items()
    )


def _is_deep(text: str) -> bool:
    """Tell whether brackets lie deeper in one another than a results file has them."""
    depth = 0
    for sign in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if sign[0] in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _number(digits: str) -> int | float:
    """A number as JavaScript takes it: 1.0 is 1, one too large for it is infinite."""
    value = float(digits)
    return int(value) if value.is_integer() else value
