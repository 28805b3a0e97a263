"""Reading and checking a whole course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from sanadbook import model
from sanadbook.inputs.loader import SourceMap, read_model
from sanadbook.inputs.problems import CourseError, Problem, errors
from sanadbook.inputs.seed import Seed, read_seed
from sanadbook.items.registry import ITEM_TYPES
from sanadbook.language.words import has_words
from sanadbook.model.course import Course, CourseChapter
from sanadbook.rules import RuleContext, allowed, check, meets_targets
from sanadbook.rules.comparison import read_comparison
from sanadbook.rules.glossary import check_glossary
from sanadbook.rules.pages import check_pages
from sanadbook.rules.style import StyleChecker, check_course_wording, check_glossary_wording, check_wording
from sanadbook.rules.synonyms import read_synonyms

T = TypeVar("T")


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
    wording = StyleChecker(terminology[0])
    wanted = None if only is None else set(only)
    for name in sorted((wanted or set()) - {f"{entry.number:02d}" for entry in settings.chapters}):
        problems.append(source.problem(("chapters",), f"there is no chapter {name}", "name a chapter that stands here"))
    seeds = frozenset(entry.seed for entry in settings.chapters)
    chapters, sources, contexts = [], [], []
    for entry in sorted(settings.chapters, key=lambda entry: entry.number):
        if wanted is not None and f"{entry.number:02d}" not in wanted:
            continue
        seed = _seed(entry, settings.chapters.index(entry), data, root, source, problems)
        found = _read(model.Chapter, data / "chapters" / f"{entry.number:02d}.yml", root, problems)
        if not seed or not found:
            continue
        content, content_source = found
        if content.seed != entry.seed:
            problems.append(
                content_source.problem(
                    ("seed",),
                    f"course.yml gives this chapter seed {entry.seed}",
                    "make the two agree",
                    rule="reference",
                )
            )
            continue
        context = RuleContext(content, seed, content_source, frozenset(theme.id for theme in settings.themes), seeds)
        problems += check(context)
        problems += [problem for problem in check_wording(context, wording) if not allowed(context, problem)]
        chapters.append(CourseChapter(entry.number, content, seed))
        sources.append(content_source)
        contexts.append(context)
    problems += _ids(chapters, sources)
    comparison, quiz = None, None
    if len(chapters) == len(settings.chapters):  # what is about all chapters needs them all
        problems += check_course_wording(settings, source, wording)
        problems += check_glossary(*glossary, [chapter.seed for chapter in chapters])
        problems += check_glossary_wording(*glossary, wording)
        problems += check_pages(root, wording)
        try:
            comparison, quiz, findings = read_comparison(
                root, {context.seed.id: context for context in contexts}, wording
            )
            problems += findings
        except CourseError as error:
            problems += error.problems
    if errors(problems):
        raise CourseError(problems)
    made = Course(root, settings, terminology[0], glossary[0], chapters, problems, comparison, quiz)
    if settings.chapter_targets:
        for chapter, context in zip(chapters, contexts, strict=True):
            first, minutes = chapter.number == settings.chapters[0].number, sum(made.step_minutes(chapter).values())
            problems += meets_targets(context, settings.chapter_targets, first=first, minutes=minutes)
    return made


def _read(kind: type[T], path: Path, root: Path, problems: list[Problem]) -> tuple[T, SourceMap] | None:
    """Read *path* as *kind*; on failure add its findings to *problems* and return None."""
    try:
        return read_model(kind, path, str(path.relative_to(root)))
    except CourseError as error:
        problems += error.problems
        return None


def _seed(
    entry: model.ChapterEntry, place: int, data: Path, root: Path, source: SourceMap, problems: list[Problem]
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


def _entries(course: model.CourseFile, source: SourceMap) -> Iterable[Problem]:
    """Chapter numbers, seeds and theme ids are unique; the language and the item types of the pace exist."""
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
    if not has_words(course.language):
        yield source.problem(
            ("language",), f"nothing is known of the language {course.language!r}", "write ar", rule="reference"
        )
    for name in course.pace.items:
        if name not in ITEM_TYPES:
            message = f"there is no item type {name}"
            yield source.problem(("pace", "items", name), message, f"use one of {list(ITEM_TYPES)}", rule="reference")


def _ids(chapters: list[CourseChapter], sources: list[SourceMap]) -> Iterable[Problem]:
    """Ids of items and prompts are unique in the course."""
    counts = Counter(part.id for chapter in chapters for part in (*chapter.content.items, *chapter.content.prompts))
    for chapter, source in zip(chapters, sources, strict=True):
        for name, parts in (("items", chapter.content.items), ("prompts", chapter.content.prompts)):
            own = Counter(part.id for part in parts)
            for index, part in enumerate(parts):
                if counts[part.id] > own[part.id]:
                    yield source.problem(
                        (name, index, "id"), f"{part.id} stands in another chapter too", "give it its own id", rule="id"
                    )
