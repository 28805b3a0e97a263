"""Papers of each chapter as PDF, A4: the learner's handout, the facilitator's pack, the quick sheet."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: The learner's paper is without answers: they stand in the pack.
_WITHOUT_ANSWERS = "document.querySelectorAll('.sanad-printed-key, .sanad-reveal').forEach((part) => part.remove())"
#: What the open question is compared with; the guide has the key of the others.
_ANSWERS_ALONE = """
() => {
  const kept = [...document.querySelectorAll(".sanad-body h1, .sanad-reveal")];
  kept.forEach((part) => { part.style.breakBefore = "auto"; });
  document.querySelector(".sanad-body").replaceChildren(...kept);
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, else the one that Playwright brings.

    Raises ModuleNotFoundError without Playwright.
    """
    from playwright.sync_api import sync_playwright

    own = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=own, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def write_handouts(built: Path, target: Path, chapters: Sequence[str], brand: str) -> list[Path]:
    """Print the papers of *chapters* (names such as ``04``) from the *built* book into the folder *target*.

    Each has the *brand* as its title and says nothing else of itself. Raises FileNotFoundError for a page that is not built.
    """
    target.mkdir(parents=True, exist_ok=True)
    made = []
    with chromium() as browser:
        # The policy of the pages holds for their own scripts; these here are ours.
        context = browser.new_context(bypass_csp=True, java_script_enabled=True)
        page = context.new_page()
        for name in chapters:
            chapter, guide = built / "chapters" / f"{name}.html", built / "facilitator" / f"{name}.html"
            sheet = built / "facilitator" / f"{name}-sheet.html"
            quick, answers = _print(page, sheet), _print(page, chapter, _ANSWERS_ALONE)
            papers = {
                f"{name}.pdf": [_print(page, chapter, _WITHOUT_ANSWERS)],
                f"{name}-sheet.pdf": [quick],
                f"{name}-pack.pdf": [quick, _print(page, guide), answers],
            }
            for file, parts in papers.items():
                (target / file).write_bytes(_neutral(parts, brand))
                made.append(target / file)
        context.close()
    return made


def _print(page: Page, path: Path, change: str = "") -> bytes:
    if not path.is_file():
        raise FileNotFoundError(path)
    page.goto(path.as_uri())
    if change:
        page.evaluate(change)
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)


def _neutral(parts: Sequence[bytes], brand: str) -> bytes:
    """One document of *parts* whose properties say the brand and nothing of machine, program or moment."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(parts[0]))
    for part in parts[1:]:
        writer.append(PdfReader(io.BytesIO(part)), import_outline=False)
    writer.metadata = None
    writer.add_metadata({"/Title": brand, "/Producer": ""})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
