"""``sanadbook write``: generates the notebooks, guides and compiled chapters from the course's data."""

from __future__ import annotations

import argparse
from typing import Any

from sanadbook.cli.exit_codes import DONE, OUT_OF_DATE
from sanadbook.course_loader import load_course


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser("write", help="generate chapters/ and facilitator/ from data/")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if a generated file is out of date"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write changed files and remove orphaned ones, or list them with ``--check``."""
    from sanadbook.outputs import orphaned_files, remove_orphaned_files, write_course

    course = load_course(options.root)
    changed = write_course(course, dry_run=options.check)
    orphaned = orphaned_files(course) if options.check else remove_orphaned_files(course)
    for path in changed:
        print(f"{'out of date' if options.check else 'wrote'}: {path}")
    for path in orphaned:
        print(f"{'orphaned (not in data/course.yml)' if options.check else 'removed'}: {path}")
    if options.check:
        return OUT_OF_DATE if changed or orphaned else DONE
    if not changed and not orphaned:
        print("chapters/ and facilitator/ are up to date")
    return DONE
