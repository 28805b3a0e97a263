"""Light Arabic stemmer for the search. It needs no dictionary.

Prefixes and suffixes are removed as in light10 (Larkey, Ballesteros and Connell 2007). Where the letters are ambiguous
(is the first letter the conjunction "and", or part of the word?), every reading is kept: two words match when they
share one. `stemmer.js` is the same algorithm for the browser. Both use the language data in `ar.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sanadbook.language.arabic import MARKS

_DATA_DIR = Path(__file__).parent
_MARKS = re.compile(f"[{MARKS}]")
_WORD = re.compile(f"[^\\W_][\\w{MARKS}]*")


@dataclass(frozen=True)
class LanguageData:
    """Letters, affixes, patterns and stop words of a language. `ar.yml` explains each field."""

    letters: tuple[str, str]
    conjunction_prefixes: str
    preposition_prefixes: str
    articles: tuple[str, ...]
    future_prefixes: str
    imperfect_prefixes: str
    participle_prefix: str
    pronoun_suffixes: tuple[str, ...]
    inflection_suffixes: tuple[str, ...]
    adjective_suffixes: tuple[str, ...]
    subject_suffixes: tuple[str, ...]
    fallback_suffixes: tuple[str, ...]
    confused_letters: str
    construct_endings: tuple[str, ...]
    alef: str
    final_hamza: str
    hamza_carriers: str
    pattern_letters: str
    pattern_prefixes: tuple[str, ...]
    hollow_infixes: tuple[str, ...]
    pattern_infix: str
    root_letters: str
    broken_plurals: tuple[tuple[str, ...], ...]
    verb_patterns: tuple[tuple[str, ...], ...]
    min_length: int
    stop_words: tuple[str, ...]

    @classmethod
    def load(cls, language: str) -> LanguageData | None:
        """Return the data of *language* (`ar`, `ar_EG`, `ar-EG`), or None if there is no file for it."""
        path = _DATA_DIR / f"{language.partition('_')[0].partition('-')[0]}.yml"
        return _read(path) if path.is_file() else None

    def as_dict(self) -> dict[str, Any]:
        """Return the data as the argument of `sanadStemmer` in `stemmer.js`."""
        return asdict(self)


@cache
def _read(path: Path) -> LanguageData:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["stop_words"] = data["stop_words"].split()
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    language = LanguageData(**fields)
    first, second = language.letters
    assert len(first) == len(second), f"{path}: the two strings in `letters` have different lengths"
    return language


@dataclass(frozen=True)
class Stems:
    """The stems of a word.

    Two words are the same when they share one of `variants`. They are related when they share one of `variants` and
    `related` or one of `verbs`, or when one of the `singulars` of one is among the `variants` of the other.
    """

    variants: tuple[str, ...]
    related: tuple[str, ...]  # without a verb's person prefix, or without an adjective suffix
    singulars: tuple[str, ...]  # if the word is a broken plural
    verbs: tuple[str, ...]  # the imperfect in the third person, if the word is a verb, verbal noun or participle


@dataclass(frozen=True)
class Pattern:
    """A word pattern (wazn), and the patterns that it leads to, such as a plural and its singulars.

    In `template` a string is a fixed letter, and a number is the index of the position with the same letter (often its
    own index). In `targets` a string is a fixed letter, and a number is the index of the letter to copy.
    """

    template: tuple[str | int, ...]
    targets: tuple[tuple[str | int, ...], ...]

    def apply(self, word: str, alef: str) -> Iterator[str]:
        """Yield the words that *word* leads to. Yields nothing if *word* does not have this pattern.

        A root letter can't be *alef*.
        """
        if all(
            letter == slot if isinstance(slot, str) else letter == word[slot] and letter != alef
            for letter, slot in zip(word, self.template, strict=True)
        ):
            for target in self.targets:
                yield "".join(slot if isinstance(slot, str) else word[slot] for slot in target)


def split_words(text: str) -> list[str]:
    """Return the words of *text* without punctuation. Tashkeel and tatweel are kept."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


class Stemmer:
    """Folds and stems words. Without language data it only removes tashkeel and folds case."""

    def __init__(self, data: LanguageData | None) -> None:
        self._data = data
        self._letters = str.maketrans(*data.letters) if data else {}
        self._stop_words = frozenset(self._plain(word) for word in data.stop_words) if data else frozenset()
        self._plurals = self._read_patterns(data.broken_plurals, data.root_letters) if data else {}
        self._verbs = self._read_patterns(data.verb_patterns, data.root_letters) if data else {}

    def fold(self, word: str) -> str:
        """Return *word* for comparison: no tashkeel, no tatweel, interchangeable letters unified, lower case."""
        return self._plain(word).translate(self._letters)

    def is_stop_word(self, word: str) -> bool:
        """Return whether *word* is a stop word. Compares before `fold`, which makes some other words equal to them."""
        return self._plain(word) in self._stop_words

    def stem(self, word: str) -> str:
        """Return a single stem, for an index that stores one per word. Removes every affix that can be removed."""
        form, data = self.fold(word), self._data
        if data is None or not _is_arabic(form):
            return form
        *_, form = self._strip_suffixes(self._strip_article(form, data), data)
        prefixes = (*data.articles, *data.conjunction_prefixes, *data.preposition_prefixes)
        while (
            prefix := next((p for p in prefixes if form.startswith(p) and len(form) - len(p) >= data.min_length), None)
        ) is not None:
            form = form[len(prefix) :]
        return form

    def stems(self, word: str) -> Stems:
        """Return all stems of *word*, in a fixed order."""
        folded, data = self.fold(word), self._data
        if data is None or not _is_arabic(folded):
            return Stems((folded,), (), (), ())
        starts = _unique(self._strip_prefixes(folded, data))
        variants = _unique(form for start in starts for form in self._strip_suffixes(start, data))
        without_person = [
            form[1:] for form in variants if form[0] in data.imperfect_prefixes and len(form) >= data.min_length
        ]
        verbs = (form for form in without_person if len(form) >= data.min_length)
        participles = (
            form[1:] for form in variants if form.startswith(data.participle_prefix) and len(form) > data.min_length + 1
        )
        nouns = (
            form[: -len(suffix)]
            for form in variants
            for suffix in data.adjective_suffixes
            if form.endswith(suffix) and len(form) - len(suffix) >= data.min_length
        )
        noun_forms = (form for noun in nouns for form in (*self._strip_suffixes(noun, data), *_free_forms(noun, data)))
        singulars = (found for form in variants for found in self._apply_patterns(form, self._plurals))
        pattern_verbs = (found for form in variants for found in self._apply_patterns(form, self._verbs))
        third_person = (data.imperfect_prefixes[0] + form for form in without_person)
        return Stems(
            variants,
            tuple(form for form in _unique((*verbs, *participles, *noun_forms)) if form not in variants),
            tuple(form for form in _unique(singulars) if form not in variants),
            _unique((*third_person, *pattern_verbs)),
        )

    def bases(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word that is known to have no prefix, such as one from the list of synonyms.

        An imperfect verb in the third person also gives its stems without the person prefix.
        """
        folded, data = self.fold(word), self._data
        if data is None or not _is_arabic(folded):
            return (folded,)
        is_verb = folded[0] == data.imperfect_prefixes[0] and len(folded) > data.min_length
        starts = (folded, folded[1:]) if is_verb else (folded,)
        return _unique(form for start in starts for form in self._strip_suffixes(start, data))

    def _plain(self, word: str) -> str:
        return _MARKS.sub("", unicodedata.normalize("NFKC", word)).lower()

    def _read_patterns(self, rows: Iterable[Sequence[str]], root_letters: str) -> dict[int, list[Pattern]]:
        """Return the patterns by length. Each row is a pattern and the patterns that it leads to."""
        found: dict[int, list[Pattern]] = {}
        for first, *others in ([self.fold(pattern) for pattern in row] for row in rows):
            names = _slot_names(first, root_letters)
            template = tuple(names.index(name) if name else letter for letter, name in zip(first, names, strict=True))
            targets = tuple(
                tuple(
                    names.index(name) if name and name in names else letter
                    for letter, name in zip(other, _slot_names(other, root_letters), strict=True)
                )
                for other in others
            )
            found.setdefault(len(first), []).append(Pattern(template, targets))
        return found

    def _apply_patterns(self, form: str, patterns: dict[int, list[Pattern]]) -> Iterator[str]:
        """Yield the words that *form* leads to by its pattern (صناديق: صندوق)."""
        assert self._data is not None
        for pattern in patterns.get(len(form), ()):
            yield from pattern.apply(form, self._data.alef)

    def _strip_article(self, word: str, data: LanguageData) -> str:
        """Return *word* without its article and the prefixes before it."""
        for conjunction in ("", *data.conjunction_prefixes):
            for preposition in ("", *data.preposition_prefixes):
                for article in data.articles:
                    prefix = conjunction + preposition + article
                    if word.startswith(prefix) and len(word) - len(prefix) >= data.min_length:
                        return word[len(prefix) :]
        return word

    def _strip_prefixes(self, word: str, data: LanguageData) -> Iterator[str]:
        """Yield *word*, and *word* without each possible sequence of prefixes."""
        yield word
        for start in (word, word[1:]) if word[0] in data.conjunction_prefixes else (word,):
            forms = [start]
            if start[:1] and start[0] in data.preposition_prefixes:
                forms.append(start[1:])
            if len(start) > 1 and start[0] in data.future_prefixes and start[1] in data.imperfect_prefixes:
                forms.append(start[1:])
            for form in forms:
                if len(form) >= data.min_length:
                    yield form
                for article in data.articles:  # never part of the word, so two letters may remain
                    if form.startswith(article) and len(form) - len(article) >= data.min_length - 1:
                        yield form[len(article) :]

    def _strip_suffixes(self, word: str, data: LanguageData) -> Iterator[str]:
        """Yield *word*, then *word* without its inflection, pronoun, or both. The shortest form comes last."""
        yield word
        uninflected = self._strip_inflection(word, data, data.inflection_suffixes)
        yield from _restore_ending(uninflected, word, data)
        yield uninflected
        without_pronoun = _strip_suffix(word, data.pronoun_suffixes, data.min_length)
        if without_pronoun != word:
            yield from _restore_ending(without_pronoun, word, data)
            yield self._strip_final_hamza(without_pronoun, data)
            inner = [suffix for suffix in data.inflection_suffixes if suffix != data.alef]
            yield self._strip_inflection(without_pronoun, data, [*data.subject_suffixes, *inner])

    def _strip_inflection(self, word: str, data: LanguageData, suffixes: Iterable[str]) -> str:
        """Return *word* without its inflection suffix. After a long alef, a hamza is no suffix but the last letter."""
        bare = self._strip_final_hamza(word, data)
        if bare != word:
            return bare
        return self._strip_final_hamza(_strip_suffix(word, suffixes, data.min_length), data)

    def _strip_final_hamza(self, word: str, data: LanguageData) -> str:
        """Return *word* without a final hamza, or its carrier, after a long alef."""
        found = len(word) > data.min_length and word[-1] in data.final_hamza and word[-2] == data.alef
        return word[:-1] if found else word


def _is_arabic(word: str) -> bool:
    return any("\u0621" <= letter <= "\u064a" for letter in word)


def _strip_suffix(word: str, suffixes: Iterable[str], min_length: int) -> str:
    """Return *word* without the first of *suffixes* that leaves at least *min_length* letters."""
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= min_length:
            return word[: -len(suffix)]
    return word


def _free_forms(word: str, data: LanguageData) -> list[str]:
    """Return *word* with the ending that it has without a pronoun suffix (ثقت: ثقة)."""
    return [word[:-1] + pair[1] for pair in data.construct_endings if word[-1] == pair[0]]


def _restore_ending(stripped: str, word: str, data: LanguageData) -> list[str]:
    """Return the free forms of *stripped*, which is *word* without a suffix.

    Returns nothing if no suffix was removed, or only one letter after an alef (أداة), which is ambiguous.
    """
    ambiguous = stripped[-1] == data.alef and len(word) - len(stripped) < 2
    return [] if stripped == word or ambiguous else _free_forms(stripped, data)


def _slot_names(pattern: str, root_letters: str) -> list[str]:
    """Return a name for each root letter in *pattern*, and "" for each fixed letter.

    A second occurrence of the last root letter gets a different name.
    """
    names: list[str] = []
    for letter in pattern:
        repeated = letter == root_letters[-1] and letter in names
        names.append("" if letter not in root_letters else letter * 2 if repeated else letter)
    return names


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
