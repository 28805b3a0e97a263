"""Measures what searches find of tests/sphinx_ext/search_judgements.yml: ours, Sphinx's own as it comes, and with Snowball Arabic.

All four index the same built pages; Sphinx's own script (`searchtools.js`) answers for Sphinx. Writes results/search.md.
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

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
RESULT = HERE / "results" / "search.md"
JUDGEMENTS = REPOSITORY / "tests" / "sphinx_ext" / "search_judgements.yml"

#: A page that holds Sphinx's search and nothing else. It stands beside the built pages, so that paths are right.
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
    """What one search found, in shares of what is judged right, and the size of what a reader loads for it."""

    name: str
    recall: float
    precision: float
    size: int


def build(output: Path, language: str, *extensions: str) -> Path:
    """Build our book below `output` with Sphinx's own index in `language`; return the built folder."""
    config: dict[str, Any] = yaml.safe_load((REPOSITORY / "_config.yml").read_text("utf-8"))
    config["sphinx"]["config"]["html_search_language"] = language
    config["sphinx"]["extra_extensions"] += extensions
    output.mkdir()
    (output / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(REPOSITORY), "-q"]
    command += ["--path-output", str(output), "--config", str(output / "_config.yml")]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(HERE)}
    )
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)
    return output / "_build" / "html"


def measured(name: str, found: list[list[str]], judged: list[dict[str, Any]], files: list[Path]) -> Row:
    """Compare what was found with what is judged right, all queries together."""
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
    """What Sphinx's search in `folder` finds."""
    (folder / "sphinx-search.html").write_text(SPHINX_PAGE, "utf-8")
    page.goto((folder / "sphinx-search.html").as_uri())
    found: list[list[str]] = page.evaluate(ASK_SPHINX, [queries, stems])
    return found


def ours(page: Page, folder: Path, queries: list[str], whole: bool) -> list[list[str]]:
    """What our search in `folder` finds; `whole` asks for the pages that have all words."""
    (folder / "our-search.html").write_text(OUR_PAGE, "utf-8")
    page.goto((folder / "our-search.html").as_uri())
    found: list[list[str]] = page.evaluate(ASK_OURS, [queries, whole])
    return found


def sphinx_files(folder: Path) -> list[Path]:
    """What a reader loads to search with Sphinx's own script."""
    names = ("doctools.js", "sphinx_highlight.js", "language_data.js", "searchtools.js")
    return [folder / "searchindex.js", *(folder / "_static" / name for name in names)]


def main() -> None:
    """Build, ask, write."""
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
            measured("ours, pages with all words", ours(page, books["ours"], queries, True), judged, files),
            measured("ours, pages with some words too", ours(page, books["ours"], queries, False), judged, files),
            measured(
                "Sphinx with our language", sphinx(page, books["ours"], queries), judged, sphinx_files(books["ours"])
            ),
            measured(
                "Sphinx with Snowball Arabic",
                sphinx(page, books["snowball"], queries, stems),
                judged,
                sphinx_files(books["snowball"]),
            ),
            measured(
                "Sphinx as it comes (English)",
                sphinx(page, books["stock"], queries),
                judged,
                sphinx_files(books["stock"]),
            ),
        ]
    wanted = sum(len(judgement["chapters"]) for judgement in judged)
    lines = [
        "# What searches find",
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
