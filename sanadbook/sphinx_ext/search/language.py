"""Teaches Sphinx's own search Arabic, which it lacks: it falls back to English and cuts words at tashkeel.

The theme does not use that index (it has one of its own), but it stands in the built folder, and a book with another
theme gets a search that finds Arabic words by loading this extension.
"""

from __future__ import annotations

import json

from sphinx.search import SearchLanguage

from sanadbook.sphinx_ext.search.index import stemmer_source
from sanadbook.sphinx_ext.search.stemmer import Stemmer, Table, split


class SearchArabic(SearchLanguage):
    """Words with their tashkeel, and one stem for each; the script in `language_data.js` does the same to a query."""

    lang = "ar"
    language_name = "Arabic"

    def init(self, options: dict[str, str]) -> None:  # noqa: ARG002 (Sphinx hands them over)
        """Read the table and write the scripts."""
        table = Table.of(self.lang)
        assert table is not None
        self._stemmer = Stemmer(table)
        data = json.dumps(table.as_dict(), ensure_ascii=False, separators=(",", ":"))
        self.js_stemmer_code = (
            f"{stemmer_source()}var sanadWords = sanadStemmer({data});\n"
            "var Stemmer = function () { this.stemWord = sanadWords.stem; };\n"
        )
        self.js_splitter_code = "var splitQuery = (query) => sanadWords.words(query).map((found) => found.word);\n"

    def split(self, input: str) -> list[str]:  # noqa: A002 (Sphinx's name)
        """Return the words of `input`."""
        return split(input)

    def stem(self, word: str) -> str:
        """Return the one stem of `word`."""
        return self._stemmer.stem(word)
