"""Many readers at once on the built book behind nginx with deploy/web. Writes results/load_test.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urljoin

from binder_environment import REPOSITORY
from bs4 import BeautifulSoup
from memory import MEGABYTE, family, megabytes

RESULT = Path(__file__).parent / "results" / "load_test.md"
CONFIG = REPOSITORY / "deploy" / "web" / "nginx.conf"
CLIENTS, SECONDS, TIMEOUT = 500, 120, 30
#: Elements of the files that a page loads, and their attribute.
_LOADED = {
    "src": "script[src], img[src], source[src]",
    "href": "link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]",
}


@dataclass
class Tally:
    """Counts of all readers together."""

    visits: int = 0
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of the first response, by path
    times: list[float] = field(default_factory=list)  # seconds of each request
    received: int = 0
    errors: Counter[str] = field(default_factory=Counter)


@contextmanager
def web(book: Path, home: Path) -> Iterator[tuple[int, int]]:
    """Serve *book* with the configuration of deploy/web, except its paths. Yields the port and the process id."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings = CONFIG.read_text("utf-8").replace("/tmp/", f"{home}/")
    for old, new in (("listen 8080 ", f"listen 127.0.0.1:{port} "), ("root /srv/book;", f"root {book};")):
        assert settings.count(old) == 1, old
        settings = settings.replace(old, new)
    (home / "nginx.conf").write_text(settings, "utf-8")
    server = subprocess.Popen(["nginx", "-c", home / "nginx.conf", "-p", home, "-g", f"daemon off; user {_account()};"])
    try:
        for _ in range(100):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
                break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=10)


def _account() -> str:
    return "root" if os.geteuid() == 0 else "nobody"  # nginx ignores it unless it is started as root


def visits(book: Path) -> list[list[str]]:
    """Return, for each page of *book*, its path and the paths of the files that it loads."""
    found = []
    for page in sorted(book.rglob("*.html")):
        path = f"/{page.relative_to(book)}"
        if path.startswith("/lite/"):  # an application that loads most files later
            continue
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        urls = [str(tag[name]) for name, selector in _LOADED.items() for tag in soup.select(selector)]
        paths = [urljoin(path, url.partition("#")[0].partition("?")[0]) for url in urls if ":" not in url]
        found.append([quote(path), *dict.fromkeys(paths)])
    return found


async def request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> tuple[int, int]:
    """Request *path*. Returns the status and the size of the body in bytes."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode("ascii"))
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, size = int(head.split(maxsplit=2)[1]), 0
    fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if fields.get("transfer-encoding") == "chunked":
        while part := int(await reader.readline(), 16):
            await reader.readexactly(part + 2)
            size += part
        await reader.readline()
    else:
        size = len(await reader.readexactly(int(fields["content-length"])))
    return status, size


async def visit_pages(port: int, pages: list[list[str]], end: float, chance: random.Random, tally: Tally) -> None:
    """Visit random pages without a pause and without a cache until the time *end*."""
    while time.monotonic() < end:
        writer = None
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), TIMEOUT)
            for path in chance.choice(pages):
                start = time.perf_counter()
                status, size = await asyncio.wait_for(request(reader, writer, path), TIMEOUT)
                tally.times.append(time.perf_counter() - start)
                tally.received += size
                if status != 200:
                    tally.errors[f"{status} {path}"] += 1
                elif tally.sizes.setdefault(path, size) != size:
                    tally.errors[f"another size: {path}"] += 1
            tally.visits += 1
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError, KeyError) as error:
            tally.errors[type(error).__name__] += 1
        finally:
            if writer:
                writer.close()


async def run_clients(port: int, pages: list[list[str]], clients: int, seconds: float) -> Tally:
    """Let *clients* visit pages for *seconds*."""
    tally, end = Tally(), time.monotonic() + seconds
    await asyncio.gather(*(visit_pages(port, pages, end, random.Random(seed), tally) for seed in range(clients)))
    return tally


def main() -> None:
    """Serve the book, run the clients and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--book", type=Path, default=REPOSITORY / "_build" / "html")
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    given = parser.parse_args()
    if not shutil.which("nginx"):
        raise SystemExit("this needs nginx (on Debian and Ubuntu: apt install nginx-light)")
    pages = visits(given.book)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101
        with web(given.book.resolve(), Path(folder)) as (port, pid):
            start = time.perf_counter()
            tally = asyncio.run(run_clients(port, pages, given.clients, given.seconds))
            seconds = time.perf_counter() - start
            memory = sum(megabytes(each) for each in family(pid))
    cuts = quantiles((1000 * each for each in tally.times), n=100)
    waits = f"{cuts[49]:.0f}, {cuts[98]:.0f}, {1000 * max(tally.times):.0f}"
    failures = sum(tally.errors.values())
    what = "".join(f"\n| {name} | {number} |" for name, number in tally.errors.most_common(10))
    text = f"""\
# Many readers at once

`make load-test`, {datetime.now(UTC):%Y-%m-%d}. Made by `load_test.py`; do not edit. nginx with \
`deploy/web/nginx.conf` on the loopback interface; {given.clients} clients on the same {os.cpu_count()} processors, \
with separate connections. Each visits random pages of the {len(pages)} of the book with their scripts, styles and \
images, without cache or pause, with gzip. Errors are a status other than 200, a body that is cut short or differs in \
size from the first, and a wait of over {TIMEOUT} s.

| | |
|---|--:|
| clients, seconds | {given.clients}, {seconds:.0f} |
| page visits | {tally.visits} |
| requests | {len(tally.times)} |
| requests per second | {len(tally.times) / seconds:.0f} |
| MB received | {tally.received / MEGABYTE:.0f} |
| milliseconds per request: median, 99th percentile, slowest | {waits} |
| memory of the web server, MB | {memory:.0f} |
| **errors** | **{failures}** |{what}
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)
    if failures:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
