"""``sanadbook status``: prints the address of the built book and the optional features that it lacks."""

from __future__ import annotations

import argparse
from typing import Any

from sanadbook.cli.exit_codes import DONE
from sanadbook.cli.inputs import find_built_book
from sanadbook.cli.slides import SLIDES_HINT
from sanadbook.course_loader import load_course


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser("status", help="print where the built book is and which optional features it lacks")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the address of the built book and its missing features."""
    course = load_course(options.root)
    built = find_built_book(options)
    print(f"The book: {(built / 'index.html').as_uri()}")
    if not (built / "slides").is_dir():
        print(f"Without slides. To include them, {SLIDES_HINT}, then build again.")
    if not course.file.repository:
        print("Without a Binder button. To include it, set `repository` in data/course.yml.")
    return DONE
