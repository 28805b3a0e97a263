"""Gives the boxes of task lists a name, which MyST leaves out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sanadbook.i18n import get_translator
from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_BOX = '<input class="task-list-item-checkbox"'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(NameTasks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class NameTasks(SphinxPostTransform):
    """Say "done" or "to do" on each box of a task list (MyST 3 writes the bare `<input>`)."""

    default_priority = 820
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Change the raw nodes of the document."""
        if self.config.html_theme != THEME:
            return
        t = get_translator(self.config.language)
        for node in list(self.document.findall(nodes.raw)):
            text = node.astext()
            if text.startswith(_BOX) and "aria-label" not in text:
                label = t("Done") if "checked" in text else t("To do")
                named = text.replace("<input", f'<input aria-label="{escape(label)}"', 1)
                node.parent.replace(node, nodes.raw("", named, format="html"))
