"""Writes the slides of every chapter into the built book. They need reveal.js from ``node_modules``."""

from __future__ import annotations

import shutil
from pathlib import Path

from sanadbook.model.course import Course
from sanadbook.outputs.font_face import wait_for_fonts
from sanadbook.render.renderer import Renderer
from sanadbook.web.assets import PACKAGE_DIR, SCRIPTS_DIR, SLIDES_STATIC, Assets, read_built
from sanadbook.web.csp import build_csp

#: The files of reveal.js that decks use; no plugin and no theme.
REVEAL = Path("node_modules") / "reveal.js" / "dist"
REVEAL_FILES = ("reveal.js", "reveal.css")
FOLDER = "slides"


def has_reveal(root: Path) -> bool:
    """Return whether reveal.js is installed in the course's folder *root*."""
    return all((root / REVEAL / name).is_file() for name in REVEAL_FILES)


def slides_path(course: Course | None, root: Path, docname: str) -> str:
    """Return the path of the slides of the page *docname*, relative to the built book, or an empty string."""
    names = [chapter.name for chapter in course.chapters if docname == f"chapters/{chapter.name}"] if course else []
    return f"{FOLDER}/{names[0]}.html" if names and has_reveal(root) else ""


def write_decks(course: Course, output: Path) -> list[Path]:
    """Write the slides of every chapter, and the static files that only slides load.

    Args:
        course: the course. Its chapters must have been written.
        output: folder of the built book.

    Returns:
        The paths of the decks; none if reveal.js is not installed.

    """
    if not has_reveal(course.root):
        return []
    from sanadbook.outputs.slides.exporter import DeckExporter  # nbconvert takes a second to load
    from sanadbook.outputs.slides.facilitation import chapter_deck, deck_config

    write_slide_assets(course.root, output / "_static", Assets.collect(course.root, course.file.brand))
    paths = []
    for chapter in course.chapters:
        notebook = course.root / "chapters" / f"{chapter.name}.ipynb"
        if not notebook.is_file():
            continue
        renderer = Renderer(course, chapter)
        deck = chapter_deck(notebook.read_text("utf-8"), renderer, DeckExporter(deck_config(renderer, build_csp())))
        paths.append(output / FOLDER / f"{chapter.name}.html")
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        paths[-1].write_text(deck, encoding="utf-8")
    return paths


def write_slide_assets(root: Path, static: Path, assets: Assets) -> None:
    """Write the files that only slides load into the folder *static*: reveal.js, a script, a stylesheet with fonts."""
    static.mkdir(parents=True, exist_ok=True)
    for name in REVEAL_FILES:
        shutil.copyfile(root / REVEAL / name, static / name)
    shutil.copyfile((root / REVEAL).with_name("LICENSE"), static / "reveal-LICENSE.txt")
    shutil.copyfile(SCRIPTS_DIR / "slides.js", static / "slides.js")
    style = "\n".join(read_built(SLIDES_STATIC / f"{name}.css") for name in ("slides", "hand-count"))
    # A deck measures its text to fit it, so it waits for its fonts.
    shared = wait_for_fonts(assets.inline("fonts"))
    (static / "slides.css").write_text(f"{shared}\n{style}", encoding="utf-8")


def write_shared_assets(root: Path, static: Path, brand: str) -> None:
    """Write the static files that slides share with the pages into *static*, for slides without a built book."""
    shutil.copytree(PACKAGE_DIR / "sphinx_ext" / "theme_files" / "sanadbook" / "static", static, dirs_exist_ok=True)
    Assets.collect(root, brand).write(static)
