"""A problem found in an input: where it is, what is wrong and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One finding. ``line`` counts from 1; 0 means the file as a whole."""

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
        """Return the problem as a JSON-ready mapping."""
        return asdict(self)


class CourseError(Exception):
    """Inputs that can't be used. ``problems`` holds every finding, errors and warnings."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those of *problems* that forbid writing anything."""
    return [problem for problem in problems if problem.severity == "error"]
