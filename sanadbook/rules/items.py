"""Rules that apply to items of any type: choices, feedback, and options that give the key away."""

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

#: The length of the longest option divided by that of the shortest, at most.
MAX_LENGTH_RATIO = 1.5
#: Options in a list with one correct option, at most.
MAX_OPTIONS = 3
#: Words in a feedback text.
MIN_FEEDBACK_WORDS, MAX_FEEDBACK_WORDS = 3, 60
#: Letters that a word must have to count as shared, and that must remain when a prefix is taken off.
MIN_SHARED_LETTERS, MIN_STEM_LETTERS = 4, 3


@dataclass(frozen=True)
class ItemRuleContext:
    """The context of the rules of one item; fields are relative to the item."""

    chapter: RuleContext
    index: int

    @property
    def word_lists(self) -> dict[str, Any]:
        """Word lists of the chapter's language, by name."""
        return self.chapter.word_lists

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


def distinct_choices(context: RuleContext) -> Iterator[Problem]:
    """No two choices of an item are equal after folding."""
    for index, item in enumerate(context.chapter.items):
        for field, texts in item_type(item).distinct_texts(item):
            for text, count in Counter(map(fold, texts)).items():
                if count > 1:
                    message = f"«{text}» appears {count} times"
                    yield context.error("equal-options", ("items", index, *field), message, "make the choices differ")


def feedback(context: RuleContext) -> Iterator[Problem]:
    """Feedback is a full sentence, and not too long."""
    ends = tuple(context.word_lists["sentence_ends"])
    for index, item in enumerate(context.chapter.items):
        for field, text in item_type(item).feedback(item):
            place: Loc = ("items", index, *field)
            count = len(words(text))
            if not text.rstrip().endswith(ends) or count < MIN_FEEDBACK_WORDS:
                message = "the feedback is not a full sentence"
                yield context.error("feedback", place, message, "explain why, and end the sentence with a full stop")
            if count > MAX_FEEDBACK_WORDS:
                hint = f"shorten it to {MAX_FEEDBACK_WORDS} at most"
                yield context.warning("feedback-length", place, f"{count} words", hint)


def distinct_feedback(context: RuleContext) -> Iterator[Problem]:
    """No two feedback texts of an item are equal after folding."""
    for index, item in enumerate(context.chapter.items):
        seen = set()
        for field, text in item_type(item).feedback(item):
            if fold(text) in seen:
                message = "another choice of the item has the same feedback"
                hint = "explain what is specific to this choice"
                yield context.error("own-feedback", ("items", index, *field), message, hint)
            seen.add(fold(text))


def revealing_options(context: RuleContext) -> Iterator[Problem]:
    """Options do not give the key away by their number, length or wording."""
    for index, item in enumerate(context.chapter.items):
        for field, options, one_correct in item_type(item).option_lists(item):
            place: Loc = ("items", index, *field)
            yield from _wordings(context, place, options)
            if one_correct:
                yield from _lengths(context, place, options)
                yield from _shared_words(context, place, str(item.stem), options)


def _lengths(context: RuleContext, field: Loc, options: Sequence[Option]) -> Iterator[Problem]:
    if len(options) > MAX_OPTIONS:
        hint = f"remove all but {MAX_OPTIONS}, or give a reason in `suppress`"
        yield context.warning("options-count", field, f"{len(options)} options", hint)
    lengths = [len(option.text) for option in options]
    longest = max(lengths)
    if longest > MAX_LENGTH_RATIO * min(lengths):
        message = f"the longest option is {longest / min(lengths):.1f} times the shortest"
        yield context.warning("length-ratio", field, message, "make their lengths similar")
    keys = [option for option in options if option.correct and len(option.text) == longest]
    if keys and lengths.count(longest) == 1:
        yield context.warning("key-longest", field, "the key is the longest option", "shorten it, or lengthen another")


def _wordings(context: RuleContext, field: Loc, options: Sequence[Option]) -> Iterator[Problem]:
    lists = context.word_lists
    for number, option in enumerate(options):
        place: Loc = (*field, number, "text")
        text = fold(option.text)
        for wording in lists["all_of_the_above"]:
            if fold(wording) in text:
                hint = "write an item with several correct options"
                yield context.error("all-of-the-above", place, f"«{wording}»", hint)
        for wording in lists["none_of_the_above"]:
            if fold(wording) in text:
                yield context.warning("none-of-the-above", place, f"«{wording}»", "write a real distractor")
        for wording in lists["absolutes"]:
            if fold(wording) in text.split() or (" " in wording and fold(wording) in text):
                hint = "absolute words give distractors away: use another wording"
                yield context.warning("absolute-word", place, f"«{wording}»", hint)


def _shared_words(context: RuleContext, field: Loc, stem: str, options: Sequence[Option]) -> Iterator[Problem]:
    """Yield a warning for each word that is only in the stem and the key."""
    stop_words = {fold(word) for word in context.word_lists["stop_words"]}

    def content_words(text: str) -> set[str]:
        found = (_without_prefix(fold(word), context) for word in words(text))
        return {word for word in found if len(word) >= MIN_SHARED_LETTERS and word not in stop_words}

    key = set().union(*(content_words(option.text) for option in options if option.correct))
    others = set().union(*(content_words(option.text) for option in options if not option.correct))
    for word in sorted((key & content_words(stem)) - others):
        message = f"«{word}» is only in the stem and in the key"
        yield context.warning("shared-word", field, message, "use it in a distractor too, or in neither")


def _without_prefix(word: str, context: RuleContext) -> str:
    """Return the folded *word* without its longest prefix, if enough letters remain."""
    for prefix in sorted(map(fold, context.word_lists["prefixes"]), key=len, reverse=True):
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_STEM_LETTERS:
            return word[len(prefix) :]
    return word
