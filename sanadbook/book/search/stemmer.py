"""A light stemmer: the forms under which a word of Arabic may be found, without a dictionary.

It follows light10 (Larkey, Ballesteros and Connell 2007): what is joined to a word is taken away where it can be told by
its letters. Where it can't (is the first letter of a word «and», or its own?) each reading is kept, and two words are the
same when they share one. `stemmer.js` does the same in the page; both read the table of the language (`ar.yml`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sanadbook.course.arabic import MARKS

_HERE = Path(__file__).parent
_MARKS = re.compile(f"[{MARKS}]")
_WORD = re.compile(f"[^\\W_][\\w{MARKS}]*")


@dataclass(frozen=True)
class Table:
    """What the stemmer knows of a language; the fields are explained in `ar.yml`."""

    letters: tuple[str, str]
    joined: str
    prepositions: str
    articles: tuple[str, ...]
    future: str
    persons: str
    doer: str
    possession: tuple[str, ...]
    number: tuple[str, ...]
    adjective: tuple[str, ...]
    addressed: tuple[str, ...]
    bound: str
    vowel: str
    hamza: str
    seats: str
    weak: str
    patterns: tuple[str, ...]
    hollow: tuple[str, ...]
    infix: str
    root: str
    measures: tuple[tuple[str, ...], ...]
    least: int
    common: tuple[str, ...]

    @classmethod
    def of(cls, language: str) -> Table | None:
        """Read the table of `language`; None for a language that has none, whose words are found as they are written."""
        path = _HERE / f"{language.partition('_')[0].partition('-')[0]}.yml"
        return _read(path) if path.is_file() else None

    def as_dict(self) -> dict[str, Any]:
        """Return the table as the script takes it."""
        return asdict(self)


@cache
def _read(path: Path) -> Table:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["common"] = data["common"].split()
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    table = Table(**fields)
    first, second = table.letters
    assert len(first) == len(second), f"{path}: the two lines of letters differ in length"
    return table


@dataclass(frozen=True)
class Stems:
    """The forms of a word.

    Two words are one when they share one of `near`; they are related when they share any of `near` and `far`, or when one
    of the one's `kin` is `near` to the other.
    """

    near: tuple[str, ...]
    far: tuple[str, ...]  # without a person's letter of a verb, or an adjective's ending
    kin: tuple[str, ...]  # the words to which it may belong by its measure: the singular of a plural, the verb of a name


def split(text: str) -> list[str]:
    """Return the words of `text`; tashkeel and tatweel stay within them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


class Stemmer:
    """Folds and stems words by a language's table; without a table it only folds case and marks."""

    def __init__(self, table: Table | None) -> None:
        self._table = table
        self._root = table.root if table else ""
        self._letters = str.maketrans(*table.letters) if table else {}
        self._common = frozenset(self._plain(word) for word in table.common) if table else frozenset()
        self._measures: dict[int, list[tuple[str, ...]]] = {}
        for line in table.measures if table else ():
            measures = tuple(self.fold(measure) for measure in line)
            self._measures.setdefault(len(measures[0]), []).append(measures)

    def fold(self, word: str) -> str:
        """`word` as it is compared: no tashkeel, no tatweel, one shape for letters that writers exchange, small letters."""
        return self._plain(word).translate(self._letters)

    def is_common(self, word: str) -> bool:
        """Whether `word` is one that any text has. Asked before letters are folded, which would make two words one."""
        return self._plain(word) in self._common

    def stem(self, word: str) -> str:
        """One form for an index that knows but one: all is taken away that may be, so that no two readings remain."""
        form, table = self.fold(word), self._table
        if table is None or not _is_arabic(form):
            return form
        *_, form = self._endings(self._articled(form, table), table)
        starts = (*table.articles, *table.joined, *table.prepositions)
        while (
            start := next((s for s in starts if form.startswith(s) and len(form) - len(s) >= table.least), None)
        ) is not None:
            form = form[len(start) :]
        return form

    def stems(self, word: str) -> Stems:
        """All forms of `word`, in a fixed order."""
        folded, table = self.fold(word), self._table
        if table is None or not _is_arabic(folded):
            return Stems((folded,), (), ())
        begun = _once(self._beginnings(folded, table))
        near = _once(form for start in begun for form in self._endings(start, table))
        persons = (form[1:] for form in near if form[0] in table.persons and len(form) > table.least)
        doers = (form[1:] for form in near if form.startswith(table.doer) and len(form) > table.least + 1)
        nouns = (
            short
            for form in near
            for ending in table.adjective
            if form.endswith(ending) and len(form) - len(ending) >= table.least
            for short in self._endings(form[: -len(ending)], table)
        )
        far = _once((*persons, *doers, *nouns))
        kin = _once(other for form in near for other in self._measured(form, table))
        return Stems(near, *(tuple(form for form in forms if form not in near) for forms in (far, kin)))

    def _plain(self, word: str) -> str:
        return _MARKS.sub("", unicodedata.normalize("NFKC", word)).lower()

    def bases(self, word: str) -> tuple[str, ...]:
        """The forms of a word known to have nothing joined to its beginning, as those of a list of synonyms.

        A verb that stands there in the third person stands for the other persons.
        """
        folded, table = self.fold(word), self._table
        if table is None or not _is_arabic(folded):
            return (folded,)
        verb = folded[0] == table.persons[0] and len(folded) > table.least
        starts = (folded, folded[1:]) if verb else (folded,)
        return _once(form for start in starts for form in self._endings(start, table))

    def _measured(self, form: str, table: Table) -> Iterator[str]:
        """The words to which `form` may belong by its measure (صناديق: صندوق)."""
        for measure, *others in self._measures.get(len(form), ()):
            root = self._root_in(form, measure, table)
            if root is not None:
                for other in others:
                    left = {letter: iter(own) for letter, own in root.items()}
                    yield "".join(next(left[letter], letter) if letter in left else letter for letter in other)

    def _root_in(self, form: str, measure: str, table: Table) -> dict[str, list[str]] | None:
        """The letters that stand in `form` where `measure` has those of a root; None if it is of another measure."""
        root: dict[str, list[str]] = {}
        for letter, own in zip(measure, form, strict=True):
            if letter not in self._root:
                if own != letter:
                    return None
                continue
            if own == table.vowel:
                return None
            seen = root.setdefault(letter, [])
            if seen and letter != self._root[-1]:
                if seen[0] != own:
                    return None
                continue
            seen.append(own)
        return root

    def _articled(self, word: str, table: Table) -> str:
        """The word without its article, and what is joined before it."""
        for joined in ("", *table.joined):
            for preposition in ("", *table.prepositions):
                for article in table.articles:
                    start = joined + preposition + article
                    if word.startswith(start) and len(word) - len(start) >= table.least:
                        return word[len(start) :]
        return word

    def _beginnings(self, word: str, table: Table) -> Iterator[str]:
        """The word, and the word without what may be joined to its beginning."""
        yield word
        for start in (word, word[1:]) if word[0] in table.joined else (word,):
            inner = [start]
            if start[:1] and start[0] in table.prepositions:
                inner.append(start[1:])
            if len(start) > 1 and start[0] in table.future and start[1] in table.persons:
                inner.append(start[1:])
            for form in inner:
                if len(form) >= table.least:
                    yield form
                for article in table.articles:  # is no letter of the word's own: two may stay
                    if form.startswith(article) and len(form) - len(article) >= table.least - 1:
                        yield form[len(article) :]

    def _endings(self, word: str, table: Table) -> Iterator[str]:
        """The word, and the word without its ending of possession, of number, of both; the shortest comes last."""
        yield word
        yield self._counted(word, table, table.number)
        owned = _without(word, table.possession, table.least)
        if owned != word:
            if owned[-1] == table.bound[0]:
                yield owned[:-1] + table.bound[1]
            yield self._bare(owned, table)
            yield self._counted(owned, table, [ending for ending in table.number if ending != table.vowel])

    def _counted(self, word: str, table: Table, endings: Iterable[str]) -> str:
        """The word without its ending of number: a hamza after a long vowel belongs to the word, and ends it."""
        bare = self._bare(word, table)
        return bare if bare != word else self._bare(_without(word, endings, table.least), table)

    def _bare(self, word: str, table: Table) -> str:
        """The word without a hamza, or the letter that carries it, after a long vowel at its end."""
        last = len(word) > table.least and word[-1] in table.hamza and word[-2] == table.vowel
        return word[:-1] if last else word


def _is_arabic(word: str) -> bool:
    return any("\u0621" <= letter <= "\u064a" for letter in word)


def _without(word: str, endings: Iterable[str], least: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _once(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
