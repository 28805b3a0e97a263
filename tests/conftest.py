"""Shared fixtures: the real course, copies of it, and a small course with every item type."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sanadbook.course_loader import load_course
from sanadbook.inputs.problems import CourseError, Problem
from sanadbook.model.course import Course
from sanadbook.outputs.written_files import written_files
from sanadbook.runtime import compiled

REPOSITORY = Path(__file__).parents[1]
SMALL_COURSE = Path(__file__).parent / "small_course"


@dataclass(frozen=True)
class Folder:
    """The folder of a course that a test can change."""

    root: Path

    def text(self, file: str) -> str:
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_bytes(text.encode("utf-8"))

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace *old*, which occurs once in *file*, with *new*."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def line(self, file: str, text: str) -> int:
        """Return the line (from 1) of the first occurrence of *text* in *file*."""
        before, found, _ = self.text(file).partition(text)
        assert found, f"{text!r} is not in {file}"
        return before.count("\n") + 1

    def load(self, *names: str) -> Course:
        """Load the course with the named chapters, by default all."""
        return load_course(self.root, names or None)

    def problems(self, *names: str) -> list[Problem]:
        """Return all errors and warnings in the named chapters, by default all."""
        try:
            return self.load(*names).problems
        except CourseError as error:
            return error.problems

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file in the folder, by path."""
        return {str(path.relative_to(self.root)): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def course() -> Course:
    """The real course."""
    return load_course(REPOSITORY)


@pytest.fixture(scope="session")
def written(course: Course) -> dict[str, str]:
    """The files that `sanadbook write` generates from the real course, by path."""
    return {str(path): text for path, text in written_files(course).items()}


@pytest.fixture
def course_copy(tmp_path: Path) -> Folder:
    """A copy of data/, chapters/ and facilitator/ that tests may change."""
    for name in ("data", "chapters", "facilitator"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, copy_function=shutil.copyfile)
    return Folder(tmp_path)


def make_small_course(root: Path) -> Folder:
    """Create the small course in *root*. Its second chapter is the first with the ids of another seed."""
    shutil.copytree(SMALL_COURSE / "data", root / "data")
    data = root / "data"
    shutil.copyfile(data / "seeds" / "900_0123456789abcdef.txt", data / "seeds" / "901_0123456789abcdef.txt")
    chapter = (data / "chapters" / "01.yml").read_text("utf-8")
    swapped = chapter.replace("seed:901", "seed:OTHER").replace("900", "901").replace("OTHER", "900")
    (data / "chapters" / "02.yml").write_bytes(swapped.encode("utf-8"))
    return Folder(root)


@pytest.fixture
def small(tmp_path: Path) -> Folder:
    """A valid course of two small chapters that tests may change."""
    return make_small_course(tmp_path)


@pytest.fixture(scope="session")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The small course, loaded; not to be changed."""
    return make_small_course(tmp_path_factory.mktemp("small")).load()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[compiled.Compiled], None]]:
    """A function that makes ``Quiz`` load the given compiled chapter."""

    def install(chapter: compiled.Compiled) -> None:
        monkeypatch.setattr(compiled, "load", lambda name: chapter)

    return install
