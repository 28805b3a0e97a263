"""Items as HTML and keys: written once, for the page, the notebook, the print-out and the live widget."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sanadbook import model
from sanadbook.i18n import get_translator, text_direction
from sanadbook.i18n.messages import CLASS_RESULTS_MESSAGES, NOTEBOOK_MESSAGES, QUIZ_MESSAGES
from sanadbook.inputs.references import resolve
from sanadbook.inputs.seed import Address
from sanadbook.model.course import Course, CourseChapter
from sanadbook.render.annotate import Mark, annotate, isolate
from sanadbook.runtime.compiled import SPACED_REVIEW, Compiled

_TEMPLATES = Path(__file__).parent / "templates"
T = TypeVar("T")
_GAP = re.compile(r"\{(\d+)\}")


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
    """A sentence of the passage around an evidence span, and where it stands on the page (nowhere: no targets)."""

    before: str
    span: str
    after: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Rendered:
    """An item ready to be shown and answered."""

    html: Markup
    key: dict[str, Any]
    parts: list[dict[str, Any]]  # what each part asks and offers: see `Compiled`


@dataclass(frozen=True)
class Renderer:
    """Renders the items of one chapter."""

    course: Course
    chapter: CourseChapter
    name: str = ""  # how the compiled quiz is called; the chapter's name by default

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
            "chapter": self.chapter,
            "note_anchor": note_anchor,
            "anchor": anchor,
        }
        environment.filters["prose"] = lambda text: text if isinstance(text, Markup) else isolate(self.flat(text))
        environment.filters["flat"] = self.flat
        environment.filters["verbatim"] = isolate
        environment.filters["number"] = lambda value: f"{value:g}"
        return environment

    def flat(self, text: str) -> str:
        """Return *text* with its references resolved, as plain text (for attributes and options of a list)."""
        return resolve(text, self.reference)

    def reference(self, kind: str, part_id: str) -> str:
        """Say what a reference points to, in the course's language."""
        t = get_translator(self.course.file.language)
        if kind == "seed":
            return t("Chapter {number}").format(
                number=next(e.number for e in self.course.file.chapters if e.seed == part_id)
            )
        return t("note {number}").format(number=self.chapter.notes[part_id][0])

    def messages(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The strings that are said at run time, by name."""
        t = get_translator(self.course.file.language)
        return {name: t(text) for name, text in texts.items()}

    # -- quotations --

    def quotation(self, evidence: model.Evidence) -> Quotation:
        """Quote the sentence of *evidence*; only the span where the sentence holds a grade-A fault besides it."""
        seed = self.chapter.seed
        start = seed.passage.index(evidence.span)
        end = start + len(evidence.span)
        first, last = seed.at(start), seed.at(end - 1)
        low, high = seed.bounds(first, last)
        addresses = [] if self.name else seed.sentences  # a quiz of its own stands below no passage
        targets = tuple(sentence_anchor(seed.id, address) for address in addresses if first <= address <= last)
        for note in self.chapter.content.notes:
            place = seed.passage.find(note.span) if note.grade == "A" and note.at.startswith("L") else -1
            if low <= place < high and not start <= place < end:
                return Quotation("… " if start > low else "", evidence.span, " …" if end < high else "", targets)
        return Quotation(seed.passage[low:start], evidence.span, seed.passage[end:high], targets)

    # -- items --

    def render(self, item: model.Item) -> Rendered:
        """Render *item*: its HTML and what grades it."""
        t = get_translator(self.course.file.language)
        count, label = self._counted(item)
        context: dict[str, Any] = {
            "item": item,
            "anchor": anchor(item.id),
            "count": count,
            "label": label,
            "stem": item.stem,
            "sentences": [self.quotation(evidence) for evidence in item.evidence],
        }
        key: dict[str, Any] = {"type": item.type}
        parts: list[tuple[str, list[str]]] = []
        if isinstance(item, model.Single | model.Multiple):
            parts = [("", [option.text for option in item.options])]
            key |= {"key": [n for n, option in enumerate(item.options) if option.correct], "choices": len(item.options)}
        elif isinstance(item, model.TrueFalseReason):
            reason = next(n for n, option in enumerate(item.reasons) if option.correct)
            verdicts = [t("The statement is true"), t("The statement is false")]
            parts = [("", verdicts), (t("Why?"), [option.text for option in item.reasons])]
            key |= {"key": [0 if item.answer else 1, reason], "choices": len(item.reasons)}
        elif isinstance(item, model.Cloze):
            bank = [] if item.typed else _shuffled([blank.answer for blank in item.blanks] + item.distractors, item.id)
            pieces = [int(piece) - 1 if n % 2 else piece for n, piece in enumerate(_GAP.split(item.text))]
            context |= {"bank": bank, "pieces": pieces}
            parts = [(t("Blank {number}").format(number=n), bank) for n, _ in enumerate(item.blanks, start=1)]
            typed: list[Any] = [[blank.answer, *blank.accept] for blank in item.blanks]
            listed: list[Any] = [] if item.typed else [bank.index(blank.answer) for blank in item.blanks]
            key |= {"key": typed if item.typed else listed, "choices": len(bank), "strict": item.strict}
        elif isinstance(item, model.Matching):
            bank = _shuffled([pair.right for pair in item.pairs] + [extra.text for extra in item.extra], item.id)
            extras = [{"choice": bank.index(extra.text), "feedback": extra.feedback} for extra in item.extra]
            context |= {"bank": bank, "extras": extras}
            parts = [(pair.left, bank) for pair in item.pairs]
            key |= {"key": [bank.index(pair.right) for pair in item.pairs], "choices": len(bank)}
        elif isinstance(item, model.Ordering):
            steps = _shuffled(item.steps, item.id)
            context["steps"] = steps
            parts = [(step.text, [str(place) for place, _ in enumerate(steps, start=1)]) for step in steps]
            key |= {"key": [item.steps.index(step) for step in steps], "choices": len(steps)}
        elif isinstance(item, model.Short):
            parts = [("", [])]
            key |= {"key": [item.accept], "choices": 0, "strict": item.strict}
        elif isinstance(item, model.Classification):
            cards = _shuffled(item.cards, item.id)
            context["item"] = item.model_copy(update={"cards": cards})
            parts = [(card.text, item.categories) for card in cards]
            key |= {"key": [item.categories.index(card.category) for card in cards], "choices": len(item.categories)}
        else:
            context |= self._open(item)
            key |= {
                "key": [1 for _ in item.rubric],
                "choices": 2,
                "essential": [point.essential for point in item.rubric],
            }
        html = self.environment.get_template("item.html.j2").render(context)
        content = f"{html}\n{sorted(key.items())}"
        plain = [
            {"name": self.flat(name), "choices": [self.flat(choice) for choice in choices]} for name, choices in parts
        ]
        return Rendered(Markup(html), {**key, "hash": hashlib.sha256(content.encode()).hexdigest()[:8]}, plain)

    def stem(self, item: model.Item) -> str:
        """Return what *item* asks, as plain text."""
        source = isinstance(item, model.Open) and item.source
        return self.chapter.seed.question if source else self.flat(str(item.stem))

    def _counted(self, item: model.Item) -> tuple[str, str]:
        """Say which of how many the item is, and the same without the number of all."""
        t = get_translator(self.course.file.language)
        fellows = self.chapter.spaced_review if item.location == SPACED_REVIEW else self.chapter.path
        number = fellows.index(item) + 1
        if item.location == SPACED_REVIEW:
            label = t("Review question {number}").format(number=number)
            return t("Review question {number} of {total}").format(number=number, total=len(fellows)), label
        label = t("Question {number}").format(number=number)
        return t("Question {number} of {total}").format(number=number, total=len(fellows)), label

    def _open(self, item: model.Open) -> dict[str, Any]:
        """What the template of an open item needs besides the item."""
        t = get_translator(self.course.file.language)
        seed = self.chapter.seed
        return {
            "stem": self.annotated(seed.question, "question") if item.source else item.stem,
            "answer": self.annotated(seed.answer, "answer"),
            "notes": [(number, note) for number, note in self.chapter.notes.values() if not note.at.startswith("L")],
            "segments": [_quoting(segment, segment.evidence) for segment in item.evidence_map],
            "rubric": [_quoting(point, point.evidence) for point in item.rubric],
            "status": {
                "supported": t("has evidence"),
                "partial": t("has partial evidence"),
                "absent": t("not in the text"),
            },
        }

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
        language = self.course.file.language
        return self.environment.get_template(name).render(
            direction=text_direction(language), language=language, **context
        )


def _quoting(part: model.AnswerSegment | model.Criterion, evidence: Sequence[model.Evidence]) -> dict[str, Any]:
    """Return the fields of *part* and the spans that it quotes."""
    return {**dict(part), "quotes": [each.span for each in evidence]}


def _shuffled(things: list[T], salt: str) -> list[T]:
    """Return *things* in an order that looks random, is the same at each run, and is not the given one."""

    def weight(number: int) -> str:
        return hashlib.sha256(f"{salt}:{number}".encode()).hexdigest()

    order = sorted(range(len(things)), key=weight)
    if order == sorted(order):
        order = order[1:] + order[:1]
    return [things[number] for number in order]
