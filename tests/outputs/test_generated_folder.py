"""Generated folders are replaced as a whole, and no other folder is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sanadbook.outputs.generated_folder import ForeignFolderError, remove_folder, replace_folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "page.html").write_text("new", "utf-8")
    return folder


def foreign(folder: Path, kind: str) -> None:
    """Make *folder* something that no command generated."""
    if kind == "file":
        folder.write_text("mine", "utf-8")
    elif kind == "link":
        (folder.parent / "elsewhere").mkdir()
        (folder.parent / "elsewhere" / "mine.txt").write_text("mine", "utf-8")
        folder.symlink_to(folder.parent / "elsewhere")
    else:
        folder.mkdir()
        (folder / kind).write_text("mine", "utf-8")


@pytest.mark.parametrize("kind", ["mine.txt", ".hidden", "index.html", "sanad-lite.json", "file", "link"])
def test_a_folder_that_was_not_generated_is_left_as_it_was(tmp_path, source, kind):
    target = tmp_path / "target"
    foreign(target, kind)
    before = sorted((path, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file())
    with pytest.raises(ForeignFolderError):
        replace_folder(source, target)
    remove_folder(target)
    assert sorted((path, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()) == before


@pytest.mark.parametrize("kind", ["absent", "empty", "generated"])
def test_an_absent_empty_or_generated_folder_is_replaced(tmp_path, source, kind):
    target = tmp_path / "deep" / "target"
    if kind != "absent":
        target.mkdir(parents=True)
    if kind == "generated":
        replace_folder(source, target)
        (target / "old.html").write_text("old", "utf-8")
    replace_folder(source, target)
    assert (target / "deep" / "page.html").read_text("utf-8") == "new"
    assert not (target / "old.html").exists()
    assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_a_failed_copy_leaves_the_old_folder(tmp_path, source, monkeypatch):
    target = tmp_path / "target"
    replace_folder(source, target)
    (target / "old.html").write_text("old", "utf-8")

    def fail(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", fail)
    with pytest.raises(OSError, match="No space"):
        replace_folder(source, target)
    assert (target / "old.html").read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source", "target"]


def test_files_that_match_a_pattern_are_not_copied(tmp_path, source):
    (source / "map.js.map").touch()
    replace_folder(source, tmp_path / "target", "*.map")
    assert not (tmp_path / "target" / "map.js.map").exists()


def test_a_generated_folder_can_be_removed(tmp_path, source):
    replace_folder(source, tmp_path / "target")
    remove_folder(tmp_path / "target")
    assert not (tmp_path / "target").exists()
