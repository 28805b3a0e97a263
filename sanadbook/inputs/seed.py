"""Seeds: source documents of a passage, a question and an answer."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sanadbook.inputs.problems import CourseError, Problem
from sanadbook.language.arabic import sentences

_NAME = re.compile(r"(?P<id>\d{3})_[0-9a-f]{16}\.txt")
_QUESTION_MARKS = ("?", "\u061f")


@dataclass(frozen=True, order=True)
class Address:
    """A sentence of a passage: ``L2.12`` is line 2 (from 0), sentence 12 (from 1)."""

    line: int
    sentence: int

    @classmethod
    def parse(cls, text: str) -> Address:
        """Return the address in *text*, such as ``L2.12``. Raises ValueError if it is not an address."""
        match = re.fullmatch(r"L(\d+)\.(\d+)", text)
        if not match:
            raise ValueError(f"{text!r} is not an address such as L2.12")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"L{self.line}.{self.sentence}"


@dataclass(frozen=True)
class Seed:
    """A source document, unchanged.

    Attributes:
        id: the first three digits of the file name.
        name: the file name.
        sha256: the checksum of the file.
        lines: the lines of the passage.
        question: the source question.
        answer: the source answer.

    """

    id: str
    name: str
    sha256: str
    lines: tuple[str, ...]
    question: str
    answer: str

    @cached_property
    def passage(self) -> str:
        """The lines of the passage, joined by line feeds as in the file."""
        return "\n".join(self.lines)

    @cached_property
    def sentences(self) -> dict[Address, str]:
        """The sentences of the passage by address, in the order of the text."""
        return {
            Address(number, index): text
            for number, line in enumerate(self.lines)
            for index, text in enumerate(sentences(line), start=1)
        }

    @cached_property
    def _offsets(self) -> dict[Address, tuple[int, int]]:
        """Start and end of each sentence in ``passage``, in characters."""
        found, start = {}, 0
        for address, text in self.sentences.items():
            found[address] = (start, start + len(text))
            start += len(text) + 1  # the space or the line feed after it
        return found

    def bounds(self, first: Address, last: Address) -> tuple[int, int]:
        """Return the start of *first* and the end of *last* in ``passage``. Raises KeyError for an unknown address."""
        return self._offsets[first][0], self._offsets[last][1]

    def at(self, position: int) -> Address:
        """Return the address of the sentence at *position*, in characters, of the passage."""
        return next(a for a, (start, end) in self._offsets.items() if start <= position <= end)


def _decode(data: bytes, file: str) -> str:
    """Return *data* as text. Raises CourseError if it is not UTF-8 without BOM and with line feeds only."""
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(
            Problem(file, 1, "", "the file starts with a byte order mark (BOM)", "save it as UTF-8 without BOM")
        )
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        problems.append(
            Problem(file, line, "", "a line ends with a carriage return (CRLF)", "save it with line feeds (LF) only")
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.append(
            Problem(file, line, "", f"byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        )
        raise CourseError(problems) from None
    if problems:
        raise CourseError(problems)
    return text


def read_text(path: Path, file: str) -> str:
    """Return the text of *path*; *file* is its name in messages.

    Raises CourseError if it can't be read, or is not UTF-8 without BOM and with line feeds only.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the file can't be read ({error.strerror})"
        hint = "create it, or fix the name that refers to it"
        raise CourseError([Problem(file, 0, "", message, hint)]) from None
    return _decode(data, file)


def read_seed(path: Path, file: str | None = None) -> Seed:
    """Return the seed in *path*; *file* is its name in messages. Raises CourseError with all problems of the file."""
    file = file or str(path)
    problems = []
    name = _NAME.fullmatch(path.name)
    if not name:
        problems.append(
            Problem(file, 0, "", "the file name is not that of a seed", "name it like 003_b674ec98a2d63df3.txt")
        )
    text = read_text(path, file)
    lines = text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            problems.append(Problem(file, number, "", "the line is blank", "remove it: each paragraph is one line"))
    if lines[-1].rstrip().endswith(_QUESTION_MARKS):
        problems.append(
            Problem(
                file,
                len(lines),
                "",
                "the last line is a question, so the answer is missing",
                "add the source answer as the last line",
            )
        )
    elif len(lines) < 3 or not lines[-2].rstrip().endswith(_QUESTION_MARKS):
        problems.append(
            Problem(
                file,
                max(len(lines) - 1, 1),
                "",
                "the second-to-last line is not a question",
                "end the seed with the source question, then its answer",
            )
        )
    if problems or not name:
        raise CourseError(problems)
    return Seed(
        id=name["id"],
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        lines=tuple(lines[:-2]),
        question=lines[-2],
        answer=lines[-1],
    )
