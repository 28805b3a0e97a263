"""Typesets formulas as MathML when the book is built: no script, no font, no other host, and screen readers read them.

MathJax comes from another host, needs inline styles and redraws the page. Browsers since 2023 draw MathML themselves.
The translation is latex2mathml's (`pip install 'sanadbook[maths]'`); without it a formula stands as it was typed.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "sanadbook"
#: latex2mathml shows a command that it doesn't know as an identifier.
_UNKNOWN = re.compile(r"<mi>(\\[A-Za-z]+)</mi>")

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer, which the theme's books use unless they name another."""
    app.add_html_math_renderer(RENDERER, inline_renderers=(_inline, None), block_renderers=(_block, None))
    app.connect("config-inited", choose)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def choose(_app: Sphinx, config: Config) -> None:
    """Make ours the book's renderer. Sphinx's own choice, MathJax, could not load in a strict page."""
    if config.html_theme == THEME and config.html_math_renderer in (None, "mathjax"):
        config.html_math_renderer = RENDERER


def mathml(latex: str, *, block: bool) -> str:
    """Return the formula *latex* as a `<math>` element. Raises ValueError when it can't be read, or nothing can read it."""
    try:
        from latex2mathml.converter import convert
    except ImportError:
        raise ValueError("formulas need latex2mathml: pip install 'sanadbook[maths]'") from None
    try:
        text = str(convert(_as_known(latex), display="block" if block else "inline"))
    except Exception as error:  # whatever it is, the book's author has to hear of the formula
        raise ValueError(f"the formula can't be typeset: {latex!r} ({type(error).__name__}: {error})") from error
    unknown = _UNKNOWN.search(text)
    if unknown:
        raise ValueError(f"the formula can't be typeset: {latex!r} (unknown: {unknown[1]})")
    return text.replace("<math ", '<math dir="ltr" ', 1)


def _as_known(latex: str) -> str:
    """`latex` in environments that latex2mathml knows and doesn't number: the number of a formula is Sphinx's."""
    latex = latex.replace("{aligned}", "{split}")
    return re.sub(r"\\(begin|end)\{(align|gather|equation|alignat|multline|eqnarray)\}", r"\\\1{\2*}", latex)


def _typeset(latex: str, node: nodes.Node, *, block: bool) -> str:
    try:
        return mathml(latex, block=block)
    except ValueError as error:
        logger.warning("%s", error, location=node, type="sanadbook", subtype="math")
        return f"<code>{escape(latex)}</code>"


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(f'<span class="math notranslate">{_typeset(node.astext(), node, block=False)}</span>')
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    latex = node.astext() if node["nowrap"] else _aligned(node.astext())
    self.body.append(self.starttag(node, "div", CLASS="math notranslate"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({escape(get_node_equation_number(self, node))})</span>')
    self.body.append(_typeset(latex, node, block=True) + "</div>\n")
    raise nodes.SkipNode


def _aligned(latex: str) -> str:
    r"""Give the lines of a formula (`\\`), and formulas between empty lines, the environment that Sphinx gives them."""
    parts = [part.strip() for part in latex.split("\n\n") if part.strip()]
    if len(parts) < 2 and (r"\\" not in latex or r"\begin" in latex):
        return latex
    return r"\begin{split}" + r"\\ ".join(parts) + r"\end{split}"
