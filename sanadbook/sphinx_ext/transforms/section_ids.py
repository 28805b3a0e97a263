"""Gives sections of notebooks the ids that their author wrote, since Arabic headings get ids like `id2`.

A Markdown cell with the metadata `{"sanadbook": {"label": "read"}}` gives its first heading the HTML id `read`.
Labels of Sphinx's `std` domain are one namespace for the whole book and would collide between chapters, so the id
is set on the section itself and the domain never sees it. MyST-NB drops the metadata of Markdown cells when it
reads a notebook; a MyST comment carries the label from the source to the transform.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

MARK = "sanadbook-label: "
_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}|:{3,}).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_MADE_BY_DOCUTILS = re.compile(r"id\d+\Z")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect reading and transform."""
    app.connect("source-read", mark_source)
    app.add_transform(SetIds)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def mark_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Write each cell's label as a comment before its first heading. Warns of a label that can't be used."""
    if not str(app.env.doc2path(docname)).endswith(".ipynb") or '"sanadbook"' not in source[0]:
        return
    try:
        notebook = json.loads(source[0])
    except json.JSONDecodeError:
        return  # MyST-NB names the fault better than we could
    changed = False
    for number, cell in enumerate(notebook.get("cells", []), start=1):
        label = _label(cell)
        if label is None:
            continue
        text = "".join(cell["source"])
        heading = first_heading(text)
        if heading is None or not _LABEL.match(label):
            why = "has no heading to put it on" if heading is None else "allows Latin letters, digits, - and _ only"
            logger.warning(
                "label %r of cell %d %s", label, number, why, location=docname, type="sanadbook", subtype="label"
            )
            continue
        cell["source"] = f"{text[:heading]}% {MARK}{label}\n\n{text[heading:]}"
        changed = True
    if changed:
        source[0] = json.dumps(notebook, ensure_ascii=False)


def first_heading(text: str) -> int | None:
    """Where the first Markdown heading of `text` begins, not counting `#` lines within fences."""
    fences = [match.span() for match in _FENCE.finditer(text)]
    for match in _HEADING.finditer(text):
        if not any(start <= match.start() < end for start, end in fences):
            return match.start()
    return None


def _label(cell: dict[str, Any]) -> str | None:
    if cell.get("cell_type") != "markdown":
        return None
    ours = cell.get("metadata", {}).get("sanadbook")
    label = ours.get("label") if isinstance(ours, dict) else None
    return label if isinstance(label, str) else None


class SetIds(SphinxTransform):
    """Take the labels out of their comments and set them on the sections that follow."""

    default_priority = 50  # before contents are collected (880) and references resolved

    def apply(self, **_kwargs: Any) -> None:
        """Change the ids of the document's sections."""
        waiting: nodes.comment | None = None
        for node in list(self.document.findall(lambda n: isinstance(n, (nodes.comment, nodes.section)))):
            if isinstance(node, nodes.comment) and node.astext().startswith(MARK):
                waiting = node
            elif isinstance(node, nodes.section) and waiting is not None:
                self._set(node, waiting.astext().removeprefix(MARK).strip())
                waiting.parent.remove(waiting)
                waiting = None

    def _set(self, section: nodes.section, label: str) -> None:
        holder = self.document.ids.get(label)
        if holder is not None and holder is not section:
            logger.warning(
                "two sections of the page are labelled %r", label, location=section, type="sanadbook", subtype="label"
            )
            return
        old = [name for name in section["ids"] if _MADE_BY_DOCUTILS.match(name)]
        section["ids"] = [label, *(name for name in section["ids"] if name not in old and name != label)]
        for name in old:
            self.document.ids.pop(name, None)
        self.document.ids[label] = section
        for name, ident in list(self.document.nameids.items()):
            if ident in old:
                self.document.nameids[name] = label
        # MyST resolves [](#read), and [](04.ipynb#read) from other pages, by its list of slugs.
        slugs = getattr(self.document, "myst_slugs", {})
        for slug, (line, ident, title) in list(slugs.items()):
            if ident in old:
                slugs[slug] = (line, label, title)
        heading = next(iter(section.findall(nodes.title)), None)
        slugs[label] = (section.line or 0, label, heading.astext() if heading is not None else label)
        self.document.__dict__["myst_slugs"] = slugs  # MyST's own attribute, unknown to docutils
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs
