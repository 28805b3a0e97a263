"""Size of the quiz, and start of a page with 50 items compared with 5. Writes results/quiz.md."""

from __future__ import annotations

import gzip
import re
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from books import REPOSITORY, build_ours
from phone import Phone, phone
from plain_widgets import COUNT, compare
from serve import serve

from sanadbook.runtime import compiled
from sanadbook.web.assets import RUNTIME_STATIC, Assets, read_built

RESULT = Path(__file__).parent / "results" / "quiz.md"
MAX_SIZE, FEW, MANY, MAX_RATIO, RUNS = 14_000, 5, 50, 1.5, 5


def loaded() -> dict[str, str]:
    """The script and the style sheet that a page of the book loads for its quiz."""
    assets = Assets.collect(REPOSITORY, "")
    return {"quiz.js": assets.quiz_script, "quiz.css": read_built(RUNTIME_STATIC / "quiz.css")}


def items() -> compiled.Compiled:
    """Return a chapter with the items of all chapters, some of them repeated with other ids to have enough."""
    chapters = [compiled.load(f"{number:02d}") for number in range(1, 6)]
    found = {name: item for chapter in chapters for name, item in chapter.items.items()}
    for name, item in list(found.items())[: max(0, MANY - len(found))]:
        found[f"{name}x"] = {**item, "html": item["html"].replace(f'"{name}"', f'"{name}x"')}
    return replace(chapters[0], items=found)


def write_page(page: Path, count: int) -> str:
    """Write a copy of the chapter *page* with *count* items next to it. Returns its file name."""
    chapter = items()
    quiz = Assets.collect(REPOSITORY, "").with_quiz_script(chapter.html(list(chapter.items)[:count]))
    frame = page.read_text("utf-8")
    text = re.sub(r"(<main[^>]*>).*(</main>)", lambda main: main[1] + quiz + main[2], frame, flags=re.DOTALL)
    name = f"quiz-{count}.html"
    page.with_name(name).write_text(text, "utf-8")
    return name


def ready(phone: Phone, url: str, count: int) -> float:
    """Return the milliseconds from the start until all *count* items of the page can be answered."""
    time = phone.until(url, [], ".sanad-quiz.is-live")
    if time is None:
        raise SystemExit(f"the page with {count} items did not become interactive")
    return time


def main() -> None:
    """Measure and write the results."""
    sizes = {name: len(gzip.compress(text.encode(), compresslevel=6, mtime=0)) for name, text in loaded().items()}
    with tempfile.TemporaryDirectory() as folder:
        book = build_ours(Path(folder))
        names = {count: write_page(book / "chapters" / "04.html", count) for count in (FEW, MANY)}
        with serve(book) as home, phone() as device:
            runs = [
                {count: ready(device, f"{home}chapters/{name}", count) for count, name in names.items()}
                for _ in range(RUNS)
            ]
    bytes_of_files = "\n".join(f"| {name} | {size} |" for name, size in sizes.items())
    times = {count: [run[count] for run in runs] for count in names}
    ratio, best = median(times[MANY]) / median(times[FEW]), min(times[MANY]) / min(times[FEW])
    live = "\n".join(f"| {name} | {each.comms} | {each.size} |" for name, each in compare().items())
    text = f"""\
# The quiz

`make bench`, {datetime.now(UTC):%Y-%m-%d}. Made by `quiz.py`; do not edit.

| gzip, bytes | |
|---|--:|
{bytes_of_files}
| total (at most {MAX_SIZE}) | {sum(sizes.values())} |

Milliseconds until every item can be answered on the throttled phone, on otherwise equal pages: median (fastest) of
{RUNS} loads.

| {FEW} items | {MANY} items | {MANY} / {FEW} (at most {MAX_RATIO}) |
|--:|--:|--:|
| {_both(times[FEW])} | {_both(times[MANY])} | {ratio:.2f} ({best:.2f}) |

With a kernel: messages for creating the same {COUNT} items, with their data as JSON.

| | comms | bytes |
|---|--:|--:|
{live}
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)


def _both(times: list[float]) -> str:
    return f"{median(times):.0f} ({min(times):.0f})"


if __name__ == "__main__":
    main()
