"""A copy of the repository as a fresh clone has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def copy_tracked_files(repository: Path, target: Path) -> Path:
    """Copy the files that git tracks from *repository* to *target*, a folder that does not exist yet, and return it."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=repository, check=True, capture_output=True, text=True)
    for name in filter(None, tracked.stdout.split("\0")):
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(repository / name, copy)
    return target
