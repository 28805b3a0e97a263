"""The exporter of nbconvert that makes a deck of a divided notebook: a template of our own, over reveal.js."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert import SlidesExporter

from sanadbook.i18n import get_translator, text_direction
from sanadbook.runtime.compiled import safe_json

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Frame:
    """What stands around a deck's slides: the tab's title, and the way out of the course.

    ``static`` is the relative address of the book's own files, ``home`` that of the page that the deck belongs to.
    """

    title: str
    language: str
    policy: str
    exit_url: str
    static: str = "../_static"
    home: str = ""


class DeckExporter(SlidesExporter):
    """Makes one HTML file whose scripts and styles are files of the book."""

    def __init__(self, frame: Frame) -> None:
        """Take the frame that every deck of this exporter has."""
        super().__init__(
            extra_template_basedirs=[str(HERE)],
            template_name="deck",
            language_code=frame.language,
            exclude_anchor_links=True,
        )
        self.frame = frame

    def deck(self, notebook: Any) -> str:
        """Return the deck of a divided notebook as HTML."""
        t = get_translator(self.frame.language)
        said = {
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
            "reset": t("From zero"),
            "previous": t("Previous"),
            "next": t("Next"),
            "exit": t("Exit"),
            "page": t("Part {place} of {all}"),
            "escape": t("Press Escape once more to leave the page."),
        }
        self.environment.globals |= {
            "t": t,
            "frame": self.frame,
            "direction": text_direction(self.frame.language),
            "said": safe_json(said),
        }
        html, _ = self.from_notebook_node(notebook)
        return str(html)
