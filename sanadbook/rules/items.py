"""Rules of items: keys, choices, feedback, and options that betray the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.seed import Seed
from sanadbook.items.base import Option
from sanadbook.items.registry import item_type
from sanadbook.language.arabic import fold, words
from sanadbook.rules.context import RuleContext

#: An option longer than this times the shortest one gives a hint by its length.
LENGTH_RATIO = 1.5
FEEDBACK_WORDS = 60


@dataclass(frozen=True)
class ItemRuleContext:
    """The context of the rules of one item; fields are relative to the item."""

    chapter: RuleContext
    index: int

    @property
    def words(self) -> dict[str, Any]:
        """Word lists of the course's language."""
        return self.chapter.language

    @property
    def seed(self) -> Seed:
        """The source document of the chapter."""
        return self.chapter.seed

    def error(self, rule: str, field: Loc, message: str, hint: str) -> Problem:
        """Return an error at *field* of the item."""
        return self.chapter.error(rule, ("items", self.index, *field), message, hint)

    def warning(self, rule: str, field: Loc, message: str, hint: str) -> Problem:
        """Return a warning at *field* of the item."""
        return self.chapter.warning(rule, ("items", self.index, *field), message, hint)


def type_rules(context: RuleContext) -> Iterator[Problem]:
    """Every item follows the rules of its type."""
    for index, item in enumerate(context.chapter.items):
        yield from item_type(item).check(item, ItemRuleContext(context, index))


def equal_choices(context: RuleContext) -> Iterator[Problem]:
    """No two choices of an item are equal after folding."""
    for index, item in enumerate(context.chapter.items):
        for field, group in item_type(item).distinct_texts(item):
            for text, count in Counter(map(fold, group)).items():
                if count > 1:
                    message = f"«{text}» appears {count} times"
                    yield context.error("equal-options", ("items", index, *field), message, "make the choices differ")


def feedback(context: RuleContext) -> Iterator[Problem]:
    """Feedback is a full sentence of at most sixty words."""
    ends = tuple(context.language["sentence_ends"])
    for index, item in enumerate(context.chapter.items):
        for field, text in item_type(item).feedback(item):
            loc: Loc = ("items", index, *field)
            if not text.rstrip().endswith(ends) or len(words(text)) < 3:
                yield context.error(
                    "feedback", loc, "the feedback is not a full sentence", "say why, and end it with a full stop"
                )
            if len(words(text)) > FEEDBACK_WORDS:
                yield context.warning(
                    "feedback-length", loc, f"{len(words(text))} words", f"bring it to {FEEDBACK_WORDS} at most"
                )


def own_feedback(context: RuleContext) -> Iterator[Problem]:
    """Every option, blank and pair has feedback of its own: no two of an item are equal after folding."""
    for index, item in enumerate(context.chapter.items):
        seen: dict[str, Loc] = {}
        for field, text in item_type(item).feedback(item):
            if fold(text) in seen:
                yield context.error(
                    "own-feedback",
                    ("items", index, *field),
                    "another choice of the item has the same feedback",
                    "say what is true of this one",
                )
            seen.setdefault(fold(text), field)


def options_that_tell(context: RuleContext) -> Iterator[Problem]:
    """Options don't betray the key: number, length, absolutes, "all of the above", words shared with the stem."""
    for index, item in enumerate(context.chapter.items):
        for field, options, one_correct in item_type(item).option_lists(item):
            loc: Loc = ("items", index, *field)
            yield from _wordings(context, loc, options)
            if not one_correct:
                continue
            if len(options) > 3:
                yield context.warning(
                    "options-count", loc, f"{len(options)} options", "take three, or say why in `suppress`"
                )
            lengths = [len(option.text) for option in options]
            if max(lengths) > LENGTH_RATIO * min(lengths):
                yield context.warning(
                    "length-ratio",
                    loc,
                    f"the longest option is {max(lengths) / min(lengths):.1f} times the shortest",
                    "even them out",
                )
            if any(
                option.correct and len(option.text) == max(lengths) and lengths.count(max(lengths)) == 1
                for option in options
            ):
                yield context.warning(
                    "key-longest", loc, "the key is the longest option", "shorten it, or lengthen another"
                )
            yield from _shared_words(context, loc, str(item.stem), options)


def _wordings(context: RuleContext, loc: Loc, options: Sequence[Option]) -> Iterator[Problem]:
    language = context.language
    for number, option in enumerate(options):
        place: Loc = (*loc, number, "text")
        folded = fold(option.text)
        for wording in language["all_of_the_above"]:
            if fold(wording) in folded:
                yield context.error(
                    "all-of-the-above", place, f"«{wording}»", "make it an item with several right options"
                )
        for wording in language["none_of_the_above"]:
            if fold(wording) in folded:
                yield context.warning("none-of-the-above", place, f"«{wording}»", "write a real distractor")
        for wording in language["absolutes"]:
            if fold(wording) in folded.split() or (" " in wording and fold(wording) in folded):
                yield context.warning(
                    "absolute-word", place, f"«{wording}»", "an absolute gives a distractor away: say it otherwise"
                )


def _shared_words(context: RuleContext, loc: Loc, stem: str, options: Sequence[Option]) -> Iterator[Problem]:
    """A word that only the stem and the key share points at the key."""
    common = {fold(word) for word in context.language["common"]}

    def rare(text: str) -> set[str]:
        return {bare for word in words(text) if len(bare := _bare(fold(word), context)) > 3 and bare not in common}

    key = set().union(*(rare(option.text) for option in options if option.correct))
    others = set().union(*(rare(option.text) for option in options if not option.correct))
    for word in sorted((key & rare(stem)) - others):
        yield context.warning(
            "shared-word",
            loc,
            f"«{word}» stands in the stem and in the key only",
            "use it in a distractor too, or in neither",
        )


def _bare(word: str, context: RuleContext) -> str:
    """Take the longest attached prefix off a folded word of enough letters."""
    for prefix in sorted(map(fold, context.language["prefixes"]), key=len, reverse=True):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word
