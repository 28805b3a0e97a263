"""Splits the cells of a chapter's notebook into slides."""

from __future__ import annotations

import copy
import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import nbformat
from bs4 import BeautifulSoup, Tag
from markupsafe import escape
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from sanadbook.i18n import Translator
from sanadbook.runtime.compiled import safe_json

#: Characters per slide of the passage, and of notes, that fit at a size readable from the back row. The page then
#: fits the exact size.
PASSAGE, NOTES = 560, 620
_HEADING = re.compile(r"h[1-6]")
_OUTPUT = "text/html"


@dataclass(frozen=True)
class Slide:
    """A slide.

    Attributes:
        kind: selects the style: ``passage``, ``item``, ``prompt`` and so on.
        title: heading of the slide.
        html: content of the slide.
        source: what the slide shows, to find notes on it: the id of an item or prompt, or the label of a section.
        name: name in the list of slides, by default the title.

    """

    kind: str
    title: str
    html: str
    source: str = ""
    name: str = ""


def split_cells(notebook: Any, t: Translator, hand_count: Callable[[list[list[int]]], str]) -> Any:
    """Return a notebook with a raw HTML cell for each slide.

    The metadata ``sanadbook`` of each cell has the ``kind``, ``title``, ``name`` and ``source`` of the slide, and its
    ``part``, the step of the chapter.

    Args:
        notebook: a chapter's notebook. Cells with the slide type ``skip`` or ``notes`` are left out.
        t: the translator of the course's language.
        hand_count: returns the HTML that counts hands for an item, from the numbers of its options, by group.

    """
    cells, part = [], ""
    for cell in notebook.cells:
        slide_type = cell.metadata.get("slideshow", {}).get("slide_type", "-")
        if slide_type in ("skip", "notes"):
            continue
        if cell.cell_type == "markdown":
            label = cell.metadata.get("sanadbook", {}).get("label", "")
            level, title, body = _parse_markdown(cell.source)
            part = title if level == 2 else part
            slides = list(_markdown_slides(level, title, body, label, t))
        elif _html(cell):
            slides = list(_item_slides(_html(cell), hand_count))
        else:
            continue
        cells += [slide_cell(slide, part) for slide in slides]
    return nbformat.v4.new_notebook(cells=cells, metadata=copy.deepcopy(notebook.metadata))


def slide_cell(slide: Slide, part: str = "") -> Any:
    """Return the cell of *slide*; *part* is the step of the chapter."""
    slide_metadata = {
        "kind": slide.kind,
        "title": slide.title,
        "name": slide.name or slide.title,
        "source": slide.source,
        "part": part,
    }
    metadata = {"raw_mimetype": _OUTPUT, "slideshow": {"slide_type": "slide"}, "sanadbook": slide_metadata}
    return nbformat.v4.new_raw_cell(slide.html, metadata=metadata)


def notes_cell(html: str) -> Any:
    """Return a cell with notes on the previous slide, which only the speaker's window shows."""
    return nbformat.v4.new_raw_cell(html, metadata={"raw_mimetype": _OUTPUT, "slideshow": {"slide_type": "notes"}})


# -- Markdown cells ----------------------------------------------------------------------------------------------------


def _parse_markdown(source: str) -> tuple[int, str, BeautifulSoup]:
    """Return the level and text of the cell's heading (0 and empty if it has none), and the rest of the cell."""
    soup = BeautifulSoup(markdown2html_mistune(source), "html.parser")
    for link in soup.select("a.anchor-link"):
        link.decompose()
    heading = soup.find(_HEADING)
    if not isinstance(heading, Tag) or heading.parent is not soup:
        return 0, "", soup
    heading.extract()
    return int(heading.name[1]), heading.get_text(), soup


def _markdown_slides(level: int, title: str, body: BeautifulSoup, label: str, t: Translator) -> Iterator[Slide]:
    opening, example, step, source, conclusion, card = (
        body.select_one(f".sanad-{name}") for name in ("opening", "example", "step", "source", "conclusion", "card")
    )  # the elements that `sanadbook write` generates
    for minutes in body.select(".sanad-minutes"):  # those of a single reader
        minutes.decompose()
    if opening:
        yield from _opening_slides(title, opening)
    elif example:
        yield from _example_slides(title, example)
    elif conclusion:
        yield from _conclusion_slides(title, conclusion, label)
    elif source:
        yield from _passage_slides(title, source, label, t)
    elif card:
        card.name = "div"  # reveal.js takes a nested section for a slide
        yield Slide("card", title, str(card), label)
    elif step:
        yield Slide("step", title, step.decode_contents(), label)
        for prompt in body.select(".sanad-prompt"):
            for alone in prompt.select(".sanad-alone"):
                alone.decompose()
            yield Slide(
                "prompt",
                t("A question to discuss"),
                prompt.decode_contents(),
                str(prompt["id"]),
                str(prompt["aria-label"]),
            )
    elif level or body.get_text(strip=True):
        yield Slide("title" if level == 1 else "text", title, str(body), label)


def _opening_slides(title: str, opening: Tag) -> Iterator[Slide]:
    objectives = opening.select_one(".sanad-objectives")
    skill = opening.select_one(".sanad-skill")
    for part in (objectives, skill, opening.select_one(".sanad-notebook-only")):
        if part:
            part.extract()
    yield Slide("title", title, opening.decode_contents(), "start")
    if objectives and objectives.summary and objectives.ul:
        yield Slide("objectives", objectives.summary.get_text(), f"{objectives.ul}{skill or ''}", "objectives")


def _example_slides(title: str, example: Tag) -> Iterator[Slide]:
    """Yield a slide of the scene and one of the worked example."""
    scene = example.select_one(".sanad-scene")
    if scene:
        yield Slide("text", title, str(scene.extract()), "begin")
    yield Slide("text", title, example.decode_contents(), "begin-example")


def _conclusion_slides(title: str, conclusion: Tag, label: str) -> Iterator[Slide]:
    """Yield a slide of the answer and one of the words and the question for oneself."""
    answer = conclusion.select_one(".sanad-conclusion-answer")
    if answer:
        yield Slide("text", title, str(answer.extract()), label)
    yield Slide("text", title, conclusion.decode_contents(), f"{label}-words")


def _passage_slides(title: str, source: Tag, label: str, t: Translator) -> Iterator[Slide]:
    """Yield slides of the passage, of its plain version, and of the notes."""
    pairs = [(line, sentence) for line in source.select(".sanad-line") for sentence in line.select(".sanad-sentence")]
    groups = _balanced([len(sentence.get_text()) for _, sentence in pairs], PASSAGE)
    for group in groups:
        lines: dict[str, list[str]] = {}
        for line, sentence in (pairs[number] for number in group):
            lines.setdefault(str(line["data-line"]), []).append(str(sentence))
        html = "".join(f'<p class="sanad-line" data-line="{n}">{" ".join(parts)}</p>' for n, parts in lines.items())
        yield Slide("passage", title, f'<div class="sanad-passage">{html}</div>', label)
    plain = source.select_one(".sanad-plain")
    if plain and plain.summary:
        name = t("In clearer Arabic: {heading}").format(heading=title)
        head = plain.summary.extract().decode_contents()
        yield Slide(
            "plain", title, f'<p class="sanad-plain-head">{head}</p>{plain.decode_contents()}', f"{label}-plain", name
        )
    notes = source.select(".sanad-note")
    for group in _balanced([len(note.get_text()) for note in notes], NOTES):
        html = "".join(str(notes[number]) for number in group)
        heading = t("Notes: {heading}").format(heading=title)
        yield Slide("notes", heading, f'<div class="sanad-notes">{html}</div>', f"{label}-notes")


def _balanced(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Return indices of *lengths* in groups of similar total length, none much longer than *limit*."""
    if not lengths:
        return []
    share = sum(lengths) / math.ceil(sum(lengths) / limit)
    groups: list[list[int]] = [[]]
    filled = 0
    for number, length in enumerate(lengths):
        if groups[-1] and (
            filled + length / 2 > share * len(groups) or sum(lengths[n] for n in groups[-1]) + length > limit * 1.1
        ):
            groups.append([])
        groups[-1].append(number)
        filled += length
    return groups


# -- quizzes -----------------------------------------------------------------------------------------------------------


def _html(cell: Any) -> str:
    """Return the HTML of a code cell's outputs, or an empty string."""
    found = [output.get("data", {}).get(_OUTPUT, "") for output in cell.get("outputs", [])]
    return "".join("".join(text) for text in found)


def _item_slides(html: str, hand_count: Callable[[list[list[int]]], str]) -> Iterator[Slide]:
    """Yield a slide for each item of a quiz, with its key, and the hand count if the item has options."""
    soup = BeautifulSoup(html, "html.parser")
    for quiz in soup.select(".sanad-quiz"):
        script = quiz.select_one("script[data-quiz-data]")
        data = json.loads(script.get_text()) if script else {}
        live = quiz.select_one("[data-live-region]")
        for form in quiz.select("form.sanad-item"):
            item = str(form["data-id"])
            known = safe_json({**data, "keys": {item: data.get("keys", {}).get(item)}})
            groups = _option_numbers(form)
            _arrange_columns(form, hand_count(groups) if groups else "")
            attributes = "".join(f' {name}="{escape(_attribute_text(value))}"' for name, value in quiz.attrs.items())
            title = _plain_text(form.select_one(".sanad-stem")) or item
            html = f'{form}<script type="application/json" data-quiz-data>{known}</script>{live or ""}'
            yield Slide("item", title, f"<div{attributes}>{html}</div>", item)


def _attribute_text(value: str | Sequence[str]) -> str:
    """Return an attribute's value as text. The parser returns classes as a list."""
    return value if isinstance(value, str) else " ".join(value)


def _plain_text(element: Tag | None) -> str:
    """Return the text of *element* without note numbers."""
    parts = element.find_all(string=True) if element else []
    return "".join(part for part in parts if not part.find_parent(class_="sanad-note-ref")).strip()


def _arrange_columns(form: Tag, hand_count: str) -> None:
    """Put the question and the feedback of an item into two columns."""
    question, feedback = (
        BeautifulSoup(f'<div class="sanad-{name}"></div>', "html.parser").div
        for name in ("question-column", "feedback-column")
    )
    assert question
    assert feedback
    feedback.append(BeautifulSoup(hand_count, "html.parser"))
    for name in ("confidence", "item-hint", "actions", "error", "verdict", "evidence"):
        for part in form.select(f":scope > .sanad-{name}"):
            feedback.append(part.extract())
    for rest in list(form.contents):
        question.append(rest.extract())
    form.extend([question, feedback])


def _option_numbers(form: Tag) -> list[list[int]]:
    """Return the numbers of an item's options, from 1, by group."""
    groups, number = [], 0
    for group in form.select(".sanad-group"):
        count = len(group.select(".sanad-option"))
        if count:
            groups.append(list(range(number + 1, number + count + 1)))
        number += count
    return groups
