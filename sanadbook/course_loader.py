"""Reads and checks a whole course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sanadbook import model
from sanadbook.inputs.loader import SourceMap, read_model
from sanadbook.inputs.problems import CourseError, Problem, errors
from sanadbook.inputs.seed import Seed, read_seed
from sanadbook.items.registry import ITEM_TYPES
from sanadbook.language.words import has_words
from sanadbook.model.course import Course, CourseChapter
from sanadbook.rules import RuleContext, check, check_targets, is_suppressed
from sanadbook.rules.comparison import read_comparison
from sanadbook.rules.glossary import check_glossary
from sanadbook.rules.pages import check_pages
from sanadbook.rules.style import StyleChecker, check_chapter_style, check_course_style, check_glossary_style
from sanadbook.rules.synonyms import read_synonyms

T = TypeVar("T")


def load_course(root: Path, only: Iterable[str] | None = None) -> Course:
    """Read the files in ``root/data`` and check them by every rule.

    Args:
        root: the folder of the course.
        only: names of the chapters to read (``["04"]``), by default all. The comparison, the glossary and the pages
            are checked only with all chapters.

    Returns:
        The course; its ``problems`` are the warnings.

    Raises:
        CourseError: if there is any error; it holds the problems of all files.

    """
    return _CourseLoader(root).load(only)


@dataclass(frozen=True)
class _LoadedChapter:
    chapter: CourseChapter
    context: RuleContext


class _CourseLoader:
    """Collects the problems of all files while reading them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.problems: list[Problem] = []

    def load(self, only: Iterable[str] | None) -> Course:
        """Return the course. Raises CourseError."""
        course = self._read(model.CourseFile, "course.yml")
        terminology = self._read(model.Terminology, "terminology.yml")
        glossary = self._read(list[model.GlossaryEntry], "glossary.yml")
        if not course or not terminology or glossary is None:
            raise CourseError(self.problems)
        self._check_synonyms(terminology[0])
        file, source = course
        self.problems += _check_course_file(file, source)
        style = StyleChecker(terminology[0])
        names = {f"{entry.number:02d}" for entry in file.chapters}
        wanted = names if only is None else set(only)
        for name in sorted(wanted - names):
            self.problems.append(
                source.problem(("chapters",), f"there is no chapter {name}", f"use one of {sorted(names)}")
            )
        loaded = [
            chapter
            for entry in sorted(file.chapters, key=lambda entry: entry.number)
            if f"{entry.number:02d}" in wanted and (chapter := self._chapter(entry, file, source, style))
        ]
        chapters = [each.chapter for each in loaded]
        self.problems += _check_ids(loaded)
        comparison, quiz = None, None
        if len(chapters) == len(file.chapters):
            self.problems += check_course_style(file, source, style)
            self.problems += check_glossary(*glossary, [chapter.seed for chapter in chapters])
            self.problems += check_glossary_style(*glossary, style)
            self.problems += check_pages(self.root, style)
            contexts = {each.chapter.seed.id: each.context for each in loaded}
            try:
                comparison, quiz, found = read_comparison(self.root, contexts, style)
                self.problems += found
            except CourseError as error:
                self.problems += error.problems
        if errors(self.problems):
            raise CourseError(self.problems)
        result = Course(self.root, file, terminology[0], glossary[0], chapters, self.problems, comparison, quiz)
        if file.chapter_targets:
            for each in loaded:
                first = each.chapter.number == file.chapters[0].number
                minutes = sum(result.step_minutes(each.chapter).values())
                self.problems += check_targets(each.context, file.chapter_targets, first=first, minutes=minutes)
        return result

    def _read(self, kind: type[T], name: str) -> tuple[T, SourceMap] | None:
        """Return the file *name* of ``data/`` as *kind*, or None if it has errors."""
        try:
            return read_model(kind, self.data / name, f"data/{name}")
        except CourseError as error:
            self.problems += error.problems
            return None

    def _check_synonyms(self, terminology: model.Terminology) -> None:
        if (self.data / "synonyms.yml").is_file():
            try:
                read_synonyms(self.data / "synonyms.yml", "data/synonyms.yml", terminology.slurs)
            except CourseError as error:
                self.problems += error.problems

    def _chapter(
        self, entry: model.ChapterEntry, file: model.CourseFile, source: SourceMap, style: StyleChecker
    ) -> _LoadedChapter | None:
        """Read and check the chapter of *entry*; return None if its files have errors."""
        seed = self._seed(entry, file.chapters.index(entry), source)
        found = self._read(model.Chapter, f"chapters/{entry.number:02d}.yml")
        if not seed or not found:
            return None
        content, content_source = found
        if content.seed != entry.seed:
            message = f"course.yml gives this chapter seed {entry.seed}"
            hint = "change one of the two"
            self.problems.append(content_source.problem(("seed",), message, hint, rule="reference"))
            return None
        themes = frozenset(theme.id for theme in file.themes)
        seeds = frozenset(entry.seed for entry in file.chapters)
        context = RuleContext(content, seed, content_source, themes, seeds)
        self.problems += check(context)
        self.problems += [p for p in check_chapter_style(context, style) if not is_suppressed(context, p)]
        return _LoadedChapter(CourseChapter(entry.number, content, seed), context)

    def _seed(self, entry: model.ChapterEntry, index: int, source: SourceMap) -> Seed | None:
        """Return the seed of *entry*, the chapter at *index* of course.yml, or None if it has errors."""
        paths = sorted((self.data / "seeds").glob(f"{entry.seed}_*.txt"))
        if len(paths) != 1:
            message = f"data/seeds holds {len(paths)} files of seed {entry.seed}"
            self.problems.append(source.problem(("chapters", index, "seed"), message, "put one file there"))
            return None
        try:
            return read_seed(paths[0], f"data/seeds/{paths[0].name}")
        except CourseError as error:
            self.problems += error.problems
            return None


def _check_course_file(file: model.CourseFile, source: SourceMap) -> Iterator[Problem]:
    """Check that chapter numbers, seeds and theme ids are unique, and that language and item types are known."""
    lists = (
        ("chapters", "number", [str(entry.number) for entry in file.chapters]),
        ("chapters", "seed", [entry.seed for entry in file.chapters]),
        ("themes", "id", [theme.id for theme in file.themes]),
    )
    for name, field, values in lists:
        for value, count in Counter(values).items():
            if count > 1:
                message = f"{value} appears {count} times"
                yield source.problem((name, values.index(value), field), message, "give each its own", rule="id")
    if not has_words(file.language):
        message = f"there are no word lists for the language {file.language!r}"
        yield source.problem(("language",), message, "write ar or en", rule="reference")
    for name in file.pace.items:
        if name not in ITEM_TYPES:
            message = f"there is no item type {name}"
            yield source.problem(("pace", "items", name), message, f"use one of {list(ITEM_TYPES)}", rule="reference")


def _check_ids(loaded: list[_LoadedChapter]) -> Iterator[Problem]:
    """Check that no two chapters have an item or a prompt with the same id."""
    contents = [each.context.chapter for each in loaded]
    counts = Counter(part.id for content in contents for part in (*content.items, *content.prompts))
    for each in loaded:
        content = each.context.chapter
        for name, parts in (("items", content.items), ("prompts", content.prompts)):
            own = Counter(part.id for part in parts)
            for index, part in enumerate(parts):
                if counts[part.id] > own[part.id]:
                    message, hint = f"{part.id} is also in another chapter", "give it its own id"
                    yield each.context.source.problem((name, index, "id"), message, hint, rule="id")
