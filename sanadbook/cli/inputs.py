"""Inputs that several commands need: the built book, names of chapters, optional packages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sanadbook.model.course import Course


class InputError(Exception):
    """An input is missing or invalid. The message says what to do."""


def add_built_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--built``, the folder of the built book."""
    parser.add_argument("--built", type=Path, help="folder of the built book (default: _build/html)")


def find_built_book(options: argparse.Namespace) -> Path:
    """Return the folder of the built book as an absolute path. Raises InputError if there is none."""
    folder: Path = getattr(options, "built", None) or options.root / "_build" / "html"
    if not (folder / "index.html").is_file():
        raise InputError(f"{folder} contains no built book: run `make book`")
    return folder.resolve()


def add_chapters_argument(parser: argparse.ArgumentParser) -> None:
    """Add the positional argument ``chapters``, names of chapters."""
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER", help="name of a chapter, such as 04 (default: all)")


def chapter_names(course: Course, given: Sequence[str]) -> list[str]:
    """Return the names *given*, each once, or those of all chapters. Raises InputError for an unknown name."""
    known = [chapter.name for chapter in course.chapters]
    for name in given:
        if name not in known:
            raise InputError(f"there is no chapter {name}; there are {', '.join(known)}")
    return list(dict.fromkeys(given)) or known


@contextmanager
def optional_packages(extra: str) -> Iterator[None]:
    """Raise InputError, with the command that installs *extra*, if a package of this extra is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise InputError(f"{error.name} is not installed: pip install 'sanadbook[{extra}]'") from None
