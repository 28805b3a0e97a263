"""Names the checkboxes of task lists for screen readers: "Done" or "To do". MyST leaves them without a name."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.i18n import get_translator
from sanadbook.sphinx_ext.activation import is_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class task_checkbox(nodes.Element):  # noqa: N801 (docutils nodes have lower-case names)
    """The checkbox of a task. `checked` is a bool, `label` its accessible name."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node and the transform."""
    app.add_node(task_checkbox, html=(_visit_checkbox, _depart_checkbox))
    app.add_post_transform(TaskListTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class TaskListTransform(SphinxPostTransform):
    """Replace the raw `<input>` elements that MyST 3 writes for task lists with nodes that have a label."""

    default_priority = 820
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the checkboxes of the document."""
        if not is_active(self.app):
            return
        t = get_translator(self.config.language)
        for node in list(self.document.findall(nodes.raw)):
            checkbox = _CheckboxReader.read(node.astext())
            if checkbox is not None:
                checked = "checked" in checkbox
                node.replace_self(task_checkbox(checked=checked, label=t("Done") if checked else t("To do")))


class _CheckboxReader(HTMLParser):
    """Reads the attributes of a raw node that consists of one task checkbox."""

    def __init__(self) -> None:
        super().__init__()
        self._tags: list[tuple[str, dict[str, str | None]]] = []

    @classmethod
    def read(cls, html: str) -> dict[str, str | None] | None:
        """Return the attributes, or None if *html* is something else."""
        reader = cls()
        reader.feed(html)
        if len(reader._tags) != 1:
            return None
        tag, attributes = reader._tags[0]
        classes = (attributes.get("class") or "").split()
        return attributes if tag == "input" and "task-list-item-checkbox" in classes else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags.append((tag, dict(attrs)))


def _visit_checkbox(translator: HTML5Translator, node: task_checkbox) -> None:
    attributes = {"type": "checkbox", "disabled": "disabled", "aria-label": node["label"]}
    if node["checked"]:
        attributes["checked"] = "checked"
    translator.body.append(translator.emptytag(node, "input", " ", CLASS="task-list-item-checkbox", **attributes))


def _depart_checkbox(_translator: HTML5Translator, _node: task_checkbox) -> None:
    pass
