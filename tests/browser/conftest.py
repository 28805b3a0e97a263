"""Fixtures for browser tests: Chromium, the built and served book, isolated pages, and a real JupyterLab."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route, expect

from sanadbook.outputs.offline.chromium import launch_chromium

REPOSITORY = Path(__file__).parents[2]


def contents() -> list[str]:
    """The pages listed in the table of contents, without file extensions."""
    text = (REPOSITORY / "_toc.yml").read_text("utf-8")
    return re.findall(r"(?:file|root): *\"?([\w/-]+)", text)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The installed Chromium, or else the one bundled with Playwright."""
    with launch_chromium() as browser:
        yield browser


# -- the book --------------------------------------------------------------------------------------------------------


def build_book(root: Path, output: Path) -> Path:
    """Build the book in *root* into *output*, treating warnings as errors; return the built folder."""
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(root), "--path-output", str(output)]
    run = subprocess.run([*command, "-n", "-W", "-q"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, (run.stdout + run.stderr)[-3000:]
    return output / "_build" / "html"


@dataclass(frozen=True)
class Site:
    """A built book and the URL that serves it."""

    folder: Path
    url: str

    @property
    def pages(self) -> list[str]:
        """The paths of all pages; slides are another kind of page, see test_slides.py."""
        paths = sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*.html"))
        return [path for path in paths if not path.startswith("slides/")]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Suppress the request log."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Site]]:
    """Serve a built book on a free loopback port, until the session ends."""
    servers = []

    def start(folder: Path) -> Site:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return Site(folder, f"http://127.0.0.1:{server.server_port}/")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    """The real book, built once for the test session."""
    return serve(build_book(REPOSITORY, tmp_path_factory.mktemp("book")))


@pytest.fixture(scope="session")
def docs(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    """The documentation of items, built once for the test session."""
    return serve(build_book(REPOSITORY / "docs", tmp_path_factory.mktemp("docs")))


# -- pages -----------------------------------------------------------------------------------------------------------


@dataclass
class Watch:
    """The requests and errors of a page."""

    homes: tuple[str, ...]
    asked: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        """Record the requests and errors of *page*, and block requests to other hosts."""
        page.context.route(re.compile(r"^(?!data:|blob:)"), self._route)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def _route(self, route: Route, request: Request) -> None:
        if request.url.startswith(self.homes):
            route.continue_()
        else:
            self.foreign.append(request.url)
            route.abort()

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a request that was still pending when the page was closed
            self.failed.append(f"{request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def clear(self) -> None:
        """Clear the record."""
        for record in (self.asked, self.foreign, self.failed, self.complaints):
            record.clear()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """Options of the browser context; tests override them by parametrization."""
    return {}


@pytest.fixture
def watch(site: Site) -> Watch:
    """The requests and errors of the test's page. Fails at teardown on external or failed requests and on errors."""
    return Watch((site.url, site.folder.as_uri()))


@pytest.fixture
def page(chromium: Browser, site: Site, watch: Watch, context_options: dict[str, Any]) -> Iterator[Page]:
    """A new page in a new context; URLs are relative to the book."""
    context = chromium.new_context(
        base_url=site.url, viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **context_options
    )
    page = context.new_page()
    watch.attach(page)
    yield page
    context.close()
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


@pytest.fixture
def docs_page(chromium: Browser, docs: Site) -> Iterator[Page]:
    """A new page in a new context; URLs are relative to the documentation."""
    context = chromium.new_context(base_url=docs.url, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page, watch = context.new_page(), Watch((docs.url,))
    watch.attach(page)
    yield page
    context.close()
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


# -- JupyterLab ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab server, which also serves Notebook 7; its files are in `root`."""

    url: str
    root: Path

    def open(self, page: Page, notebook: str, app: str = "lab") -> None:
        """Open *notebook* (a path below the root) in JupyterLab or (*app* "notebook") Notebook 7; await its kernel."""
        workspace = notebook.replace("/", "-").removesuffix(".ipynb")  # close the tabs of other tests
        lab = f"{self.url}lab/workspaces/{workspace}/tree/{notebook}?reset"
        page.goto(lab if app == "lab" else f"{self.url}notebooks/{notebook}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=60_000)
        self.idle(page)

    def idle(self, page: Page) -> None:
        """Wait until the kernel has started and is idle. The status is meaningless before the kernel has a name."""
        expect(page.locator(".jp-Toolbar-kernelName")).to_have_text(re.compile("^Python"), timeout=60_000)
        expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible(timeout=60_000)

    def start_all(self, page: Page) -> None:
        """Run all cells through the user interface."""
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def run_all(self, page: Page) -> None:
        """Run all cells of a chapter and wait until the last quiz and the results panel are interactive."""
        self.start_all(page)
        expect(page.get_by_text("| Busy")).to_be_hidden(timeout=60_000)
        expect(page.get_by_role("table", name="إجاباتكم")).to_be_attached(timeout=60_000)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A real JupyterLab with a copy of chapters/ and its own data folders, so that no notebook is trusted."""
    home = tmp_path_factory.mktemp("lab")
    root = home / "root"
    shutil.copytree(REPOSITORY / "chapters", root / "chapters")
    config = home / "config" / "labconfig"
    config.mkdir(parents=True)
    # The prompt about Jupyter news would cover the page.
    settings = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (config / "page_config.json").write_text(json.dumps(settings), "utf-8")
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
        "MPLCONFIGDIR": "matplotlib",
    }
    environment = {**os.environ, **{name: str(home / folder) for name, folder in folders.items()}}
    port = _free_port()
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    options += ["--IdentityProvider.token=", f"--ServerApp.root_dir={root}"]
    log = (home / "log.txt").open("w+", encoding="utf-8")
    server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/"
    try:
        _await(url + "api/status", server, home / "log.txt")
        yield Lab(url, root)
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _await(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until *url* responds. Fails with the server's log if the server exits, or after a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.1)  # the port is not open yet
        else:
            return
    pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8')[-3000:]}")


@pytest.fixture(scope="module")
def lab_page(chromium: Browser, lab: Lab) -> Iterator[Page]:
    """A page for JupyterLab that cannot reach other hosts."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watch = Watch((lab.url, lab.url.replace("http", "ws", 1)))
    watch.attach(page)
    yield page
    context.close()
    assert watch.foreign == []
