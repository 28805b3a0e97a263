"""PDF handouts of each chapter, A4: for learners, for facilitators, and the quick sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sanadbook.outputs.offline.chromium import launch_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Removes the answers from a chapter: learners get them from the facilitator.
_REMOVE_ANSWERS = "document.querySelectorAll('.sanad-printed-key, .sanad-reveal').forEach((part) => part.remove())"
#: Keeps only the model answers of open questions. The guide contains the key of the other questions.
_KEEP_MODEL_ANSWERS = """
() => {
  const kept = [...document.querySelectorAll(".sanad-body h1, .sanad-reveal")];
  kept.forEach((part) => { part.style.breakBefore = "auto"; });
  document.querySelector(".sanad-body").replaceChildren(...kept);
}
"""


def write_handouts(built: Path, folder: Path, chapters: Sequence[str], brand: str) -> list[Path]:
    """Print the handouts of *chapters* from the built book.

    Args:
        built: folder of the built book.
        folder: output folder; it is created.
        chapters: names of chapters, such as ``04``.
        brand: title of each PDF, its only metadata.

    Returns:
        The paths of the PDF files: ``04.pdf``, ``04-sheet.pdf`` and ``04-pack.pdf`` for each chapter.

    Raises:
        FileNotFoundError: a page is not built.
        ModuleNotFoundError: Playwright or pypdf is not installed.

    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with launch_chromium() as browser:
        context = browser.new_context(bypass_csp=True)  # lets the scripts above run
        page = context.new_page()
        for name in chapters:
            chapter, guide = built / "chapters" / f"{name}.html", built / "facilitator" / f"{name}.html"
            sheet = _print(page, built / "facilitator" / f"{name}-sheet.html")
            handouts = {
                f"{name}.pdf": [_print(page, chapter, _REMOVE_ANSWERS)],
                f"{name}-sheet.pdf": [sheet],
                f"{name}-pack.pdf": [sheet, _print(page, guide), _print(page, chapter, _KEEP_MODEL_ANSWERS)],
            }
            for file, parts in handouts.items():
                (folder / file).write_bytes(_merge(parts, brand))
                paths.append(folder / file)
        context.close()
    return paths


def _print(page: Page, path: Path, script: str = "") -> bytes:
    """Return the page at *path* as PDF, after running *script* in it."""
    if not path.is_file():
        raise FileNotFoundError(path)
    page.goto(path.as_uri())
    if script:
        page.evaluate(script)
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)


def _merge(parts: Sequence[bytes], title: str) -> bytes:
    """Merge PDF documents. The result names no program, machine or time, which could identify a person."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(parts[0]))
    for part in parts[1:]:
        writer.append(PdfReader(io.BytesIO(part)), import_outline=False)
    writer.metadata = None
    writer.add_metadata({"/Title": title, "/Producer": ""})
    merged = io.BytesIO()
    writer.write(merged)
    return merged.getvalue()
