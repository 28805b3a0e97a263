"""The loaded course: its files, its chapters with their seeds, and values computed from them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sanadbook import model
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Address, Seed
from sanadbook.items.registry import item_type
from sanadbook.language.arabic import words
from sanadbook.model.glossary import terms_in


@dataclass(frozen=True)
class CourseChapter:
    """A chapter of the course: its number, its authored content and its seed."""

    number: int
    content: model.Chapter
    seed: Seed

    @property
    def name(self) -> str:
        """The chapter's file name without its ending: ``04``."""
        return f"{self.number:02d}"

    @cached_property
    def notes(self) -> dict[str, tuple[int, model.Note]]:
        """Notes by id, with their numbers: first those on the passage in its order, then on question and answer."""
        text = {"question": self.seed.question, "answer": self.seed.answer}
        order = {"question": 1, "answer": 2}
        ordered = sorted(
            self.content.notes,
            key=lambda note: (order.get(note.at, 0), text.get(note.at, self.seed.passage).index(note.span)),
        )
        return {note.id: (number, note) for number, note in enumerate(ordered, start=1)}

    def items_at(self, location: str) -> list[model.Item]:
        """Return the items at *location* in the order of the file."""
        return [item for item in self.content.items if item.location == location]

    @cached_property
    def path(self) -> list[model.Item]:
        """The items on the chapter's page, in the learner's order."""
        locations = [*(section.id for section in self.content.sections), "check", "review"]
        return [item for location in locations for item in self.items_at(location)]

    @property
    def spaced_review(self) -> list[model.Item]:
        """The items on the page of all chapters' reviews, in the order of the file."""
        return self.items_at("spaced_review")

    @property
    def first_prompt(self) -> model.Prompt:
        """The prompt in sight for a single reader: the main prompt, else the first core prompt, else the first."""
        prompts = self.content.prompts
        main = [prompt for prompt in prompts if prompt.id == self.content.main_prompt]
        return (main or [prompt for prompt in prompts if prompt.priority == "core"] or prompts)[0]

    def is_in_sight(self, note: model.Note) -> bool:
        """Return whether *note* is shown without unfolding: one of ``notes_in_sight``, else one above grade C."""
        chosen = self.content.notes_in_sight
        return note.grade != "C" if chosen is None else note.id in chosen

    def sentences_of(self, section: model.Section) -> dict[Address, str]:
        """Return the section's sentences by address."""
        first, last = Address.parse(section.first), Address.parse(section.last)
        return {address: text for address, text in self.seed.sentences.items() if first <= address <= last}


@dataclass(frozen=True)
class Course:
    """All files in ``data/``. ``problems`` holds the warnings found while loading."""

    root: Path
    file: model.CourseFile
    terminology: model.Terminology
    glossary: list[model.GlossaryEntry]
    chapters: list[CourseChapter]
    problems: list[Problem]
    comparison: model.Comparison | None = None
    compare_quiz: model.QuizFile | None = None

    def chapter(self, name: str) -> CourseChapter:
        """Return the chapter called *name* (``04``). Raises KeyError."""
        for chapter in self.chapters:
            if chapter.name == name:
                return chapter
        raise KeyError(name)

    def terms_of(self, chapter: CourseChapter) -> list[tuple[model.GlossaryEntry, list[str]]]:
        """Return the glossary entries that have variants in the chapter's seed, with these, in alphabetical order."""
        return terms_in(self.glossary, chapter.seed)

    def minutes(self, items: Iterable[model.Item]) -> float:
        """Return the minutes that *items* take a learner who works alone."""
        return sum(
            item.minutes or self.file.pace.items.get(item.type, item_type(item).default_minutes) for item in items
        )

    def _minutes_to_read(self, *texts: str) -> float:
        """Return the minutes for reading *texts*."""
        return sum(len(words(text)) for text in texts) / self.file.pace.words_per_minute

    def reading_minutes(self, chapter: CourseChapter) -> float:
        """Return the minutes for reading the passage, its plain versions and the notes in sight."""
        content = chapter.content
        texts = [chapter.seed.passage, *(section.plain for section in content.sections)]
        texts += [note.text for note in content.notes if note.at.startswith("L") and chapter.is_in_sight(note)]
        return self._minutes_to_read(*texts)

    def comparing_minutes(self, chapter: CourseChapter) -> float:
        """Return the minutes for reading the source answer and the conclusion."""
        texts = [chapter.seed.answer]
        if conclusion := chapter.content.conclusion:
            texts += [conclusion.answer, conclusion.question, *(each.sentence for each in conclusion.words)]
        return self._minutes_to_read(*texts)

    def step_minutes(self, chapter: CourseChapter) -> dict[str, int]:
        """Return the whole minutes for each step of a chapter (begin, read, check, think, review)."""
        in_sections = [item for item in chapter.path if item.location.startswith("S")]
        minutes: dict[str, float] = {}
        if opening := chapter.content.opening:
            steps = (step.text for step in opening.example.steps)
            texts = (opening.scene, opening.example.case, *steps, opening.example.takeaway)
            minutes["begin"] = self._minutes_to_read(*texts)
        minutes |= {
            "read": self.reading_minutes(chapter) + self.minutes(in_sections),
            "check": self.minutes(chapter.items_at("check")),
            "think": chapter.first_prompt.alone.minutes,
            "review": self.minutes(chapter.items_at("review")) + self.comparing_minutes(chapter),
        }
        return {step: math.ceil(value) for step, value in minutes.items()}

    def theme_counts(self) -> dict[str, dict[str, int]]:
        """Return for each theme id the number of sentences on it in each chapter, by the chapter's name."""
        counts = {theme.id: {chapter.name: 0 for chapter in self.chapters} for theme in self.file.themes}
        for chapter in self.chapters:
            for section in chapter.content.sections:
                for theme in section.themes:
                    counts[theme][chapter.name] += len(chapter.sentences_of(section))
        return counts
