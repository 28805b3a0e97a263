"""The nbconvert exporter that renders a notebook of slides as a deck, one HTML file for reveal.js."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert import SlidesExporter

from sanadbook.i18n import get_translator, text_direction
from sanadbook.runtime.compiled import safe_json

_TEMPLATES = Path(__file__).parent


@dataclass(frozen=True)
class DeckConfig:
    """What a deck needs besides its slides.

    Attributes:
        title: title of the document.
        language: language code of the interface.
        policy: content security policy of the document.
        exit_url: address of the exit button; without it there is none.
        static: relative URL of the book's static files.
        home: relative URL of the page that the deck belongs to.

    """

    title: str
    language: str
    policy: str
    exit_url: str
    static: str = "../_static"
    home: str = ""


class DeckExporter(SlidesExporter):
    """Renders a deck. Its scripts and styles are static files of the book."""

    def __init__(self, config: DeckConfig) -> None:
        """Create an exporter for decks with this configuration."""
        super().__init__(
            extra_template_basedirs=[str(_TEMPLATES)],
            template_name="deck",
            language_code=config.language,
            exclude_anchor_links=True,
        )
        self.deck_config = config

    def deck(self, notebook: Any) -> str:
        """Return the deck of *notebook*, a result of ``split_notebook``, as HTML."""
        t = get_translator(self.deck_config.language)
        messages = {
            "place": t("{place} of {all}"),
            "blocked": t("The browser did not open a second window. Allow windows for this page."),
            "speaker": t("Speaker's window"),
            "now": t("On the screen"),
            "then": t("Next:"),
            "end": t("This is the last slide."),
            "notes": t("Notes for you"),
            "none": t("No notes for this slide."),
            "clock": t("The time"),
            "timer": t("Since the start"),
            "planned": t("Planned minutes for this slide"),
            "until": t("Planned until its end"),
            "start": t("Start"),
            "pause": t("Pause"),
            "reset": t("Reset"),
            "previous": t("Previous"),
            "next": t("Next"),
            "exit": t("Exit"),
            "page": t("Part {place} of {all}"),
            "escape": t("Press Escape again to leave the page."),
        }
        self.environment.globals |= {
            "t": t,
            "deck_config": self.deck_config,
            "direction": text_direction(self.deck_config.language),
            "messages": safe_json(messages),
        }
        html, _ = self.from_notebook_node(notebook)
        return str(html)
