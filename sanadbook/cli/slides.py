"""``sanadbook slides``: writes the slides of every chapter."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sanadbook.cli.exit_codes import DONE
from sanadbook.cli.inputs import InputError
from sanadbook.course_loader import load_course

#: How to get slides where there are none.
SLIDES_HINT = "run `sanadbook write` and `npm ci`"


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser("slides", help="write the slides of every chapter and the files that they load")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="output folder (default: _build/html)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the slides into ``options.output``."""
    from sanadbook.outputs.slides.files import write_decks, write_shared_assets

    course = load_course(options.root)
    output = options.output or options.root / "_build" / "html"
    decks = write_decks(course, output)
    if not decks:
        raise InputError(f"slides need the written chapters and reveal.js: {SLIDES_HINT}")
    write_shared_assets(course.root, output / "_static", course.file.brand)
    for path in decks:
        print(f"wrote: {path}")
    return DONE
