"""A light stemmer: the forms under which a word of Arabic may be found, without a dictionary.

It follows light10 (Larkey, Ballesteros and Connell 2007): what is joined to a word is taken away where it can be told by
its letters. Where it can't (is the first letter of a word «and», or its own?) each reading is kept, and two words are the
same when they share one. `stemmer.js` does the same in the page; both read the table of the language (`ar.yml`).
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
    subject: tuple[str, ...]
    addressed: tuple[str, ...]
    confused: str
    bound: tuple[str, ...]
    vowel: str
    hamza: str
    seats: str
    weak: str
    patterns: tuple[str, ...]
    hollow: tuple[str, ...]
    infix: str
    root: str
    plurals: tuple[tuple[str, ...], ...]
    verbs: tuple[tuple[str, ...], ...]
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

    Two words are one when they share one of `near`. They are related when they share any of `near` and `far`, or one of
    `verb`, or when a `singular` of the one is `near` to the other.
    """

    near: tuple[str, ...]
    far: tuple[str, ...]  # without a person's letter of a verb, or an adjective's ending
    singular: tuple[str, ...]  # what a plural that changes the word may be a plural of, by its measure
    verb: tuple[str, ...]  # the verb in the third person, of another person or of what its measure makes a name of it


@dataclass(frozen=True)
class _Measure:
    """A measure of words, and those that it leads to."""

    places: tuple[str | int, ...]  # a letter, or the number of the place that has the same letter (often its own)
    shapes: tuple[tuple[str | int, ...], ...]  # letters, and the numbers of the places that give theirs

    def lead(self, form: str, vowel: str) -> Iterator[str]:
        """The words that `form` leads to; nothing when it is of another measure."""
        if all(
            own == place if isinstance(place, str) else own == form[place] and own != vowel
            for own, place in zip(form, self.places, strict=True)
        ):
            for shape in self.shapes:
                yield "".join(one if isinstance(one, str) else form[one] for one in shape)


def split(text: str) -> list[str]:
    """Return the words of `text`; tashkeel and tatweel stay within them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


class Stemmer:
    """Folds and stems words by a language's table; without a table it only folds case and marks."""

    def __init__(self, table: Table | None) -> None:
        self._table = table
        self._letters = str.maketrans(*table.letters) if table else {}
        self._common = frozenset(self._plain(word) for word in table.common) if table else frozenset()
        self._plurals = self._by_length(table.plurals, table.root) if table else {}
        self._verbs = self._by_length(table.verbs, table.root) if table else {}

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
            return Stems((folded,), (), (), ())
        begun = _once(self._beginnings(folded, table))
        near = _once(form for start in begun for form in self._endings(start, table))
        spoken = [form[1:] for form in near if form[0] in table.persons and len(form) >= table.least]
        persons = (form for form in spoken if len(form) >= table.least)
        doers = (form[1:] for form in near if form.startswith(table.doer) and len(form) > table.least + 1)
        nouns = (
            form[: -len(ending)]
            for form in near
            for ending in table.adjective
            if form.endswith(ending) and len(form) - len(ending) >= table.least
        )
        short = (form for noun in nouns for form in (*self._endings(noun, table), *_unbound(noun, table)))
        singular = (word for form in near for word in self._measured(form, self._plurals))
        verb = (word for form in near for word in self._measured(form, self._verbs))
        far = (form for form in _once((*persons, *doers, *short)) if form not in near)
        singulars = (form for form in _once(singular) if form not in near)
        return Stems(near, tuple(far), tuple(singulars), _once((*(table.persons[0] + form for form in spoken), *verb)))

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

    def _by_length(self, lines: Iterable[Sequence[str]], root: str) -> dict[int, list[_Measure]]:
        """The measures of `lines` by their lengths: the first of each line, with those that it leads to."""
        found: dict[int, list[_Measure]] = {}
        for first, *others in ([self.fold(measure) for measure in line] for line in lines):
            names = _named(first, root)
            places = tuple(names.index(name) if name else letter for letter, name in zip(first, names, strict=True))
            shapes = tuple(
                tuple(
                    names.index(name) if name and name in names else letter
                    for letter, name in zip(other, _named(other, root), strict=True)
                )
                for other in others
            )
            found.setdefault(len(first), []).append(_Measure(places, shapes))
        return found

    def _measured(self, form: str, measures: dict[int, list[_Measure]]) -> Iterator[str]:
        """The words to which `form` may belong by its measure (صناديق: صندوق)."""
        assert self._table is not None
        for measure in measures.get(len(form), ()):
            yield from measure.lead(form, self._table.vowel)

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
        one = self._counted(word, table, table.number)
        yield from _freed(one, word, table)
        yield one
        owned = _without(word, table.possession, table.least)
        if owned != word:
            yield from _freed(owned, word, table)
            yield self._bare(owned, table)
            yield self._counted(
                owned, table, [*table.subject, *(ending for ending in table.number if ending != table.vowel)]
            )

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


def _unbound(word: str, table: Table) -> list[str]:
    """The word as it ends where nothing is bound to it (ثقتـ: ثقة)."""
    return [word[:-1] + pair[1] for pair in table.bound if word[-1] == pair[0]]


def _freed(left: str, word: str, table: Table) -> list[str]:
    """What `left` of `word` is where nothing is bound to it, if something was. One letter (أداة) is too little to tell."""
    return [] if left == word or (left[-1] == table.vowel and len(word) - len(left) < 2) else _unbound(left, table)


def _named(measure: str, root: str) -> list[str]:
    """A name for each letter of the root in `measure`, another for its last letter once more; others have an empty one."""
    names: list[str] = []
    for letter in measure:
        again = letter == root[-1] and letter in names
        names.append("" if letter not in root else letter * 2 if again else letter)
    return names


def _once(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
