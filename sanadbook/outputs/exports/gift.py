"""Items as Moodle's GIFT, a plain-text format (https://docs.moodle.org/en/GIFT_format)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sanadbook import model
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.item_text import Exported, Loss, Texts, common_losses, texts, written_losses

_CONTROL = re.compile(r"([~=#{}:\\])")


def gift(course: Course, chapters: Sequence[CourseChapter]) -> Exported:
    """Return the items of *chapters* as one GIFT file, a category a chapter."""
    blocks: list[str] = []
    losses: list[Loss] = []
    category = ""
    for each in texts(course, chapters):
        if each.chapter != category:
            category = each.chapter
            blocks.append(f"$CATEGORY: {course.file.brand}/{category}")
        blocks += _questions(each)
        losses += _losses(each.item)
    return Exported("gift", ("\n\n".join(blocks) + "\n").encode(), tuple(losses))


def _escaped(text: str) -> str:
    return _CONTROL.sub(r"\\\1", text)


def _question(name: str, stem: str, answers: str) -> str:
    return f"::{_escaped(name)}::[plain]{_escaped(stem)} {{{answers}}}"


def _general(lines: Sequence[str]) -> str:
    """What is said at the end, whatever was answered."""
    return f"\n\t####{_escaped(' '.join(lines))}" if lines else ""


def _questions(each: Texts) -> Iterator[str]:
    item, why = each.item, _general(each.evidence)
    if isinstance(item, model.Single):
        yield _question(item.id, each.stem, _choices(each, item.options) + why + "\n")
    elif isinstance(item, model.Multiple):
        right = sum(option.correct for option in item.options)
        wrong = len(item.options) - right
        lines = [
            f"\n\t~%{100 / right if option.correct else -100 / wrong:.5f}%{_answer(each, option)}"
            for option in item.options
        ]
        yield _question(item.id, each.stem, "".join(lines) + why + "\n")
    elif isinstance(item, model.TrueFalseReason):
        said = {True: _escaped(each.flat(item.feedback.true)), False: _escaped(each.flat(item.feedback.false))}
        verdict = f"{'TRUE' if item.answer else 'FALSE'}#{said[not item.answer]}#{said[item.answer]}"
        yield _question(item.id, each.stem, verdict + why)
        reasons = _choices(each, item.reasons) + why + "\n"
        yield _question(f"{item.id} ({each.t('Why?')})", f"{each.stem} {each.t('Why?')}", reasons)
    elif isinstance(item, model.Short):
        accepted = [f"\n\t={_escaped(each.flat(word))}#{_escaped(each.flat(item.feedback))}" for word in item.accept]
        yield _question(item.id, each.stem, "".join(accepted) + why + "\n")
    elif isinstance(item, model.Open):
        points = [f"– {each.flat(point.text)}" for point in item.rubric]
        task = f"{each.stem} {each.flat(item.task)}"
        yield _question(item.id, task, _general([*points, each.flat(item.completed)]) + "\n")
    else:
        stem = f"{each.stem} {each.gapped()}" if isinstance(item, model.Cloze) else each.stem
        pairs = [f"\n\t={_escaped(part)} -> {_escaped(own)}" for part, own in each.parts()]
        pairs += [f"\n\t= -> {_escaped(word)}" for word in each.spare()]
        yield _question(item.id, stem, "".join(pairs) + _general([*each.explained(), *each.evidence]) + "\n")


def _answer(each: Texts, option: model.Option) -> str:
    return f"{_escaped(each.flat(option.text))}#{_escaped(each.flat(option.feedback))}"


def _choices(each: Texts, options: Sequence[model.Option]) -> str:
    return "".join(f"\n\t{'=' if option.correct else '~'}{_answer(each, option)}" for option in options)


def _losses(item: model.Item) -> Iterator[Loss]:
    yield from common_losses(item)
    yield from written_losses(item)
    if isinstance(item, model.TrueFalseReason):
        yield Loss(item.id, "becomes two questions: the statement, and the reason")
    elif isinstance(item, model.Ordering):
        yield Loss(item.id, "becomes a matching of steps with their places")
    elif isinstance(item, model.Classification):
        yield Loss(item.id, "becomes a matching of cards with their categories")
    elif isinstance(item, model.Open):
        yield Loss(
            item.id, "becomes an essay: rubric and completed answer are shown after it, the evidence map is left out"
        )
    if isinstance(item, model.Matching | model.Classification | model.Ordering | model.Cloze):
        yield Loss(
            item.id, "what is said of a wrong part is left out; what is said of right ones stands together at the end"
        )
