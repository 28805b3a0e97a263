"""Rules of spans: evidence, notes and the evidence map quote the source exactly, once, where they say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sanadbook import model
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Address
from sanadbook.rules.context import RuleContext


def _range(at: str) -> tuple[Address, Address]:
    first, _, last = at.partition("-")
    return Address.parse(first), Address.parse(last or first)


def span_stands(context: RuleContext, at: str, span: str, loc: Loc, rule: str) -> Iterator[Problem]:
    """A span is verbatim, stands once in the passage, and in the sentence that it names."""
    passage = context.seed.passage
    count = passage.count(span)
    if count == 0:
        yield context.error(
            rule, (*loc, "span"), f"«{span}» is not in the passage", "copy it from the seed, character for character"
        )
        return
    if count > 1:
        yield context.error(
            rule, (*loc, "span"), f"«{span}» stands {count} times in the passage", "make it longer until it is unique"
        )
        return
    try:
        start, end = context.seed.bounds(*_range(at))
    except KeyError as unknown:
        yield context.error(rule, (*loc, "at"), f"the passage has no sentence {unknown.args[0]}", "fix the address")
        return
    found = passage.index(span)
    if not start <= found <= found + len(span) <= end:
        yield context.error(
            rule, (*loc, "at"), f"the span is not in {at} but in {context.seed.at(found)}", "fix the address"
        )


def _evidence(context: RuleContext) -> Iterator[tuple[Loc, model.Evidence]]:
    """Every evidence of the chapter and where it stands in the file."""
    chapter = context.chapter
    for index, prompt in enumerate(chapter.prompts):
        for number, evidence in enumerate(prompt.evidence):
            yield ("prompts", index, "evidence", number), evidence
    for index, item in enumerate(chapter.items):
        for field, evidence in find_evidence(item):
            yield ("items", index, *field), evidence


def find_evidence(part: Any, field: Loc = ()) -> Iterator[tuple[Loc, model.Evidence]]:
    """Yield all evidence in *part* (an item, or one of its values) with its field."""
    if isinstance(part, model.Evidence):
        yield field, part
    elif isinstance(part, model.Part):
        for name in type(part).model_fields:
            yield from find_evidence(getattr(part, name), (*field, name))
    elif isinstance(part, list):
        for number, child in enumerate(part):
            yield from find_evidence(child, (*field, number))


def evidence_spans(context: RuleContext) -> Iterator[Problem]:
    """Evidence is an exact, unique span of the passage, in its stated sentence."""
    for index, item in enumerate(context.chapter.items):
        if not item.evidence and context.seed.lines:
            yield context.error(
                "evidence", ("items", index), "it names no evidence", "add the span of the passage that decides it"
            )
    for loc, evidence in _evidence(context):
        yield from span_stands(context, evidence.at, evidence.span, loc, "evidence")


def note_spans(context: RuleContext) -> Iterator[Problem]:
    """A note is on an exact, unique span; notes don't overlap."""
    texts = {"question": context.seed.question, "answer": context.seed.answer}
    taken: dict[str, list[tuple[int, int, str]]] = {}
    for index, note in enumerate(context.chapter.notes):
        loc: Loc = ("notes", index)
        text = texts.get(note.at, context.seed.passage)
        if note.at not in texts:
            findings = list(span_stands(context, note.at, note.span, loc, "note"))
        elif (count := text.count(note.span)) != 1:
            message = f"«{note.span}» stands {count} times in the source {note.at}"
            findings = [context.error("note", (*loc, "span"), message, "copy a span that stands there once")]
        else:
            findings = []
        yield from findings
        if not findings:
            start = text.index(note.span)
            key = note.at if note.at in texts else "passage"
            taken.setdefault(key, []).append((start, start + len(note.span), note.id))
    for spans in taken.values():
        for (_, end, one), (start, _, other) in pairwise(sorted(spans)):
            if start < end:
                place: Loc = ("notes", [note.id for note in context.chapter.notes].index(other))
                yield context.error(
                    "note", place, f"its span overlaps that of {one}", "shorten one of the two, or join the notes"
                )


def grade_a_in(context: RuleContext, span: str) -> list[str]:
    """Return the ids of the notes whose grade-A fault *span*, a span of the passage, holds or touches."""
    start = context.seed.passage.find(span)
    faults = context.spans_of_grade_a.items()
    return [note for note, (first, last) in faults if start >= 0 and start < last and first < start + len(span)]


def grade_a_evidence(context: RuleContext) -> Iterator[Problem]:
    """No grade-A faulty span is evidence of an item unless the item is about the fault."""
    for loc, evidence in _evidence(context):
        if loc[0] != "items":
            continue
        item = context.chapter.items[int(loc[1])]
        for note in grade_a_in(context, evidence.span):
            if note not in item.note_ids:
                yield context.error(
                    "grade-a-evidence",
                    (*loc, "span"),
                    f"it holds the grade-A fault of {note}",
                    f"choose another span, or write `note_ids: [{note}]` if the item is about the fault",
                )
