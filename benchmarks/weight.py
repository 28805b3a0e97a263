"""Size and speed of our book compared with the stock book. Writes results/weight.md."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from books import REPOSITORY, build_ours, build_stock
from lighthouse import CATEGORIES, Report, lighthouse
from phone import TIMEOUT, Load, Phone, phone
from serve import serve

RESULT = Path(__file__).parent / "results" / "weight.md"
CHAPTERS = [f"chapters/{number:02d}.html" for number in range(1, 6)]
TIMED = "chapters/04.html"
AUDITED = {"front": "index.html", "chapter": TIMED, "guide": "facilitator/04.html"}

#: Elements to click for a first answer, and the element that acknowledges it.
OUR_ANSWER = ([".sanad-option input:not(:disabled)", ".sanad-check:not([hidden])"], ".sanad-verdict:not([hidden])")
STOCK_ANSWER = (["label.MCButton"], ".Feedback.correct, .Feedback.incorrect")

MAX_SIZE, MAX_REQUESTS, MAX_RATIO, MIN_PERFORMANCE = 150_000, 12, 0.3, 0.97


def measure_size(phone: Phone, ours: str, stock: str) -> list[str]:
    """Return a table of the size and requests of the first load of each chapter."""
    rows = [
        "| page | ours KB | requests | other hosts | stock KB | requests | other hosts |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for page in CHAPTERS:
        own, other = phone.load(ours + page), phone.load(stock + page)
        fits = own.size <= MAX_SIZE and own.requests <= MAX_REQUESTS and not own.foreign
        cells = [f"{load.size / 1000:.0f} | {load.requests} | {_hosts(load)}" for load in (own, other)]
        rows.append(f"| {page}{'' if fits else ' (target missed)'} | {' | '.join(cells)} |")
    return rows


def _hosts(load: Load) -> str:
    return ", ".join(f"{host} ×{count}" for host, count in sorted(Counter(load.foreign).items())) or "0"


def measure_times(phone: Phone, ours: str, stock: str, runs: int) -> list[str]:
    """Return a table of the medians of *runs* loads of both books in turn."""
    kinds = ("largest contentful paint, ms", "first answer acknowledged, ms", "layout shift")
    seen: dict[str, list[list[float | None]]] = {"ours": [], "stock": []}
    for _ in range(runs):
        for name, home, answer in (("ours", ours, OUR_ANSWER), ("stock", stock, STOCK_ANSWER)):
            load, answered = phone.load(home + TIMED), phone.until(home + TIMED, *answer)
            seen[name].append([load.lcp, answered, load.shift])
    rows = ["| median (fastest) | ours | stock | ours / stock |", "|---|--:|--:|--:|"]
    for place, kind in enumerate(kinds):
        own, other = ([run[place] for run in seen[name]] for name in ("ours", "stock"))
        if place == 2:
            rows.append(f"| {kind} | {_median(own):.3f} | {_median(other):.3f} | |")
            continue
        ratios = [_ratio(_median(own), _median(other)), _ratio(_fastest(own), _fastest(other))]
        misses = "" if ratios[0] <= MAX_RATIO else " target missed"
        rows.append(f"| {kind} | {_times(own)} | {_times(other)} | {ratios[0]:.2f} ({ratios[1]:.2f}){misses} |")
    return rows


def _median(times: list[float | None]) -> float:
    return median(float("inf") if time is None else time for time in times)


def _fastest(times: list[float | None]) -> float:
    return min(float("inf") if time is None else time for time in times)


def _ratio(own: float, other: float) -> float:
    return float("inf") if own == float("inf") else own / other


def _times(times: list[float | None]) -> str:
    return "never" if _median(times) == float("inf") else f"{_median(times):.0f} ({_fastest(times):.0f})"


def audit(ours: str, stock: str, tools: Path, executable: str, runs: int) -> list[str]:
    """Return a table of Lighthouse's scores: the median performance of *runs*, and the worst of the other scores."""
    rows = [f"| page | {' | '.join(CATEGORIES)} | audits that cost points |", "|---|--:|--:|--:|--:|---|"]
    pages = {f"{name} ({page})": ours + page for name, page in AUDITED.items()} | {f"stock ({TIMED})": stock + TIMED}
    for name, url in pages.items():
        reports = [lighthouse(url, tools, executable) for _ in range(runs)]
        cells = [f"{_score(reports, category):.2f}" for category in CATEGORIES]
        failed = sorted(
            {audit for report in reports for category in CATEGORIES[1:] for audit in report.failed[category]}
        )
        rows.append(f"| {name} | {' | '.join(cells)} | {', '.join(failed) or '–'} |")
    return rows


def _score(reports: list[Report], category: str) -> float:
    scores = [report.scores[category] for report in reports]
    return median(scores) if category == "performance" else min(scores)


def main() -> None:
    """Build both books, measure them and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tools", type=Path, default=REPOSITORY / ".venv" / "bench", help="folder with jupyterquiz and Lighthouse"
    )
    parser.add_argument("--runs", type=int, default=5, help="loads of each book")
    parser.add_argument("--audits", type=int, default=3, help="runs of Lighthouse for each page")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("Building both books", flush=True)
        own, other = build_ours(Path(folder) / "ours"), build_stock(Path(folder) / "stock", options.tools)
        with serve(own) as ours, serve(other) as stock:
            with phone() as device:
                print("Measuring on the throttled phone", flush=True)
                version, executable = device.browser.version, device.executable
                weights = measure_size(device, ours, stock)
                times = measure_times(device, ours, stock, options.runs)
            print("Running Lighthouse", flush=True)
            scores = audit(ours, stock, options.tools, executable, options.audits)
    text = f"""\
# Size and speed compared with the stock book

`make bench`, {datetime.now(UTC):%Y-%m-%d}, Chromium {version.split(".")[0]}. Made by `weight.py`; do not edit.

First load of each chapter with an empty cache and gzip, with headers (1 KB = 1000 bytes).
Targets: ≤ {MAX_SIZE // 1000} KB, ≤ {MAX_REQUESTS} requests, no other host.

{_lines(weights)}

Phone of 390 × 844 pixels, 1.6 Mbit/s, 150 ms per request, processor 4 times slower; {TIMED},
{options.runs} loads of each book in turn. Target: ≤ {MAX_RATIO} of stock. "never": not within {TIMEOUT // 1000} s.

{_lines(times)}

Lighthouse, mobile: performance is the median of {options.audits} runs, the rest the worst.
Targets: performance ≥ {MIN_PERFORMANCE}, the rest 1.

{_lines(scores)}
"""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, "utf-8")
    print(text)


def _lines(rows: list[str]) -> str:
    return "\n".join(rows)


if __name__ == "__main__":
    main()
