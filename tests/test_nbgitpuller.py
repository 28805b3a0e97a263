"""nbgitpuller merges a new version of the course with the changes that a learner made."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgitpuller.pull import GitPuller

ROOT = Path(__file__).parents[1]
CHAPTER = "chapters/04.ipynb"
Change = Callable[[NotebookNode], None]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


class Classroom:
    """The course's repository and a learner's copy of it on a server."""

    def __init__(self, folder: Path) -> None:
        self.course, self.copy = folder / "course", folder / "copy"
        (self.course / "chapters").mkdir(parents=True)
        shutil.copyfile(ROOT / CHAPTER, self.course / CHAPTER)
        shutil.copyfile(ROOT / ".gitignore", self.course / ".gitignore")
        git(self.course, "init", "--quiet", "--initial-branch=main")
        self.publish()
        self.pull()

    def publish(self) -> None:
        git(self.course, "add", "--all")
        git(self.course, "commit", "--quiet", "--message=version")

    def pull(self) -> NotebookNode:
        """Follow the class's link and return the learner's chapter, which must be a valid notebook."""
        for _ in GitPuller(self.course.as_uri(), str(self.copy), branch="main").pull():
            pass
        return self.read(self.copy)

    @staticmethod
    def read(folder: Path) -> NotebookNode:
        book = nbformat.read(folder / CHAPTER, as_version=4)
        nbformat.validate(book)
        return book

    def change(self, folder: Path, change: Change) -> None:
        book = self.read(folder)
        change(book)
        nbformat.write(book, folder / CHAPTER)


@pytest.fixture
def classroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Classroom:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@example.org")
    return Classroom(tmp_path)


def run_all(book: NotebookNode) -> None:
    """Change *book* as if all cells had been run and saved."""
    book.metadata.language_info.version = "3.12.11"
    for number, cell in enumerate(cell for cell in book.cells if cell.cell_type == "code"):
        cell.outputs[0].data["application/vnd.jupyter.widget-view+json"] = {
            "model_id": f"m{number}",
            "version_major": 2,
        }
        cell.execution_count = cell.outputs[0].execution_count = number + 11


def cell_of(book: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in book.cells if cell.id == name)


def test_added_cells_stay_and_the_text_is_updated(classroom: Classroom) -> None:
    def learn(book: NotebookNode) -> None:
        run_all(book)
        book.cells.insert(3, nbformat.v4.new_markdown_cell("ملاحظتي الأولى", id="mine-1"))
        book.cells.append(nbformat.v4.new_markdown_cell("ملاحظتي الأخيرة", id="mine-2"))

    def revise(book: NotebookNode) -> None:
        cell_of(book, "s2").source += "\n\nنص جديد"
        book.cells.insert(-1, nbformat.v4.new_markdown_cell("قسم جديد", id="more"))
        cell_of(book, "quiz-check").outputs[0].data["text/html"] += "<!-- new -->"

    classroom.change(classroom.copy, learn)
    classroom.change(classroom.course, revise)
    classroom.publish()
    book = classroom.pull()
    assert cell_of(book, "mine-1").source == "ملاحظتي الأولى"
    assert cell_of(book, "mine-2").source == "ملاحظتي الأخيرة"
    assert cell_of(book, "s2").source.endswith("نص جديد")
    assert cell_of(book, "more").source == "قسم جديد"


def test_the_learners_version_of_a_cell_wins_a_conflict(classroom: Classroom) -> None:
    def learn(book: NotebookNode) -> None:
        cell_of(book, "s2").source = "ما فهمته من القسم"

    def revise(book: NotebookNode) -> None:
        cell_of(book, "s2").source = "نص جديد"
        cell_of(book, "s5").source += "\n\nنص جديد"

    classroom.change(classroom.copy, learn)
    classroom.change(classroom.course, revise)
    classroom.publish()
    book = classroom.pull()
    assert cell_of(book, "s2").source == "ما فهمته من القسم"
    assert cell_of(book, "s5").source.endswith("نص جديد")


def test_the_notes_folder_is_ignored(classroom: Classroom) -> None:
    note = classroom.copy / "notes" / "mine.ipynb"
    note.parent.mkdir()
    note.write_text("{}")
    classroom.change(classroom.course, lambda book: cell_of(book, "s2").update(source="نص جديد"))
    classroom.publish()
    assert cell_of(classroom.pull(), "s2").source == "نص جديد"
    assert note.read_text() == "{}"
    git(classroom.copy, "check-ignore", "--quiet", "notes/mine.ipynb")


def test_a_deleted_chapter_is_restored_as_published(classroom: Classroom) -> None:
    classroom.change(classroom.copy, run_all)
    (classroom.copy / CHAPTER).unlink()
    assert classroom.pull() == classroom.read(classroom.course)
