"""Arabic for Sphinx's built-in search, which does not support Arabic and splits words at tashkeel.

The theme has its own search index and does not use Sphinx's. A book with another theme gets a search that finds Arabic
words by loading this extension.
"""

from __future__ import annotations

import json

from sphinx.search import SearchLanguage

from sanadbook.sphinx_ext.search.index import stemmer_source
from sanadbook.sphinx_ext.search.stemmer import LanguageData, Stemmer, split_words


class SearchArabic(SearchLanguage):
    """Splits and stems Arabic words. The scripts in `language_data.js` do the same to a query in the browser."""

    lang = "ar"
    language_name = "Arabic"

    def init(self, options: dict[str, str]) -> None:  # noqa: ARG002 (Sphinx's signature)
        """Load the language data and prepare the scripts."""
        data = LanguageData.load(self.lang)
        assert data is not None
        self._stemmer = Stemmer(data)
        text = json.dumps(data.as_dict(), ensure_ascii=False, separators=(",", ":"))
        self.js_stemmer_code = (
            f"{stemmer_source()}var sanadWords = sanadStemmer({text});\n"
            "var Stemmer = function () { this.stemWord = sanadWords.stem; };\n"
        )
        self.js_splitter_code = "var splitQuery = (query) => sanadWords.words(query).map((found) => found.word);\n"

    def split(self, input: str) -> list[str]:  # noqa: A002 (Sphinx's name)
        """Return the words of *input*."""
        return split_words(input)

    def stem(self, word: str) -> str:
        """Return the stem of *word*."""
        return self._stemmer.stem(word)
