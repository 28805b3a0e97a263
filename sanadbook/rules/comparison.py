"""The source texts side by side: reading ``data/comparison.yml`` and its quiz, and the rules of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sanadbook import model
from sanadbook.inputs.loader import SourceMap, read_model, read_yaml
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.references import REFERENCE
from sanadbook.rules import RuleContext, texts
from sanadbook.rules.quiz_file import read_quiz
from sanadbook.rules.spans import grade_a_in, span_stands
from sanadbook.rules.style import StyleChecker

FILE, QUIZ = "data/comparison.yml", "data/compare-quiz.yml"


def read_comparison(
    root: Path, contexts: Mapping[str, RuleContext], wording: StyleChecker
) -> tuple[model.Comparison | None, model.QuizFile | None, list[Problem]]:
    """Read the comparison and its quiz, where the course has them, and check both against the chapters' *contexts* by seed.

    Raises CourseError where a file has no types.
    """
    comparison, quiz, problems = None, None, list[Problem]()
    if (root / FILE).is_file():
        comparison, source = read_model(model.Comparison, root / FILE, FILE)
        problems += _check(comparison, source, contexts)
        for loc, text in texts(comparison):
            problems += [*_references(text, loc, source, contexts), *wording.of(text, loc, source)]
        for index, question in enumerate(comparison.questions):
            for name in ("label", "question"):
                problems += wording.on_screen(str(getattr(question, name)), ("questions", index, name), source)
    if (root / QUIZ).is_file():
        data, source = read_yaml(root / QUIZ, QUIZ)
        quiz, _, found = read_quiz(data, source)
        problems += [*found, *_quoted(quiz, source, contexts)]
        for loc, text in texts(quiz.items, ("items",)):
            problems += [*_references(text, loc, source, contexts), *wording.of(text, loc, source)]
    return comparison, quiz, problems


def _check(comparison: model.Comparison, source: SourceMap, contexts: Mapping[str, RuleContext]) -> Iterator[Problem]:
    """Each question has one cell for each seed; a cell has evidence that stands where it says, or is silent."""
    ids = [question.id for question in comparison.questions]
    for index, question in enumerate(comparison.questions):
        loc = ("questions", index)
        if ids.index(question.id) < index:
            yield source.problem((*loc, "id"), f"{question.id} stands twice", "give it its own id", rule="id")
        seeds = [cell.seed for cell in question.cells]
        for seed in contexts:
            if seeds.count(seed) != 1:
                message = f"seed {seed} has {seeds.count(seed)} cells"
                yield source.problem(
                    (*loc, "cells"), message, "give it one; say `not_addressed: true` if need be", rule="comparison"
                )
        for number, cell in enumerate(question.cells):
            place = (*loc, "cells", number)
            if cell.seed not in contexts:
                message = f"there is no seed {cell.seed}"
                yield source.problem((*place, "seed"), message, "name one of course.yml", rule="reference")
                continue
            if cell.not_addressed == bool(cell.evidence):
                message = f"it is {'silent' if cell.not_addressed else 'not silent'} with {len(cell.evidence)} evidence"
                hint = "quote the text, or say `not_addressed: true` and quote nothing"
                yield source.problem(place, message, hint, rule="comparison")
            context = replace(contexts[cell.seed], source=source)
            for n, evidence in enumerate(cell.evidence):
                at = (*place, "evidence", n)
                yield from span_stands(context, evidence.at, evidence.span, at, "evidence")
                for note in grade_a_in(context, evidence.span):
                    message = f"it holds the grade-A fault of {note} of seed {cell.seed}"
                    yield source.problem((*at, "span"), message, "choose another span", rule="grade-a-evidence")


def _references(
    text: str, loc: tuple[str | int, ...], source: SourceMap, contexts: Mapping[str, RuleContext]
) -> Iterator[Problem]:
    for match in REFERENCE.finditer(text):
        if match["kind"] != "seed" or match["id"] not in contexts:
            yield source.problem(loc, f"{match[0]} points to nothing", "name a seed of the course", rule="reference")


def _quoted(quiz: model.QuizFile, source: SourceMap, contexts: Mapping[str, RuleContext]) -> Iterator[Problem]:
    """Each line of the quiz's passage is quoted from a seed."""
    for index, line in enumerate(quiz.passage):
        if not any(line in context.seed.passage for context in contexts.values()):
            message = "the line stands in no source text"
            yield source.problem(
                ("passage", index), message, "copy it from a seed, letter by letter", rule="comparison"
            )
