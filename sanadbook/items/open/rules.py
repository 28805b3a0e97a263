"""Rules of open items: the source pair and the evidence map."""

from __future__ import annotations

from collections.abc import Iterator

from sanadbook.inputs.problems import Problem
from sanadbook.items.open.model import Open
from sanadbook.items.view import ItemContext


def check_open(item: Open, context: ItemContext) -> Iterator[Problem]:
    """Yield what is wrong with *item*."""
    if not context.seed.question:
        if item.source or not item.stem:
            message = "a quiz file has no source question and answer"
            yield context.error("source-item", (), message, "write a stem, and leave out `source`")
        return
    if item.source:
        yield from _check_source_item(item, context)
    elif not item.stem:
        yield context.error("source-item", (), "it has no stem", "write one, or add `source: true`")
    yield from _check_evidence_map(item, context)


def _check_source_item(item: Open, context: ItemContext) -> Iterator[Problem]:
    """Check that the item is complete and that the source answer alone does not pass its rubric."""
    if item.stem:
        yield context.error("source-item", ("stem",), "its stem is the seed's question", "remove this field")
    if not item.evidence_map or not item.caveat:
        yield context.error("source-item", (), "it has no evidence map or no caveat", "add both")
    if item.left_out and not any(criterion.essential for criterion in item.rubric):
        message = "an answer passes without the part that the source answer leaves out"
        hint = "mark the criteria on that part with `essential: true`"
        yield context.error("source-item", ("rubric",), message, hint)


def _check_evidence_map(item: Open, context: ItemContext) -> Iterator[Problem]:
    """Check the quotations in segments and omissions, and that only absent segments lack evidence."""
    for number, segment in enumerate(item.evidence_map):
        field = ("evidence_map", number)
        if context.seed.answer.count(segment.answer) != 1:
            message = "it does not appear exactly once in the source answer"
            yield context.error("segment", (*field, "answer"), message, "copy it from the seed")
        if (segment.status == "absent") == bool(segment.evidence):
            message = f"{segment.status} with {len(segment.evidence)} evidence"
            hint = "add evidence to supported and partial segments, and none to absent ones"
            yield context.error("segment", (*field, "status"), message, hint)
    for number, omission in enumerate(item.left_out):
        if context.seed.question.count(omission.question) != 1:
            message = "it does not appear exactly once in the source question"
            yield context.error("segment", ("left_out", number, "question"), message, "copy it from the seed")
