"""The whole course as objects: its file, its chapters with their seeds, and what is computed from them."""

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
from sanadbook.model.glossary import in_seed


@dataclass(frozen=True)
class CourseChapter:
    """A chapter in its course: its number, what is authored, and its seed."""

    number: int
    content: model.Chapter
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
            self.content.notes,
            key=lambda note: (order.get(note.at, 0), text.get(note.at, self.seed.passage).index(note.span)),
        )
        return {note.id: (number, note) for number, note in enumerate(ordered, start=1)}

    def items_at(self, place: str) -> list[model.Item]:
        """The items shown at *place*, in the order of the file."""
        return [item for item in self.content.items if item.location == place]

    @cached_property
    def path(self) -> list[model.Item]:
        """The items of the chapter itself, in the order in which a learner meets them."""
        places = [section.id for section in self.content.sections] + ["check", "review"]
        return [item for place in places for item in self.items_at(place)]

    @property
    def spaced_review(self) -> list[model.Item]:
        """The items kept for the page of all chapters' reviews, in the order of the file."""
        return self.items_at("spaced_review")

    @property
    def first_prompt(self) -> model.Prompt:
        """The prompt that a lone reader is offered first."""
        return next((prompt for prompt in self.content.prompts if prompt.priority == "core"), self.content.prompts[0])

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
        """The terms that the chapter's source text has a wording for, in alphabetical order, each with its wordings."""
        return in_seed(self.glossary, chapter.seed)

    def minutes(self, items: Iterable[model.Item]) -> float:
        """How long *items* take a lone reader, in minutes."""
        return sum(
            item.minutes or self.file.pace.items.get(item.type, item_type(item).default_minutes) for item in items
        )

    def reading_minutes(self, chapter: CourseChapter) -> float:
        """How long the passage and its plain versions take a lone reader, in minutes."""
        plain = sum(len(words(section.plain)) for section in chapter.content.sections)
        return (len(words(chapter.seed.passage)) + plain) / self.file.pace.words_per_minute

    def step_minutes(self, chapter: CourseChapter) -> dict[str, int]:
        """The whole minutes that each step of a chapter takes a lone reader, by the step's name."""
        in_sections = [item for item in chapter.path if item.location.startswith("S")]
        answer = len(words(chapter.seed.answer)) / self.file.pace.words_per_minute
        minutes = {
            "read": self.reading_minutes(chapter) + self.minutes(in_sections),
            "check": self.minutes(chapter.items_at("check")),
            "think": chapter.first_prompt.alone.minutes,
            "review": self.minutes(chapter.items_at("review")) + answer,
        }
        return {step: math.ceil(value) for step, value in minutes.items()}

    def theme_counts(self) -> dict[str, dict[str, int]]:
        """For each theme's id the number of sentences that each chapter (by name) gives to it."""
        counts = {theme.id: {chapter.name: 0 for chapter in self.chapters} for theme in self.file.themes}
        for chapter in self.chapters:
            for section in chapter.content.sections:
                for theme in section.themes:
                    counts[theme][chapter.name] += len(chapter.sentences_of(section))
        return counts
