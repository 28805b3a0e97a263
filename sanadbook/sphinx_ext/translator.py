"""HTML translator of the theme: writes docutils nodes without `style` attributes, which the pages' CSP forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sanadbook.sphinx_ext.activation import is_active
from sanadbook.web.csp import size_attributes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class SanadTranslatorMixin:
    """Changes the translator of the builder, which may belong to another extension.

    docutils sets the size of images, the width of figures and tables, and the widths of columns in `style` attributes.
    """

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        """Return the start tag of *node* without a style. The size of an image is written as attributes."""
        style = attributes.pop("style", None) or attributes.pop("STYLE", None)
        if style and tagname.lower() == "img":
            attributes |= size_attributes(str(style))
        tag: str = super().starttag(node, tagname, suffix, empty, **attributes)  # type: ignore[misc]  # a mixin
        return tag


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event handler."""
    app.connect("builder-inited", _set_translator, priority=900)  # after extensions that set a translator
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _set_translator(app: Sphinx) -> None:
    """Add the mixin to the translator that the builder would use."""
    if is_active(app):
        base = app.registry.get_translator_class(app.builder)
        translator = type("SanadTranslator", (SanadTranslatorMixin, base), {})
        app.set_translator(app.builder.name, translator, override=True)
