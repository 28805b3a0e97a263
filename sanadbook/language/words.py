"""Word lists of the rules, one YAML file for each language: ``words.ar.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@cache
def load_words(language: str) -> dict[str, Any]:
    """Return the word lists of *language* by name. Raises FileNotFoundError if there are none."""
    words: dict[str, Any] = yaml.safe_load((_FOLDER / f"words.{language}.yml").read_text("utf-8"))
    return words


def has_words(language: str) -> bool:
    """Return whether there are word lists for *language*."""
    return (_FOLDER / f"words.{language}.yml").is_file()
