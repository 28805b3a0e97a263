"""The rules of a chapter: what must hold (errors) and what should (warnings).

Sources: one key, parallel options and no "all of the above" after Haladyna, Downing & Rodriguez (2002); three options
by default after Rodriguez (2005); feedback for each option that explains after Shute (2008).
"""

from __future__ import annotations

from sanadbook.inputs.problems import Problem
from sanadbook.rules.chapter import (
    allowances,
    key_positions,
    objectives_met,
    one_source_item,
    prompts_fit,
    references,
    section_ranges,
    types_mixed,
)
from sanadbook.rules.context import Rule, RuleContext, texts
from sanadbook.rules.items import equal_choices, feedback, options_that_tell, own_feedback, type_rules
from sanadbook.rules.spans import evidence_spans, grade_a_evidence, note_spans
from sanadbook.rules.targets import meets_targets

__all__ = ["ITEM_RULES", "RULES", "RuleContext", "allowed", "check", "meets_targets", "texts"]

ITEM_RULES: tuple[Rule, ...] = (
    evidence_spans,
    type_rules,
    equal_choices,
    feedback,
    own_feedback,
    key_positions,
    options_that_tell,
)
RULES: tuple[Rule, ...] = (
    section_ranges,
    references,
    allowances,
    note_spans,
    evidence_spans,
    grade_a_evidence,
    one_source_item,
    type_rules,
    equal_choices,
    feedback,
    own_feedback,
    objectives_met,
    prompts_fit,
    types_mixed,
    key_positions,
    options_that_tell,
)


def check(context: RuleContext, rules: tuple[Rule, ...] | None = None) -> list[Problem]:
    """Return every finding of *rules* (all of them by default) on *context*, in the order of the file.

    Warnings that an item or a prompt allows are left out.
    """
    found = [problem for rule in rules or RULES for problem in rule(context)]
    return sorted((p for p in found if not allowed(context, p)), key=lambda problem: problem.line)


def allowed(context: RuleContext, problem: Problem) -> bool:
    """Tell whether the item or prompt at *problem* says why it does not follow the rule."""
    if problem.severity == "error":
        return False
    for name, parts in (("items", context.chapter.items), ("prompts", context.chapter.prompts)):
        for index, part in enumerate(parts):
            if problem.field.startswith(f"{name}[{index}]") and problem.rule in part.suppress:
                return True
    return False
