"""The command ``sanadbook``: check, write, where."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sanadbook.course import CourseError, Problem, load_course
from sanadbook.course.problem import errors

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit code: 0 done, 1 out of date (``write --check``), 2 bad input."""
    parser = argparse.ArgumentParser(prog="sanadbook", description="Make an interactive course from source texts.")
    parser.add_argument("--root", type=Path, default=Path(), help="the course's folder (default: here)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="read everything in data/ and say what is wrong, where, and how to mend it")
    check.add_argument("files", nargs="*", type=Path, help="chapter files to check (default: all)")
    check.add_argument("--format", choices=("text", "json"), default="text", help="json is for machines")
    check.set_defaults(run=_check)
    write = commands.add_parser("write", help="write chapters/ and facilitator/ from data/")
    write.add_argument("--check", action="store_true", help="write nothing; exit 1 if a written file is out of date")
    write.set_defaults(run=_write)
    where = commands.add_parser("where", help="say where the built book is, and what it goes without")
    where.set_defaults(run=_where)
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except CourseError as error:
        _report(error.problems)
        return BAD_INPUT
    return code


def _report(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
    bad = len(errors(problems))
    print(f"sanadbook: {bad} errors, {len(problems) - bad} warnings", file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    only = [path.stem for path in options.files] or None
    try:
        problems = load_course(options.root, only).problems
    except CourseError as error:
        problems = error.problems
    if options.format == "json":
        print(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=1))
    else:
        _report(problems)
    return BAD_INPUT if errors(problems) else 0


def _write(options: argparse.Namespace) -> int:
    from sanadbook.write import write_course

    stale = write_course(load_course(options.root), dry_run=options.check)
    for path in stale:
        print(f"{'out of date' if options.check else 'wrote'}: {path}")
    if options.check:
        return 1 if stale else 0
    if not stale:
        print("chapters/ and facilitator/ are up to date")
    return 0


def _where(options: argparse.Namespace) -> int:
    page = (options.root / "_build" / "html" / "index.html").resolve()
    if not page.is_file():
        print("sanadbook: there is no book yet: run `make book`", file=sys.stderr)
        return 1
    print(f"The book: {page.as_uri()}")
    if not load_course(options.root).file.repository:
        print("Without a Binder button: fill in `repository` in data/course.yml to have one.")
    return 0
