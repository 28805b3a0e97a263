"""``sanadbook bundle``: packs the built book into a ZIP archive for offline use."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sanadbook.cli.exit_codes import DONE
from sanadbook.cli.inputs import add_built_option, find_built_book
from sanadbook.course_loader import load_course


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser("bundle", help="pack the built book into a ZIP archive for offline use")
    add_built_option(parser)
    parser.add_argument("--output", type=Path, metavar="FILE", help="output file (default: _build/bundle.zip)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the archive ``options.output``."""
    from sanadbook.outputs.offline.bundle import write_bundle

    course = load_course(options.root)
    built = find_built_book(options)
    target = options.output or options.root / "_build" / "bundle.zip"
    print(f"wrote: {write_bundle(course, built, target)}")
    return DONE
