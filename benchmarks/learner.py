"""A simulated learner on a hub, by HTTP and WebSocket: follows the class link, runs a chapter and answers it."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

TIMEOUT = 180  # seconds
#: What the front end records of a right answer.
ENTRY = {"score": 1, "right": True, "solved": True, "attempts": 1, "confidence": None}
READ_BACK = "import json\nprint(json.dumps({'rows': quiz.rows(), 'frame': len(quiz.results())}))"


@dataclass
class Session:
    """The session of a learner. Times are seconds from the sign-in."""

    name: str
    ready: float = 0  # the chapter is open and its kernel responds
    live: float = 0  # all cells have run
    done: float = 0  # the answers are read back in Python
    answered: int = 0
    failures: list[str] = field(default_factory=list)


class SessionError(Exception):
    """A step of the session failed."""


@dataclass(frozen=True)
class Link:
    """A class link, as in docs/links.md."""

    repository: str
    branch: str
    folder: str
    notebook: str

    @property
    def query(self) -> str:
        """The query string of the link, with its question mark."""
        wanted = {"repo": self.repository, "branch": self.branch, "urlpath": f"lab/tree/{self.folder}/{self.notebook}"}
        return "?" + urlencode(wanted, quote_via=quote)


class Learner:
    """One learner, with separate cookies."""

    def __init__(self, hub: str, name: str, password: str, link: Link) -> None:
        self.hub, self.name, self.password, self.link = hub, name, password, link
        self.home = f"/user/{name}"
        self.http = httpx.AsyncClient(base_url=hub, follow_redirects=True, timeout=TIMEOUT)
        self.session = Session(name)

    async def work(self, start: float) -> Session:
        """Run the whole session. Failures are recorded in the session, not raised."""
        try:
            await self._enter()
            await self._pull()
            kernel, book = await self._open()
            async with Kernel(self, kernel) as live:
                await live.run("1")
                self.session.ready = time.perf_counter() - start
                for cell in book["cells"]:
                    if cell["cell_type"] == "code":
                        await live.run("".join(cell["source"]))
                self.session.live = time.perf_counter() - start
                await self._answer(live)
            self.session.done = time.perf_counter() - start
        except Exception as error:
            self.session.failures.append(f"{type(error).__name__}: {error}"[:300])
        return self.session

    async def close(self) -> None:
        """Close the connections. The server keeps running."""
        await self.http.aclose()

    async def _get(self, path: str, **options: Any) -> httpx.Response:
        answer = await self.http.get(path, **options)
        if answer.is_error:
            raise SessionError(f"{answer.status_code} {path.partition('?')[0]}")
        return answer

    def _xsrf(self, path: str) -> str:
        """Return the XSRF token of *path*, which scripts of the page read from a cookie."""
        found = [cookie.value for cookie in self.http.cookies.jar if cookie.name == "_xsrf" and cookie.path == path]
        if not found or not found[0]:
            raise SessionError(f"no token for {path}")
        return found[0]

    async def _enter(self) -> None:
        """Sign in with the class link as the target, and wait for the server."""
        wanted = f"/hub/user-redirect/git-pull{self.link.query}"
        await self._get("/hub/login", params={"next": wanted})
        form = {"username": self.name, "password": self.password, "_xsrf": self._xsrf("/hub/")}
        answer = await self.http.post("/hub/login", params={"next": wanted}, data=form)
        if answer.is_error and answer.status_code != 503:  # 503: the server is starting
            raise SessionError(f"{answer.status_code} after signing in")
        await self._get(f"/hub/spawn/{self.name}", params={"next": wanted})
        progress = f"/hub/api/users/{self.name}/server/progress"
        async with self.http.stream("GET", progress, headers={"X-XSRFToken": self._xsrf("/hub/")}) as events:
            async for line in events.aiter_lines():
                if line.startswith("data:"):
                    event = json.loads(line.partition(":")[2])
                    if event.get("failed"):
                        raise SessionError(f"the server did not start: {event.get('message')}")
                    if event.get("ready"):
                        return
        raise SessionError("the server was never ready")

    async def _pull(self) -> None:
        """Follow the class link: nbgitpuller's page, then the request of its script."""
        await self._get(f"{self.home}/git-pull{self.link.query}")
        wanted = {"repo": self.link.repository, "branch": self.link.branch, "targetpath": self.link.folder}
        headers = {"X-XSRFToken": self._xsrf(f"{self.home}/"), "Accept": "text/event-stream"}
        async with self.http.stream("GET", f"{self.home}/git-pull/api", params=wanted, headers=headers) as events:
            if events.is_error:
                raise SessionError(f"{events.status_code} git-pull")
            async for line in events.aiter_lines():
                if line.startswith("data:"):
                    phase = json.loads(line.partition(":")[2])
                    if phase["phase"] == "error":
                        raise SessionError(phase["message"])
                    if phase["phase"] == "finished":
                        return
        raise SessionError("nbgitpuller did not finish")

    async def _open(self) -> tuple[str, dict[str, Any]]:
        """Open the chapter in JupyterLab. Returns the id of its kernel and its content."""
        path = f"{self.link.folder}/{self.link.notebook}"
        await self._get(f"{self.home}/lab/tree/{path}")
        book = (await self._get(f"{self.home}/api/contents/{path}", params={"content": 1})).json()["content"]
        wanted = {"path": path, "type": "notebook", "name": path, "kernel": {"name": "python3"}}
        answer = await self.http.post(
            f"{self.home}/api/sessions", json=wanted, headers={"X-XSRFToken": self._xsrf(f"{self.home}/")}
        )
        if answer.is_error:
            raise SessionError(f"{answer.status_code} sessions")
        return answer.json()["kernel"]["id"], book

    async def _answer(self, kernel: Kernel) -> None:
        """Answer every item by widget messages, draw the chart, and read the record in Python."""
        given: set[str] = set()
        quizzes = [(model, state["key"]) for model, state in kernel.models.items() if state.get("key")]
        # The quizzes at locations come first; the quiz of the whole chapter, with the most items, is last.
        for model, items in sorted(quizzes, key=lambda quiz: len(quiz[1])):
            if not given.issuperset(items):
                await kernel.update(model, {"answers": dict.fromkeys(items, ENTRY)})
                given.update(items)
        await kernel.run("quiz.chart();")
        record = json.loads(await kernel.run(READ_BACK))
        right = [row["item"] for row in record["rows"] if row["answered"] and row["right"]]
        self.session.answered = len(right)
        if not given or set(right) != given or record["frame"] != len(given):
            raise SessionError(f"{len(given)} answers given, {len(right)} of them recorded in Python")


class Kernel:
    """The channels of a kernel through the hub's proxy, and the widget models that it has opened."""

    def __init__(self, learner: Learner, kernel: str) -> None:
        self.learner, self.kernel, self.session = learner, kernel, uuid.uuid4().hex
        self.models: dict[str, dict[str, Any]] = {}
        self.socket: WebSocketClientConnection | None = None

    async def __aenter__(self) -> Kernel:
        """Connect to the kernel."""
        path = f"{self.learner.home}/api/kernels/{self.kernel}/channels"
        address = f"{self.learner.hub}{path}"
        cookies = httpx.Request("GET", address)
        self.learner.http.cookies.set_cookie_header(cookies)
        request = HTTPRequest(
            f"{address.replace('http', 'ws', 1)}?session_id={self.session}",
            headers={"Cookie": cookies.headers["Cookie"], "Origin": self.learner.hub},
        )
        self.socket = await websocket_connect(request, max_message_size=100_000_000)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connection. The kernel keeps running."""
        if self.socket:
            self.socket.close()

    async def run(self, source: str) -> str:
        """Run *source* and return its standard output. Raises SessionError if it fails."""
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        return await self._ask("execute_request", content)

    async def update(self, model: str, state: dict[str, Any]) -> None:
        """Send a state update of a widget as its front end does."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self._ask("comm_msg", {"comm_id": model, "data": data})

    async def _ask(self, kind: str, content: dict[str, Any]) -> str:
        assert self.socket
        header = {
            "msg_id": uuid.uuid4().hex,
            "session": self.session,
            "username": "",
            "version": "5.3",
            "msg_type": kind,
            "date": "",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "buffers": [],
            "channel": "shell",
        }
        await self.socket.write_message(json.dumps(message))
        return await asyncio.wait_for(self._until_idle(header["msg_id"]), TIMEOUT)

    async def _until_idle(self, asked: str) -> str:
        assert self.socket
        printed, error = "", ""
        while (text := await self.socket.read_message()) is not None:
            if isinstance(text, bytes):
                continue  # only messages with buffers are binary
            message = json.loads(text)
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "comm_open" and content["target_name"] == "jupyter.widget":
                self.models[content["comm_id"]] = content["data"]["state"]
            if message["parent_header"].get("msg_id") != asked:
                continue
            if kind == "stream" and content["name"] == "stdout":
                printed += content["text"]
            elif kind == "error":
                error = f"{content['ename']}: {content['evalue']}"
            elif kind == "status" and content["execution_state"] == "idle":
                if error:
                    raise SessionError(error)
                return printed
        raise SessionError("the connection was closed")
