"""``sanadbook check``: validates the course's data."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sanadbook.cli.exit_codes import BAD_INPUT, DONE
from sanadbook.cli.inputs import InputError
from sanadbook.cli.problems import print_problems
from sanadbook.course_loader import load_course
from sanadbook.inputs.problems import CourseError, errors


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser("check", help="validate data/ and report every problem with file, line, field and fix")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="chapter file to check (default: all)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="output format (default: text)")
    parser.set_defaults(run=run)


def _chapter_of(path: Path, root: Path) -> str:
    """Return the name of the chapter whose file *path* is, from here or from *root*. Raises InputError otherwise."""
    folder = root / "data" / "chapters"
    existing = [each for each in (path, root / path) if each.is_file()]
    if not existing:
        raise InputError(f"{path} does not exist")
    if not any(each.suffix == ".yml" and each.resolve().parent == folder.resolve() for each in existing):
        raise InputError(f"{path} is not a chapter file of this course: {folder}/NN.yml")
    return path.stem


def run(options: argparse.Namespace) -> int:
    """Print the problems of the chapter files ``options.files``."""
    names = [_chapter_of(path, options.root) for path in options.files] or None
    try:
        problems = load_course(options.root, names).problems
    except CourseError as error:
        problems = error.problems
    if options.format == "json":
        print(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=1))
    else:
        print_problems(problems)
    return BAD_INPUT if errors(problems) else DONE
