"""Jinja environments for the generated files: HTML blocks in Markdown cells, and Markdown pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sanadbook.outputs.markdown import escape_markdown
from sanadbook.render.renderer import Renderer

_TEMPLATES = Path(__file__).parent / "templates"
#: Characters that Markdown, MyST or MathJax would interpret inside an HTML block, as character references.
_ESCAPED_IN_HTML = str.maketrans({character: f"&#{ord(character)};" for character in "$\\`{}"})


def _html_block(html: str) -> str:
    """Return *html* as an HTML block of Markdown: without blank lines, and with special characters escaped."""
    return "\n".join(line.strip() for line in html.split("\n") if line.strip()).translate(_ESCAPED_IN_HTML)


def html_block_renderer(renderer: Renderer) -> Callable[..., str]:
    """Return a function ``render(template_name, **context)`` that returns an HTML block for a Markdown cell."""
    environment = renderer.environment.overlay(loader=FileSystemLoader(_TEMPLATES))

    def render(name: str, **context: Any) -> str:
        return _html_block(environment.get_template(name).render(context))

    return render


def markdown_environment(renderer: Renderer) -> Environment:
    """Return the environment for Markdown pages. ``md`` resolves references and escapes; ``verbatim`` only escapes."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= renderer.environment.globals
    environment.filters["md"] = lambda text: escape_markdown(renderer.plain_text(str(text)))
    environment.filters |= {"verbatim": escape_markdown, "number": renderer.environment.filters["number"]}
    return environment
