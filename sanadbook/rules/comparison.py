"""Reads and checks the comparison of the source texts, ``data/comparison.yml``, and its quiz."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sanadbook import model
from sanadbook.inputs.loader import Loc, SourceMap, read_model, read_yaml
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.references import REFERENCE
from sanadbook.rules import RuleContext, authored_texts
from sanadbook.rules.quiz_file import read_quiz
from sanadbook.rules.spans import check_span, grade_a_notes_in
from sanadbook.rules.style import StyleChecker

FILE, QUIZ = "data/comparison.yml", "data/compare-quiz.yml"


def read_comparison(
    root: Path, contexts: Mapping[str, RuleContext], style: StyleChecker
) -> tuple[model.Comparison | None, model.QuizFile | None, list[Problem]]:
    """Return the comparison and its quiz, each None if the course has none, and the problems in both.

    Args:
        root: the folder of the course.
        contexts: the chapters, by the id of their seed.
        style: the rules of wording.

    Raises:
        CourseError: if a field of either file does not fit its type.

    """
    comparison, quiz, problems = None, None, list[Problem]()
    if (root / FILE).is_file():
        comparison, source = read_model(model.Comparison, root / FILE, FILE)
        problems += _check_questions(comparison, source, contexts)
        for field, text in authored_texts(comparison):
            problems += [*_check_references(text, field, source, contexts), *style.check(text, field, source)]
        for index, question in enumerate(comparison.questions):
            for name in ("label", "question"):
                problems += style.check_screen_text(str(getattr(question, name)), ("questions", index, name), source)
    if (root / QUIZ).is_file():
        data, source = read_yaml(root / QUIZ, QUIZ)
        quiz, _, found = read_quiz(data, source)
        problems += [*found, *_check_passage(quiz, source, contexts)]
        for field, text in authored_texts(quiz.items, ("items",)):
            problems += [*_check_references(text, field, source, contexts), *style.check(text, field, source)]
    return comparison, quiz, problems


def _check_questions(
    comparison: model.Comparison, source: SourceMap, contexts: Mapping[str, RuleContext]
) -> Iterator[Problem]:
    """Check that ids are unique and that each question has one cell for each seed."""
    ids = [question.id for question in comparison.questions]
    for index, question in enumerate(comparison.questions):
        field: Loc = ("questions", index)
        if ids.index(question.id) < index:
            message = f"{question.id} appears twice"
            yield source.problem((*field, "id"), message, "give each question its own id", rule="id")
        seeds = [cell.seed for cell in question.cells]
        for seed in contexts:
            if seeds.count(seed) != 1:
                message = f"seed {seed} has {seeds.count(seed)} cells"
                hint = "write one; add `not_addressed: true` if the text does not address the question"
                yield source.problem((*field, "cells"), message, hint, rule="comparison")
        for number, cell in enumerate(question.cells):
            yield from _check_cell(cell, (*field, "cells", number), source, contexts)


def _check_cell(
    cell: model.Cell, field: Loc, source: SourceMap, contexts: Mapping[str, RuleContext]
) -> Iterator[Problem]:
    """Check that a cell has valid evidence or is not addressed."""
    if cell.seed not in contexts:
        message = f"there is no seed {cell.seed}"
        yield source.problem((*field, "seed"), message, f"use one of {sorted(contexts)}", rule="reference")
        return
    if cell.not_addressed == bool(cell.evidence):
        message = f"`not_addressed` is {str(cell.not_addressed).lower()} with {len(cell.evidence)} evidence"
        hint = "quote the text, or write `not_addressed: true` without evidence"
        yield source.problem(field, message, hint, rule="comparison")
    context = replace(contexts[cell.seed], source=source)
    for number, evidence in enumerate(cell.evidence):
        place = (*field, "evidence", number)
        yield from check_span(context, evidence.at, evidence.span, place, "evidence")
        for note in grade_a_notes_in(context, evidence.span):
            message = f"it holds the grade-A fault of {note} of seed {cell.seed}"
            yield source.problem((*place, "span"), message, "choose another span", rule="grade-a-evidence")


def _check_references(
    text: str, field: Loc, source: SourceMap, contexts: Mapping[str, RuleContext]
) -> Iterator[Problem]:
    for match in REFERENCE.finditer(text):
        if match["kind"] != "seed" or match["id"] not in contexts:
            message, hint = f"{match[0]} points to nothing", f"refer to one of the seeds {sorted(contexts)}"
            yield source.problem(field, message, hint, rule="reference")


def _check_passage(quiz: model.QuizFile, source: SourceMap, contexts: Mapping[str, RuleContext]) -> Iterator[Problem]:
    """Check that each line of the quiz's passage is quoted from a seed."""
    for index, line in enumerate(quiz.passage):
        if not any(line in context.seed.passage for context in contexts.values()):
            message, hint = "the line is in no source text", "copy it from a seed, character for character"
            yield source.problem(("passage", index), message, hint, rule="comparison")
