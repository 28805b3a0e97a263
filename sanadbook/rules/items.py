"""Rules of items: keys, choices, feedback, and options that betray the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sanadbook import model
from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.language.arabic import fold, words
from sanadbook.rules.context import RuleContext

#: An option longer than this times the shortest one gives a hint by its length.
LENGTH_RATIO = 1.5
FEEDBACK_WORDS = 60


def choices(item: model.Item) -> Iterator[tuple[Loc, list[model.Option]]]:
    """The lists of options of *item*, with their field."""
    if isinstance(item, model.Single | model.Multiple):
        yield ("options",), item.options
    elif isinstance(item, model.TrueFalseReason):
        yield ("reasons",), item.reasons


def keys(context: RuleContext) -> Iterator[Problem]:
    """One key for single and for reasons; two or more and a distractor for multiple; gaps and categories fit together."""
    for index, item in enumerate(context.chapter.items):
        loc: Loc = ("items", index)
        for field, options in choices(item):
            right = sum(option.correct for option in options)
            if isinstance(item, model.Multiple):
                if right < 2 or right == len(options):
                    yield context.error(
                        "key",
                        (*loc, *field),
                        f"{right} of {len(options)} options are right",
                        "two or more right, one or more wrong",
                    )
            elif right != 1:
                yield context.error(
                    "key", (*loc, *field), f"{right} options are right", "mark exactly one `correct: true`"
                )
        if isinstance(item, model.Cloze):
            for number in range(1, len(item.blanks) + 1):
                if item.text.count(f"{{{number}}}") != 1:
                    yield context.error(
                        "key", (*loc, "text"), f"{{{number}}} does not stand once in the text", "one gap for each blank"
                    )
            if "{" in item.text.replace("{", "", len(item.blanks)):
                yield context.error("key", (*loc, "text"), "it has more gaps than blanks", "one blank for each gap")
            if not item.typed and not item.distractors:
                yield context.error(
                    "key", (*loc, "distractors"), "the word bank holds the key alone", "add words that fit no blank"
                )
            if item.typed and item.distractors:
                yield context.error(
                    "key", (*loc, "distractors"), "a typed cloze has no word bank", "remove them, or `typed`"
                )
            for number, blank in enumerate(item.blanks):
                if blank.accept and not item.typed:
                    yield context.error(
                        "key", (*loc, "blanks", number, "accept"), "the item is not typed", "add `typed: true`"
                    )
        if isinstance(item, model.Classification):
            used = {card.category for card in item.cards}
            for number, card in enumerate(item.cards):
                if card.category not in item.categories:
                    yield context.error(
                        "key", (*loc, "cards", number, "category"), f"there is no category «{card.category}»", "fix it"
                    )
            for number, category in enumerate(item.categories):
                if category not in used:
                    yield context.error(
                        "key",
                        (*loc, "categories", number),
                        "no card belongs to it",
                        "add a card, or remove the category",
                    )


def equal_choices(context: RuleContext) -> Iterator[Problem]:
    """No two choices of an item are equal after folding."""
    for index, item in enumerate(context.chapter.items):
        groups: list[tuple[Loc, list[str]]] = [
            (field, [option.text for option in options]) for field, options in choices(item)
        ]
        if isinstance(item, model.Cloze):
            if not item.typed:
                groups.append((("blanks",), [blank.answer for blank in item.blanks] + item.distractors))
        elif isinstance(item, model.Matching):
            groups.append((("pairs",), [pair.left for pair in item.pairs]))
            groups.append((("pairs",), [pair.right for pair in item.pairs] + [extra.text for extra in item.extra]))
        elif isinstance(item, model.Ordering):
            groups.append((("steps",), [step.text for step in item.steps]))
        elif isinstance(item, model.Short):
            groups.append((("accept",), item.accept if not item.strict else []))
        elif isinstance(item, model.Classification):
            groups += [(("cards",), [card.text for card in item.cards]), (("categories",), item.categories)]
        for field, group in groups:
            for text, count in Counter(map(fold, group)).items():
                if count > 1:
                    yield context.error(
                        "equal-options",
                        ("items", index, *field),
                        f"«{text}» stands {count} times",
                        "make the choices differ",
                    )


def feedback_of(item: model.Item) -> Iterator[tuple[Loc, str]]:
    """Every feedback text of *item* and its field."""
    for field, options in choices(item):
        for number, option in enumerate(options):
            yield (*field, number, "feedback"), option.feedback
    if isinstance(item, model.TrueFalseReason):
        yield ("feedback", "true"), item.feedback.true
        yield ("feedback", "false"), item.feedback.false
    parts: list[Any] = []
    name = ""
    if isinstance(item, model.Cloze):
        name, parts = "blanks", list(item.blanks)
    elif isinstance(item, model.Matching):
        name, parts = "pairs", list(item.pairs)
        for number, extra in enumerate(item.extra):
            yield ("extra", number, "feedback"), extra.feedback
    elif isinstance(item, model.Ordering):
        name, parts = "steps", list(item.steps)
    elif isinstance(item, model.Classification):
        name, parts = "cards", list(item.cards)
    elif isinstance(item, model.Short):
        yield ("feedback",), item.feedback
        yield ("if_wrong",), item.if_wrong
    for number, part in enumerate(parts):
        yield (name, number, "feedback"), part.feedback
        yield (name, number, "if_wrong"), part.if_wrong


def feedback(context: RuleContext) -> Iterator[Problem]:
    """Feedback is a full sentence of at most sixty words."""
    ends = tuple(context.language["sentence_ends"])
    for index, item in enumerate(context.chapter.items):
        for field, text in feedback_of(item):
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
        for field, text in feedback_of(item):
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
        for field, options in choices(item):
            loc: Loc = ("items", index, *field)
            yield from _wordings(context, loc, options)
            if isinstance(item, model.Multiple):
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


def _wordings(context: RuleContext, loc: Loc, options: list[model.Option]) -> Iterator[Problem]:
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


def _shared_words(context: RuleContext, loc: Loc, stem: str, options: list[model.Option]) -> Iterator[Problem]:
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


def stems(context: RuleContext) -> Iterator[Problem]:
    """A stem with options is a question, and says so when several may be chosen."""
    question_mark, choose_all = context.language["question_mark"], context.language["choose_all"]
    for index, item in enumerate(context.chapter.items):
        loc: Loc = ("items", index, "stem")
        if isinstance(item, model.Single) and not item.stem.rstrip().endswith(question_mark):
            yield context.warning("stem-question", loc, "the stem is not a question", f"end it with {question_mark}")
        if isinstance(item, model.Multiple) and not item.stem.rstrip().endswith(choose_all):
            yield context.warning(
                "stem-question", loc, "the stem does not say that several may be right", f"end it with {choose_all}"
            )
        negatives = {fold(word) for word in context.language["negatives"]}
        if isinstance(item, model.Single | model.Multiple) and (found := negatives & set(map(fold, words(item.stem)))):
            yield context.warning(
                "negative-stem",
                loc,
                f"the stem is negative («{min(found)}»)",
                "ask for what holds, not for what does not",
            )
