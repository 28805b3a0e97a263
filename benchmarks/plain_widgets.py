"""The same items as plain ipywidgets, and the messages that they and our quiz send when they are created."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import ipywidgets as widgets
from books import REPOSITORY

from sanadbook import model
from sanadbook.course_loader import load_course
from sanadbook.items.classification import Classification
from sanadbook.items.cloze import Cloze
from sanadbook.items.matching import Matching
from sanadbook.items.multiple import Multiple
from sanadbook.items.open import Open
from sanadbook.items.ordering import Ordering
from sanadbook.items.single import Single
from sanadbook.items.true_false_reason import TrueFalseReason
from sanadbook.model.course import Course, CourseChapter
from sanadbook.runtime.quiz import Quiz

COUNT = 12


@dataclass(frozen=True)
class CommMessages:
    """The messages that a quiz sends to the front end when it is created."""

    comms: int
    size: int  # bytes of the messages' data, as JSON


def count_messages(make: Callable[[], Any]) -> CommMessages:
    """Return the messages that are sent while *make* runs."""
    module = widgets.widget.comm
    create, sent = module.create_comm, []

    def listen(**options: Any) -> Any:
        sent.append(len(json.dumps(options.get("data"), ensure_ascii=False, default=str).encode()))
        return create(**options)

    module.create_comm = listen
    try:
        make()
    finally:
        module.create_comm = create
    return CommMessages(len(sent), sum(sent))


def chosen(course: Course) -> tuple[CourseChapter, list[model.Item]]:
    """Return the chapter with the most item types, and *COUNT* of its items without open ones."""
    chapter = max(course.chapters, key=lambda chapter: len({item.type for item in chapter.content.items}))
    return chapter, [item for item in chapter.content.items if not isinstance(item, Open)][:COUNT]


def plain(items: list[model.Item]) -> widgets.VBox:
    """Return *items* as plain widgets: controls, a button and feedback for each."""
    return widgets.VBox([_item(item) for item in items])


def _item(item: model.Item) -> widgets.VBox:
    button, feedback = widgets.Button(description="Check"), widgets.HTML()
    controls = _controls(item)
    button.on_click(lambda _: setattr(feedback, "value", str([control.value for control in controls])))
    return widgets.VBox([widgets.HTML(str(item.stem)), *controls, button, feedback])


def _controls(item: model.Item) -> list[widgets.Widget]:
    if isinstance(item, Single):
        return [widgets.RadioButtons(options=[option.text for option in item.options], value=None)]
    if isinstance(item, Multiple):
        return [widgets.Checkbox(description=option.text) for option in item.options]
    if isinstance(item, TrueFalseReason):
        return [
            widgets.RadioButtons(options=["True", "False"], value=None),
            widgets.RadioButtons(options=[reason.text for reason in item.reasons], value=None),
        ]
    if isinstance(item, Cloze):
        words = [blank.answer for blank in item.blanks] + item.distractors
        return [widgets.Dropdown(options=words, value=None) for _ in item.blanks]
    if isinstance(item, Matching):
        words = [pair.right for pair in item.pairs] + [extra.text for extra in item.extra]
        return [widgets.Dropdown(description=pair.left, options=words, value=None) for pair in item.pairs]
    if isinstance(item, Ordering):
        places = range(1, len(item.steps) + 1)
        return [widgets.Dropdown(description=step.text, options=places, value=None) for step in item.steps]
    if isinstance(item, Classification):
        return [widgets.Dropdown(description=card.text, options=item.categories, value=None) for card in item.cards]
    return [widgets.Text()]


def compare() -> dict[str, CommMessages]:
    """Return the messages for the same items as plain widgets and as our quiz."""
    chapter, items = chosen(load_course(REPOSITORY))
    made = Quiz(chapter.name)
    names = [item.id for item in items]

    def ours() -> None:
        Quiz(replace(made.compiled, items={name: {**made.compiled.items[name], "location": "check"} for name in names}))

    return {"plain ipywidgets": count_messages(lambda: plain(items)), "Quiz": count_messages(ours)}


if __name__ == "__main__":
    print(compare())
