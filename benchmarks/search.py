"""Recall and precision of our search and of Sphinx's, with and without Snowball Arabic. Writes results/search.md.

The queries are those of tests/sphinx_ext/search_judgements.yml. All searches index the same built pages, and Sphinx's
script (`searchtools.js`) answers for Sphinx.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml
from playwright.sync_api import Page

from sanadbook.outputs.offline.chromium import launch_chromium

BENCHMARKS = Path(__file__).parent
REPOSITORY = BENCHMARKS.parent
RESULT = BENCHMARKS / "results" / "search.md"
JUDGEMENTS = REPOSITORY / "tests" / "sphinx_ext" / "search_judgements.yml"

#: A page with only Sphinx's search. It is written next to the built pages because of relative paths.
SPHINX_PAGE = """<!DOCTYPE html><html data-content_root="./"><meta charset="utf-8"><div id="search-progress"></div>
<script src="_static/documentation_options.js"></script><script src="_static/doctools.js"></script>
<script src="_static/sphinx_highlight.js"></script><script src="_static/language_data.js"></script>
<script src="_static/searchtools.js"></script><script src="searchindex.js"></script></html>"""
ASK_SPHINX = """([queries, stems]) => {
  if (stems) window.Stemmer = function () { this.stemWord = (word) => stems[word] ?? word; };
  return queries.map((query) => Search._performSearch(...Search._parseQuery(query)).map((result) => result[0]));
}"""
OUR_PAGE = '<!DOCTYPE html><meta charset="utf-8"><script src="_static/search-index.js"></script>'
ASK_OURS = """([queries, whole]) => queries.map((query) => sanadSearch.search(query, false).results
  .filter((found) => found.hasAllWords || !whole).map((found) => found.page.url.replace(".html", "")))"""


@dataclass(frozen=True)
class Row:
    """Recall and precision of a search, and the compressed size of the files that it loads, in bytes."""

    name: str
    recall: float
    precision: float
    size: int


def build(output: Path, language: str, *extensions: str) -> Path:
    """Build our book in *output* with Sphinx's index in *language*. Returns the folder of the built book."""
    config: dict[str, Any] = yaml.safe_load((REPOSITORY / "_config.yml").read_text("utf-8"))
    config["sphinx"]["config"]["html_search_language"] = language
    config["sphinx"]["extra_extensions"] += extensions
    output.mkdir()
    (output / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(REPOSITORY), "-q"]
    command += ["--path-output", str(output), "--config", str(output / "_config.yml")]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(BENCHMARKS)}
    )
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)
    return output / "_build" / "html"


def measure(name: str, found: list[list[str]], judged: list[dict[str, Any]], files: list[Path]) -> Row:
    """Return recall and precision of the results *found* for all queries together."""
    right = wanted = shown = 0
    for pages, judgement in zip(found, judged, strict=True):
        chapters = {int(page.removeprefix("chapters/")) for page in pages if page.startswith("chapters/")}
        chapters -= set(judgement.get("maybe", ()))
        right += len(chapters & set(judgement["chapters"]))
        wanted += len(judgement["chapters"])
        shown += len(chapters)
    return Row(
        name, right / wanted, right / max(shown, 1), sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    )


def sphinx(page: Page, folder: Path, queries: list[str], stems: dict[str, str] | None = None) -> list[list[str]]:
    """Return the pages that Sphinx's search in *folder* finds, for each query."""
    (folder / "sphinx-search.html").write_text(SPHINX_PAGE, "utf-8")
    page.goto((folder / "sphinx-search.html").as_uri())
    found: list[list[str]] = page.evaluate(ASK_SPHINX, [queries, stems])
    return found


def ours(page: Page, folder: Path, queries: list[str], whole: bool) -> list[list[str]]:
    """Return the pages that our search in *folder* finds, for each query; with *whole* only pages with all words."""
    (folder / "our-search.html").write_text(OUR_PAGE, "utf-8")
    page.goto((folder / "our-search.html").as_uri())
    found: list[list[str]] = page.evaluate(ASK_OURS, [queries, whole])
    return found


def sphinx_files(folder: Path) -> list[Path]:
    """Return the files that Sphinx's search loads."""
    names = ("doctools.js", "sphinx_highlight.js", "language_data.js", "searchtools.js")
    return [folder / "searchindex.js", *(folder / "_static" / name for name in names)]


def main() -> None:
    """Build the books, run the queries and write the results."""
    judged: list[dict[str, Any]] = yaml.safe_load(JUDGEMENTS.read_text("utf-8"))
    queries = [judgement["query"] for judgement in judged]
    snowball = snowballstemmer.stemmer("arabic")
    stems = {word: snowball.stemWord(word) for query in queries for word in query.lower().split()}
    with tempfile.TemporaryDirectory() as name, launch_chromium() as browser:
        books = {
            "ours": build(Path(name) / "ours", "ar"),
            "stock": build(Path(name) / "stock", "en"),
            "snowball": build(Path(name) / "snowball", "snowball", "snowball_arabic"),
        }
        page = browser.new_page()
        static = books["ours"] / "_static"
        files = [static / "search-index.js", static / "search.js"]
        rows = [
            measure("ours, pages with all words", ours(page, books["ours"], queries, True), judged, files),
            measure("ours, pages with some words too", ours(page, books["ours"], queries, False), judged, files),
            measure(
                "Sphinx with our language", sphinx(page, books["ours"], queries), judged, sphinx_files(books["ours"])
            ),
            measure(
                "Sphinx with Snowball Arabic",
                sphinx(page, books["snowball"], queries, stems),
                judged,
                sphinx_files(books["snowball"]),
            ),
            measure(
                "Sphinx as it comes (English)",
                sphinx(page, books["stock"], queries),
                judged,
                sphinx_files(books["stock"]),
            ),
        ]
    wanted = sum(len(judgement["chapters"]) for judgement in judged)
    lines = [
        "# Search",
        "",
        f"{len(queries)} queries, {wanted} chapters judged right (`{JUDGEMENTS.relative_to(REPOSITORY)}`).",
        f"Made by `benchmarks/{Path(__file__).name}`.",
        "",
        "| search | recall | precision | loaded to search, KB gzip |",
        "|---|---|---|---|",
        *(f"| {row.name} | {row.recall:.3f} | {row.precision:.3f} | {row.size / 1000:.0f} |" for row in rows),
    ]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text("\n".join(lines) + "\n", "utf-8")
    print(json.dumps([vars(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
