"""A throttled phone: Chromium that measures requests, paints and the time to the first answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from sanadbook.outputs.offline.chromium import find_chromium

#: Requests to other hosts fail at once, so that a slow host does not slow its page down.
FLAGS = ("--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
#: 1.6 Mbit/s down and 150 ms per request: Lighthouse's slow 4G.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
CPU_SLOWDOWN = 4
TIMEOUT = 60_000  # milliseconds until an answer is reported as "never"

#: Runs before the scripts of the page. Layout shift is the sum of all shifts, an upper bound of the official metric.
WATCH = """
window.bench = { lcp: 0, shift: 0 };
bench.done = new Promise((resolve) => { bench.finish = resolve; });
const observe = (type, handle) =>
  new PerformanceObserver((list) => list.getEntries().forEach(handle)).observe({ type, buffered: true });
observe("largest-contentful-paint", (entry) => { bench.lcp = entry.startTime; });
observe("layout-shift", (entry) => { bench.shift += entry.value; });
"""

#: Clicks the elements of the selectors *press* in turn, as soon as each exists; at frames only, so not before the first
#: paint. Finishes when the selector *show* matches a visible element that has been painted.
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
    """A first visit to a page. Times are milliseconds from the start."""

    requests: int
    size: int  # bytes transferred, with headers
    foreign: list[str]  # other hosts, one entry per request
    lcp: float
    shift: float


class Phone:
    """Opens pages of 127.0.0.1 with the network and processor of a phone and an empty cache."""

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
        requests: list[str] = []
        sizes: list[float] = []
        devtools.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
        devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
        page.add_init_script(WATCH)
        yield page, requests, sizes
        context.close()

    def load(self, url: str) -> Load:
        """Open *url* and wait until the network is idle."""
        with self._page() as (page, requests, sizes):
            page.goto(url, wait_until="networkidle", timeout=TIMEOUT)
            page.wait_for_timeout(1000)  # for the last paint
            seen: dict[str, Any] = page.evaluate("({ lcp: bench.lcp, shift: bench.shift })")
            hosts = [urlsplit(address).hostname or "" for address in requests if address.startswith("http")]
            foreign = [host for host in hosts if host != "127.0.0.1"]
            return Load(len(hosts), round(sum(sizes)), foreign, seen["lcp"], seen["shift"])

    def until(self, url: str, press: list[str], show: str) -> float | None:
        """Open *url* and click the elements of the selectors *press*, each as soon as it exists.

        Returns the milliseconds from the start until *show* is visible, or None after the timeout.
        """
        with self._page() as (page, _, _):
            page.add_init_script(PRESS % json.dumps([press, show]))
            page.goto(url, wait_until="commit")
            done: float | None = page.evaluate(
                f"Promise.race([bench.done, new Promise((end) => setTimeout(end, {TIMEOUT}, null))])"
            )
            return done


@contextmanager
def phone() -> Iterator[Phone]:
    """Start the installed Chromium, or else Playwright's, as a phone."""
    with sync_playwright() as playwright:
        executable = find_chromium() or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield Phone(browser, executable)
        browser.close()
