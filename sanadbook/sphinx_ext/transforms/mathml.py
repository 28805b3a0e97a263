"""Renders formulas as MathML at build time: no script, no fonts, no requests, and accessible to screen readers.

MathJax loads from another host, needs inline styles and changes the layout after loading. Browsers since 2023 display
MathML. The conversion uses latex2mathml (`pip install 'sanadbook[maths]'`); without it formulas are shown as LaTeX,
with a warning.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from sanadbook.sphinx_ext.activation import is_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "sanadbook"
MATHML_NAMESPACE = "http://www.w3.org/1998/Math/MathML"

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer."""
    app.add_html_math_renderer(RENDERER, inline_renderers=(_visit_inline, None), block_renderers=(_visit_block, None))
    app.connect("config-inited", _set_renderer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _set_renderer(app: Sphinx, config: Config) -> None:
    """Use this renderer unless the configuration names another one. The CSP blocks MathJax, Sphinx's default."""
    if is_active(app) and config.html_math_renderer in (None, "mathjax"):
        config.html_math_renderer = RENDERER


def mathml(latex: str, *, block: bool) -> str:
    """Return the formula *latex* as a `<math>` element.

    Raises ValueError if the formula can't be converted, or latex2mathml is not installed.
    """
    try:
        from latex2mathml.converter import convert
    except ImportError:
        raise ValueError("formulas need latex2mathml: pip install 'sanadbook[maths]'") from None
    try:
        element = ElementTree.fromstring(convert(_supported(latex), display="block" if block else "inline"))
    except Exception as error:  # latex2mathml raises many types; the author needs to know which formula it was
        raise ValueError(f"the formula can't be typeset: {latex!r} ({type(error).__name__}: {error})") from error
    # latex2mathml writes an unknown command as an identifier.
    names = (identifier.text or "" for identifier in element.iter(f"{{{MATHML_NAMESPACE}}}mi"))
    unknown = next((name for name in names if re.fullmatch(r"\\[A-Za-z]+", name)), None)
    if unknown:
        raise ValueError(f"the formula can't be typeset: {latex!r} (unknown: {unknown})")
    element.set("dir", "ltr")
    return _serialize(element)


def _serialize(element: ElementTree.Element) -> str:
    """Return *element* as HTML: without a namespace prefix, which ElementTree would add."""
    for each in element.iter():
        each.tag = each.tag.removeprefix(f"{{{MATHML_NAMESPACE}}}")
    return ElementTree.tostring(element, encoding="unicode", method="html")


def _supported(latex: str) -> str:
    """Return *latex* with environments that latex2mathml supports, without numbers: Sphinx numbers formulas."""
    latex = latex.replace("{aligned}", "{split}")
    return re.sub(r"\\(begin|end)\{(align|gather|equation|alignat|multline|eqnarray)\}", r"\\\1{\2*}", latex)


def _convert_or_warn(latex: str, node: nodes.Node, *, block: bool) -> str:
    try:
        return mathml(latex, block=block)
    except ValueError as error:
        logger.warning("%s", error, location=node, type="sanadbook", subtype="math")
        return f"<code>{escape(latex)}</code>"


def _visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(f'<span class="math notranslate">{_convert_or_warn(node.astext(), node, block=False)}</span>')
    raise nodes.SkipNode


def _visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    latex = node.astext() if node["nowrap"] else _with_environment(node.astext())
    self.body.append(self.starttag(node, "div", CLASS="math notranslate"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({escape(get_node_equation_number(self, node))})</span>')
    self.body.append(_convert_or_warn(latex, node, block=True) + "</div>\n")
    raise nodes.SkipNode


def _with_environment(latex: str) -> str:
    r"""Return *latex* in the environment that Sphinx adds for line breaks (`\\`) and empty lines."""
    parts = [part.strip() for part in latex.split("\n\n") if part.strip()]
    if len(parts) < 2 and (r"\\" not in latex or r"\begin" in latex):
        return latex
    return r"\begin{split}" + r"\\ ".join(parts) + r"\end{split}"
