"""Changes to the ``@font-face`` rules of the book's own minified stylesheets, whose form is known."""

from __future__ import annotations

import re
from collections.abc import Callable

_FONT_URL = re.compile(r"url\(([^)\"']+\.woff2)\)")
_OPTIONAL = "font-display:optional"


def wait_for_fonts(css: str) -> str:
    """Return *css* with fonts that block rendering until they are loaded; on pages of the book they are optional."""
    return css.replace(_OPTIONAL, "font-display:block")


def has_optional_fonts(css: str) -> bool:
    """Return whether *css* has fonts that are skipped unless they load at once."""
    return _OPTIONAL in css


def replace_font_urls(css: str, replace: Callable[[str], str]) -> str:
    """Return *css* with the URL of each font replaced by the result of *replace*."""
    return _FONT_URL.sub(lambda match: f"url({replace(match[1])})", css)


def remove_font(css: str, family: str) -> str:
    """Return *css* without the ``@font-face`` rules of *family*."""
    return re.sub(rf"@font-face\{{font-family:{re.escape(family)}[^}}]*\}}", "", css)
