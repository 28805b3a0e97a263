"""A class of learners at once on a real JupyterHub, each a server of Binder's environment. Writes results/hub.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from learner import Learner, Link, Session
from memory import family, megabytes, root_options
from replay import REPOSITORY, base_versions, python_version

RESULT = Path(__file__).parent / "results" / "hub.md"
LEARNERS, FOLDER, CHAPTER = 10, "course", "chapters/04.ipynb"


def course(folder: Path) -> str:
    """Make the repository that the class's link names; return its address, which is this machine's."""
    (folder / "chapters").mkdir(parents=True)
    for path in (REPOSITORY / "chapters").glob("*.ipynb"):
        shutil.copyfile(path, folder / "chapters" / path.name)
    shutil.copyfile(REPOSITORY / ".gitignore", folder / ".gitignore")
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=x"]):
        subprocess.run(["git", *own, *command], cwd=folder, check=True)
    return folder.as_uri()


@contextmanager
def hub(home: Path, tools: Path, proxy: Path, learners: Path) -> Iterator[tuple[str, str, int]]:
    """Run a hub and its proxy; give its address, the class's password and the process."""
    ports, password = free_ports(3), secrets.token_urlsafe(12)
    surroundings = {
        **os.environ,
        "PATH": os.pathsep.join([str(tools / "bin"), os.environ["PATH"]]),
        "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16),
        "SANAD_HUB_HOME": str(home),
        "SANAD_HUB_LEARNERS": str(learners.resolve()),
        "SANAD_HUB_PORTS": " ".join(map(str, ports)),
        "SANAD_HUB_PROXY": f"{shutil.which('node') or Path(sys.executable).with_name('node')}\n{proxy.resolve()}",
        "SANAD_HUB_OPTIONS": " ".join(root_options()),
        "SANAD_HUB_PASSWORD": password,
    }
    (home / "homes").mkdir(parents=True)
    with (home / "log.txt").open("w+", encoding="utf-8") as log:
        config = Path(__file__).with_name("hub_config.py")
        server = subprocess.Popen(
            [tools / "bin" / "jupyterhub", "--config", config], cwd=home, env=surroundings, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{ports[0]}"
            until(f"{address}/hub/api", server, home / "log.txt")
            yield address, password, server.pid
        finally:
            server.terminate()  # the hub ends its servers and its proxy
            server.wait(timeout=60)


def free_ports(number: int) -> list[int]:
    """Return *number* free ports of this machine."""
    with suppress(OSError):
        probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
        ports = [probe.getsockname()[1] for probe in probes]
        for probe in probes:
            probe.close()
        return ports
    raise SystemExit("no free ports")


def until(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait a minute at most until *url* answers; else end with the log."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=5).close()
            return
        time.sleep(0.1)
    raise SystemExit(f"the hub did not start:\n{log.read_text('utf-8')[-3000:]}")


async def lesson(address: str, password: str, link: Link, number: int) -> tuple[list[Session], list[Learner]]:
    """Let *number* learners start at the same moment."""
    learners = [Learner(address, f"learner{each:02d}", password, link) for each in range(1, number + 1)]
    start = time.perf_counter()
    sessions = await asyncio.gather(*(learner.work(start) for learner in learners))
    for learner in learners:
        await learner.close()
    return list(sessions), learners


def held(pid: int, name: str) -> tuple[float, float]:
    """Return the megabytes of a learner's processes: their share, and as if nobody else were there."""
    own = family(pid, "JUPYTERHUB_USER", name)
    return sum(megabytes(each) for each in own), sum(megabytes(each, "Rss") for each in own)


def main() -> None:
    """Run the class, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", type=Path, required=True, help="where deploy/hub/requirements.txt is installed")
    parser.add_argument("--proxy", type=Path, required=True, help="the script configurable-http-proxy")
    parser.add_argument(
        "--environment", type=Path, required=True, help="where replay.py has made a learner's environment"
    )
    parser.add_argument("--learners", type=int, default=LEARNERS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        link = Link(course(Path(folder) / FOLDER), "main", FOLDER, CHAPTER)
        with hub(Path(folder) / "hub", given.tools.absolute(), given.proxy, given.environment) as (
            address,
            password,
            pid,
        ):
            sessions, _ = asyncio.run(lesson(address, password, link, given.learners))
            memory = {session.name: held(pid, session.name) for session in sessions}
            whole = [each for each in family(pid) if "JUPYTERHUB_USER" not in each.environ()]
            own = sum(megabytes(each) for each in whole)
    rows = [
        f"| {session.name} | {session.ready:.1f} | {session.live:.1f} | {session.done:.1f} | {session.answered} "
        f"| {memory[session.name][0]:.0f} | {memory[session.name][1]:.0f} | {'; '.join(session.failures) or '–'} |"
        for session in sessions
    ]
    failed = sum(bool(session.failures) for session in sessions)
    shares, alone = zip(*memory.values(), strict=True)
    base = base_versions(python_version())
    processors = os.cpu_count() or 1
    lines = "\n".join(rows)
    text = f"""\
# A class on a hub

`make hub`, {datetime.now(UTC):%Y-%m-%d}. Made by `hub.py`; do not edit. {given.learners} learners start at the same moment, \
on {processors} processors that also play the learners: sign in, the class's link (nbgitpuller), chapter \
{Path(CHAPTER).stem}, all cells, an answer to each item by the widgets' messages, the chart, the record read back in Python. \
JupyterHub and configurable-http-proxy as pinned in `deploy/hub/`; servers of Binder's environment (JupyterLab \
{base["jupyterlab"]}, ipywidgets {base["ipywidgets"]}).

**{failed} of {given.learners} failed.** Ready: median {median(each.ready for each in sessions):.1f} s, slowest \
{max(each.ready for each in sessions):.1f} s. A learner's server and kernel: {median(shares):.0f} MB (shared pages divided), \
{max(alone):.0f} MB at most if counted alone. Hub and proxy: {own:.0f} MB.

| learner | ready, s | cells run, s | read back, s | answers | MB, shared pages divided | MB, resident | failures |
|---|--:|--:|--:|--:|--:|--:|---|
{lines}
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
