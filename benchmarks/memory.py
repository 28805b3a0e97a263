"""Memory of processes, from /proc (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

#: 1 MB is 1000 × 1000 bytes in all results.
MEGABYTE = 1_000_000


def megabytes(process: psutil.Process, kind: str = "Pss") -> float:
    """Return the megabytes of *process*: "Pss" counts a page that n processes share as 1/n, "Rss" whole.

    Raises OSError without /proc/…/smaps_rollup.
    """
    for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii").splitlines():
        name, _, size = line.partition(":")
        if name == kind:
            return int(size.split()[0]) * 1024 / MEGABYTE
    raise OSError(f"no {kind} of process {process.pid}")


def family(parent: int, variable: str = "", value: str = "") -> list[psutil.Process]:
    """Return the process *parent* and its descendants; with *variable*, only those that have it set to *value*."""
    top = psutil.Process(parent)
    processes = [top, *top.children(recursive=True)]
    return [each for each in processes if not variable or each.environ().get(variable) == value]


def root_options() -> list[str]:
    """Return the option that a Jupyter server needs to run as root, as in a container."""
    return ["--allow-root"] if os.geteuid() == 0 else []
