"""A Sphinx extension for search.py: Snowball's Arabic stemmer as a search language."""

from __future__ import annotations

import snowballstemmer
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.util.typing import ExtensionMetadata

LANGUAGE = "snowball"


class SearchSnowballArabic(SearchLanguage):
    """Arabic with Snowball's stemmer. search.py provides the stems in the browser."""

    lang = LANGUAGE
    language_name = "Arabic (Snowball)"

    def init(self, options: dict[str, str]) -> None:  # noqa: ARG002 (Sphinx passes it)
        """Create the stemmer."""
        self._stemmer = snowballstemmer.stemmer("arabic")

    def stem(self, word: str) -> str:
        """Return the stem of `word`."""
        return str(self._stemmer.stemWord(word.lower()))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the language."""
    app.add_search_language(SearchSnowballArabic)
    return {"version": "1", "parallel_read_safe": True}
