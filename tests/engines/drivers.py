"""One driver interface for three browser engines: Chromium and WebKitGTK (WebDriver), Firefox (WebDriver BiDi).

The browsers are Debian's packages ``chromium`` and ``chromium-driver``, ``firefox-esr``, ``webkit2gtk-driver`` and
``xvfb``.
Playwright works only with its own builds of Firefox and WebKit, and has no back/forward cache in Chromium.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import Any

import websocket

#: Longest wait for a browser to start, a page to load or a condition to hold, in seconds.
TIMEOUT = float(os.environ.get("SANADBOOK_ENGINE_TIMEOUT", "30"))

#: Key names of the tests, and their code points in WebDriver (https://www.w3.org/TR/webdriver2/#keyboard-actions).
KEYS = {
    "Shift": "\ue008",
    "Control": "\ue009",
    "Alt": "\ue00a",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Space": " ",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}

#: Finds the visible elements with a role and an accessible name, as far as our own pages need it.
FIND = """
(role, name, within) => {
  const roles = {
    button: "button, summary, [role=button], input[type=button], input[type=submit]",
    link: "a[href]",
    radio: "input[type=radio]",
    checkbox: "input[type=checkbox]",
    textbox: "input[type=text], input[type=search], input:not([type]), textarea",
    searchbox: "input[type=search]",
    combobox: "select",
    slider: "input[type=range]",
    group: "fieldset",
    heading: "h1, h2, h3, h4, h5, h6",
    status: "[role=status], output",
    any: "*",
  };
  const text = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  const nameOf = (element) => element.getAttribute("aria-label")
    || (element.labels && element.labels.length ? [...element.labels].map(text).join(" ") : "")
    || text((element.tagName === "FIELDSET" && element.querySelector("legend")) || element);
  const root = within ? document.querySelector(within) : document;
  return [...root.querySelectorAll(roles[role])].filter((element) => element.getClientRects().length
    && (name === null || nameOf(element).includes(name)));
}
"""


class Driver(ABC):
    """A running browser with one window."""

    name: str

    @abstractmethod
    def goto(self, url: str) -> None:
        """Load *url* and wait until its load event."""

    @abstractmethod
    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript *function* (its source) with JSON *arguments* in the page; return its JSON result."""

    @abstractmethod
    def _perform(self, source: dict[str, Any]) -> None:
        """Perform the actions of one input source (https://www.w3.org/TR/webdriver2/#actions), as trusted events."""

    def press(self, *keys: str) -> None:
        """Press and release *keys* one after another. ``"Shift+Tab"`` holds the first."""
        self._perform({"type": "key", "id": "keyboard", "actions": key_actions(keys)})

    def type(self, text: str) -> None:
        """Type *text* into the focused element."""
        self.press(*text.replace("+", "\uff0b"))

    def tap(self, x: float, y: float) -> None:
        """Click at a point of the viewport, in CSS pixels."""
        self._perform({"type": "pointer", "id": "mouse", "actions": pointer_actions(x, y)})

    @abstractmethod
    def back(self) -> None:
        """Go back one page in the history."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Set the size of the viewport, in CSS pixels."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Return the viewport as a PNG."""

    @abstractmethod
    def quit(self) -> None:
        """End the browser."""

    def wait_for(self, function: str, *arguments: Any) -> Any:
        """Wait until *function* returns a true value in the page; return it. Raises AssertionError after TIMEOUT."""
        poll = threading.Event()
        remaining = int(TIMEOUT / 0.05)
        value: Any = None
        for _ in range(remaining):
            try:
                value = self.run(function, *arguments)
            except (DriverError, OSError):  # the page is being replaced
                value = None
            if value:
                return value
            poll.wait(0.05)
        raise AssertionError(f"{self.name}: not true within {TIMEOUT:g} s: {function.strip()} {arguments}")

    def find(self, role: str, name: str | None = None, *, within: str | None = None) -> int:
        """Return how many visible elements have *role* and a name that contains *name*."""
        return int(self.run(f"(...given) => ({FIND})(...given).length", role, name, within))

    def click(self, role: str, name: str | None = None, *, within: str | None = None, index: int = 0) -> None:
        """Scroll to the element with *role* and *name*, and click its middle."""
        where = f"""(role, name, within, index) => {{
          const element = ({FIND})(role, name, within)[index];
          if (!element) return null;
          const target = element.labels && element.labels.length ? element.labels[0] : element;
          target.scrollIntoView({{ block: "center", behavior: "instant" }});
          const box = target.getBoundingClientRect();
          return [box.left + box.width / 2, box.top + box.height / 2];
        }}"""
        x, y = self.wait_for(where, role, name, within, index)
        self.tap(x, y)

    def focus(self, role: str, name: str | None = None, *, within: str | None = None, index: int = 0) -> None:
        """Focus the element with *role* and *name*."""
        self.wait_for(
            "(role, name, within, index) => {"
            f" const e = ({FIND})(role, name, within)[index]; e?.focus(); return !!e; }}",
            role,
            name,
            within,
            index,
        )


class DriverError(Exception):
    """A command that the browser refused."""


def available_engines() -> list[str]:
    """Return the names of the engines that this machine has, Chromium first."""
    found = []
    if shutil.which("chromedriver"):
        found.append("chromium")
    if shutil.which("firefox-esr") or shutil.which("firefox"):
        found.append("firefox")
    if shutil.which("WebKitWebDriver") and _minibrowser() and shutil.which("Xvfb"):
        found.append("webkit")
    return found


def start(engine: str) -> Driver:
    """Start *engine* (``"chromium"``, ``"firefox"`` or ``"webkit"``)."""
    makers: dict[str, Callable[[], Driver]] = {"chromium": Chromium, "firefox": Firefox, "webkit": WebKit}
    return makers[engine]()


def key_actions(keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Return *keys* as WebDriver key actions."""
    actions = []
    for chord in keys:
        values = [KEYS.get(part, part) for part in chord.split("+")]
        actions += [{"type": "keyDown", "value": value} for value in values]
        actions += [{"type": "keyUp", "value": value} for value in reversed(values)]
    return actions


def pointer_actions(x: float, y: float) -> list[dict[str, Any]]:
    """Return a click at a point of the viewport as WebDriver pointer actions."""
    move = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}
    return [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]


class Firefox(Driver):
    """Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), without geckodriver."""

    name = "firefox"

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)
        preferences = {
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "browser.startup.homepage": "about:blank",
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "security.fileuri.strict_origin_policy": True,
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (Path(self._profile.name) / "user.js").write_text("\n".join(lines), "utf-8")
        binary = shutil.which("firefox-esr") or shutil.which("firefox")
        self._process = subprocess.Popen(
            [str(binary), "--headless", "--remote-debugging-port=0", "--profile", self._profile.name, "about:blank"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "HOME": self._profile.name, "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"},
        )
        address = self._address()
        self._socket = websocket.create_connection(f"{address}/session", timeout=TIMEOUT, suppress_origin=True)
        self._count = 0
        self._send("session.new", capabilities={})
        self._context = self._send("browsingContext.getTree")["contexts"][0]["context"]
        self.resize(1280, 800)

    def _address(self) -> str:
        """Return the address of the remote agent, which Firefox writes to its standard error."""
        assert self._process.stderr
        lines: Queue[str] = Queue()
        stream = self._process.stderr
        threading.Thread(target=lambda: [lines.put(line) for line in stream], daemon=True).start()
        while True:
            found = re.search(r"BiDi listening on (ws://\S+)", lines.get(timeout=TIMEOUT))
            if found:
                return found[1]

    def _send(self, method: str, **parameters: Any) -> Any:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._count:
                if message["type"] == "error":
                    raise DriverError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def goto(self, url: str) -> None:
        self._send("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def run(self, function: str, *arguments: Any) -> Any:
        result = self._send(
            "script.callFunction",
            functionDeclaration=(
                f"(given) => Promise.resolve(({function})(...JSON.parse(given))).then((v) => JSON.stringify(v ?? null))"
            ),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        if result["type"] == "exception":
            raise DriverError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def _perform(self, source: dict[str, Any]) -> None:
        self._send("input.performActions", context=self._context, actions=[source])

    def back(self) -> None:
        self._send("browsingContext.traverseHistory", context=self._context, delta=-1)

    def resize(self, width: int, height: int) -> None:
        self._send("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def screenshot(self) -> bytes:
        return base64.b64decode(self._send("browsingContext.captureScreenshot", context=self._context)["data"])

    def quit(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(TIMEOUT)
        self._profile.cleanup()


def _minibrowser() -> str | None:
    """Return the path of WebKitGTK's MiniBrowser, which Debian keeps outside the search path."""
    found = sorted(
        path for root in ("/usr/lib", "/usr/libexec") for path in Path(root).glob("**/webkit2gtk-*/MiniBrowser")
    )
    return str(found[-1]) if found else None


class ClassicDriver(Driver):
    """A browser by WebDriver's HTTP protocol (https://www.w3.org/TR/webdriver2/)."""

    def __init__(self, command: list[str], capabilities: dict[str, Any], environment: dict[str, str]) -> None:
        with _free_port() as port:
            self._url = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [*command, f"--port={port}"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._session = ""
        self._session = self._started({"alwaysMatch": capabilities})
        self.resize(1280, 800)

    def _started(self, capabilities: dict[str, Any]) -> str:
        """Return the id of a new session; the driver needs a moment until it listens."""
        pause = threading.Event()
        for _ in range(int(TIMEOUT / 0.1)):
            try:
                return str(self._call("POST", "/session", capabilities=capabilities)["sessionId"])
            except (ConnectionError, urllib.error.URLError):
                pause.wait(0.1)
        raise DriverError(f"{self.name}: its driver does not answer")

    def _call(self, method: str, path: str, **body: Any) -> Any:
        prefix = f"/session/{self._session}" if self._session else ""
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(f"{self._url}{prefix}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise DriverError(f"{path}: {value['error']}: {value['message']}") from None

    def goto(self, url: str) -> None:
        self._call("POST", "/url", url=url)

    def run(self, function: str, *arguments: Any) -> Any:
        script = f"""const done = arguments[arguments.length - 1];
          Promise.resolve().then(() => ({function})(...JSON.parse(arguments[0])))
            .then((value) => done(JSON.stringify(value ?? null)), (error) => done("!" + error));"""
        result = self._call("POST", "/execute/async", script=script, args=[json.dumps(arguments)])
        if isinstance(result, str) and result.startswith("!"):
            raise DriverError(result[1:])
        return json.loads(result)

    def _perform(self, source: dict[str, Any]) -> None:
        self._call("POST", "/actions", actions=[source])

    def back(self) -> None:
        self._call("POST", "/back")

    def resize(self, width: int, height: int) -> None:
        """Set the viewport's size: the window's, and then again by what its frame takes away."""
        self._call("POST", "/window/rect", width=width, height=height)
        inner_width, inner_height = self.run("() => [innerWidth, innerHeight]")
        self._call("POST", "/window/rect", width=2 * width - inner_width, height=2 * height - inner_height)

    def screenshot(self) -> bytes:
        return base64.b64decode(self._call("GET", "/screenshot"))

    def quit(self) -> None:
        try:
            self._call("DELETE", "")
        finally:
            self._process.terminate()
            self._process.wait(TIMEOUT)


class Chromium(ClassicDriver):
    """A whole Chromium by chromedriver. Playwright's has no back/forward cache, which people's browsers have."""

    name = "chromium"

    def __init__(self) -> None:
        arguments = ["--headless", "--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-gpu"]
        options = {"binary": shutil.which("chromium") or shutil.which("google-chrome"), "args": arguments}
        super().__init__(["chromedriver"], {"goog:chromeOptions": options}, dict(os.environ))


class WebKit(ClassicDriver):
    """WebKitGTK's MiniBrowser by WebKitWebDriver, on a virtual screen."""

    name = "webkit"

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="webkit-", ignore_cleanup_errors=True)
        reading, writing = os.pipe()
        screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self._screen = subprocess.Popen(screen, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as display:
            number = display.readline().strip()
        environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "HOME": self._home.name,
            "XDG_RUNTIME_DIR": self._home.name,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        options = {"binary": _minibrowser(), "args": ["--automation"]}
        super().__init__(["WebKitWebDriver"], {"webkitgtk:browserOptions": options}, environment)

    def quit(self) -> None:
        try:
            super().quit()
        finally:
            self._screen.terminate()
            self._screen.wait(TIMEOUT)
            self._home.cleanup()


class _free_port:  # noqa: N801 (used as a context manager)
    """A port that is free now, held until the block ends."""

    def __enter__(self) -> int:
        import socket

        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        return int(self._socket.getsockname()[1])

    def __exit__(self, *_error: object) -> None:
        self._socket.close()
