"""The content security policy of each page, and a body that keeps to it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

#: What a page may load: the book itself and nothing else. A `<meta>` policy cannot say `frame-ancestors`;
#: whoever serves the book can add it as a header. `form-action 'none'` keeps what is typed out of addresses.
_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


def policy(*, styles: Iterable[str] = (), scripts: Iterable[str] = ()) -> str:
    """The policy of a page that carries *styles* and *scripts*: each is allowed by its digest, which no other has."""
    inside = {"style-src": styles, "script-src": scripts}
    return "; ".join(
        rule + "".join(f" 'sha256-{digest(text)}'" for text in inside.get(rule.partition(" ")[0], ()))
        for rule in _POLICY
    )


def digest(text: str) -> str:
    """The SHA-256 of *text* as a policy writes it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


#: Data blocks (`type="application/json"`) run nothing and stay.
_REFUSED = re.compile(
    r'<(script(?![^>]*type="application/json")|style)\b.*?</(?:script|style)\s*>', re.IGNORECASE | re.DOTALL
)
_STYLED = re.compile(r"<(\w+)((?:\s[^<>]*?)?)\sstyle=(\"[^\"]*\"|'[^']*')([^<>]*)>")
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+(?:\.\d+)?)(px|%)\s*(?=;|$)")


def strict(body: str) -> str:
    """`body` without the inline scripts and styles that the policy would refuse, noise on the console included.

    They come from extensions (sphinx-thebe's settings in each notebook page) and from outputs (the `<style>` of a
    pandas table). The size that docutils writes into the style of an image becomes its attributes.
    """
    return _STYLED.sub(_plain, _REFUSED.sub("", body))


def _plain(match: re.Match[str]) -> str:
    tag, before, style, after = match.groups()
    sizes = ""
    if tag == "img":
        for name, number, chapter in _SIZE.findall(style[1:-1]):
            sizes += f' {name}="{number}{"%" if chapter == "%" else ""}"'
    return f"<{tag}{before}{sizes}{after}>"
