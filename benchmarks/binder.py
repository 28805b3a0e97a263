"""A learner's session in Binder's environment, from the launch link, in Chromium. Writes results/binder.md."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from binder_environment import REPOSITORY, base_versions, python_version
from memory import family, megabytes, root_options
from phone import FLAGS
from playwright.sync_api import Locator, Page, expect

from sanadbook.course_loader import load_course
from sanadbook.outputs.offline.chromium import launch_chromium
from sanadbook.sphinx_ext.launch_buttons import binder_url
from tests.browser.answering import Item, items_of

RESULT = Path(__file__).parent / "results" / "binder.md"
CHAPTER = "chapters/04.ipynb"
MAX_MEGABYTES, TIMEOUT = 300, 120_000  # milliseconds
OPTIONS = {
    "repository_url": "https://github.com/owner/name",
    "launch_buttons": {"binderhub_url": "https://mybinder.org"},
}


@contextmanager
def server(environment: Path, home: Path) -> Iterator[tuple[str, int]]:
    """Run JupyterLab as Binder does, in a copy of the chapters. Yields its address and process id."""
    shutil.copytree(REPOSITORY / "chapters", home / "root" / "chapters")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=", *root_options()]
    tools = environment.resolve() / "bin"
    names = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
    folders = {name: str(home / name.lower()) for name in names}
    (home / "home").mkdir()
    variables = {**os.environ, **folders, "PATH": os.pathsep.join([str(tools), os.environ["PATH"]])}
    process = subprocess.Popen(
        [tools / "jupyter-lab", *options],
        cwd=home / "root",
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(600):
            with suppress(OSError):
                urllib.request.urlopen(f"{address}api/status").close()
                break
            time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def launch_path() -> str:
    """Return the path on the server that the book's launch button opens."""
    return parse_qs(urlsplit(binder_url(OPTIONS, CHAPTER)).query)["urlpath"][0]


def answer(page: Page, item: Item) -> bool:
    """Give the right answer to *item* with the mouse. Returns whether the item is graded."""
    form, notebook = item.form(page), page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer")
    # JupyterLab renders only the cells near the visible ones, and moves them when it learns their heights.
    for step in range(200):
        if form.count():
            form.evaluate("element => element.scrollIntoView({ block: 'center' })")
            page.wait_for_timeout(500)
            if form.count():
                break
        else:
            notebook.evaluate("(element, top) => top ? element.scrollTo(0, 0) : element.scrollBy(0, 400)", step == 100)
            page.wait_for_timeout(100)
    item.give(form, item.key)
    item.check(form)
    return item.item.type != "open"


def new_cell(page: Page, source: str) -> Locator:
    """Add a cell at the end with the keyboard, run it, and return its output."""
    page.locator(".jp-Notebook-footer").click()  # adds a cell
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.keyboard.type(source)
    page.keyboard.press("Control+Enter")
    return page.locator(".jp-Notebook .jp-Cell").last.locator(".jp-OutputArea-output")


def session(page: Page, address: str) -> dict[str, Any]:
    """Open a chapter, run all cells, answer all items, show table and chart. Returns seconds and counts by name."""
    start = time.perf_counter()
    page.goto(address + launch_path())
    expect(page.locator(".jp-Notebook h1").first).to_be_visible(timeout=TIMEOUT)
    expect(page.locator(".jp-Toolbar-kernelName")).to_have_text(re.compile("^Python"), timeout=TIMEOUT)
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible(timeout=TIMEOUT)
    seen: dict[str, Any] = {"open": time.perf_counter() - start}
    for button in page.get_by_role("button", name="No", exact=True).all():
        button.click()  # declines news about Jupyter
    start = time.perf_counter()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells = json.loads((REPOSITORY / CHAPTER).read_text("utf-8"))["cells"]
    quizzes = sum(cell["id"].startswith("quiz-") for cell in cells)
    expect(page.locator(".sanad-quiz.is-live")).to_have_count(quizzes, timeout=TIMEOUT)
    expect(page.locator(".jupyter-widgets .sanad-table")).to_be_attached(timeout=TIMEOUT)
    seen["live"] = time.perf_counter() - start
    page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer").evaluate("element => element.scrollTo(0, 0)")
    items = items_of(load_course(REPOSITORY), Path(CHAPTER).stem)
    seen["answered"] = sum([answer(page, item) for item in items])
    expect(page.locator(".jupyter-widgets img")).to_be_attached(timeout=TIMEOUT)
    table = new_cell(page, "quiz.results()")
    expect(table.locator("table")).to_be_visible(timeout=TIMEOUT)
    seen["rows"] = table.locator("tbody tr").count()
    expect(new_cell(page, "quiz.chart()").locator("img").first).to_be_visible(timeout=TIMEOUT)
    count = new_cell(page, "print('answered', quiz.summary()['answered'])")
    expect(count.get_by_text(f"answered {seen['answered']}", exact=True)).to_be_visible(timeout=TIMEOUT)
    return seen


def main() -> None:
    """Run the session and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environment", type=Path, required=True, help="folder that binder_environment.py made")
    given = parser.parse_args()
    foreign: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        launch_chromium(FLAGS) as browser,
        server(given.environment, Path(folder)) as (address, pid),
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("request", lambda request: foreign.append(request.url) if _is_foreign(request.url, address) else None)
        seen = session(page, address)
        processes = {each.pid: (megabytes(each), megabytes(each, "Rss")) for each in family(pid)}
        page.close()
    total, resident = (sum(sizes) for sizes in zip(*processes.values(), strict=True))
    if total > MAX_MEGABYTES or foreign:
        print(f"target missed: {total:.0f} MB, {foreign}")
    base = base_versions(python_version())
    versions = ", ".join(f"{name} {base[name]}" for name in ("jupyterlab", "ipywidgets", "jupyter-server", "ipykernel"))
    server_size = processes.pop(pid)
    text = f"""\
# A learner's session on Binder

`make binder`, {datetime.now(UTC):%Y-%m-%d}. Made by `binder.py`; do not edit. Binder's build steps in a virtual \
environment with Python {python_version()} ({versions}, as in \
repo2docker's base), then a session in Chromium on this machine.

| step | result |
|---|---|
| the launch button's path | `{launch_path()}`: that chapter, open with its kernel after {seen["open"]:.1f} s |
| Run All | every quiz and the live results shown after {seen["live"]:.1f} s |
| answer | {seen["answered"]} items answered with the mouse, and counted by `quiz.summary()` |
| `quiz.results()` | a table of {seen["rows"]} rows |
| `quiz.chart()` | an image |
| requests to other hosts | {len(foreign)} |

| memory at the end | shared pages divided, MB | resident, MB |
|---|--:|--:|
| server | {server_size[0]:.0f} | {server_size[1]:.0f} |
| kernel | {sum(size for size, _ in processes.values()):.0f} | {sum(size for _, size in processes.values()):.0f} |
| both (at most {MAX_MEGABYTES}) | {total:.0f} | {resident:.0f} |

Not measured: building the image and starting it on mybinder.org.
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)
    if total > MAX_MEGABYTES or foreign:
        raise SystemExit(1)


def _is_foreign(url: str, address: str) -> bool:
    return url.startswith(("http", "ws")) and not url.startswith((address, address.replace("http", "ws", 1)))


if __name__ == "__main__":
    main()
