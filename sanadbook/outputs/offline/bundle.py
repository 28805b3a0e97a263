"""The kit: one archive with book, slides, papers and single files, and a page to start from, for a memory stick."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sanadbook.i18n import get_translator, text_direction
from sanadbook.model.course import Course
from sanadbook.web.assets import RUNTIME_STATIC
from sanadbook.web.csp import digest, policy

_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
_LAYOUTS = Path(__file__).parent / "templates"
#: A fixed moment in each entry: an archive that tells when it was made tells too much.
_MOMENT = (2000, 1, 1, 0, 0, 0)
#: What a memory stick needs nothing of: the course for the browser needs a server.
_LEFT = ("lite", ".buildinfo", "objects.inv", "in-browser.html")


def start_page(course: Course, built: Path) -> str:
    """Return the page that one opens first; it offers what is there."""
    t = get_translator(course.file.language)
    style = (RUNTIME_STATIC / "tokens.css").read_text("utf-8") + (_LAYOUTS / "start.css").read_text("utf-8")
    environment = Environment(
        loader=FileSystemLoader(_LAYOUTS), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    there = {
        chapter.name: {kind: path for kind, path in _paths(chapter.name).items() if (built / path).is_file()}
        for chapter in course.chapters
    }
    template = environment.get_template("start.html.j2")
    return template.render(
        t=t,
        direction=text_direction(course.file.language),
        course=course,
        style=style,
        policy=policy(styles=[style]),
        there=there,
    )


def _paths(name: str) -> dict[str, str]:
    return {
        "chapter": f"chapters/{name}.html",
        "single": f"single/{name}.html",
        "slides": f"slides/{name}.html",
        "handout": f"handouts/{name}.pdf",
        "sheet": f"handouts/{name}-sheet.pdf",
        "pack": f"handouts/{name}-pack.pdf",
    }


def write_kit(course: Course, built: Path, target: Path) -> Path:
    """Write the archive *target* from the *built* book and return it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(_entry("index.html"), start_page(course, built))
        for path in sorted(built.rglob("*")):
            inside = path.relative_to(built)
            if path.is_file() and inside.parts[0] not in _LEFT:
                body = path.read_bytes()
                archive.writestr(
                    _entry(f"book/{inside.as_posix()}"), _from_disk(body) if path.suffix == ".html" else body
                )
    return target


def _from_disk(page: bytes) -> bytes:
    """Let a page wait for its font: from a disk it comes at once, and browsers keep none from page to page there."""
    text = page.decode()
    style = _STYLE.search(text)
    if not style or "font-display:optional" not in style[1]:
        return page
    changed = style[1].replace("font-display:optional", "font-display:block")
    return text.replace(style[1], changed).replace(digest(style[1]), digest(changed)).encode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
