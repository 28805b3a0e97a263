"""Rules of the content: errors (what must hold) and warnings (what should).

Sources: one key, parallel options and no "all of the above" after Haladyna, Downing & Rodriguez (2002); three options
by default after Rodriguez (2005); explanatory feedback on each option after Shute (2008).
"""

from __future__ import annotations

from sanadbook.inputs.problems import Problem
from sanadbook.rules.chapter import (
    core_prompt_minutes,
    key_positions,
    lesson_parts,
    objective_coverage,
    references,
    section_ranges,
    source_item,
    suppressions,
    type_variety,
)
from sanadbook.rules.context import Rule, RuleContext, authored_texts
from sanadbook.rules.items import distinct_choices, distinct_feedback, feedback, revealing_options, type_rules
from sanadbook.rules.spans import evidence_spans, grade_a_evidence, note_spans
from sanadbook.rules.targets import check_targets

__all__ = ["ITEM_RULES", "RULES", "RuleContext", "authored_texts", "check", "check_targets", "is_suppressed"]

#: Rules of items, in a chapter or in a quiz file.
ITEM_RULES: tuple[Rule, ...] = (
    evidence_spans,
    type_rules,
    distinct_choices,
    feedback,
    distinct_feedback,
    key_positions,
    revealing_options,
)
#: Rules of a chapter.
RULES: tuple[Rule, ...] = (
    section_ranges,
    references,
    suppressions,
    note_spans,
    grade_a_evidence,
    source_item,
    lesson_parts,
    objective_coverage,
    core_prompt_minutes,
    type_variety,
    *ITEM_RULES,
)


def check(context: RuleContext, rules: tuple[Rule, ...] = RULES) -> list[Problem]:
    """Return the problems that *rules* find in *context*, by line, without suppressed warnings."""
    found = [problem for rule in rules for problem in rule(context)]
    return sorted((p for p in found if not is_suppressed(context, p)), key=lambda problem: problem.line)


def is_suppressed(context: RuleContext, problem: Problem) -> bool:
    """Return whether *problem* is a warning that its item or prompt suppresses."""
    if problem.severity == "error":
        return False
    for name, parts in (("items", context.chapter.items), ("prompts", context.chapter.prompts)):
        for index, part in enumerate(parts):
            if problem.field.startswith(f"{name}[{index}]") and problem.rule in part.suppress:
                return True
    return False
