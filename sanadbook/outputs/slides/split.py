"""A chapter's notebook as a notebook of slides: each cell that is too much for one slide becomes several."""

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

#: Letters that a slide of the passage, or of notes, holds at a size for the back row. The page measures
#: and sets its size within what a room can read; a text of that length fits at a good one.
PASSAGE, NOTES = 560, 620
_HEADING = re.compile(r"h[1-6]")
_OUTPUT = "text/html"


@dataclass(frozen=True)
class Slide:
    """A slide before it is a cell.

    ``kind`` is for the style sheet; ``about`` names what the slide shows, for whoever has notes on it: the id of an item
    or of a prompt, the label of a section.
    """

    kind: str
    title: str
    html: str
    about: str = ""
    name: str = ""  # in lists of slides, where the title would not tell it from others


def divide(notebook: Any, t: Translator, hands: Callable[[list[list[int]]], str]) -> Any:
    """Return a notebook with a raw HTML cell a slide, made of the cells of *notebook* that are not to be skipped.

    Each cell's metadata ``sanadbook`` says its ``kind``, ``title``, ``about`` and ``part`` (the step of the chapter).
    *hands* makes the HTML by which hands are counted, of the numbers of an item's options, group by group.
    """
    cells, part = [], ""
    for cell in notebook.cells:
        slide_type = cell.metadata.get("slideshow", {}).get("slide_type", "-")
        if slide_type in ("skip", "notes"):
            continue
        if cell.cell_type == "markdown":
            label = cell.metadata.get("sanadbook", {}).get("label", "")
            level, title, body = _page(cell.source)
            part = title if level == 2 else part
            made = list(_text(level, title, body, label, t))
        elif _html(cell):
            made = list(_items(_html(cell), hands))
        else:
            continue
        cells += [slide_cell(slide, part) for slide in made]
    return nbformat.v4.new_notebook(cells=cells, metadata=copy.deepcopy(notebook.metadata))


def slide_cell(slide: Slide, part: str = "") -> Any:
    """Return *slide* as a cell that begins one."""
    about = {
        "kind": slide.kind,
        "title": slide.title,
        "name": slide.name or slide.title,
        "about": slide.about,
        "part": part,
    }
    metadata = {"raw_mimetype": _OUTPUT, "slideshow": {"slide_type": "slide"}, "sanadbook": about}
    return nbformat.v4.new_raw_cell(slide.html, metadata=metadata)


def notes_cell(html: str) -> Any:
    """Return what only the speaker's window shows of the slide before it."""
    return nbformat.v4.new_raw_cell(html, metadata={"raw_mimetype": _OUTPUT, "slideshow": {"slide_type": "notes"}})


# -- Markdown cells ----------------------------------------------------------------------------------------------------


def _page(source: str) -> tuple[int, str, BeautifulSoup]:
    """Return the level and text of the cell's heading (0 and nothing where it has none), and the rest of the cell."""
    soup = BeautifulSoup(markdown2html_mistune(source), "html.parser")
    for link in soup.select("a.anchor-link"):
        link.decompose()
    heading = soup.find(_HEADING)
    if not isinstance(heading, Tag) or heading.parent is not soup:
        return 0, "", soup
    heading.extract()
    return int(heading.name[1]), heading.get_text(), soup


def _text(level: int, title: str, body: BeautifulSoup, label: str, t: Translator) -> Iterator[Slide]:
    opening, step, source, card = (
        body.select_one(f".sanad-{name}") for name in ("opening", "step", "source", "card")
    )  # what `sanadbook write` puts into a cell
    for minutes in body.select(".sanad-minutes"):  # a lone reader's
        minutes.decompose()
    if opening:
        yield from _opening(title, opening)
    elif source:
        yield from _source(title, source, label, t)
    elif card:
        card.name = "div"  # a section within a slide would be a slide below it
        yield Slide("card", title, str(card), label)
    elif step:
        yield Slide("step", title, step.decode_contents(), label)
        for prompt in body.select(".sanad-prompt"):
            for alone in prompt.select(".sanad-alone"):
                alone.decompose()
            yield Slide(
                "prompt",
                t("A question to talk about"),
                prompt.decode_contents(),
                str(prompt["id"]),
                str(prompt["aria-label"]),
            )
    elif level or body.get_text(strip=True):
        yield Slide("title" if level == 1 else "text", title, str(body), label)


def _opening(title: str, opening: Tag) -> Iterator[Slide]:
    objectives = opening.select_one(".sanad-objectives")
    skill = opening.select_one(".sanad-skill")
    for part in (objectives, skill, opening.select_one(".sanad-notebook-only")):
        if part:
            part.extract()
    yield Slide("title", title, opening.decode_contents(), "start")
    if objectives and objectives.summary and objectives.ul:
        yield Slide("objectives", objectives.summary.get_text(), f"{objectives.ul}{skill or ''}", "objectives")


def _source(title: str, source: Tag, label: str, t: Translator) -> Iterator[Slide]:
    """The passage by sentences, the plain version, the notes: each on slides of its own."""
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
    """Return the numbers of the parts of these *lengths* in groups of about the same length, none much above *limit*."""
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
    """Return the HTML of a code cell's output, or nothing."""
    found = [output.get("data", {}).get(_OUTPUT, "") for output in cell.get("outputs", [])]
    return "".join("".join(text) for text in found)


def _items(html: str, hands: Callable[[list[list[int]]], str]) -> Iterator[Slide]:
    """A slide for each item of a quiz: its own frame, its own key, and what counts hands where an item has options."""
    soup = BeautifulSoup(html, "html.parser")
    for quiz in soup.select(".sanad-quiz"):
        script = quiz.select_one("script.sanad-data")
        data = json.loads(script.get_text()) if script else {}
        live = quiz.select_one(".sanad-live")
        for form in quiz.select("form.sanad-item"):
            item = str(form["data-id"])
            known = safe_json({**data, "keys": {item: data.get("keys", {}).get(item)}})
            groups = _numbered(form)
            _sides(form, hands(groups) if groups else "")
            frame = "".join(f' {name}="{escape(_joined(value))}"' for name, value in quiz.attrs.items())
            title = _plain_text(form.select_one(".sanad-stem")) or item
            html = f'{form}<script type="application/json" class="sanad-data">{known}</script>{live or ""}'
            yield Slide("item", title, f"<div{frame}>{html}</div>", item)


def _joined(value: str | Sequence[str]) -> str:
    """An attribute's value; the parser gives a list of classes."""
    return value if isinstance(value, str) else " ".join(value)


def _plain_text(element: Tag | None) -> str:
    """The text of *element* without the numbers of its notes."""
    parts = element.find_all(string=True) if element else []
    return "".join(part for part in parts if not part.find_parent(class_="sanad-note-ref")).strip()


def _sides(form: Tag, hands: str) -> None:
    """Put what an item asks on one side of the slide, what checks it on the other: the parts themselves stay as they are."""
    main, side = (
        BeautifulSoup(f'<div class="sanad-{name}"></div>', "html.parser").div
        for name in ("question-column", "feedback-column")
    )
    assert main
    assert side
    side.append(BeautifulSoup(hands, "html.parser"))
    for name in ("confidence", "item-hint", "actions", "error", "verdict", "evidence"):
        for part in form.select(f":scope > .sanad-{name}"):
            side.append(part.extract())
    for rest in list(form.contents):
        main.append(rest.extract())
    form.extend([main, side])


def _numbered(form: Tag) -> list[list[int]]:
    """The numbers of an item's options, from 1, by group."""
    groups, number = [], 0
    for group in form.select(".sanad-group"):
        count = len(group.select(".sanad-option"))
        if count:
            groups.append(list(range(number + 1, number + count + 1)))
        number += count
    return groups
