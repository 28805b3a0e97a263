"""Put a release together: ``python -m tools.release 1.2.3``.

Writes into ``dist/1.2.3/``: the wheel, the source distribution, the built site as an archive, ``SHA256SUMS`` and the
release notes. ``make release VERSION=1.2.3`` builds the site first. Nothing is pushed, tagged or uploaded.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTES, SUMS = "RELEASE_NOTES.md", "SHA256SUMS"

#: Builds wheel and source distribution: takes the repository, the folder to write to and the commit's time in seconds.
Builder = Callable[[Path, Path, int], None]


class ReleaseError(Exception):
    """The release can't be made; the message has the reason and the fix."""


def changelog_section(changelog: str, version: str) -> str:
    """Return the text of the section ``## [version] - date`` of a changelog, without its heading.

    Raises:
        ReleaseError: there is no such section, or it is empty.

    """
    heading = rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$"
    found = re.search(rf"{heading}\n(.*?)(?=^## |^\[[^\]]+\]: |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if not found:
        raise ReleaseError(f"CHANGELOG.md has no section `## [{version}] - YYYY-MM-DD`: rename [Unreleased]")
    if not (text := found[1].strip()):
        raise ReleaseError(f"the section [{version}] of CHANGELOG.md is empty")
    return text + "\n"


def archive(folder: Path, name: str, time: int) -> bytes:
    """Return the files of *folder* as a ``.tar.gz`` file: equal files give equal bytes.

    Args:
        folder: the folder to pack.
        name: the folder's name inside the archive.
        time: the time of every entry, in seconds since 1970.

    """
    content = BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=content, mtime=time) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = tarfile.TarInfo(f"{name}/{path.relative_to(folder).as_posix()}")
            entry.size, entry.mtime, entry.mode = path.stat().st_size, time, 0o644
            with path.open("rb") as file:
                tar.addfile(entry, file)
    return content.getvalue()


def checksums(folder: Path) -> str:
    """Return a line for each file of *folder*, as ``sha256sum --check`` reads it; a list already there is left out."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def _git(root: Path, *arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    if run.returncode:
        raise ReleaseError(f"git {' '.join(arguments)}: {run.stderr.strip()}")
    return run.stdout.strip()


def _declared_version(root: Path, file: str, pattern: str) -> str:
    found = re.search(pattern, (root / file).read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""


def check(root: Path, version: str) -> str:
    """Check that *version* can be released from the repository *root*; return its section of the changelog.

    Raises:
        ReleaseError: the version is malformed or not the one declared, the changelog lacks it, the tree is not clean,
            the site is not built, or the release exists already.

    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ReleaseError(f"{version!r} is not a version such as 1.2.3")
    for file, pattern in (
        ("sanadbook/__init__.py", r'^__version__ = "(.+)"$'),
        ("CITATION.cff", r"^version: (\S+)$"),
    ):
        if (declared := _declared_version(root, file, pattern)) != version:
            raise ReleaseError(f"{file} has version {declared or 'none'}: change it to {version} and commit")
    section = changelog_section((root / "CHANGELOG.md").read_text("utf-8"), version)
    if changes := _git(root, "status", "--porcelain"):
        raise ReleaseError(f"there are changes that are not committed:\n{changes}")
    if not (root / "_build" / "html" / "index.html").is_file():
        raise ReleaseError("_build/html/index.html does not exist: run `make site`")
    if (output := root / "dist" / version).exists():
        raise ReleaseError(f"{output} exists already: move it away")
    return section


def build_package(root: Path, output: Path, time: int) -> None:
    """Build wheel and source distribution into *output*.

    Raises:
        ReleaseError: the build failed.

    """
    run = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(output), str(root)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(time)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise ReleaseError(f"the package does not build:\n{(run.stdout + run.stderr)[-2000:]}")


def release(root: Path, version: str, build: Builder = build_package) -> Path:
    """Write the files of the release into ``dist/<version>`` of *root* and return that folder.

    Raises:
        ReleaseError: see :func:`check`; nothing has been written then.

    """
    notes = check(root, version)
    time = int(_git(root, "log", "-1", "--format=%ct"))
    output = root / "dist" / version
    output.mkdir(parents=True)
    build(root, output, time)
    name = f"sanad-site-{version}"
    (output / f"{name}.tar.gz").write_bytes(archive(root / "_build" / "html", name, time))
    (output / NOTES).write_text(notes, "utf-8")
    (output / SUMS).write_text(checksums(output), "utf-8")
    return output


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Returns 0, or 2 when the release can't be made."""
    parser = argparse.ArgumentParser(prog="tools.release", description="Put the files of a release together.")
    parser.add_argument("version", help="the version to release, such as 1.2.3")
    options = parser.parse_args(arguments)
    try:
        output = release(ROOT, options.version)
    except ReleaseError as error:
        print(f"release: {error}", file=sys.stderr)
        return 2
    for path in sorted(output.iterdir()):
        print(f"wrote: {path}")
    print(f"Next: git tag v{options.version}, push it, and attach these files to the release.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
