"""``sanadbook export``: writes the quiz items for other systems."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sanadbook.cli.exit_codes import DONE
from sanadbook.cli.inputs import add_chapters_argument, chapter_names, optional_packages
from sanadbook.course_loader import load_course


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser("export", help="export the quiz items to Moodle (GIFT), Anki, CSV or QTI 2.1")
    parser.add_argument("format", choices=("gift", "anki", "csv", "qti"), help="format of the exported file")
    add_chapters_argument(parser)
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="output file (default: sanad-items in the current folder)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the items of ``options.chapters`` and print what the format cannot represent."""
    from sanadbook.outputs.exports import export

    course = load_course(options.root)
    names = chapter_names(course, options.chapters)
    with optional_packages("export"):
        exported = export(course, options.format, names)
    path = options.output or Path("-".join(["sanad-items", *options.chapters]) + f".{exported.ending}")
    path.write_bytes(exported.content)
    print(f"wrote: {path}")
    for loss in exported.losses:
        print(f"not exported: {loss}")
    return DONE
