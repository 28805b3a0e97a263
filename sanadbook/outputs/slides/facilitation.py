"""A chapter's deck: the slides of its notebook and of the session, with speaker notes and planned minutes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sanadbook.i18n import Translator, get_translator
from sanadbook.items.registry import item_type
from sanadbook.language.arabic import words
from sanadbook.model import session_plan as session
from sanadbook.outputs.answer_key import answer_key
from sanadbook.outputs.slides.exporter import DeckConfig, DeckExporter
from sanadbook.outputs.slides.split import Slide, notes_cell, slide_cell, split_cells
from sanadbook.render.renderer import Renderer, anchor

_TEMPLATES = Path(__file__).parent / "templates"


def chapter_deck(notebook: str, renderer: Renderer, exporter: DeckExporter) -> str:
    """Return the deck of a chapter as HTML. Equal arguments give an equal deck.

    Args:
        notebook: the chapter's notebook as JSON text, from which the slides are made.
        renderer: renderer of the chapter, whose data provides notes and minutes.
        exporter: exporter with the configuration of the deck.

    """
    return exporter.deck(_add_session(split_notebook(notebook, renderer.course.file.language), renderer))


def split_notebook(notebook: str, language: str) -> Any:
    """Return the slides of *notebook* (JSON text of a notebook with quizzes) as a notebook for ``DeckExporter``."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["t"] = t = get_translator(language)
    template = environment.get_template("hand-count.html.j2")
    return split_cells(nbformat.reads(notebook, as_version=4), t, lambda groups: template.render(groups=groups))


def deck_config(renderer: Renderer, policy: str) -> DeckConfig:
    """Return the configuration of a chapter's deck. The title is neutral, like that of the chapter's page."""
    file = renderer.course.file
    title = get_translator(file.language)("Chapter {number}").format(number=renderer.chapter.number)
    home = f"../chapters/{renderer.chapter.name}.html"
    return DeckConfig(f"{file.brand} — {title}", file.language, policy, file.exit_url, home=home)


def _add_session(notebook: Any, renderer: Renderer) -> Any:
    """Add the slides of the agreement, warm-up and closing, and the notes and minutes of every slide."""
    t = get_translator(renderer.course.file.language)
    content, rules = renderer.chapter.content, renderer.course.file.session
    speaker_notes = SpeakerNotes(renderer, t)
    cells: list[Any] = []

    def add(cell: Any, notes: str = "", minutes: float = 0) -> None:
        if minutes:
            cell.metadata["sanadbook"]["minutes"] = f"{minutes:g}"
        cells.append(cell)
        if notes:
            cells.append(notes_cell(notes))

    for cell in notebook.cells:
        kind, source = cell.metadata["sanadbook"]["kind"], cell.metadata["sanadbook"]["source"]
        add(cell, speaker_notes.notes(kind, source), speaker_notes.minutes(kind, source, cell.source))
        if kind == "objectives":
            slide = Slide("agreement", t("Agreement"), speaker_notes.render("agreement"))
            add(slide_cell(slide), speaker_notes.render("agreement-notes"), rules.agreement)
            slide = Slide("warm-up", content.warm_up.title, speaker_notes.render("warm-up"))
            add(
                slide_cell(slide, t("Warm-up")), speaker_notes.render("warm-up-notes"), session.warm_up_minutes(content)
            )
    slide = Slide("closing", content.closing.title, speaker_notes.render("closing"))
    add(slide_cell(slide), speaker_notes.render("closing-notes"), content.closing.minutes)
    notebook.cells = cells
    return notebook


class SpeakerNotes:
    """The notes and planned minutes of the slides, which only the facilitator sees."""

    def __init__(self, renderer: Renderer, t: Translator) -> None:
        environment = renderer.environment.overlay(loader=FileSystemLoader(_TEMPLATES))
        self.template, self.t = environment.get_template("session.html.j2"), t
        self.context = {"course": renderer.course.file, "content": renderer.chapter.content}
        self.course, self.chapter = renderer.course, renderer.chapter
        self.prompts = {anchor(prompt.id): prompt for prompt in renderer.chapter.content.prompts}
        self.items = {item.id: item for item in renderer.chapter.path}
        self.solutions = dict(zip(self.items, answer_key(renderer), strict=True))
        self.words = len(words(renderer.chapter.seed.passage)) or 1

    def render(self, name: str, **context: Any) -> str:
        """Return the part *name* of ``session.html.j2``: the content of a slide, or notes."""
        return self.template.render(name=name, **self.context, **context).strip()

    def notes(self, kind: str, source: str) -> str:
        """Return the notes on a slide of the notebook, or an empty string."""
        if kind in ("passage", "notes"):
            return self.render(f"{kind}-notes")
        if kind == "prompt":
            prompt = self.prompts[source]
            priority = self.t("core") if prompt.priority == "core" else self.t("optional")
            return self.render("prompt-notes", prompt=prompt, priority=priority)
        if kind == "item":
            return self.render("item-notes", solution=self.solutions[source])
        return ""

    def minutes(self, kind: str, source: str, html: str) -> float:
        """Return the planned minutes of a slide of the notebook, or 0."""
        rules = self.course.file.session
        if kind == "passage":  # its share of the reading time, in steps of half a minute
            share = len(words(BeautifulSoup(html, "html.parser").get_text(" "))) / self.words
            return max(0.5, round(2 * share * rules.reading[0]) / 2)
        if kind == "prompt":
            return session.prompt_minutes(self.prompts[source], rules)
        if kind == "item":
            item = self.items[source]
            return rules.poll.minutes if item_type(item).pollable else self.course.minutes([item])
        return 0
