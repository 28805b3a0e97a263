"""Rules of spans: evidence and notes quote the source exactly, once, and in the sentence that they name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sanadbook import model
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Address
from sanadbook.rules.context import RuleContext


def check_span(context: RuleContext, at: str, span: str, field: Loc, rule: str) -> Iterator[Problem]:
    """Check that *span* occurs exactly once in the passage, in the sentence or sentences *at*.

    Args:
        context: the chapter.
        at: an address (``L2.12``) or a range (``L2.12-L2.13``).
        span: the quoted text.
        field: the mapping that holds ``at`` and ``span``.
        rule: the name of the rule in problems.

    """
    passage = context.seed.passage
    count = passage.count(span)
    if count != 1:
        message = f"«{span}» appears {count} times in the passage" if count else f"«{span}» is not in the passage"
        hint = "make it longer until it is unique" if count else "copy it from the seed, character for character"
        yield context.error(rule, (*field, "span"), message, hint)
        return
    first, _, last = at.partition("-")
    try:
        start, end = context.seed.bounds(Address.parse(first), Address.parse(last or first))
    except KeyError as unknown:
        message = f"the passage has no sentence {unknown.args[0]}"
        yield context.error(rule, (*field, "at"), message, "fix the address")
        return
    found = passage.index(span)
    if not start <= found <= found + len(span) <= end:
        message = f"the span is not in {at} but in {context.seed.at(found)}"
        yield context.error(rule, (*field, "at"), message, "fix the address")


def find_evidence(part: Any, field: Loc = ()) -> Iterator[tuple[Loc, model.Evidence]]:
    """Yield all evidence in *part* (an item, a prompt, or one of their values) with its field."""
    if isinstance(part, model.Evidence):
        yield field, part
    elif isinstance(part, model.Part):
        for name in type(part).model_fields:
            yield from find_evidence(getattr(part, name), (*field, name))
    elif isinstance(part, list):
        for number, child in enumerate(part):
            yield from find_evidence(child, (*field, number))


def evidence_spans(context: RuleContext) -> Iterator[Problem]:
    """Items have evidence if there is a passage; evidence is an exact, unique span in the sentence that it names."""
    for index, item in enumerate(context.chapter.items):
        if not item.evidence and context.seed.lines:
            hint = "add the span of the passage that decides the item"
            yield context.error("evidence", ("items", index), "it has no evidence", hint)
    for name, parts in (("prompts", context.chapter.prompts), ("items", context.chapter.items)):
        for field, evidence in find_evidence(parts, (name,)):
            yield from check_span(context, evidence.at, evidence.span, field, "evidence")


def note_spans(context: RuleContext) -> Iterator[Problem]:
    """Every note is on an exact, unique span, and the spans of notes do not overlap."""
    texts = {"question": context.seed.question, "answer": context.seed.answer}
    ranges: dict[str, list[tuple[int, int, str]]] = {}
    for index, note in enumerate(context.chapter.notes):
        field: Loc = ("notes", index)
        text = texts.get(note.at, context.seed.passage)
        problems: list[Problem] = []
        if note.at not in texts:
            problems += check_span(context, note.at, note.span, field, "note")
        elif (count := text.count(note.span)) != 1:
            message = f"«{note.span}» appears {count} times in the source {note.at}"
            problems.append(context.error("note", (*field, "span"), message, "copy a span that appears there once"))
        yield from problems
        if not problems:
            start = text.index(note.span)
            name = note.at if note.at in texts else "passage"
            ranges.setdefault(name, []).append((start, start + len(note.span), note.id))
    ids = [note.id for note in context.chapter.notes]
    for spans in ranges.values():
        for (_, end, first), (start, _, second) in pairwise(sorted(spans)):
            if start < end:
                message = f"its span overlaps that of {first}"
                yield context.error("note", ("notes", ids.index(second)), message, "shorten one, or join the notes")


def grade_a_notes_in(context: RuleContext, span: str) -> list[str]:
    """Return the ids of the grade-A notes whose spans overlap *span*, a span of the passage."""
    start = context.seed.passage.find(span)
    end = start + len(span)
    notes = context.grade_a_spans.items()
    return [note for note, (first, last) in notes if start >= 0 and start < last and first < end]


def grade_a_evidence(context: RuleContext) -> Iterator[Problem]:
    """The evidence of an item does not overlap a span with a grade-A note unless the item is about the note."""
    for index, item in enumerate(context.chapter.items):
        for field, evidence in find_evidence(item, ("items", index)):
            for note in grade_a_notes_in(context, evidence.span):
                if note not in item.note_ids:
                    message = f"it holds the grade-A fault of {note}"
                    hint = f"choose another span, or add `note_ids: [{note}]` if the item is about the fault"
                    yield context.error("grade-a-evidence", (*field, "span"), message, hint)
