"""``sanadbook lite``: builds the JupyterLite site."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from sanadbook.cli.exit_codes import DONE
from sanadbook.cli.inputs import InputError
from sanadbook.course_loader import load_course


def add_parser(commands: Any) -> None:
    """Add the parser of this command."""
    parser = commands.add_parser(
        "lite", help="build a JupyterLite site that runs the notebooks in the browser without other hosts"
    )
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="output folder (default: _build/lite)")
    parser.add_argument(
        "--tools",
        type=Path,
        metavar="FOLDER",
        default=Path(sys.prefix) / "lite",
        help="virtual environment in which lite/requirements.txt is installed (default: lite in the current one)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the site in ``options.output``."""
    from sanadbook.jupyter.lite import LiteError, build_lite
    from sanadbook.outputs.generated_folder import ForeignFolderError

    course = load_course(options.root)
    output = options.output or options.root / "_build" / "lite"
    try:
        site = build_lite(course, output, options.tools, os.environ.get("SANADBOOK_PYODIDE_URL", ""))
    except (ForeignFolderError, LiteError) as error:
        raise InputError(str(error)) from None
    print(f"wrote: {site.folder} (to open a notebook, a browser loads up to {site.megabytes:.0f} MB)")
    if not site.tables:
        print("Without tables and charts. To include them, set SANADBOOK_PYODIDE_URL to a full release of Pyodide.")
    return DONE
