"""Time for 200 results files of a class, in Python and on the page. Writes results/class_results.md."""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from books import REPOSITORY, build_ours

from sanadbook.outputs.offline.chromium import launch_chromium
from sanadbook.runtime import compiled

sys.path.insert(0, str(REPOSITORY))
from tests.runtime.class_files import good

RESULT = Path(__file__).parent / "results" / "class_results.md"
CHAPTER, COUNT, RUNS, MAX_SECONDS, CPU_SLOWDOWN = "04", 200, 5, 5, 4

#: Runs in a new process, so it includes the import of pandas and matplotlib.
PROGRAM = """
import sys
from time import perf_counter
start = perf_counter()
from sanadbook.runtime.class_results import read_results
group = read_results(sys.argv[1], sys.argv[2])
read = perf_counter() - start
assert len(group) == int(sys.argv[3]), (len(group), group.rejected)
group.items(), group.choices()
assert "<img" in group.report()._repr_html_()
print(read, perf_counter() - start)
"""

#: Returns the seconds from the drop until the tables are painted.
DROP = """(zone, files) => new Promise((resolve) => {
  const data = new DataTransfer();
  for (const [name, text] of files)
    data.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], name));
  const start = performance.now();
  const look = () => {
    if (!document.querySelector(".sanad-class-shown table")) return requestAnimationFrame(look);
    return requestAnimationFrame(() => setTimeout(() => resolve((performance.now() - start) / 1000)));
  };
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  look();
})"""


def in_python(folder: Path) -> tuple[float, float]:
    """Return the seconds for reading the files, and for reading, both tables, the chart and the report."""
    command = [sys.executable, "-c", PROGRAM, str(folder), CHAPTER, str(COUNT)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    read, whole = map(float, run.stdout.split())
    return read, whole


def on_the_page(page: Path, files: list[tuple[str, str]]) -> list[float]:
    """Return the seconds of each run on a slowed-down processor. The page is opened from its folder."""
    times = []
    with launch_chromium() as browser:
        for _ in range(RUNS):
            tab = browser.new_page()
            tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
            tab.goto(page.as_uri())
            tab.locator(".sanad-class-files select").select_option(CHAPTER.lstrip("0"))
            times.append(tab.locator(".sanad-class-drop").first.evaluate(DROP, files))
            message = compiled.load(CHAPTER).class_results_messages["read"].format(n=COUNT)
            assert message in tab.locator(".sanad-class-said").inner_text()
            tab.close()
    return times


def main() -> None:
    """Measure and write the results."""
    files = good(compiled.load(CHAPTER), COUNT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "results"
        folder.mkdir()
        for file, content in files:
            (folder / file).write_bytes(content)
        runs = [in_python(folder) for _ in range(RUNS)]
        page = build_ours(Path(name) / "book") / "facilitator" / "results.html"
        times = on_the_page(page, [(file, base64.b64encode(content).decode()) for file, content in files])
    rows = {
        "Python: files read": [read for read, _ in runs],
        "Python: files read, both tables, chart and report (pandas and matplotlib loaded)": [
            whole for _, whole in runs
        ],
        f"the page, from the drop to the tables, processor {CPU_SLOWDOWN} times slower": times,
    }
    lines = "\n".join(f"| {what} | {median(took):.2f} ({min(took):.2f}) |" for what, took in rows.items())
    size = sum(len(content) for _, content in files) // COUNT
    text = f"""\
# Results files of a class

`make bench`, {datetime.now(UTC):%Y-%m-%d}. Made by `class_results.py`; do not edit. Median (fastest) of {RUNS}.

| {COUNT} files of a chapter ({size:,} bytes each) | seconds (at most {MAX_SECONDS}) |
|---|--:|
{lines}
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
