"""Speed of chapters as notebooks in JupyterLab, Notebook 7 and JupyterLite. Writes results/notebooks.md."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import psutil
from books import REPOSITORY
from phone import FLAGS
from playwright.sync_api import Browser, Page, expect
from serve import serve

from sanadbook.course_loader import load_course
from sanadbook.jupyter.lite import build_lite
from sanadbook.jupyter.lite.site import KERNEL_START
from sanadbook.outputs.offline.chromium import launch_chromium

RESULT = Path(__file__).parent / "results" / "notebooks.md"
CHAPTER, RUNS, MAX_RUN_ALL, MAX_RATIO = "04", 5, 5, 1.3
TIMEOUT = 120_000  # milliseconds
EMPTY = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# x"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "source": "print(6 * 7)",
            "outputs": [],
            "execution_count": None,
        },
    ],
    "metadata": {"language_info": {"name": "python"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@contextmanager
def jupyter(home: Path) -> Iterator[tuple[str, Path]]:
    """Run JupyterLab and Notebook 7 with default settings. Yields the address and the folder of the notebooks."""
    root = home / "root"
    root.mkdir()
    page = home / "config" / "labconfig" / "page_config.json"
    page.parent.mkdir(parents=True)
    page.write_text(json.dumps({"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}))
    names = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    folders = {f"JUPYTER_{name}": str(home / name.partition("_")[0].lower()) for name in names}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token="]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={root}"],
        env={**os.environ, **folders}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status").close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/", root
    finally:
        server.terminate()
        server.wait()


def ready(page: Page) -> None:
    """Wait until the notebook is shown and its kernel is idle."""
    expect(page.locator(".jp-Notebook h1").first).to_be_visible(timeout=TIMEOUT)
    expect(page.locator(".jp-Toolbar-kernelName")).to_have_text(re.compile("^Python"), timeout=TIMEOUT)
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible(timeout=TIMEOUT)


def run_all(page: Page) -> None:
    """Choose Run All Cells in the menu."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def run_all_seconds(browser: Browser, address: str) -> float:
    """Return the seconds from Run All until every quiz and the live results are shown."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    ready(page)
    cells = json.loads((REPOSITORY / "chapters" / f"{CHAPTER}.ipynb").read_text("utf-8"))["cells"]
    quizzes = sum(cell["id"].startswith("quiz-") for cell in cells)
    start = time.perf_counter()
    run_all(page)
    expect(page.locator(".sanad-quiz.is-live")).to_have_count(quizzes, timeout=TIMEOUT)
    expect(page.locator(".jupyter-widgets .sanad-table")).to_be_attached(timeout=TIMEOUT)
    seconds = time.perf_counter() - start
    page.close()
    return seconds


def first_seconds(browser: Browser, address: str, shows: str) -> tuple[float, float]:
    """Return the seconds from a first visit until *shows* appears after Run All, and the browser's megabytes."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address)
    ready(page)
    run_all(page)
    expect(page.locator(shows).first).to_be_attached(timeout=TIMEOUT)
    seconds = time.perf_counter() - start
    memory = max(process.memory_info().rss for process in psutil.Process().children(recursive=True)) / 1e6
    context.close()
    return seconds, memory


def empty_site(site: Path, empty: Path) -> None:
    """Copy *site* without the course: with one small notebook, and only the kernel's packages at its start."""
    shutil.copytree(site, empty)
    (empty / "files" / "empty.ipynb").write_text(json.dumps(EMPTY))
    listing, settings = empty / "api" / "contents" / "all.json", empty / "jupyter-lite.json"
    known, config = json.loads(listing.read_text("utf-8")), json.loads(settings.read_text("utf-8"))
    known["content"] = [{**known["content"][0], "name": "empty.ipynb", "path": "empty.ipynb"}]
    kernel = config["jupyter-config-data"]["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    kernel["loadPyodideOptions"]["packages"] = list(KERNEL_START)
    listing.write_text(json.dumps(known), "utf-8")
    settings.write_text(json.dumps(config), "utf-8")


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", type=Path, required=True, help="virtual environment with lite/requirements.txt")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    lab: dict[str, list[float]] = {"JupyterLab": [], "Notebook 7": []}
    alone: dict[str, list[float]] = {"empty.ipynb": [], f"{CHAPTER}.ipynb": []}
    memory = []
    with tempfile.TemporaryDirectory() as folder, launch_chromium(FLAGS) as browser:
        with jupyter(Path(folder)) as (url, root):
            for run in range(given.runs):
                for app, path in (
                    ("JupyterLab", "lab/workspaces/w{0}/tree/{0}.ipynb?reset"),
                    ("Notebook 7", "notebooks/{0}.ipynb"),
                ):
                    name = f"{app[0].lower()}{run}"  # a new kernel
                    shutil.copyfile(REPOSITORY / "chapters" / f"{CHAPTER}.ipynb", root / f"{name}.ipynb")
                    lab[app].append(run_all_seconds(browser, url + path.format(name)))
        site = build_lite(load_course(REPOSITORY), Path(folder) / "site" / "lite", given.tools)
        empty_site(site.folder, site.folder.with_name("empty"))
        shows = {"empty.ipynb": ".jp-OutputArea-output:has-text('42')", f"{CHAPTER}.ipynb": ".sanad-quiz.is-live"}
        with serve(site.folder.parent) as home:
            for _ in range(given.runs):
                for name, selector in shows.items():
                    where = "empty" if name == "empty.ipynb" else "lite"
                    seconds, megabytes = first_seconds(
                        browser, f"{home}{where}/notebooks/index.html?path={name}", selector
                    )
                    alone[name].append(seconds)
                    memory.append(megabytes)
    empty, chapter = alone.values()
    rows = "\n".join(f"| {app} | {_both(times)} |" for app, times in lab.items())
    text = f"""\
# Chapters as notebooks

`make bench`, {datetime.now(UTC):%Y-%m-%d}. Made by `notebooks.py`; do not edit.
Seconds: median (fastest) of {given.runs} runs.

| chapter {CHAPTER}, Run All until everything is shown (at most {MAX_RUN_ALL}) | |
|---|--:|
{rows}

JupyterLite, first visit: from opening until the first output after Run All. {site.megabytes:.0f} MB are \
loaded; the largest process of the browser holds {median(memory):.0f} MB.

| an empty notebook's one cell | a quiz that can be answered | ratio (at most {MAX_RATIO}) |
|--:|--:|--:|
| {_both(empty)} | {_both(chapter)} | {median(chapter) / median(empty):.2f} ({min(chapter) / min(empty):.2f}) |
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)


def _both(times: list[float]) -> str:
    return f"{median(times):.1f} ({min(times):.1f})"


if __name__ == "__main__":
    main()
