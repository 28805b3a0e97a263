"""Finds and starts Chromium. Tests, benchmarks and the Makefile use the same function."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Names of the browser on Linux. The headless shell, a package of Debian, starts fastest.
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
#: ``--no-sandbox``: Chromium refuses to run as root, as in containers, with its sandbox.
FLAGS = ("--no-sandbox", "--disable-background-networking")


def find_chromium() -> str | None:
    """Return the path of the installed Chromium, or None; Playwright then uses its own download."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def launch_chromium(flags: Iterable[str] = FLAGS) -> Iterator[Browser]:
    """Start the installed Chromium, or else Playwright's, with the command-line *flags*.

    Raises ModuleNotFoundError without Playwright.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*flags])
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(find_chromium() is None)
