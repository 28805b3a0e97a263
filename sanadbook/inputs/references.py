"""References in authored texts to chapters and notes, ``{seed:004}`` and ``{note:N3}``."""

from __future__ import annotations

import re
from collections.abc import Callable

REFERENCE = re.compile(r"\{(?P<kind>seed|note):(?P<id>\w+)\}")


def resolve(text: str, name: Callable[[str, str], str]) -> str:
    """Return *text* with each reference replaced by ``name(kind, id)``, where the kind is ``seed`` or ``note``."""
    return REFERENCE.sub(lambda match: name(match["kind"], match["id"]), text)
