"""Sets author-defined ids on sections of notebooks. Arabic headings would get ids like `id2`.

A Markdown cell with the metadata `{"sanadbook": {"label": "read"}}` gives its first heading the HTML id `read`.
Sphinx's own labels must be unique in the whole book, but every chapter has a section `read`. So the id is set on the
section only. MyST-NB drops the metadata of Markdown cells, so a comment in the source passes the label on to the
transform.
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

COMMENT_PREFIX = "sanadbook-label: "
_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}|:{3,}).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_GENERATED_ID = re.compile(r"id\d+\Z")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event handler and the transform."""
    app.connect("source-read", add_label_comments)
    app.add_transform(SectionIdTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_label_comments(app: Sphinx, docname: str, source: list[str]) -> None:
    """Insert each cell's label as a comment before its first heading. Warns about labels that can't be used."""
    if not str(app.env.doc2path(docname)).endswith(".ipynb") or '"sanadbook"' not in source[0]:
        return
    try:
        notebook = json.loads(source[0])
    except json.JSONDecodeError:
        return  # MyST-NB reports the error
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
        cell["source"] = f"{text[:heading]}% {COMMENT_PREFIX}{label}\n\n{text[heading:]}"
        changed = True
    if changed:
        source[0] = json.dumps(notebook, ensure_ascii=False)


def first_heading(text: str) -> int | None:
    """Return where the first Markdown heading of *text* starts, or None. Lines in code fences do not count."""
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


class SectionIdTransform(SphinxTransform):
    """Remove the comments and set their labels as ids of the next sections."""

    default_priority = 50  # before the table of contents is collected (880) and references are resolved

    def apply(self, **_kwargs: Any) -> None:
        """Set the ids of the document's sections."""
        waiting: nodes.comment | None = None
        for node in list(self.document.findall(lambda n: isinstance(n, (nodes.comment, nodes.section)))):
            if isinstance(node, nodes.comment) and node.astext().startswith(COMMENT_PREFIX):
                waiting = node
            elif isinstance(node, nodes.section) and waiting is not None:
                self._set(node, waiting.astext().removeprefix(COMMENT_PREFIX).strip())
                waiting.parent.remove(waiting)
                waiting = None

    def _set(self, section: nodes.section, label: str) -> None:
        holder = self.document.ids.get(label)
        if holder is not None and holder is not section:
            logger.warning(
                "two sections of the page are labelled %r", label, location=section, type="sanadbook", subtype="label"
            )
            return
        old = [name for name in section["ids"] if _GENERATED_ID.match(name)]
        section["ids"] = [label, *(name for name in section["ids"] if name not in old and name != label)]
        for name in old:
            self.document.ids.pop(name, None)
        self.document.ids[label] = section
        for name, ident in list(self.document.nameids.items()):
            if ident in old:
                self.document.nameids[name] = label
        # MyST uses its list of slugs to resolve [](#read), and [](04.ipynb#read) from other pages.
        slugs = getattr(self.document, "myst_slugs", {})
        for slug, (line, ident, title) in list(slugs.items()):
            if ident in old:
                slugs[slug] = (line, label, title)
        heading = next(iter(section.findall(nodes.title)), None)
        slugs[label] = (section.line or 0, label, heading.astext() if heading is not None else label)
        self.document.__dict__["myst_slugs"] = slugs  # an attribute of MyST, not of docutils
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs
