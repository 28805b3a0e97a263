"""A report of dead internal links and missing anchors, made at the end of every HTML build.

Sphinx checks the references that it resolves itself. It does not check links in raw HTML, in notebook outputs and in
templates, nor fragments that point into them. Links to other hosts are left out: checking them needs the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx.util import logging

from sanadbook.sphinx_ext.activation import is_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

#: Folders of the built book that other tools make and check. Their pages may be linked to, but are not read.
FOREIGN_FOLDERS = frozenset({"lite", "single", "_sources", "_static", "_downloads", "_images"})
#: Attributes that hold one address.
ADDRESS_ATTRIBUTES = frozenset({"href", "src", "poster", "data-src"})


@dataclass(frozen=True, order=True)
class DeadLink:
    """A link that leads nowhere.

    Attributes:
        page: the page that holds the link, as a path below the built folder.
        address: the link's address as written.
        reason: ``"no such file"`` or ``"no such anchor"``.

    """

    page: str
    address: str
    reason: str

    def __str__(self) -> str:
        return f"{self.page}: {self.address}: {self.reason}"


@dataclass
class PageLinks(HTMLParser):
    """The addresses that a page links to, and the anchors that it offers."""

    addresses: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    base: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Collect what an opening tag links to and the anchor that it is."""
        values = {name: value for name, value in attributes if value is not None}
        if tag == "base" and "href" in values:
            self.base = values["href"]
            return
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        self.addresses += [values[name] for name in ADDRESS_ATTRIBUTES & values.keys()]
        if "srcset" in values:
            self.addresses += [part.split()[0] for part in values["srcset"].split(",") if part.split()]


def find_dead_links(folder: Path, unplaced: frozenset[str] = frozenset({"404.html"})) -> list[DeadLink]:
    """Return the dead internal links of a built book, sorted.

    Args:
        folder: the built book.
        unplaced: pages that a host may show for any address; their links are not checked.

    """
    pages: dict[str, PageLinks] = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if name.partition("/")[0] not in FOREIGN_FOLDERS or "/" not in name:
            pages[name] = PageLinks()
            pages[name].feed(path.read_text("utf-8", errors="replace"))
    found = {
        dead
        for name, page in pages.items()
        if name not in unplaced
        for dead in _dead_links_of(name, page, pages, folder)
    }
    return sorted(found)


def _dead_links_of(name: str, page: PageLinks, pages: dict[str, PageLinks], folder: Path) -> Iterator[DeadLink]:
    for address in page.addresses:
        try:
            parts = urlsplit(address)
        except ValueError:
            yield DeadLink(name, address, "no such file")
            continue
        if parts.scheme or parts.netloc:
            continue
        target = _resolve(name, unquote(parts.path))
        if target is None or not (folder / target).is_file():
            yield DeadLink(name, address, "no such file")
        elif parts.fragment and target in pages:
            anchors = pages[target].anchors
            if parts.fragment not in anchors and unquote(parts.fragment) not in anchors:
                yield DeadLink(name, address, "no such anchor")


def _resolve(page: str, path: str) -> str | None:
    """Return the file below the built folder that *path*, as seen from *page*, names; None for one outside it."""
    if not path:
        return page
    if path.startswith("/"):
        return None
    parts: list[str] = []
    for part in (*PurePosixPath(page).parent.parts, *path.split("/")):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    if path.endswith("/") or not parts:
        parts.append("index.html")
    return "/".join(parts)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the end of the build, after everything that writes pages."""
    app.connect("build-finished", _report, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _report(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not is_active(app):
        return
    for dead in find_dead_links(Path(app.outdir)):
        logger.warning("dead link: %s", dead, type="sanadbook", subtype="link")
