"""A throttled phone: a real Chromium that says what a page asks for, and when it can be read and answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from sanadbook.outputs.offline.chromium import find_chromium

#: Every other host is unknown to this browser, at once: a slow or dead one would only make its page slower.
FLAGS = ("--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
#: 1.6 Mbit/s down, 150 ms for each request: what Lighthouse calls a slow 4G.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
PATIENCE = 60_000  # milliseconds after which an answer is called "never"

#: Runs before anything of the page. Layout shift is the sum of all shifts: never less than the official figure.
WATCH = """
window.bench = { lcp: 0, shift: 0 };
bench.done = new Promise((resolve) => { bench.finish = resolve; });
const look = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
look("largest-contentful-paint", (entry) => { bench.lcp = entry.startTime; });
look("layout-shift", (entry) => { bench.shift += entry.value; });
"""

#: At each frame (so never before the page is painted): press what is there to press, in turn; note when the last
#: selector matches something visible, and that has been painted.
PRESS = """
(([press, show]) => {
  const frame = () => {
    while (press.length) {
      const button = document.querySelector(press[0]);
      if (!button) break;
      button.click();
      press.shift();
    }
    const shown = !press.length && document.querySelector(show);
    if (shown && shown.checkVisibility() && shown.textContent.trim()) {
      requestAnimationFrame(() => setTimeout(() => bench.finish(performance.now())));
    } else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})(%s);
"""


@dataclass
class Load:
    """A first visit to a page: what was asked for, and when things happened (milliseconds from the start)."""

    requests: int
    size: int  # bytes over the wire, heads included
    foreign: list[str]  # other hosts' names, once for each request
    lcp: float
    shift: float


class Phone:
    """Opens pages of 127.0.0.1 as a phone would, each time with nothing cached."""

    def __init__(self, browser: Browser, executable: str) -> None:
        self.browser = browser
        self.executable = executable

    @contextmanager
    def _page(self) -> Iterator[tuple[Page, list[str], list[float]]]:
        context = self.browser.new_context(
            viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, has_touch=True
        )
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        asked: list[str] = []
        sizes: list[float] = []
        devtools.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
        devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(WATCH)
        yield page, asked, sizes
        context.close()

    def load(self, url: str) -> Load:
        """Open *url*, touch nothing, and wait until it is quiet."""
        with self._page() as (page, asked, sizes):
            page.goto(url, wait_until="networkidle", timeout=PATIENCE)
            page.wait_for_timeout(1000)  # the last paint of a slow processor
            seen: dict[str, Any] = page.evaluate("({ lcp: bench.lcp, shift: bench.shift })")
            hosts = [urlsplit(address).hostname or "" for address in asked if address.startswith("http")]
            foreign = [host for host in hosts if host != "127.0.0.1"]
            return Load(len(hosts), round(sum(sizes)), foreign, seen["lcp"], seen["shift"])

    def until(self, url: str, press: list[str], show: str) -> float | None:
        """Open *url* and press each of *press* (selectors) as soon as it is there.

        Returns the milliseconds from the start until *show* is seen, None for never.
        """
        with self._page() as (page, _, _):
            page.add_init_script(PRESS % json.dumps([press, show]))
            page.goto(url, wait_until="commit")
            done: float | None = page.evaluate(
                f"Promise.race([bench.done, new Promise((end) => setTimeout(end, {PATIENCE}, null))])"
            )
            return done


@contextmanager
def phone() -> Iterator[Phone]:
    """The machine's Chromium, else the one that Playwright brings, as a phone.

    The headless shell where there is one: what a whole browser does beside the page takes processor time from it.
    """
    with sync_playwright() as playwright:
        executable = find_chromium() or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield Phone(browser, executable)
        browser.close()
