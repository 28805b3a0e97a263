"""A release: what stops it, what it contains, and that the same commit gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from tools.release import ReleaseError, archive, changelog_section, release

CHANGELOG = """# Changelog

## [Unreleased]

## [1.2.3] - 2026-12-01

### Added

- A tenth item type.

## [1.2.2] - 2026-11-01

- Older.
"""
FILES = {
    "CHANGELOG.md": CHANGELOG,
    "CITATION.cff": "version: 1.2.3\n",
    "sanadbook/__init__.py": '__version__ = "1.2.3"\n',
    ".gitignore": "_build/\ndist/\n",
}


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A committed repository that can be released as 1.2.3, with a built site of two files."""
    root = tmp_path / "repository"
    for name, text in {**FILES, "_build/html/index.html": "<p>book", "_build/html/a/b.css": "p {}"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "First")
    return root


def fake_build(_root: Path, output: Path, time: int) -> None:
    (output / "sanadbook-1.2.3-py3-none-any.whl").write_bytes(b"wheel")
    (output / "sanadbook-1.2.3.tar.gz").write_bytes(str(time).encode())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_release_has_package_site_notes_and_checksums(repository: Path) -> None:
    files = contents(release(repository, "1.2.3", fake_build))
    assert set(files) == {
        "sanadbook-1.2.3-py3-none-any.whl",
        "sanadbook-1.2.3.tar.gz",
        "sanad-site-1.2.3.tar.gz",
        "RELEASE_NOTES.md",
        "SHA256SUMS",
    }
    assert files["RELEASE_NOTES.md"].decode() == "### Added\n\n- A tenth item type.\n"
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_same_commit_gives_the_same_bytes(repository: Path) -> None:
    first = contents(release(repository, "1.2.3", fake_build))
    (repository / "dist" / "1.2.3").rename(repository / "dist" / "first")
    for path in (repository / "_build").rglob("*"):
        os.utime(path, (1, 1))
    assert contents(release(repository, "1.2.3", fake_build)) == first


def test_the_archive_holds_the_site_in_one_folder(tmp_path: Path, repository: Path) -> None:
    path = tmp_path / "site.tar.gz"
    path.write_bytes(archive(repository / "_build" / "html", "site", 1_700_000_000))
    with tarfile.open(path) as tar:
        assert tar.getnames() == ["site/a/b.css", "site/index.html"]
        assert {(each.mtime, each.uid, each.uname) for each in tar} == {(1_700_000_000, 0, "")}
        file = tar.extractfile("site/index.html")
        assert file
        assert file.read() == b"<p>book"


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("CHANGELOG.md", CHANGELOG.replace("[1.2.3]", "[1.2.4]"), "no section"),
        ("CHANGELOG.md", "## [1.2.3] - 2026-12-01\n\n## [1.2.2] - 2026-11-01\n", "empty"),
        ("CITATION.cff", "version: 1.2.2\n", "CITATION.cff has version 1.2.2"),
        ("sanadbook/__init__.py", "", "has version none"),
    ],
)
def test_a_release_needs_its_version_everywhere(repository: Path, file: str, text: str, message: str) -> None:
    (repository / file).write_text(text, "utf-8")
    git(repository, "commit", "--all", "--quiet", "--message", "Change")
    assert_refused(repository, message)


def test_a_release_needs_a_clean_tree(repository: Path) -> None:
    (repository / "new.txt").write_text("new", "utf-8")
    assert_refused(repository, "not committed")


def test_a_release_needs_a_built_site(repository: Path) -> None:
    (repository / "_build" / "html" / "index.html").unlink()
    assert_refused(repository, "make site")


def test_a_release_is_not_replaced(repository: Path) -> None:
    kept = repository / "dist" / "1.2.3" / "kept"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine", "utf-8")
    with pytest.raises(ReleaseError, match="exists already"):
        release(repository, "1.2.3", fake_build)
    assert contents(kept.parent) == {"kept": b"mine"}


def assert_refused(repository: Path, message: str) -> None:
    with pytest.raises(ReleaseError, match=message):
        release(repository, "1.2.3", fake_build)
    assert not (repository / "dist").exists()


@pytest.mark.parametrize("version", ["1.2", "v1.2.3", "1.2.3/../..", ""])
def test_a_malformed_version_is_refused(repository: Path, version: str) -> None:
    with pytest.raises(ReleaseError, match="is not a version"):
        release(repository, version, fake_build)


def test_a_section_ends_before_link_definitions() -> None:
    text = "## [1.0.0] - 2026-12-01\n\n- One.\n\n[1.0.0]: https://example.org\n"
    assert changelog_section(text, "1.0.0") == "- One.\n"
