"""What processes hold of the machine's memory, from /proc (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

#: 1 MB = 1000 × 1000 bytes, as in all figures here.
MEGABYTE = 1_000_000


def megabytes(process: psutil.Process, kind: str = "Pss") -> float:
    """Return the megabytes of *process*: "Pss" counts a page that n processes share as 1/n, "Rss" whole.

    Raises OSError where there is no /proc/…/smaps_rollup.
    """
    for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii").splitlines():
        name, _, size = line.partition(":")
        if name == kind:
            return int(size.split()[0]) * 1024 / MEGABYTE
    raise OSError(f"no {kind} of process {process.pid}")


def family(parent: int, variable: str = "", value: str = "") -> list[psutil.Process]:
    """Return the process *parent* and all below it, or of these the ones whose environment has *variable* = *value*."""
    top = psutil.Process(parent)
    every = [top, *top.children(recursive=True)]
    return [each for each in every if not variable or each.environ().get(variable) == value]


def root_options() -> list[str]:
    """Return what a Jupyter server asks of whoever runs it as root, as in a container."""
    return ["--allow-root"] if os.geteuid() == 0 else []
