"""Problems found in input files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """A problem in an input file.

    Attributes:
        file: the path of the file, relative to the course.
        line: the line, from 1; 0 means the whole file.
        field: the field, as ``items[3].stem``; empty if there is none.
        message: what is wrong.
        hint: how to fix it.
        severity: ``error`` or ``warning``.
        rule: the name of the rule; ``format`` for types and syntax.

    """

    file: str
    line: int
    field: str
    message: str
    hint: str
    severity: Severity = "error"
    rule: str = "format"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        return f"{place}: {self.severity} [{self.rule}]{field} {self.message} — {self.hint}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem as a mapping for JSON."""
        return asdict(self)


class CourseError(Exception):
    """The inputs have errors. ``problems`` holds all problems found, including warnings."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the errors among *problems*."""
    return [problem for problem in problems if problem.severity == "error"]
