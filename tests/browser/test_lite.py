"""The JupyterLite site: its build, its entry page, and answering in Chromium without access to other hosts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from sanadbook.course_loader import load_course
from sanadbook.i18n import get_translator
from sanadbook.jupyter.lite import Site as LiteSite
from sanadbook.jupyter.lite import build_lite
from sanadbook.jupyter.lite.site import POLICY
from sanadbook.outputs import write_course
from tests.browser.answering import STATE, YOUR_ANSWERS, first, items_of
from tests.browser.conftest import REPOSITORY, Lab, Site, Watch, build_book
from tests.browser.hostile import hostile_items, stand_as_written, stay_text_when_answered
from tests.browser.test_vectors_lab import records_agree, rounds
from tests.conftest import make_small_course
from tests.items.vectors import quiz_of
from tests.render.injections import STRINGS

pytestmark = pytest.mark.lab
t = get_translator("ar")
CONFIG = """\
title: "x"
author: "x"
only_build_toc_files: true
execute: {execute_notebooks: "off"}
sphinx: {extra_extensions: [sanadbook.sphinx_ext], config: {language: ar, html_theme: sanadbook}}
"""
CONTENTS = "format: jb-book\nroot: index\nchapters: [{file: chapters/01, title: x}, {file: chapters/02, title: y}]\n"
STORES = """async () => [(await indexedDB.databases()).map(({ name }) => name), Object.keys(localStorage),
  await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]"""


def with_answers(chapter: str) -> nbformat.NotebookNode:
    """Return the chapter followed by the compiled quizzes of the table; JupyterLite has no reader for quiz files."""
    book = nbformat.reads(chapter, as_version=4)
    sources = ["import json\nfrom sanadbook.runtime.compiled import parse\nquizzes = {}"]
    for number, round_ in enumerate(rounds()):
        for vector in round_:
            name, compiled = f"{number}-{vector.item}", quiz_of(vector.item).as_json()
            sources.append(f"quizzes[{name!r}] = Quiz(parse({compiled!r}))\nquizzes[{name!r}]")
    sources.append(f"Quiz(parse({hostile_items().as_json()!r}))")
    sources.append("print('records: ' + json.dumps({name: quiz.rows()[0] for name, quiz in quizzes.items()}))")
    book.cells += [nbformat.v4.new_code_cell(source) for source in sources]
    return book


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> LiteSite:
    """The site of the real course; chapter 2 also contains the quizzes of the table."""
    built = build_lite(load_course(REPOSITORY), tmp_path_factory.mktemp("lite") / "lite", Path(sys.prefix) / "lite")
    notebook = built.folder / "files" / "02.ipynb"
    nbformat.write(with_answers(notebook.read_text("utf-8")), notebook)
    return built


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, lite: LiteSite, serve: Callable[[Path], Site]) -> Iterator[Site]:
    """A small book that includes the site and is served below the root of its host."""
    root = tmp_path_factory.mktemp("book")
    write_course(make_small_course(root).load())
    for name, text in (("_config.yml", CONFIG), ("_toc.yml", CONTENTS), ("index.md", "# x\n")):
        (root / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANADBOOK_LITE_DIR", str(lite.folder))
        html = build_book(root, root / "out")
    host = tmp_path_factory.mktemp("host")
    shutil.move(html, host / "some" / "where")
    served = serve(host)
    yield Site(host / "some" / "where", f"{served.url}some/where/")
    # Without the environment variable, the same folder has neither button nor site.
    shutil.move(host / "some" / "where", html)
    html = build_book(root, root / "out")
    assert not (html / "lite").exists()
    assert not (html / "in-browser.html").exists()
    assert "in-browser.html" not in (html / "chapters" / "01.html").read_text("utf-8")


@pytest.fixture(scope="module")
def visit(chromium: Browser, book: Site) -> Iterator[tuple[Page, Watch]]:
    context = chromium.new_context(base_url=book.url, viewport={"width": 1280, "height": 900})
    page, watch = context.new_page(), Watch((book.url,))
    watch.attach(page)
    yield page, watch
    context.close()
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


def test_a_chapter_can_be_answered_in_jupyterlite(visit: tuple[Page, Watch], lite: LiteSite) -> None:
    page, _ = visit
    loaded: list[int] = []
    page.on("requestfinished", lambda request: loaded.append(request.sizes()["responseBodySize"]))
    page.goto("chapters/02.html")
    page.get_by_label(t("Get the notebook")).click()
    page.get_by_role("link", name=t("Run it in the browser")).locator("visible=true").click()
    expect(page.get_by_role("main")).to_contain_text(f"{lite.megabytes:.0f} ميغابايت")
    page.set_viewport_size({"width": 390, "height": 500})
    page.reload()  # also on a phone, the warning comes before the link
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("main").get_by_role("link", name="2").click()

    host = Lab("", lite.folder)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    host.idle(page)
    assert page.locator(".jp-Dialog").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.jp-RenderedMarkdown h1')).direction") == "rtl"
    assert page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") == POLICY
    host.run_all(page)
    item = first(items_of(load_course(REPOSITORY), "02"), "single")
    form = item.form(page)
    form.scroll_into_view_if_needed()
    item.give(form, item.key)
    item.check(form)
    table = page.get_by_role("table", name=YOUR_ANSWERS)
    row = table.get_by_role("row").filter(has=page.get_by_role("cell", name=item.label, exact=True))
    expect(row).to_contain_text(STATE["right"])
    # A single sentence if matplotlib is missing.
    expect(
        page.get_by_text(t("The chart needs matplotlib, which is not installed here. The table has the same numbers."))
    ).to_be_attached()
    assert page.evaluate(STORES) == [[], [], [], 0]
    assert abs(sum(loaded) / 1e6 - lite.megabytes) < lite.megabytes * 0.1, "the entry page states a different size"


def test_the_same_answers_get_the_same_grades_in_jupyterlite(visit: tuple[Page, Watch], lite: LiteSite) -> None:
    """Uses the page of the previous test, since opening a new one is slow."""
    page, _ = visit
    records_agree(page, Lab("", lite.folder), rounds(), lambda number, item: f"{number}-{item}")


def test_the_payloads_are_inert_in_jupyterlite(visit: tuple[Page, Watch]) -> None:
    """Uses the page of the previous tests."""
    page, _ = visit
    root = f".sanad-quiz[data-chapter='{hostile_items().chapter}']"
    page.get_by_text(STRINGS[0]).first.scroll_into_view_if_needed()
    expect(page.locator(f"{root}.is-live .sanad-item")).to_have_count(len(hostile_items().items), timeout=60_000)
    stand_as_written(page, root)
    stay_text_when_answered(page, root)


def test_the_command_reports_missing_tools(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sanadbook", "lite", "--tools", str(tmp_path), "--output", str(tmp_path / "out")]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "run `make lite`" in run.stderr
    assert not (tmp_path / "out").exists()
