"""Templates of written files, and text that Markdown can't misread."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sanadbook.render.renderer import Renderer

_FOLDER = Path(__file__).parent / "templates"
#: Signs of Markdown, and those by which a reader makes links of bare addresses (``https://x.org``, ``x.org``).
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#$|~&@^\"]|:(?=//)|(?<=[A-Za-z0-9])\.(?=[A-Za-z])")
_LEADING = re.compile(r"^([-+:=%]|\d+(?=[.)]))")
#: What an HTML block may hold of signs that Markdown, MyST or MathJax read: as character references.
_IN_HTML = str.maketrans({sign: f"&#{ord(sign)};" for sign in "$\\`{}"})


def markdown(text: str) -> str:
    """Return *text* as one line of Markdown (CommonMark, MyST, JupyterLab) that shows just that text."""
    line = " ".join(text.split())
    escaped = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    return _LEADING.sub(r"\1\\" if escaped[:1].isdigit() else r"\\\1", escaped, count=1)


def _block(html: str) -> str:
    """Return *html* as a block that Markdown passes through: no blank line in it, no sign that something else reads."""
    return "\n".join(line.strip() for line in html.split("\n") if line.strip()).translate(_IN_HTML)


def cells(renderer: Renderer) -> Callable[..., str]:
    """Return what renders a cell's HTML block: ``render("section.html.j2", section=…)``."""
    environment = renderer.environment.overlay(loader=FileSystemLoader(_FOLDER))

    def render(name: str, **context: Any) -> str:
        return _block(environment.get_template(name).render(context))

    return render


def guides(renderer: Renderer) -> Environment:
    """Return the environment of the guides' Markdown: every text passes the ``md`` filter."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= renderer.environment.globals
    environment.filters["md"] = lambda text: markdown(renderer.plain_text(str(text)))
    environment.filters |= {"verbatim": markdown, "number": renderer.environment.filters["number"]}
    return environment
