"""A Sphinx extension for the comparison in search.py: Snowball's Arabic stemmer as a search language."""

from __future__ import annotations

import snowballstemmer
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.util.typing import ExtensionMetadata

LANGUAGE = "snowball"


class SearchSnowballArabic(SearchLanguage):
    """Words as Sphinx splits them, stems as Snowball finds them. It has no script: search.py lends it one."""

    lang = LANGUAGE
    language_name = "Arabic (Snowball)"

    def init(self, options: dict[str, str]) -> None:  # noqa: ARG002 (Sphinx hands them over)
        """Take Snowball's stemmer."""
        self._stemmer = snowballstemmer.stemmer("arabic")

    def stem(self, word: str) -> str:
        """Return the stem of `word`."""
        return str(self._stemmer.stemWord(word.lower()))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the language."""
    app.add_search_language(SearchSnowballArabic)
    return {"version": "1", "parallel_read_safe": True}
