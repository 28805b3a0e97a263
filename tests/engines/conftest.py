"""Run the same tests in every installed engine, on a copy of the book whose exit leads to a local page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sanadbook.model.course import Course
from tests.browser.conftest import REPOSITORY, Site, build_book, serve
from tests.engines.drivers import Driver, available_engines, start

__all__ = ["serve"]  # a fixture

#: ``SANADBOOK_ENGINES=chromium,firefox,webkit`` makes a missing engine an error instead of leaving it out.
REQUIRED = [name for name in os.environ.get("SANADBOOK_ENGINES", "").split(",") if name]
OUTSIDE = "<!doctype html><title>outside</title><p>outside</p>"


@pytest.fixture(scope="session", params=REQUIRED or available_engines())
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """A browser, parametrized by engine."""
    browser = start(request.param)
    yield browser
    browser.quit()


@pytest.fixture(scope="session")
def outside(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> str:
    """The address of a page of another origin, which the exit leads to."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "index.html").write_text(OUTSIDE, "utf-8")
    return serve(folder).url


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site], course: Course, outside: str
) -> Site:
    """The real book, whose exit leads to *outside*."""
    given = os.environ.get("SANADBOOK_BUILT")
    folder = tmp_path_factory.mktemp("engines") / "html"
    shutil.copytree(given or build_book(REPOSITORY, tmp_path_factory.mktemp("book")), folder)
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        path.write_text(text.replace(course.file.exit_url, outside), "utf-8")
    return serve(folder)
