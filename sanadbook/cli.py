"""The command ``sanadbook``: check, write, slides, lite, where."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sanadbook.course_loader import load_course
from sanadbook.inputs.problems import CourseError, Problem, errors

BAD_INPUT = 2
_WITHOUT_SLIDES = "run `sanadbook write` and `npm ci`, then build again."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit code: 0 done, 1 out of date (``write --check``), 2 bad input."""
    parser = argparse.ArgumentParser(prog="sanadbook", description="Make an interactive course from source texts.")
    parser.add_argument("--root", type=Path, default=Path(), help="the course's folder (default: here)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check", help="read everything in data/ and say what is wrong, where, and how to fix it"
    )
    check.add_argument("files", nargs="*", type=Path, help="chapter files to check (default: all)")
    check.add_argument("--format", choices=("text", "json"), default="text", help="json is for machines")
    check.set_defaults(run=_check)
    write = commands.add_parser("write", help="write chapters/ and facilitator/ from data/")
    write.add_argument("--check", action="store_true", help="write nothing; exit 1 if a written file is out of date")
    write.set_defaults(run=_write)
    slides = commands.add_parser(
        "slides", help="write the slides of every chapter, and what they load, into the built book's folder"
    )
    slides.add_argument("--output", type=Path, help="another folder than _build/html of the course")
    slides.set_defaults(run=_slides)
    lite = commands.add_parser(
        "lite", help="build the notebooks for the browser alone: JupyterLite, with nothing from other hosts"
    )
    lite.add_argument("--output", type=Path, help="another folder than _build/lite of the course")
    lite.add_argument(
        "--tools", type=Path, default=Path(sys.prefix) / "lite", help="where lite/requirements.txt is installed"
    )
    lite.set_defaults(run=_lite)
    out = commands.add_parser(
        "export", help="write the items for Moodle, Anki, spreadsheets or QTI 2.1, and say what is lost"
    )
    out.add_argument("format", choices=("gift", "anki", "csv", "qti"))
    out.add_argument("chapters", nargs="*", help="names such as 04 (default: all)")
    out.add_argument("--output", type=Path, help="the file to write (default: sanad-items.… here)")
    out.set_defaults(run=_export)
    carry = commands.add_parser("carry", help="make papers (PDF) and chapters in one file each from the built book")
    carry.add_argument("chapters", nargs="*", help="names such as 04 (default: all)")
    carry.add_argument("--built", type=Path, help="the built book, if not _build/html of the course")
    carry.add_argument("--output", type=Path, help="another folder than _build/carry of the course")
    carry.set_defaults(run=_carry)
    kit = commands.add_parser("kit", help="put the built book into one archive for a memory stick")
    kit.add_argument("--built", type=Path, help="the built book, if not _build/html of the course")
    kit.add_argument("--output", type=Path, help="another file than _build/kit.zip of the course")
    kit.set_defaults(run=_kit)
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
    from sanadbook.outputs import orphaned_files, remove_orphaned_files, write_course

    course = load_course(options.root)
    stale = write_course(course, dry_run=options.check)
    gone = orphaned_files(course) if options.check else remove_orphaned_files(course)
    for path in stale:
        print(f"{'out of date' if options.check else 'wrote'}: {path}")
    for path in gone:
        print(f"{'of a chapter that data/course.yml does not name' if options.check else 'removed'}: {path}")
    if options.check:
        return 1 if stale or gone else 0
    if not stale and not gone:
        print("chapters/ and facilitator/ are up to date")
    return 0


def _slides(options: argparse.Namespace) -> int:
    from sanadbook.outputs.slides.files import write_decks, write_shared_assets

    course = load_course(options.root)
    output = options.output or options.root / "_build" / "html"
    decks = write_decks(course, output)
    if not decks:
        print(f"sanadbook: no slides without chapters and reveal.js: {_WITHOUT_SLIDES}", file=sys.stderr)
        return 1
    write_shared_assets(course.root, output / "_static", course.file.brand)
    for path in decks:
        print(f"wrote: {path}")
    return 0


def _lite(options: argparse.Namespace) -> int:
    from sanadbook.jupyter.lite import LiteError, build_lite

    course = load_course(options.root)
    output = options.output or options.root / "_build" / "lite"
    try:
        site = build_lite(course, output, options.tools, os.environ.get("SANADBOOK_PYODIDE_URL", ""))
    except LiteError as error:
        print(f"sanadbook: {error}", file=sys.stderr)
        return BAD_INPUT
    print(f"Notebooks for the browser alone: {site.folder}, up to {site.megabytes:.0f} MB to open one")
    if not site.tables:
        print("Without tables and charts: set SANADBOOK_PYODIDE_URL to a full release of Pyodide to have them.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from sanadbook.outputs.exports import export

    course = load_course(options.root)
    try:
        made = export(course, options.format, options.chapters)
    except KeyError as error:
        known = ", ".join(chapter.name for chapter in course.chapters)
        print(f"sanadbook: there is no chapter {error.args[0]}; there are {known}", file=sys.stderr)
        return BAD_INPUT
    except ModuleNotFoundError as error:
        print(f"sanadbook: this needs {error.name}: pip install 'sanadbook[export]'", file=sys.stderr)
        return BAD_INPUT
    path = options.output or Path("-".join(["sanad-items", *options.chapters]) + f".{made.ending}")
    path.write_bytes(made.content)
    print(f"wrote: {path}")
    for loss in made.losses:
        print(f"not held: {loss}")
    return 0


def _carry(options: argparse.Namespace) -> int:
    from sanadbook.outputs.offline.handouts import write_handouts
    from sanadbook.outputs.offline.single_file import single

    course = load_course(options.root)
    built = (options.built or options.root / "_build" / "html").resolve()
    output = options.output or options.root / "_build" / "carry"
    names = options.chapters or [chapter.name for chapter in course.chapters]
    try:
        made = write_handouts(built, output / "handouts", names, course.file.brand)
        for name in names:
            path = output / "single" / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(single(built / "chapters" / f"{name}.html"), "utf-8")
            made.append(path)
    except FileNotFoundError as error:
        print(f"sanadbook: there is no {error.filename or error}: run `make book`", file=sys.stderr)
        return BAD_INPUT
    except ModuleNotFoundError as error:
        print(f"sanadbook: this needs {error.name}: pip install 'sanadbook[carry]'", file=sys.stderr)
        return BAD_INPUT
    for path in made:
        print(f"wrote: {path}")
    return 0


def _kit(options: argparse.Namespace) -> int:
    from sanadbook.outputs.offline.bundle import write_kit

    built = options.built or options.root / "_build" / "html"
    if not (built / "index.html").is_file():
        print("sanadbook: there is no book yet: run `make book`", file=sys.stderr)
        return BAD_INPUT
    print(
        f"wrote: {write_kit(load_course(options.root), built, options.output or options.root / '_build' / 'kit.zip')}"
    )
    return 0


def _where(options: argparse.Namespace) -> int:
    page = (options.root / "_build" / "html" / "index.html").resolve()
    if not page.is_file():
        print("sanadbook: there is no book yet: run `make book`", file=sys.stderr)
        return 1
    print(f"The book: {page.as_uri()}")
    if not (page.parent / "slides").is_dir():
        print(f"Without slides: {_WITHOUT_SLIDES}")
    if not load_course(options.root).file.repository:
        print("Without a Binder button: fill in `repository` in data/course.yml to have one.")
    return 0
