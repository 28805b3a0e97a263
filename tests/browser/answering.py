"""Answer items as a person does, through the visible controls; works on the book's pages and in notebooks.

The words on buttons and messages are those of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from sanadbook import model
from sanadbook.i18n import get_translator
from sanadbook.items.classification import Classification
from sanadbook.items.cloze import Cloze
from sanadbook.items.matching import Matching
from sanadbook.items.multiple import Multiple
from sanadbook.items.open import Open
from sanadbook.items.ordering import Ordering
from sanadbook.items.short import Short
from sanadbook.items.single import Single
from sanadbook.items.true_false_reason import TrueFalseReason
from sanadbook.model.course import Course
from sanadbook.render.renderer import Renderer

_T = get_translator("ar")
CHECK, AGAIN, SHOW_ANSWER = _T("Check"), _T("Try again"), _T("Show the answer")
SHOW_SENTENCE, BACK = _T("Show the sentence in the text"), _T("Back to the question")
REVEAL, WRITE, YOUR_ANSWER = (
    _T("Reveal the attached answer and compare"),
    _T("Write here if you like"),
    _T("Your answer"),
)
TRUE, FALSE, WHY = _T("The statement is true"), _T("The statement is false"), _T("Why?")
HOW_SURE, SURE = _T("How sure are you?"), _T("We are sure")
CHOOSE_FIRST, COMPLETE_FIRST = _T("Choose an answer first."), _T("Complete every part first.")
RIGHT_FIRST, RIGHT_LATER = _T("Right, at the first attempt."), _T("Right this time. Well checked.")
PARTLY = _T("Part of it is right. Go back to the sentence and try again.")
NOT_YET = _T("Not yet. Go back to the sentence and try again.")
SEE_KEY = _T("This is the answer; read why.")
RIGHT, WRONG, MISSED = _T("Right."), _T("Not quite."), _T("This one should be chosen.")
OPEN_WHOLE = _T("{ticked} of {all}: your answer is complete.")
OPEN_PARTLY = _T("{ticked} of {all}. See what can be added.")
OPEN_LACKING = _T("{ticked} of {all}. An essential part is missing, the one that the attached answer leaves out.")
TOTAL = _T("Right at the first attempt: {right} of {met} answered; {all} questions in all.")
TOTAL_NONE = _T("Your results appear here as you answer. Nothing is stored unless you switch saving on.")
YOUR_ANSWERS, CHART_ALT = (
    _T("Your answers"),
    _T("A bar for each question: the share that was right at the first attempt."),
)
STATE = {
    "none": _T("not answered yet"),
    "right": _T("right at the first attempt"),
    "later": _T("right at a later attempt"),
    "again": _T("to be repeated"),
}

#: How to press a button or a choice: `Locator.click`, or `Locator.tap` on a touch screen.
Press = Callable[[Locator], None]

#: A word that no item accepts.
OTHER_WORD = "قسطنطينية"

#: An answer: the numbers of the chosen options (single, multiple) or of the ticked points (open); verdict and number of
#: the reason (true/false); else the word of each part (None: left empty). Numbers and parts are in the order of the
#: chapter file.
Answer = Sequence[int] | tuple[bool, int] | Sequence[str | None]


@dataclass(frozen=True)
class Item:
    """An item of a chapter: its source, its number on the page and its displayed texts."""

    number: int
    item: model.Item
    renderer: Renderer

    @property
    def label(self) -> str:
        return _T("Question {number}").format(number=self.number)

    @property
    def count(self) -> str:
        return _T("Question {number} of {total}").format(number=self.number, total=len(self.renderer.chapter.path))

    def shown(self, text: str) -> str:
        """Return *text* as displayed, with references resolved."""
        return self.renderer.plain_text(text)

    def form(self, page: Page) -> Locator:
        """The item on the page."""
        return page.locator("form").filter(has=page.get_by_role("group", name=re.compile(rf"^{self.count} ")))

    def control(self, form: Locator, part: int, word: str | int | None = None) -> Locator:
        """The input of a part, or of one choice (*word*, a number in lists of options) of a part."""
        item = self.item
        if isinstance(item, Single | Multiple):
            role = "radio" if isinstance(item, Single) else "checkbox"
            return form.get_by_role(role, name=self.shown(item.options[part].text), exact=True)
        if isinstance(item, TrueFalseReason):
            if part == 0:
                return form.get_by_role("radio", name=TRUE if word else FALSE, exact=True)
            return form.get_by_role("radio", name=self.shown(item.reasons[int(word or 0)].text), exact=True)
        if isinstance(item, Short):
            return form.get_by_role("textbox", name=_T("Your answer"), exact=True)
        if isinstance(item, Cloze):
            role = "textbox" if item.typed else "combobox"
            return form.get_by_role(role, name=_T("Blank {number}").format(number=part + 1), exact=True)
        if isinstance(item, Matching):
            return form.get_by_role("combobox", name=self.shown(item.pairs[part].left), exact=True)
        if isinstance(item, Classification):
            card = form.get_by_role("group", name=self.shown(item.cards[part].text), exact=True)
            return card.get_by_role("radio", name=self.shown(str(word)), exact=True)
        return form.get_by_role("checkbox", name=self.shown(item.rubric[part].text))

    def give(self, form: Locator, answer: Answer, press: Press = Locator.click) -> None:
        """Enter an answer without checking it. An open item is revealed first."""
        item = self.item
        if isinstance(item, Single | Multiple):
            for option in answer:
                press(self.control(form, int(option or 0)))
        elif isinstance(item, TrueFalseReason):
            for part, word in enumerate(answer):
                press(self.control(form, part, word))
        elif isinstance(item, Open):
            press(form.get_by_text(REVEAL, exact=True))
            for point in answer:
                press(self.control(form, int(point or 0)))
        elif isinstance(item, Ordering):
            sort_steps(form, [self.shown(str(step)) for step in answer], press)
        else:
            for part, word in enumerate(answer):
                if word is None:
                    continue
                control = self.control(form, part, word)
                if isinstance(item, Classification):
                    press(control)
                elif isinstance(item, Short) or (isinstance(item, Cloze) and item.typed):
                    control.fill(str(word))
                else:
                    control.select_option(label=self.shown(str(word)))

    def check(self, form: Locator, press: Press = Locator.click) -> None:
        """Press «تحققوا من الجواب»; open items have no such button."""
        if not isinstance(self.item, Open):
            press(form.get_by_role("button", name=CHECK))

    @property
    def key(self) -> Answer:
        """The right answer."""
        item = self.item
        if isinstance(item, Single | Multiple):
            return [number for number, option in enumerate(item.options) if option.correct]
        if isinstance(item, TrueFalseReason):
            return item.answer, next(number for number, reason in enumerate(item.reasons) if reason.correct)
        if isinstance(item, Cloze):
            return [blank.answer for blank in item.blanks]
        if isinstance(item, Matching):
            return [pair.right for pair in item.pairs]
        if isinstance(item, Classification):
            return [card.category for card in item.cards]
        if isinstance(item, Ordering):
            return [step.text for step in item.steps]
        if isinstance(item, Short):
            return item.accept[:1]
        return list(range(len(item.rubric)))

    @property
    def distractors(self) -> list[int]:
        """The numbers of the wrong options (single, multiple) or of the wrong reasons (true/false)."""
        item = self.item
        assert isinstance(item, Single | Multiple | TrueFalseReason)
        options = item.reasons if isinstance(item, TrueFalseReason) else item.options
        return [number for number, option in enumerate(options) if not option.correct]


def items_of(course: Course, chapter: str) -> list[Item]:
    """The items of *chapter* in the learner's order."""
    chapter = course.chapter(chapter)
    renderer = Renderer(course, chapter)
    return [Item(number, item, renderer) for number, item in enumerate(chapter.path, start=1)]


def later_of(course: Course, chapter: str) -> list[Item]:
    """The items of *chapter* that only the page of all chapters' reviews has."""
    chapter = course.chapter(chapter)
    renderer = Renderer(course, chapter)
    return [Item(number, item, renderer) for number, item in enumerate(chapter.spaced_review, start=1)]


def first(items: Sequence[Item], kind: str) -> Item:
    """The first of *items* of the type *kind*."""
    return next(item for item in items if item.item.type == kind)


def wrong_answer(item: Item) -> Answer:
    """A complete answer with every part wrong, or as many as the type allows."""
    part = item.item
    if isinstance(part, Single | Multiple):
        return item.distractors[:1]
    if isinstance(part, TrueFalseReason):
        return not part.answer, item.distractors[0]
    key = [str(word) for word in item.key]
    if isinstance(part, Short) or (isinstance(part, Cloze) and part.typed):
        return [OTHER_WORD for _ in key]
    if isinstance(part, Classification):
        return [next(category for category in part.categories if category != word) for word in key]
    return key[1:] + key[:1]


def sort_steps(form: Locator, wanted: list[str], press: Press = Locator.click) -> None:
    """Press the buttons until the steps are in the wanted order."""
    if wanted and [shown_step(row) for row in form.get_by_role("listitem").all()] == wanted:
        press(form.get_by_role("button", name=_T("Move down: {step}").format(step=wanted[0]), exact=True))
    for place, step in enumerate(wanted):
        button = form.get_by_role("button", name=_T("Move up: {step}").format(step=step), exact=True)
        while [shown_step(row) for row in form.get_by_role("listitem").all()].index(step) > place:
            press(button)


def shown_step(row: Locator) -> str:
    return (row.locator(".sanad-rank-text").text_content() or "").replace("(…)", "").strip()
