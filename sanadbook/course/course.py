"""The whole course: its file, its seeds and its chapters, read and checked together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sanadbook.course import model
from sanadbook.course.arabic import words
from sanadbook.course.comparison import read_comparison
from sanadbook.course.glossary import check_glossary, in_seed
from sanadbook.course.load import Source, read_model
from sanadbook.course.pages import check_pages
from sanadbook.course.problem import CourseError, Problem, errors
from sanadbook.course.rules import Draft, allowed, check, whole_lesson
from sanadbook.course.seed import Address, Seed, read_seed
from sanadbook.course.synonyms import read_synonyms
from sanadbook.course.wording import Wording, check_course_wording, check_glossary_wording, check_wording

T = TypeVar("T")


@dataclass(frozen=True)
class Unit:
    """A chapter in its course: its number, what is authored, and its seed."""

    number: int
    chapter: model.Chapter
    seed: Seed

    @property
    def name(self) -> str:
        """The chapter's neutral file name, ``04``."""
        return f"{self.number:02d}"

    @cached_property
    def notes(self) -> dict[str, tuple[int, model.Note]]:
        """Notes by id with the number by which they are cited: the order of the text, then question, then answer."""
        text = {"question": self.seed.question, "answer": self.seed.answer}
        order = {"question": 1, "answer": 2}
        ordered = sorted(
            self.chapter.notes,
            key=lambda note: (order.get(note.at, 0), text.get(note.at, self.seed.passage).index(note.span)),
        )
        return {note.id: (number, note) for number, note in enumerate(ordered, start=1)}

    def items_at(self, place: str) -> list[model.Item]:
        """The items shown at *place*, in the order of the file."""
        return [item for item in self.chapter.items if item.place == place]

    @cached_property
    def path(self) -> list[model.Item]:
        """The items of the chapter itself, in the order in which a learner meets them."""
        places = [section.id for section in self.chapter.sections] + ["check", "review"]
        return [item for place in places for item in self.items_at(place)]

    @property
    def later(self) -> list[model.Item]:
        """The items kept for the page of all chapters' reviews, in the order of the file."""
        return self.items_at("later")

    @property
    def first_prompt(self) -> model.Prompt:
        """The prompt that a lone reader is offered first."""
        return next((prompt for prompt in self.chapter.prompts if prompt.priority == "core"), self.chapter.prompts[0])

    def sentences_of(self, section: model.Section) -> dict[Address, str]:
        """The section's sentences by address."""
        first, last = Address.parse(section.first), Address.parse(section.last)
        return {address: text for address, text in self.seed.sentences.items() if first <= address <= last}


@dataclass(frozen=True)
class Course:
    """Everything in ``data/``."""

    root: Path
    file: model.CourseFile
    terminology: model.Terminology
    glossary: list[model.GlossaryEntry]
    units: list[Unit]
    problems: list[Problem]
    comparison: model.Comparison | None = None
    compare_quiz: model.QuizFile | None = None

    def unit(self, name: str) -> Unit:
        """Return the chapter called *name* (``04``). Raises KeyError."""
        for unit in self.units:
            if unit.name == name:
                return unit
        raise KeyError(name)

    def of_seed(self, seed: str) -> Unit:
        """Return the chapter made from *seed* (``003``). Raises KeyError."""
        for unit in self.units:
            if unit.seed.id == seed:
                return unit
        raise KeyError(seed)

    def terms_of(self, unit: Unit) -> list[tuple[model.GlossaryEntry, list[str]]]:
        """The terms that the chapter's source text has a wording for, in alphabetical order, each with its wordings."""
        return in_seed(self.glossary, unit.seed)

    def minutes(self, items: Iterable[model.Item]) -> float:
        """How long *items* take a lone reader, in minutes."""
        return sum(item.minutes or self.file.pace.items[item.type] for item in items)

    def reading_minutes(self, unit: Unit) -> float:
        """How long the passage and its plain versions take a lone reader, in minutes."""
        plain = sum(len(words(section.plain)) for section in unit.chapter.sections)
        return (len(words(unit.seed.passage)) + plain) / self.file.pace.words_per_minute

    def step_minutes(self, unit: Unit) -> dict[str, int]:
        """The whole minutes that each step of a chapter takes a lone reader, by the step's name."""
        in_sections = [item for item in unit.path if item.place.startswith("S")]
        answer = len(words(unit.seed.answer)) / self.file.pace.words_per_minute
        minutes = {
            "read": self.reading_minutes(unit) + self.minutes(in_sections),
            "check": self.minutes(unit.items_at("check")),
            "think": unit.first_prompt.alone.minutes,
            "review": self.minutes(unit.items_at("review")) + answer,
        }
        return {step: math.ceil(value) for step, value in minutes.items()}

    def theme_counts(self) -> dict[str, dict[str, int]]:
        """For each theme's id the number of sentences that each chapter (by name) gives to it."""
        counts = {theme.id: {unit.name: 0 for unit in self.units} for theme in self.file.themes}
        for unit in self.units:
            for section in unit.chapter.sections:
                for theme in section.themes:
                    counts[theme][unit.name] += len(unit.sentences_of(section))
        return counts


def load_course(root: Path, only: Iterable[str] | None = None) -> Course:
    """Read ``root/data`` and check it by every rule.

    *only* names the chapters to read (``["04"]``); all of them by default. Warnings are in the result's ``problems``.

    Raises:
        CourseError: some input can't be used; it holds the findings of every file.

    """
    problems: list[Problem] = []
    data = root / "data"
    course = _read(model.CourseFile, data / "course.yml", root, problems)
    terminology = _read(model.Terminology, data / "terminology.yml", root, problems)
    glossary = _read(list[model.GlossaryEntry], data / "glossary.yml", root, problems)
    if not course or not terminology or glossary is None:
        raise CourseError(problems)
    if (data / "synonyms.yml").is_file():
        try:
            read_synonyms(data / "synonyms.yml", "data/synonyms.yml", terminology[0].slurs)
        except CourseError as error:
            problems += error.problems
    settings, source = course
    problems += _entries(settings, source)
    wording = Wording(terminology[0])
    wanted = None if only is None else set(only)
    for name in sorted((wanted or set()) - {f"{entry.number:02d}" for entry in settings.chapters}):
        problems.append(source.problem(("chapters",), f"there is no chapter {name}", "name a chapter that stands here"))
    seeds = frozenset(entry.seed for entry in settings.chapters)
    units, sources, drafts = [], [], []
    for entry in sorted(settings.chapters, key=lambda entry: entry.number):
        if wanted is not None and f"{entry.number:02d}" not in wanted:
            continue
        seed = _seed(entry, settings.chapters.index(entry), data, root, source, problems)
        found = _read(model.Chapter, data / "chapters" / f"{entry.number:02d}.yml", root, problems)
        if not seed or not found:
            continue
        chapter, place = found
        if chapter.seed != entry.seed:
            problems.append(
                place.problem(
                    ("seed",),
                    f"course.yml gives this chapter seed {entry.seed}",
                    "make the two agree",
                    rule="reference",
                )
            )
            continue
        draft = Draft(chapter, seed, place, frozenset(theme.id for theme in settings.themes), seeds)
        problems += check(draft)
        problems += [problem for problem in check_wording(draft, wording) if not allowed(draft, problem)]
        units.append(Unit(entry.number, chapter, seed))
        sources.append(place)
        drafts.append(draft)
    problems += _ids(units, sources)
    comparison, quiz = None, None
    if len(units) == len(settings.chapters):  # what is about all chapters needs them all
        problems += check_course_wording(settings, source, wording)
        problems += check_glossary(*glossary, [unit.seed for unit in units])
        problems += check_glossary_wording(*glossary, wording)
        problems += check_pages(root, wording)
        try:
            comparison, quiz, findings = read_comparison(root, {draft.seed.id: draft for draft in drafts}, wording)
            problems += findings
        except CourseError as error:
            problems += error.problems
    if errors(problems):
        raise CourseError(problems)
    made = Course(root, settings, terminology[0], glossary[0], units, problems, comparison, quiz)
    if settings.lesson:
        for unit, draft in zip(units, drafts, strict=True):
            first, minutes = unit.number == settings.chapters[0].number, sum(made.step_minutes(unit).values())
            problems += whole_lesson(draft, settings.lesson, first=first, minutes=minutes)
    return made


def _read(kind: type[T], path: Path, root: Path, problems: list[Problem]) -> tuple[T, Source] | None:
    """Read *path* as *kind*; on failure add its findings to *problems* and return None."""
    try:
        return read_model(kind, path, str(path.relative_to(root)))
    except CourseError as error:
        problems += error.problems
        return None


def _seed(
    entry: model.ChapterEntry, place: int, data: Path, root: Path, source: Source, problems: list[Problem]
) -> Seed | None:
    """Read the seed of *entry*, the chapter at *place* of course.yml; on failure add its findings and return None."""
    paths = sorted((data / "seeds").glob(f"{entry.seed}_*.txt"))
    if len(paths) != 1:
        message = f"data/seeds holds {len(paths)} files of seed {entry.seed}"
        problems.append(source.problem(("chapters", place, "seed"), message, "put the one seed there"))
        return None
    try:
        return read_seed(paths[0], str(paths[0].relative_to(root)))
    except CourseError as error:
        problems += error.problems
        return None


def _entries(course: model.CourseFile, source: Source) -> Iterable[Problem]:
    """Numbers, seeds and themes stand once; the pace knows every item type."""
    lists: Mapping[str, tuple[str, list[str]]] = {
        "number": ("chapters", [str(entry.number) for entry in course.chapters]),
        "seed": ("chapters", [entry.seed for entry in course.chapters]),
        "id": ("themes", [theme.id for theme in course.themes]),
    }
    for field, (name, values) in lists.items():
        for value, count in Counter(values).items():
            if count > 1:
                yield source.problem(
                    (name, values.index(value), field), f"{value} stands {count} times", "give each its own", rule="id"
                )
    if not (Path(__file__).parent / f"words.{course.language}.yml").is_file():
        yield source.problem(
            ("language",), f"nothing is known of the language {course.language!r}", "write ar", rule="reference"
        )
    for kind in model.ITEM_TYPES:
        if kind not in course.pace.items:
            yield source.problem(("pace", "items"), f"no minutes for {kind} items", f"add `{kind}: 1`", rule="reference")


def _ids(units: list[Unit], sources: list[Source]) -> Iterable[Problem]:
    """Ids of items and prompts are unique in the course."""
    counts = Counter(part.id for unit in units for part in (*unit.chapter.items, *unit.chapter.prompts))
    for unit, source in zip(units, sources, strict=True):
        for name, parts in (("items", unit.chapter.items), ("prompts", unit.chapter.prompts)):
            own = Counter(part.id for part in parts)
            for index, part in enumerate(parts):
                if counts[part.id] > own[part.id]:
                    yield source.problem(
                        (name, index, "id"), f"{part.id} stands in another chapter too", "give it its own id", rule="id"
                    )
