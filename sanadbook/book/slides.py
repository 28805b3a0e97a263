"""Writes each chapter's slides into the built book, where Node's packages brought reveal.js; without them there are none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sanadbook.course import Course
from sanadbook.quiz.render import Renderer

from .assets import HERE, Assets
from .policy import policy

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What the deck uses of the package: no plugin, no theme.
REVEAL = Path("node_modules") / "reveal.js" / "dist"
REVEAL_FILES = ("reveal.js", "reveal.css")
FOLDER = "slides"
SOURCES = HERE.parent / "slides"
#: In the order in which they use one another.
SCRIPTS = ("fit", "leaves", "hands", "speaker", "deck")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_DOCUMENTATION = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


def has_reveal(root: Path) -> bool:
    """Whether the package that shows slides is installed beside the book whose folder is *root*."""
    return all((root / REVEAL / name).is_file() for name in REVEAL_FILES)


def slides_of(course: Course | None, root: Path, docname: str) -> str:
    """Return the path, below the built folder, of the slides of the page *docname*, or nothing where it has none."""
    names = [unit.name for unit in course.units if docname == f"chapters/{unit.name}"] if course else []
    return f"{FOLDER}/{names[0]}.html" if names and has_reveal(root) else ""


def write_decks(course: Course, output: Path) -> list[Path]:
    """Write the slides of every chapter of *course* below the built folder *output*, and what they alone load.

    Returns the paths of the decks; none where reveal.js is not installed.
    """
    if not has_reveal(course.root):
        return []
    from sanadbook.slides.exporter import DeckExporter  # nbconvert takes a second to load
    from sanadbook.slides.session import chapter_deck, frame

    write_slide_assets(course.root, output / "_static", Assets.collect(course.root, course.file.brand))
    made = []
    for unit in course.units:
        notebook = course.root / "chapters" / f"{unit.name}.ipynb"
        if not notebook.is_file():
            continue
        renderer = Renderer(course, unit)
        deck = chapter_deck(notebook.read_text("utf-8"), renderer, DeckExporter(frame(renderer, policy())))
        made.append(output / FOLDER / f"{unit.name}.html")
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        made[-1].write_text(deck, encoding="utf-8")
    return made


def write_slide_assets(root: Path, static: Path, assets: Assets) -> None:
    """Write what only slides load into *static*: reveal.js, one script, and one style sheet that begins with the book's."""
    static.mkdir(parents=True, exist_ok=True)
    for name in REVEAL_FILES:
        shutil.copyfile(root / REVEAL / name, static / name)
    scripts = [(SOURCES / f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    (static / "slides.js").write_text(_DOCUMENTATION.sub("", "".join(scripts)), encoding="utf-8")
    style = _COMMENT.sub("", "\n".join((SOURCES / f"{name}.css").read_text("utf-8") for name in ("slides", "hands")))
    # A deck measures its letters before it shows them: it waits for its font, as a page that is being read must not.
    shared = assets.inline("fonts").replace("font-display:optional", "font-display:block")
    (static / "slides.css").write_text(f"{shared}\n{style}", encoding="utf-8")


def write_shared_assets(root: Path, static: Path, brand: str) -> None:
    """Write what slides share with the pages of the book into *static*, for slides that are made without the book."""
    shutil.copytree(HERE / "theme" / "sanadbook" / "static", static, dirs_exist_ok=True)
    Assets.collect(root, brand).write(static)


def register(app: Sphinx) -> None:
    """Connect to the end of the build."""
    app.connect("build-finished", _on_finished)


def _on_finished(app: Sphinx, exception: Exception | None) -> None:
    from .course_settings import course_of
    from .theme import THEME

    course = course_of(app)
    if exception is None and course and app.config.html_theme == THEME and app.builder.format == "html":
        write_decks(course, Path(app.outdir))
