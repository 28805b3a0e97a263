"""``sanadbook handouts``: makes PDF handouts and single-file chapters from the built book."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sanadbook.cli.exit_codes import DONE
from sanadbook.cli.inputs import (
    InputError,
    add_built_option,
    add_chapters_argument,
    chapter_names,
    find_built_book,
    optional_packages,
)
from sanadbook.course_loader import load_course


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser("handouts", help="make PDF handouts and single-file chapters from the built book")
    add_chapters_argument(parser)
    add_built_option(parser)
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="output folder (default: _build/downloads)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write ``handouts/*.pdf`` and ``single/*.html`` into ``options.output``."""
    from sanadbook.outputs.offline.handouts import write_handouts
    from sanadbook.outputs.offline.single_file import write_single_files

    course = load_course(options.root)
    names = chapter_names(course, options.chapters)
    built = find_built_book(options)
    output = options.output or options.root / "_build" / "downloads"
    try:
        with optional_packages("handouts"):
            paths = write_handouts(built, output / "handouts", names, course.file.brand)
            paths += write_single_files(built, output / "single", names)
    except FileNotFoundError as error:
        raise InputError(f"{error.filename or error} is missing: run `make book`") from None
    for path in paths:
        print(f"wrote: {path}")
    return DONE
