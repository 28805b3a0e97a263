"""A chapter's deck: the notebook's slides in a session's order, with what only the facilitator sees and the planned minutes."""

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
from sanadbook.outputs.slides.exporter import DeckExporter, Frame
from sanadbook.outputs.slides.split import Slide, divide, notes_cell, slide_cell
from sanadbook.render.renderer import Renderer, anchor

_LAYOUTS = Path(__file__).parent / "templates"


def chapter_deck(notebook: str, renderer: Renderer, exporter: DeckExporter) -> str:
    """Return the deck of a chapter as HTML: same notebook, same chapter, same deck.

    *notebook* is the text of the chapter's notebook; slides are made of its cells, notes of the chapter's data.
    """
    return exporter.deck(_facilitate(divided(notebook, renderer.course.file.language), renderer))


def divided(notebook: str, language: str) -> Any:
    """Return the slides of a notebook with quizzes, whose text is *notebook*, as ``DeckExporter.deck`` takes them."""
    environment = Environment(
        loader=FileSystemLoader(_LAYOUTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["t"] = t = get_translator(language)
    hands = environment.get_template("hands.html.j2")
    return divide(nbformat.reads(notebook, as_version=4), t, lambda groups: hands.render(groups=groups))


def frame(renderer: Renderer, policy: str) -> Frame:
    """Return what stands around a chapter's slides; the tab's title is neutral, like that of the chapter's page."""
    file = renderer.course.file
    title = get_translator(file.language)("Chapter {number}").format(number=renderer.chapter.number)
    home = f"../chapters/{renderer.chapter.name}.html"
    return Frame(f"{file.brand} — {title}", file.language, policy, file.exit_url, home=home)


def _facilitate(notebook: Any, renderer: Renderer) -> Any:
    """Add the agreement, the warm-up and the closing where a session has them, and each slide's notes and minutes."""
    t = get_translator(renderer.course.file.language)
    content, rules = renderer.chapter.content, renderer.course.file.session
    said = _Said(renderer, t)
    cells: list[Any] = []

    def add(cell: Any, notes: str = "", minutes: float = 0) -> None:
        if minutes:
            cell.metadata["sanadbook"]["minutes"] = f"{minutes:g}"
        cells.append(cell)
        if notes:
            cells.append(notes_cell(notes))

    for cell in notebook.cells:
        about = cell.metadata["sanadbook"]
        add(cell, said.notes(about["kind"], about["about"]), said.minutes(about["kind"], about["about"], cell.source))
        if about["kind"] == "objectives":
            slide = Slide("agreement", t("Agreement"), said.of("agreement"))
            add(slide_cell(slide), said.of("agreement-notes"), rules.agreement)
            slide = Slide("warm-up", content.warm_up.title, said.of("warm-up"))
            add(slide_cell(slide, t("Warm-up")), said.of("warm-up-notes"), session.warm_up_minutes(content))
    slide = Slide("closing", content.closing.title, said.of("closing"))
    add(slide_cell(slide), said.of("closing-notes"), content.closing.minutes)
    notebook.cells = cells
    return notebook


class _Said:
    """What is said of a slide to the facilitator alone."""

    def __init__(self, renderer: Renderer, t: Translator) -> None:
        environment = renderer.environment.overlay(loader=FileSystemLoader(_LAYOUTS))
        self.layout, self.t = environment.get_template("session.html.j2"), t
        self.context = {"course": renderer.course.file, "content": renderer.chapter.content}
        self.course, self.chapter = renderer.course, renderer.chapter
        self.prompts = {anchor(prompt.id): prompt for prompt in renderer.chapter.content.prompts}
        self.items = {item.id: item for item in renderer.chapter.path}
        self.solutions = dict(zip(self.items, answer_key(renderer), strict=True))
        self.words = len(words(renderer.chapter.seed.passage)) or 1

    def of(self, name: str, **context: Any) -> str:
        """Return a part of a session, or what is said of it."""
        return self.layout.render(name=name, **self.context, **context).strip()

    def notes(self, kind: str, about: str) -> str:
        """Return the notes of a slide of the notebook, or nothing."""
        if kind in ("passage", "notes"):
            return self.of(f"{kind}-notes")
        if kind == "prompt":
            prompt = self.prompts[about]
            priority = self.t("core") if prompt.priority == "core" else self.t("optional")
            return self.of("prompt-notes", prompt=prompt, priority=priority)
        if kind == "item":
            return self.of("item-notes", solution=self.solutions[about])
        return ""

    def minutes(self, kind: str, about: str, html: str) -> float:
        """Return the planned minutes of a slide of the notebook, 0 where there are none of its own."""
        rules = self.course.file.session
        if kind == "passage":  # its share of the reading, to half a minute
            share = len(words(BeautifulSoup(html, "html.parser").get_text(" "))) / self.words
            return max(0.5, round(2 * share * rules.reading[0]) / 2)
        if kind == "prompt":
            return session.prompt_minutes(self.prompts[about], rules)
        if kind == "item":
            item = self.items[about]
            return rules.poll.minutes if item_type(item).pollable else self.course.minutes([item])
        return 0
