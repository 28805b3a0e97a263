"""Renders items as HTML with their keys, for pages, notebooks, print and the live widget."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sanadbook import model
from sanadbook.i18n import Translator, get_translator, text_direction
from sanadbook.i18n.messages import CLASS_RESULTS_MESSAGES, NOTEBOOK_MESSAGES, QUIZ_MESSAGES
from sanadbook.inputs.references import resolve
from sanadbook.inputs.seed import Address, Seed
from sanadbook.items.registry import TEMPLATES_DIR as ITEM_TEMPLATES
from sanadbook.items.registry import item_type
from sanadbook.language.bidi import isolate_ltr
from sanadbook.model.course import Course, CourseChapter
from sanadbook.render.annotate import Mark, annotate
from sanadbook.runtime.compiled import SPACED_REVIEW, Compiled

_TEMPLATES = (Path(__file__).parent / "templates", ITEM_TEMPLATES)


def anchor(part_id: str) -> str:
    """Return the HTML id of an item or a prompt: ``003:Q5`` is at ``q-003-5``."""
    seed, _, local = part_id.partition(":")
    return f"{local[0].lower()}-{seed}-{local[1:]}"


def sentence_anchor(seed: str, address: Address) -> str:
    """Return the HTML id and class of a sentence of a passage: ``s-003-2-12``."""
    return f"s-{seed}-{address.line}-{address.sentence}"


def note_anchor(seed: str, number: int) -> str:
    """Return the HTML id of a note: ``n-003-5``."""
    return f"n-{seed}-{number}"


@dataclass(frozen=True)
class Quotation:
    """An evidence span with the rest of its sentence; ``targets`` are the ids of the sentence on the page, if any."""

    before: str
    span: str
    after: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Rendered:
    """A rendered item: its HTML, the key that grades it, and its parts."""

    html: Markup
    key: dict[str, Any]
    parts: list[dict[str, Any]]  # name and choices of each part: see `Compiled`


@dataclass(frozen=True)
class Renderer:
    """Renders the items of one chapter."""

    course: Course
    chapter: CourseChapter
    name: str = ""  # the name of a quiz file; empty for a chapter
    chapter_url: str = ""  # of the chapter's page, as seen from the page that shows the items; "" on that page itself

    @cached_property
    def environment(self) -> Environment:
        """The templates, with the course's strings and text filters."""
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {
            "t": get_translator(self.course.file.language),
            "plural": get_translator(self.course.file.language).plural,
            "language": self.language,
            "direction": text_direction(self.language),
            "chapter": self.chapter,
            "note_anchor": note_anchor,
            "anchor": anchor,
        }
        environment.filters["prose"] = lambda text: (
            text if isinstance(text, Markup) else isolate_ltr(self.plain_text(text))
        )
        environment.filters["plain_text"] = self.plain_text
        environment.filters["verbatim"] = isolate_ltr
        environment.filters["number"] = lambda value: f"{value:g}"
        return environment

    @property
    def t(self) -> Translator:
        """Interface strings in the course's language."""
        return get_translator(self.language)

    @property
    def language(self) -> str:
        """The course's language."""
        return self.course.file.language

    @property
    def seed(self) -> Seed:
        """The chapter's source document."""
        return self.chapter.seed

    @property
    def source_notes(self) -> list[tuple[int, model.Note]]:
        """Numbers and notes on the source question and the source answer."""
        return [(number, note) for number, note in self.chapter.notes.values() if not note.at.startswith("L")]

    def plain_text(self, text: str) -> str:
        """Return *text* with its references resolved, as plain text (for attributes and options of a list)."""
        return resolve(text, self.reference)

    def reference(self, kind: str, part_id: str) -> str:
        """Return the text for a reference, in the course's language."""
        t = get_translator(self.course.file.language)
        if kind == "seed":
            return t("Chapter {number}").format(
                number=next(e.number for e in self.course.file.chapters if e.seed == part_id)
            )
        return t("note {number}").format(number=self.chapter.notes[part_id][0])

    def messages(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the translations of *texts*, by name."""
        t = get_translator(self.course.file.language)
        return {name: t(text) for name, text in texts.items()}

    # -- quotations --

    def quotation(self, evidence: model.Evidence) -> Quotation:
        """Return the sentence of *evidence*, or only its span if the rest of the sentence holds a grade-A fault."""
        seed = self.chapter.seed
        start = seed.passage.index(evidence.span)
        end = start + len(evidence.span)
        first, last = seed.at(start), seed.at(end - 1)
        low, high = seed.bounds(first, last)
        addresses = [] if self.name else seed.sentences  # a quiz file has no passage on the page
        targets = tuple(sentence_anchor(seed.id, address) for address in addresses if first <= address <= last)
        for note in self.chapter.content.notes:
            place = seed.passage.find(note.span) if note.grade == "A" and note.at.startswith("L") else -1
            if low <= place < high and not start <= place < end:
                return Quotation("… " if start > low else "", evidence.span, " …" if end < high else "", targets)
        return Quotation(seed.passage[low:start], evidence.span, seed.passage[end:high], targets)

    # -- items --

    def render(self, item: model.Item) -> Rendered:
        """Return *item* as HTML, with the key that grades it and its parts."""
        kind = item_type(item)
        content = kind.content(item, self)
        count, label = self._counted(item)
        context: dict[str, Any] = {
            "item": item,
            "template": kind.template,
            "graded": kind.graded,
            "anchor": anchor(item.id),
            "count": count,
            "label": label,
            "stem": item.stem,
            "sentences": [self.quotation(evidence) for evidence in item.evidence],
            **content.context,
        }
        key: dict[str, Any] = {"type": item.type, **content.key}
        template = self.environment.get_template("item.html.j2")
        html = template.render(context, chapter_url=self.chapter_url)
        # The hash identifies the item's content, so it is the same on every page.
        version = f"{template.render(context, chapter_url='')}\n{sorted(key.items())}"
        parts = [
            {"name": self.plain_text(name), "choices": [self.plain_text(choice) for choice in choices]}
            for name, choices in content.parts
        ]
        return Rendered(Markup(html), {**key, "hash": hashlib.sha256(version.encode()).hexdigest()[:8]}, parts)

    def stem(self, item: model.Item) -> str:
        """Return the stem of *item* as plain text."""
        return item_type(item).stem(item, self)

    def _counted(self, item: model.Item) -> tuple[str, str]:
        """Return the heading of an item, with the number of all items, and its label, without it."""
        t = get_translator(self.course.file.language)
        fellows = self.chapter.spaced_review if item.location == SPACED_REVIEW else self.chapter.path
        number = fellows.index(item) + 1
        if item.location == SPACED_REVIEW:
            label = t("Review question {number}").format(number=number)
            return t("Review question {number} of {total}").format(number=number, total=len(fellows)), label
        label = t("Question {number}").format(number=number)
        return t("Question {number} of {total}").format(number=number, total=len(fellows)), label

    def annotated(self, text: str, at: str) -> Markup:
        """Return *text* with the marks of the notes whose ``at`` is *at* (an address, ``question`` or ``answer``)."""
        marks = []
        for number, note in self.chapter.notes.values():
            if note.at == at:
                start = text.index(note.span)
                target, label = note_anchor(self.chapter.seed.id, number), self.reference("note", note.id)
                marks.append(Mark(start, start + len(note.span), number, note.grade, target, label))
        return annotate(text, marks)

    def compile(self) -> Compiled:
        """Render the whole chapter."""
        chapter = self.name or self.chapter.name
        items = {}
        for item in (*self.chapter.path, *self.chapter.spaced_review):
            rendered, (_, label) = self.render(item), self._counted(item)
            items[item.id] = {
                "html": str(rendered.html),
                "key": rendered.key,
                "location": item.location,
                "label": label,
                "stem": self.stem(item),
                "parts": rendered.parts,
            }
        before, after = self._template("quiz.html.j2", chapter=chapter).split("<!-- items -->")
        alone = (
            bool(self.name) and not self.course.file.chapters
        )  # one of several on a page, to be told apart by its name
        summary = self._template("summary.html.j2", chapter=chapter, own=alone)
        return Compiled(
            chapter,
            self.course.file.id,
            self.course.file.language,
            text_direction(self.course.file.language),
            items,
            (before, after),
            summary,
            self.messages(QUIZ_MESSAGES),
            self.messages(NOTEBOOK_MESSAGES),
            self.messages(CLASS_RESULTS_MESSAGES),
        )

    def _template(self, name: str, **context: Any) -> str:
        return self.environment.get_template(name).render(context)
