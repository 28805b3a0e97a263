"""Table of contents of the book, and the headings of each page, read from the Sphinx environment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Default of the theme option `facilitator`: the first page of the facilitators' part.
FACILITATOR_PAGE = "facilitator/index"


@dataclass(frozen=True)
class TocEntry:
    """An entry of the table of contents: a page, or a link to another site."""

    title: str
    docname: str = ""  # empty for a link
    url: str = ""  # empty for a page
    caption: str = ""  # of the part that starts with this entry
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A section of a page: its HTML id, its title and its subsections."""

    id: str
    title: str
    children: tuple[Heading, ...] = ()


@dataclass
class Toc:
    """The table of contents in reading order. The learners' and the facilitators' parts are separate."""

    env: BuildEnvironment
    root: TocEntry
    learner: tuple[TocEntry, ...]
    facilitator: TocEntry | None
    titles: dict[str, str] = field(default_factory=dict)  # those in the contents file, by docname

    @classmethod
    def read(cls, app: Sphinx) -> Toc:
        """Read the table of contents of the book that *app* builds."""
        env, titles = app.env, dict[str, str]()
        root = env.config.root_doc
        facilitator = str(app.config.html_theme_options.get("facilitator") or FACILITATOR_PAGE)
        entries = tuple(_entries(env, root, titles, {root}))
        guide = next((entry for entry in entries if entry.docname == facilitator), None)
        return cls(
            env=env,
            root=TocEntry(title=titles.get(root) or _page_title(env, root), docname=root),
            learner=tuple(entry for entry in entries if entry is not guide),
            facilitator=guide,
            titles=titles,
        )

    def neighbours(self, docname: str) -> tuple[TocEntry | None, TocEntry | None]:
        """Return the previous and the next page of *docname* within its part."""
        for part in ((self.root, *self.learner), (self.facilitator,) if self.facilitator else ()):
            pages = list(_pages(part))
            for index, page in enumerate(pages):
                if page.docname == docname:
                    return (
                        pages[index - 1] if index else None,
                        pages[index + 1] if index + 1 < len(pages) else None,
                    )
        return None, None

    def ancestors(self, docname: str) -> frozenset[str]:
        """Return *docname* and the pages above it, whose branches are open in the sidebar of this page."""
        entries = (*self.learner, self.facilitator) if self.facilitator else self.learner
        return frozenset(_path(entries, docname))

    def headings(self, docname: str) -> tuple[Heading, ...]:
        """Return the sections of the page *docname* below its title. Empty for a page without a source."""
        toc = self.env.tocs.get(docname)
        if toc is None:
            return ()
        first, *others = (child for child in toc.children if isinstance(child, nodes.list_item))
        # Further top-level headings, which are common in notebooks, are listed with the sections.
        return tuple(_subheadings(first)) + tuple(heading for item in others if (heading := _heading(item)) is not None)


def _entries(env: BuildEnvironment, docname: str, titles: dict[str, str], seen: set[str]) -> Iterator[TocEntry]:
    """Yield the entries below *docname*; add the titles in the contents file to *titles*, and pages to *seen*."""
    toc = env.tocs.get(docname)
    if toc is None:
        return
    for tree in toc.findall(addnodes.toctree):
        caption = tree.get("caption") or ""
        for title, target in tree["entries"]:
            if target in seen or target == "self":
                continue
            if target in env.all_docs:
                seen.add(target)
                if title:
                    titles[target] = title
                children = tuple(_entries(env, target, titles, seen))
                yield TocEntry(title or _page_title(env, target), target, "", caption, children)
            elif "://" in target:
                yield TocEntry(title or target, "", target, caption)
            caption = ""


def _page_title(env: BuildEnvironment, docname: str) -> str:
    title = env.titles.get(docname)
    return title.astext() if title is not None else docname


def _pages(entries: Iterable[TocEntry]) -> Iterator[TocEntry]:
    for entry in entries:
        if entry.docname:
            yield entry
        yield from _pages(entry.children)


def _path(entries: Iterable[TocEntry], docname: str) -> tuple[str, ...]:
    for entry in entries:
        if entry.docname == docname:
            return (docname,)
        path = _path(entry.children, docname)
        if path:
            return (entry.docname, *path)
    return ()


def _subheadings(item: nodes.list_item) -> Iterator[Heading]:
    for child in item.children:
        if isinstance(child, nodes.bullet_list):
            for each in child.children:
                if isinstance(each, nodes.list_item) and (heading := _heading(each)) is not None:
                    yield heading


def _heading(item: nodes.list_item) -> Heading | None:
    line = item.children[0] if item.children else None
    if not isinstance(line, addnodes.compact_paragraph):
        return None
    reference = next(iter(line.findall(nodes.reference)), None)
    if reference is None:
        return None
    return Heading(str(reference["anchorname"]).lstrip("#"), reference.astext(), tuple(_subheadings(item)))
