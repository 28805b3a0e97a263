"""A class of learners at once on a JupyterHub whose servers have Binder's environment. Writes results/hub.md."""

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

from binder_environment import REPOSITORY, base_versions, python_version
from learner import Learner, Link, Session
from memory import family, megabytes, root_options

RESULT = Path(__file__).parent / "results" / "hub.md"
LEARNERS, FOLDER, CHAPTER = 10, "course", "chapters/04.ipynb"


def course(folder: Path) -> str:
    """Make the git repository of the class link. Returns its file URL."""
    (folder / "chapters").mkdir(parents=True)
    for path in (REPOSITORY / "chapters").glob("*.ipynb"):
        shutil.copyfile(path, folder / "chapters" / path.name)
    shutil.copyfile(REPOSITORY / ".gitignore", folder / ".gitignore")
    settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=x"]):
        subprocess.run(["git", *settings, *command], cwd=folder, check=True)
    return folder.as_uri()


@contextmanager
def hub(home: Path, tools: Path, proxy: Path, learners: Path) -> Iterator[tuple[str, str, int]]:
    """Run a hub and its proxy. Yields its address, the password of the class and the process id."""
    ports, password = free_ports(3), secrets.token_urlsafe(12)
    variables = {
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
            [tools / "bin" / "jupyterhub", "--config", config], cwd=home, env=variables, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{ports[0]}"
            wait_for(f"{address}/hub/api", server, home / "log.txt")
            yield address, password, server.pid
        finally:
            server.terminate()  # the hub stops its servers and its proxy
            server.wait(timeout=60)


def free_ports(number: int) -> list[int]:
    """Return *number* free ports."""
    with suppress(OSError):
        probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
        ports = [probe.getsockname()[1] for probe in probes]
        for probe in probes:
            probe.close()
        return ports
    raise SystemExit("no free ports")


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait up to a minute until *url* responds. Otherwise exit with the end of the log."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=5).close()
            return
        time.sleep(0.1)
    raise SystemExit(f"the hub did not start:\n{log.read_text('utf-8')[-3000:]}")


async def run_class(address: str, password: str, link: Link, number: int) -> tuple[list[Session], list[Learner]]:
    """Let *number* learners start at the same time. Returns their sessions and the learners."""
    learners = [Learner(address, f"learner{each:02d}", password, link) for each in range(1, number + 1)]
    start = time.perf_counter()
    sessions = await asyncio.gather(*(learner.work(start) for learner in learners))
    for learner in learners:
        await learner.close()
    return list(sessions), learners


def memory_of(pid: int, name: str) -> tuple[float, float]:
    """Return the megabytes of a learner's processes, with shared pages divided, and resident."""
    processes = family(pid, "JUPYTERHUB_USER", name)
    return sum(megabytes(each) for each in processes), sum(megabytes(each, "Rss") for each in processes)


def main() -> None:
    """Run the class and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tools", type=Path, required=True, help="virtual environment with deploy/hub/requirements.txt"
    )
    parser.add_argument("--proxy", type=Path, required=True, help="path of configurable-http-proxy")
    parser.add_argument("--environment", type=Path, required=True, help="folder that binder_environment.py made")
    parser.add_argument("--learners", type=int, default=LEARNERS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        link = Link(course(Path(folder) / FOLDER), "main", FOLDER, CHAPTER)
        with hub(Path(folder) / "hub", given.tools.absolute(), given.proxy, given.environment) as (
            address,
            password,
            pid,
        ):
            sessions, _ = asyncio.run(run_class(address, password, link, given.learners))
            memory = {session.name: memory_of(pid, session.name) for session in sessions}
            hub_processes = [each for each in family(pid) if "JUPYTERHUB_USER" not in each.environ()]
            hub_size = sum(megabytes(each) for each in hub_processes)
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

`make hub`, {datetime.now(UTC):%Y-%m-%d}. Made by `hub.py`; do not edit. {given.learners} learners start at the same \
time; the {processors} processors also simulate the learners. Each signs in, follows the class link (nbgitpuller), \
opens chapter {Path(CHAPTER).stem}, runs all cells, answers each item by widget messages, draws the chart and reads \
the record in Python. JupyterHub and configurable-http-proxy as pinned in `deploy/hub/`; the servers have Binder's \
environment (JupyterLab {base["jupyterlab"]}, ipywidgets {base["ipywidgets"]}).

**{failed} of {given.learners} failed.** Ready: median {median(each.ready for each in sessions):.1f} s, slowest \
{max(each.ready for each in sessions):.1f} s. Server and kernel of a learner: {median(shares):.0f} MB (shared pages \
divided), at most {max(alone):.0f} MB resident. Hub and proxy: {hub_size:.0f} MB.

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
