"""Writes each chapter's slides into the built book, where Node's packages brought reveal.js; without them there are none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from sanadbook.model.course import Course
from sanadbook.render.renderer import Renderer
from sanadbook.web.assets import PACKAGE_DIR, SLIDES_STATIC, Assets
from sanadbook.web.csp import policy

#: What the deck uses of the package: no plugin, no theme.
REVEAL = Path("node_modules") / "reveal.js" / "dist"
REVEAL_FILES = ("reveal.js", "reveal.css")
FOLDER = "slides"
#: In the order in which they use one another.
SCRIPTS = ("fit-text", "paginate", "hand-count", "speaker", "deck")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_DOCUMENTATION = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


def has_reveal(root: Path) -> bool:
    """Whether the package that shows slides is installed beside the book whose folder is *root*."""
    return all((root / REVEAL / name).is_file() for name in REVEAL_FILES)


def slides_of(course: Course | None, root: Path, docname: str) -> str:
    """Return the path, below the built folder, of the slides of the page *docname*, or nothing where it has none."""
    names = [chapter.name for chapter in course.chapters if docname == f"chapters/{chapter.name}"] if course else []
    return f"{FOLDER}/{names[0]}.html" if names and has_reveal(root) else ""


def write_decks(course: Course, output: Path) -> list[Path]:
    """Write the slides of every chapter of *course* below the built folder *output*, and what they alone load.

    Returns the paths of the decks; none where reveal.js is not installed.
    """
    if not has_reveal(course.root):
        return []
    from sanadbook.outputs.slides.exporter import DeckExporter  # nbconvert takes a second to load
    from sanadbook.outputs.slides.facilitation import chapter_deck, frame

    write_slide_assets(course.root, output / "_static", Assets.collect(course.root, course.file.brand))
    made = []
    for chapter in course.chapters:
        notebook = course.root / "chapters" / f"{chapter.name}.ipynb"
        if not notebook.is_file():
            continue
        renderer = Renderer(course, chapter)
        deck = chapter_deck(notebook.read_text("utf-8"), renderer, DeckExporter(frame(renderer, policy())))
        made.append(output / FOLDER / f"{chapter.name}.html")
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        made[-1].write_text(deck, encoding="utf-8")
    return made


def write_slide_assets(root: Path, static: Path, assets: Assets) -> None:
    """Write what only slides load into *static*: reveal.js, one script, and one style sheet that begins with the book's."""
    static.mkdir(parents=True, exist_ok=True)
    for name in REVEAL_FILES:
        shutil.copyfile(root / REVEAL / name, static / name)
    scripts = [(SLIDES_STATIC / f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    (static / "slides.js").write_text(_DOCUMENTATION.sub("", "".join(scripts)), encoding="utf-8")
    style = _COMMENT.sub(
        "", "\n".join((SLIDES_STATIC / f"{name}.css").read_text("utf-8") for name in ("slides", "hand-count"))
    )
    # A deck measures its letters before it shows them: it waits for its font, as a page that is being read must not.
    shared = assets.inline("fonts").replace("font-display:optional", "font-display:block")
    (static / "slides.css").write_text(f"{shared}\n{style}", encoding="utf-8")


def write_shared_assets(root: Path, static: Path, brand: str) -> None:
    """Write what slides share with the pages of the book into *static*, for slides that are made without the book."""
    shutil.copytree(PACKAGE_DIR / "sphinx_ext" / "theme_files" / "sanadbook" / "static", static, dirs_exist_ok=True)
    Assets.collect(root, brand).write(static)
