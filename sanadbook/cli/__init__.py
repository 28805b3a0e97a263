"""The command ``sanadbook``. Each subcommand is a module that defines ``add_parser`` and ``run``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import sanadbook
from sanadbook.cli import bundle, check, export, handouts, lite, slides, status, write
from sanadbook.cli.exit_codes import BAD_INPUT
from sanadbook.cli.inputs import InputError
from sanadbook.cli.problems import print_problems
from sanadbook.inputs.problems import CourseError

COMMANDS = (check, write, slides, lite, export, handouts, bundle, status)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with every subcommand."""
    parser = argparse.ArgumentParser(prog="sanadbook", description="Make an interactive course from source texts.")
    parser.add_argument("--version", action="version", version=f"sanadbook {sanadbook.__version__}")
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the course (default: current folder)")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line *arguments*, by default those of the process, and return the exit code."""
    options = build_parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except CourseError as error:
        print_problems(error.problems)
        return BAD_INPUT
    except InputError as error:
        print(f"sanadbook: {error}", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"sanadbook: {error.filename}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return code
