"""Escapes text for Markdown."""

from __future__ import annotations

import re

#: Characters with a meaning in Markdown, and those by which readers turn bare addresses (``https://x.org``, ``x.org``)
#: into links.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#$|~&@^\"]|:(?=//)|(?<=[A-Za-z0-9])\.(?=[A-Za-z])")
_LEADING = re.compile(r"^([-+:=%]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    """Return *text* as one line of Markdown (CommonMark, MyST, JupyterLab) that displays exactly this text."""
    line = " ".join(text.split())
    escaped = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    return _LEADING.sub(r"\1\\" if escaped[:1].isdigit() else r"\\\1", escaped, count=1)
