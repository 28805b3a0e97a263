"""What every format shares: a file with its losses, and the plain texts of items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sanadbook import model
from sanadbook.i18n import Translator, get_translator
from sanadbook.model.course import Course, CourseChapter
from sanadbook.render.renderer import Renderer


@dataclass(frozen=True)
class Loss:
    """What a format can't hold of an item, in English, for whoever exports."""

    item: str
    lost: str

    def __str__(self) -> str:
        """Return the line that the command prints."""
        return f"{self.item}: {self.lost}"


@dataclass(frozen=True)
class Exported:
    """A file in some format, the ending of its name, and what was lost on the way."""

    ending: str
    content: bytes
    losses: tuple[Loss, ...]


@dataclass(frozen=True)
class Texts:
    """The texts of an item as plain text: references resolved, in the course's language."""

    renderer: Renderer
    item: model.Item

    @property
    def t(self) -> Translator:
        """The course's strings."""
        return get_translator(self.renderer.course.file.language)

    def flat(self, text: str) -> str:
        """Return *text* on one line, its references resolved."""
        return " ".join(self.renderer.flat(text).split())

    @property
    def stem(self) -> str:
        """The stem; of the item built from the source pair the question, verbatim."""
        if isinstance(self.item, model.Open) and self.item.source:
            return self.renderer.chapter.seed.question
        return self.flat(str(self.item.stem))

    @property
    def evidence(self) -> list[str]:
        """The spans of the passage that the item rests on, verbatim."""
        return [f"«{evidence.span}»" for evidence in self.item.evidence]

    @property
    def chapter(self) -> str:
        """The neutral name of the item's chapter."""
        return self.t("Chapter {number}").format(number=self.renderer.chapter.number)

    def parts(self) -> list[tuple[str, str]]:
        """The parts of an item that has parts, each with what belongs to it; of a cloze by the number of the gap."""
        item = self.item
        if isinstance(item, model.Matching):
            return [(self.flat(pair.left), self.flat(pair.right)) for pair in item.pairs]
        if isinstance(item, model.Classification):
            return [(self.flat(card.text), self.flat(card.category)) for card in item.cards]
        if isinstance(item, model.Ordering):
            return [(self.flat(step.text), str(place)) for place, step in enumerate(item.steps, start=1)]
        if isinstance(item, model.Cloze):
            return [(f"({place})", self.flat(blank.answer)) for place, blank in enumerate(item.blanks, start=1)]
        return []

    def gapped(self) -> str:
        """The text of a cloze with numbered gaps: ``(1) ……``."""
        assert isinstance(self.item, model.Cloze)
        text = self.item.text
        for place in range(1, len(self.item.blanks) + 1):
            text = text.replace(f"{{{place}}}", f"({place}) ……")
        return self.flat(text)

    def spare(self) -> list[str]:
        """Choices that belong to no part."""
        if isinstance(self.item, model.Matching):
            return [self.flat(extra.text) for extra in self.item.extra]
        return [self.flat(word) for word in self.item.distractors] if isinstance(self.item, model.Cloze) else []

    def feedback(self) -> list[tuple[str, str]]:
        """What is said of each part of an item that has parts, right and wrong."""
        item = self.item
        own: list[model.Pair | model.ClassificationCard | model.OrderingStep | model.Blank] = []
        if isinstance(item, model.Matching):
            own += item.pairs
        elif isinstance(item, model.Classification):
            own += item.cards
        elif isinstance(item, model.Ordering):
            own += item.steps
        elif isinstance(item, model.Cloze):
            own += item.blanks
        return [(self.flat(part.feedback), self.flat(part.if_wrong)) for part in own]

    def explained(self) -> list[str]:
        """What is said of each part when it is right: part, what belongs to it, why."""
        feedback = [right for right, _ in self.feedback()]
        return [f"{part} ← {own}. {why}" for (part, own), why in zip(self.parts(), feedback, strict=True)]


def texts(course: Course, chapters: Sequence[CourseChapter]) -> Iterator[Texts]:
    """Yield every item of *chapters*, in the learner's order, those kept for later at the end of their chapter."""
    for chapter in chapters:
        renderer = Renderer(course, chapter)
        for item in (*chapter.path, *chapter.spaced_review):
            yield Texts(renderer, item)


def common_losses(item: model.Item) -> Iterator[Loss]:
    """Yield what no other system has."""
    if item.confidence:
        yield Loss(item.id, "does not ask how sure one is")
    if item.hint:
        yield Loss(item.id, "its hint is left out")


def written_losses(item: model.Item) -> Iterator[Loss]:
    """Yield what is lost of words in gaps where a format knows neither several gaps nor Arabic folding."""
    if isinstance(item, model.Cloze):
        yield Loss(item.id, "becomes a matching of numbered gaps with words" + (", not typed" if item.typed else ""))
    elif isinstance(item, model.Short):
        yield Loss(item.id, "is compared letter by letter, without folding")
