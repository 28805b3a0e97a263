"""Reads the book's contents and each page's headings out of the Sphinx environment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Entry:
    """One line of the contents: a page of the book, or a link that leads out of it."""

    title: str
    docname: str = ""  # empty for a link
    url: str = ""  # empty for a page
    caption: str = ""  # of the part that this entry opens
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A section of a page: its HTML id, its words, the sections below it."""

    id: str
    title: str
    children: tuple[Heading, ...] = ()


@dataclass
class Contents:
    """The book in reading order; what is the facilitator's stands apart."""

    env: BuildEnvironment
    root: Entry
    learner: tuple[Entry, ...]
    facilitator: Entry | None
    titles: dict[str, str] = field(default_factory=dict)  # as the contents file gives them; no page's own heading

    @classmethod
    def read(cls, env: BuildEnvironment, facilitator: str) -> Contents:
        """Read the contents of the book in `env`, whose facilitator's part begins at the page `facilitator`."""
        titles: dict[str, str] = {}
        root = env.config.root_doc
        entries = tuple(_entries(env, root, titles, {root}))
        guide = next((entry for entry in entries if entry.docname == facilitator), None)
        return cls(
            env=env,
            root=Entry(title=titles.get(root) or _own_title(env, root), docname=root),
            learner=tuple(entry for entry in entries if entry is not guide),
            facilitator=guide,
            titles=titles,
        )

    def neighbours(self, docname: str) -> tuple[Entry | None, Entry | None]:
        """The pages before and after `docname`, within the learner's book or within the facilitator's part."""
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
        """`docname` and the pages above it: the branches of the contents that are open on this page."""
        tops = (*self.learner, self.facilitator) if self.facilitator else self.learner
        return frozenset(_path(tops, docname))

    def headings(self, docname: str) -> tuple[Heading, ...]:
        """The sections below the heading of the page `docname`; none for a page that Sphinx makes itself."""
        toc = self.env.tocs.get(docname)
        if toc is None:
            return ()
        first, *others = (child for child in toc.children if isinstance(child, nodes.list_item))
        below = tuple(_below(first))
        # A page with a second top-level heading (common in notebooks) lists it beside the sections.
        return below + tuple(heading for item in others if (heading := _heading(item)) is not None)


def _entries(env: BuildEnvironment, docname: str, titles: dict[str, str], seen: set[str]) -> Iterator[Entry]:
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
                yield Entry(title or _own_title(env, target), target, "", caption, children)
            elif "://" in target:
                yield Entry(title or target, "", target, caption)
            caption = ""


def _own_title(env: BuildEnvironment, docname: str) -> str:
    title = env.titles.get(docname)
    return title.astext() if title is not None else docname


def _pages(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry.docname:
            yield entry
        yield from _pages(entry.children)


def _path(entries: Iterable[Entry], docname: str) -> tuple[str, ...]:
    for entry in entries:
        if entry.docname == docname:
            return (docname,)
        below = _path(entry.children, docname)
        if below:
            return (entry.docname, *below)
    return ()


def _below(item: nodes.list_item) -> Iterator[Heading]:
    for child in item.children:
        if isinstance(child, nodes.bullet_list):
            for below in child.children:
                if isinstance(below, nodes.list_item) and (heading := _heading(below)) is not None:
                    yield heading


def _heading(item: nodes.list_item) -> Heading | None:
    line = item.children[0] if item.children else None
    if not isinstance(line, addnodes.compact_paragraph):
        return None
    reference = next(iter(line.findall(nodes.reference)), None)
    if reference is None:
        return None
    return Heading(str(reference["anchorname"]).lstrip("#"), reference.astext(), tuple(_below(item)))
