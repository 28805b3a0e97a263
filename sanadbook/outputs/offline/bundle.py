"""The offline bundle: a ZIP archive with a start page, the built book, slides, handouts and single-file chapters."""

from __future__ import annotations

import zipfile
from pathlib import Path

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sanadbook.i18n import get_translator, text_direction
from sanadbook.model.course import Course
from sanadbook.outputs.font_face import has_optional_fonts, wait_for_fonts
from sanadbook.web.assets import RUNTIME_STATIC
from sanadbook.web.csp import build_csp, digest

_TEMPLATES = Path(__file__).parent / "templates"
#: The time of every entry: equal input gives an equal archive, and the archive does not tell when it was made.
_ENTRY_TIME = (2000, 1, 1, 0, 0, 0)
#: Files of the built book that are useless without a server.
_EXCLUDED = ("lite", ".buildinfo", "objects.inv", "in-browser.html")


def start_page(course: Course, built: Path) -> str:
    """Return the HTML of the bundle's start page, with links to the files that exist in *built*, the built book."""
    style = (RUNTIME_STATIC / "tokens.css").read_text("utf-8") + (_TEMPLATES / "start.css").read_text("utf-8")
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    files = {
        chapter.name: {kind: path for kind, path in _chapter_files(chapter.name).items() if (built / path).is_file()}
        for chapter in course.chapters
    }
    return environment.get_template("start.html.j2").render(
        t=get_translator(course.file.language),
        direction=text_direction(course.file.language),
        course=course,
        style=style,
        policy=build_csp(styles=[style]),
        files=files,
    )


def _chapter_files(name: str) -> dict[str, str]:
    """Return the paths of a chapter's files in the built book, by kind."""
    return {
        "single": f"single/{name}.html",
        "slides": f"slides/{name}.html",
        "handout": f"handouts/{name}.pdf",
        "sheet": f"handouts/{name}-sheet.pdf",
        "pack": f"handouts/{name}-pack.pdf",
    }


def write_bundle(course: Course, built: Path, target: Path) -> Path:
    """Write the archive.

    Args:
        course: the course.
        built: folder of the built book.
        target: path of the archive; its folder is created.

    Returns:
        *target*.

    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(_entry("index.html"), start_page(course, built))
        for path in sorted(built.rglob("*")):
            name = path.relative_to(built)
            if path.is_file() and name.parts[0] not in _EXCLUDED:
                content = path.read_bytes()
                if path.suffix == ".html":
                    content = _with_blocking_fonts(content)
                archive.writestr(_entry(f"book/{name.as_posix()}"), content)
    return target


def _with_blocking_fonts(page: bytes) -> bytes:
    """Let a page wait for its fonts. From a disk they load at once, but browsers do not cache them between pages."""
    soup = BeautifulSoup(page, "html.parser")
    policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")
    styles = [style for style in soup.select("style") if has_optional_fonts(style.get_text())]
    if policy is None or not styles:
        return page
    for style in styles:
        css = style.get_text()
        style.string = changed = wait_for_fonts(css)
        policy["content"] = str(policy["content"]).replace(digest(css), digest(changed))
    return str(soup).encode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ENTRY_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
