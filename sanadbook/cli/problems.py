"""Prints the problems of a course."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sanadbook.inputs.problems import Problem, errors


def print_problems(problems: Sequence[Problem]) -> None:
    """Print each problem on a line of standard error, and the number of errors and warnings."""
    for problem in problems:
        print(problem, file=sys.stderr)
    count = len(errors(problems))
    print(f"sanadbook: {count} errors, {len(problems) - count} warnings", file=sys.stderr)
