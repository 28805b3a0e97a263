"""A learner's session on Binder, replayed: its environment, its launch address, a real Chromium. Writes results/binder.md."""

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

from memory import family, megabytes, root_options
from phone import FLAGS
from playwright.sync_api import Locator, Page, expect
from replay import REPOSITORY, base_versions, python_version

from sanadbook.course_loader import load_course
from sanadbook.outputs.offline.chromium import launch_chromium
from sanadbook.sphinx_ext.launch_buttons import binder_url
from tests.browser.answering import Item, items_of

RESULT = Path(__file__).parent / "results" / "binder.md"
CHAPTER, MOST, PATIENCE = "chapters/04.ipynb", 300, 120_000  # the last in milliseconds
OPTIONS = {
    "repository_url": "https://github.com/owner/name",
    "launch_buttons": {"binderhub_url": "https://mybinder.org"},
}


@contextmanager
def server(environment: Path, home: Path) -> Iterator[tuple[str, int]]:
    """Run JupyterLab as Binder does, in a copy of what learners see; give its address and its process."""
    shutil.copytree(REPOSITORY / "chapters", home / "root" / "chapters")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=", *root_options()]
    tools = environment.resolve() / "bin"
    names = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
    own = {name: str(home / name.lower()) for name in names}
    (home / "home").mkdir()
    surroundings = {**os.environ, **own, "PATH": os.pathsep.join([str(tools), os.environ["PATH"]])}
    process = subprocess.Popen(
        [tools / "jupyter-lab", *options],
        cwd=home / "root",
        env=surroundings,
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
    """Return what the book's button asks Binder to show: a path of the server."""
    return parse_qs(urlsplit(binder_url(OPTIONS, CHAPTER)).query)["urlpath"][0]


def answer(page: Page, item: Item) -> bool:
    """Answer *item* rightly, as a person does; return whether it counts (an open one does not)."""
    form, notebook = item.form(page), page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer")
    for step in range(
        200
    ):  # JupyterLab shows the cells near the one that is being read, and moves them as it learns their heights
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
    """Add a cell at the end as a person does, run it, and return its output."""
    page.locator(".jp-Notebook-footer").click()  # JupyterLab's own way to a new cell at the end
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.keyboard.type(source)
    page.keyboard.press("Control+Enter")
    return page.locator(".jp-Notebook .jp-Cell").last.locator(".jp-OutputArea-output")


def session(page: Page, address: str) -> dict[str, Any]:
    """Open, run all, answer, table, chart. Returns what was seen: seconds and numbers."""
    start = time.perf_counter()
    page.goto(address + launch_path())
    expect(page.locator(".jp-Notebook h1").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".jp-Toolbar-kernelName")).to_have_text(re.compile("^Python"), timeout=PATIENCE)
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible(timeout=PATIENCE)
    seen: dict[str, Any] = {"open": time.perf_counter() - start}
    for button in page.get_by_role("button", name="No", exact=True).all():
        button.click()  # JupyterLab's question about its news
    start = time.perf_counter()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells = json.loads((REPOSITORY / CHAPTER).read_text("utf-8"))["cells"]
    quizzes = sum(cell["id"].startswith("quiz-") for cell in cells)
    expect(page.locator(".sanad-quiz.is-live")).to_have_count(quizzes, timeout=PATIENCE)
    expect(page.locator(".jupyter-widgets .sanad-table")).to_be_attached(timeout=PATIENCE)
    seen["live"] = time.perf_counter() - start
    page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer").evaluate("element => element.scrollTo(0, 0)")
    items = items_of(load_course(REPOSITORY), Path(CHAPTER).stem)
    seen["answered"] = sum([answer(page, item) for item in items])
    expect(page.locator(".jupyter-widgets img")).to_be_attached(timeout=PATIENCE)
    table = new_cell(page, "quiz.results()")
    expect(table.locator("table")).to_be_visible(timeout=PATIENCE)
    seen["rows"] = table.locator("tbody tr").count()
    expect(new_cell(page, "quiz.chart()").locator("img").first).to_be_visible(timeout=PATIENCE)
    count = new_cell(page, "print('answered', quiz.summary()['answered'])")
    expect(count.get_by_text(f"answered {seen['answered']}", exact=True)).to_be_visible(timeout=PATIENCE)
    return seen


def main() -> None:
    """Replay, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environment", type=Path, required=True, help="where replay.py has made Binder's environment")
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
    whole, resident = (sum(sizes) for sizes in zip(*processes.values(), strict=True))
    if whole > MOST or foreign:
        print(f"misses: {whole:.0f} MB, {foreign}")
    base = base_versions(python_version())
    versions = ", ".join(f"{name} {base[name]}" for name in ("jupyterlab", "ipywidgets", "jupyter-server", "ipykernel"))
    server_size = processes.pop(pid)
    text = f"""\
# A learner's session on Binder

`make binder`, {datetime.now(UTC):%Y-%m-%d}. Made by `binder.py`; do not edit. Binder's steps replayed in a virtual \
environment of Python {python_version()} ({versions}, as in the base of repo2docker), then a real Chromium on this machine.

| step | seen |
|---|---|
| the launch button's path | `{launch_path()}`: that chapter, open with its kernel after {seen["open"]:.1f} s |
| Run All | every quiz and the panel live after {seen["live"]:.1f} s |
| answer | {seen["answered"]} items answered by clicks, and so many known to `quiz.summary()` |
| `quiz.results()` | a table of {seen["rows"]} rows |
| `quiz.chart()` | a picture |
| requests to other hosts | {len(foreign)} |

| memory after that | shared pages divided, MB | resident, MB |
|---|--:|--:|
| server | {server_size[0]:.0f} | {server_size[1]:.0f} |
| kernel | {sum(size for size, _ in processes.values()):.0f} | {sum(size for _, size in processes.values()):.0f} |
| both (at most {MOST}) | {whole:.0f} | {resident:.0f} |

Not measured: building the image and starting it on mybinder.org, which needs a container engine and that host.
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)
    if whole > MOST or foreign:
        raise SystemExit(1)


def _is_foreign(url: str, address: str) -> bool:
    return url.startswith(("http", "ws")) and not url.startswith((address, address.replace("http", "ws", 1)))


if __name__ == "__main__":
    main()
