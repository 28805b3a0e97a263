"""The rules of ``LEARNING``: what must hold in a chapter (errors) and what should (warnings).

Sources: one key, parallel options and no "all of the above" after Haladyna, Downing & Rodriguez (2002); three options
by default after Rodriguez (2005); feedback for each option that explains after Shute (2008).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from sanadbook.course import model
from sanadbook.course.arabic import fold, words
from sanadbook.course.load import Loc, Source
from sanadbook.course.problem import Problem
from sanadbook.course.references import REFERENCE
from sanadbook.course.seed import Address, Seed

#: An option longer than this times the shortest one gives a hint by its length.
LENGTH_RATIO = 1.5
FEEDBACK_WORDS = 60
CORE_MINUTES = 50
STEPS_OF_ITEMS = ("check", "review")


def _language() -> dict[str, Any]:
    text = (Path(__file__).parent / "words.ar.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@dataclass(frozen=True)
class Draft:
    """A chapter that has its types, and all that its rules look at."""

    chapter: model.Chapter
    seed: Seed
    source: Source
    themes: frozenset[str]
    seeds: frozenset[str]

    @cached_property
    def language(self) -> dict[str, Any]:
        """Wordings that rules look for, of the course's language."""
        return _language()

    @cached_property
    def spans_of_grade_a(self) -> dict[str, tuple[int, int]]:
        """Where each grade-A note's span stands in the passage, by note id."""
        return {
            note.id: (start, start + len(note.span))
            for note in self.chapter.notes
            if note.grade == "A" and note.at.startswith("L") and (start := self.seed.passage.find(note.span)) >= 0
        }

    def error(self, rule: str, loc: Loc, message: str, mend: str) -> Problem:
        """A "must" that does not hold."""
        return self.source.problem(loc, message, mend, rule=rule)

    def warning(self, rule: str, loc: Loc, message: str, mend: str) -> Problem:
        """A "should" that does not hold."""
        return self.source.problem(loc, message, mend, rule=rule, severity="warning")


Rule = Callable[[Draft], Iterator[Problem]]


def check(draft: Draft) -> list[Problem]:
    """Return every finding of every rule on *draft*, in the order of the file; allowed warnings are left out."""
    found = [problem for rule in RULES for problem in rule(draft)]
    return sorted((p for p in found if not allowed(draft, p)), key=lambda problem: problem.line)


def allowed(draft: Draft, problem: Problem) -> bool:
    """Tell whether the item or prompt at *problem* says why it does not follow the rule."""
    if problem.severity == "error":
        return False
    for name, parts in (("items", draft.chapter.items), ("prompts", draft.chapter.prompts)):
        for index, part in enumerate(parts):
            if problem.field.startswith(f"{name}[{index}]") and problem.rule in part.allow:
                return True
    return False


# -- spans ---------------------------------------------------------------------------------------------------------


def _range(at: str) -> tuple[Address, Address]:
    first, _, last = at.partition("-")
    return Address.parse(first), Address.parse(last or first)


def _span(draft: Draft, at: str, span: str, loc: Loc, rule: str) -> Iterator[Problem]:
    """A span is verbatim, stands once in the passage, and in the sentence that it names."""
    passage = draft.seed.passage
    count = passage.count(span)
    if count == 0:
        yield draft.error(
            rule, (*loc, "span"), f"«{span}» is not in the passage", "copy it from the seed, character for character"
        )
        return
    if count > 1:
        yield draft.error(
            rule, (*loc, "span"), f"«{span}» stands {count} times in the passage", "make it longer until it is unique"
        )
        return
    try:
        start, end = draft.seed.bounds(*_range(at))
    except KeyError as unknown:
        yield draft.error(rule, (*loc, "at"), f"the passage has no sentence {unknown.args[0]}", "mend the address")
        return
    found = passage.index(span)
    if not start <= found <= found + len(span) <= end:
        yield draft.error(rule, (*loc, "at"), f"the span is not in {at} but in {draft.seed.at(found)}", "mend the address")


def _evidence(draft: Draft) -> Iterator[tuple[Loc, model.Evidence]]:
    """Every evidence of the chapter and where it stands in the file."""
    chapter = draft.chapter
    for index, prompt in enumerate(chapter.prompts):
        for number, evidence in enumerate(prompt.evidence):
            yield ("prompts", index, "evidence", number), evidence
    for index, item in enumerate(chapter.items):
        for number, evidence in enumerate(item.evidence):
            yield ("items", index, "evidence", number), evidence
        if isinstance(item, model.Open):
            groups: dict[str, list[Any]] = {
                "rubric": item.rubric,
                "evidence_map": item.evidence_map,
                "left_out": item.left_out,
            }
            for field, parts in groups.items():
                for place, part in enumerate(parts):
                    for number, evidence in enumerate(part.evidence):
                        yield ("items", index, field, place, "evidence", number), evidence


def evidence_spans(draft: Draft) -> Iterator[Problem]:
    """Evidence is an exact, unique span of the passage, in its stated sentence."""
    for loc, evidence in _evidence(draft):
        yield from _span(draft, evidence.at, evidence.span, loc, "evidence")


def note_spans(draft: Draft) -> Iterator[Problem]:
    """A note is on an exact, unique span; notes don't overlap."""
    texts = {"question": draft.seed.question, "answer": draft.seed.answer}
    taken: dict[str, list[tuple[int, int, str]]] = {}
    for index, note in enumerate(draft.chapter.notes):
        loc: Loc = ("notes", index)
        text = texts.get(note.at, draft.seed.passage)
        if note.at not in texts:
            findings = list(_span(draft, note.at, note.span, loc, "note"))
        elif (count := text.count(note.span)) != 1:
            message = f"«{note.span}» stands {count} times in the source {note.at}"
            findings = [draft.error("note", (*loc, "span"), message, "copy a span that stands there once")]
        else:
            findings = []
        yield from findings
        if not findings:
            start = text.index(note.span)
            key = note.at if note.at in texts else "passage"
            taken.setdefault(key, []).append((start, start + len(note.span), note.id))
    for spans in taken.values():
        for (_, end, one), (start, _, other) in pairwise(sorted(spans)):
            if start < end:
                place: Loc = ("notes", [note.id for note in draft.chapter.notes].index(other))
                yield draft.error(
                    "note", place, f"its span overlaps that of {one}", "shorten one of the two, or join the notes"
                )


def grade_a_evidence(draft: Draft) -> Iterator[Problem]:
    """No grade-A faulty span is evidence of an item unless the item is about the fault."""
    passage = draft.seed.passage
    for loc, evidence in _evidence(draft):
        if loc[0] != "items":
            continue
        item = draft.chapter.items[int(loc[1])]
        start = passage.find(evidence.span)
        for note, (first, last) in draft.spans_of_grade_a.items():
            if start >= 0 and start < last and first < start + len(evidence.span) and note not in item.about:
                yield draft.error(
                    "grade-a-evidence",
                    (*loc, "span"),
                    f"it holds the grade-A fault of {note}",
                    f"choose another span, or write `about: [{note}]` if the item is about the fault",
                )


def segments(draft: Draft) -> Iterator[Problem]:
    """The evidence map quotes the source answer, what is left out quotes the source question; only 'absent' has no evidence."""
    for index, item in enumerate(draft.chapter.items):
        if not isinstance(item, model.Open):
            continue
        for place, segment in enumerate(item.evidence_map):
            loc: Loc = ("items", index, "evidence_map", place)
            if draft.seed.answer.count(segment.answer) != 1:
                yield draft.error(
                    "segment", (*loc, "answer"), "it does not stand once in the source answer", "copy it from the seed"
                )
            if (segment.status == "absent") == bool(segment.evidence):
                yield draft.error(
                    "segment",
                    (*loc, "status"),
                    f"{segment.status} with {len(segment.evidence)} evidence",
                    "supported and partial have evidence, absent has none",
                )
        for place, omission in enumerate(item.left_out):
            if draft.seed.question.count(omission.question) != 1:
                yield draft.error(
                    "segment",
                    ("items", index, "left_out", place, "question"),
                    "it does not stand once in the source question",
                    "copy it from the seed",
                )


# -- the chapter as a whole ------------------------------------------------------------------------------------------


def section_ranges(draft: Draft) -> Iterator[Problem]:
    """Sections cover the whole passage, in its order, without gap or overlap."""
    addresses = list(draft.seed.sentences)
    expected = 0
    for index, section in enumerate(draft.chapter.sections):
        loc: Loc = ("sections", index)
        first, last = Address.parse(section.first), Address.parse(section.last)
        for name, address in (("from", first), ("to", last)):
            if address not in draft.seed.sentences:
                yield draft.error("sections", (*loc, name), f"the passage has no sentence {address}", "mend the address")
                return
        if expected >= len(addresses) or first != addresses[expected]:
            want = addresses[expected] if expected < len(addresses) else "nothing more"
            yield draft.error(
                "sections",
                (*loc, "from"),
                f"it starts at {first}, but {want} comes next",
                "leave no gap and no overlap",
            )
            return
        if last < first:
            yield draft.error("sections", (*loc, "to"), f"it ends at {last}, before it starts", "mend the range")
            return
        expected = addresses.index(last) + 1
    if expected < len(addresses):
        yield draft.error(
            "sections", ("sections",), f"the passage from {addresses[expected]} on is in no section", "add a section"
        )


def references(draft: Draft) -> Iterator[Problem]:
    """Ids are unique and start with the seed's; objectives, places, themes, notes and ``{…}`` references exist."""
    chapter = draft.chapter
    notes = {note.id for note in chapter.notes}
    objectives = {objective.id for objective in chapter.objectives}
    places = {section.id for section in chapter.sections} | set(STEPS_OF_ITEMS)
    for name, parts in (
        ("sections", chapter.sections),
        ("notes", chapter.notes),
        ("objectives", chapter.objectives),
        ("prompts", chapter.prompts),
        ("items", chapter.items),
    ):
        counts = Counter(part.id for part in parts)
        for index, part in enumerate(parts):
            if counts[part.id] > 1:
                yield draft.error(
                    "id", (name, index, "id"), f"{part.id} stands {counts[part.id]} times", "give each its own id"
                )
            if ":" in part.id and not part.id.startswith(f"{chapter.seed}:"):
                yield draft.error(
                    "id",
                    (name, index, "id"),
                    f"{part.id} is not of seed {chapter.seed}",
                    f"start it with {chapter.seed}:",
                )
    for name, activities in (("prompts", chapter.prompts), ("items", chapter.items)):
        for index, activity in enumerate(activities):
            if activity.objective not in objectives:
                yield draft.error(
                    "reference",
                    (name, index, "objective"),
                    f"there is no objective {activity.objective}",
                    "mend the id",
                )
    for index, item in enumerate(chapter.items):
        if item.place not in places:
            yield draft.error(
                "reference",
                ("items", index, "place"),
                f"there is no place {item.place}",
                f"use one of {sorted(places)}",
            )
        for number, note in enumerate(item.about):
            if note not in notes:
                yield draft.error("reference", ("items", index, "about", number), f"there is no note {note}", "mend the id")
    for index, section in enumerate(chapter.sections):
        for number, theme in enumerate(section.themes):
            if theme not in draft.themes:
                yield draft.error(
                    "reference",
                    ("sections", index, "themes", number),
                    f"there is no theme {theme}",
                    f"use one of {sorted(draft.themes)}, or add it to course.yml",
                )
    for loc, text in texts(chapter):
        for match in REFERENCE.finditer(text):
            known = {"seed": draft.seeds, "note": notes}[match["kind"]]
            if match["id"] not in known:
                yield draft.error("reference", loc, f"{match[0]} points to nothing", "mend the id in it")


def objectives_met(draft: Draft) -> Iterator[Problem]:
    """Every objective has at least two items or prompts."""
    counts = Counter(part.objective for part in (*draft.chapter.items, *draft.chapter.prompts))
    for index, objective in enumerate(draft.chapter.objectives):
        if counts[objective.id] < 2:
            yield draft.error(
                "objective",
                ("objectives", index),
                f"{objective.id} has {counts[objective.id]} item or prompt",
                "give it two, at its own level",
            )


def prompts_fit(draft: Draft) -> Iterator[Problem]:
    """The core prompts fit into a session."""
    minutes = sum(prompt.minutes for prompt in draft.chapter.prompts if prompt.priority == "core")
    if minutes > CORE_MINUTES:
        yield draft.warning(
            "core-minutes",
            ("prompts",),
            f"the core prompts take {minutes:g} minutes",
            f"bring them to {CORE_MINUTES} at most",
        )


def one_source_item(draft: Draft) -> Iterator[Problem]:
    """Exactly one open item is built from the source pair; it is complete and can't be passed on the source answer alone."""
    found = [(i, item) for i, item in enumerate(draft.chapter.items) if isinstance(item, model.Open) and item.source]
    if len(found) != 1:
        yield draft.error(
            "source-item", ("items",), f"{len(found)} open items have `source: true`", "build one from the source pair"
        )
    for index, item in found:
        loc: Loc = ("items", index)
        if item.stem:
            yield draft.error("source-item", (*loc, "stem"), "its stem is the seed's question", "remove this field")
        if not item.evidence_map or not item.honesty:
            yield draft.error("source-item", loc, "it has no evidence map or no honesty note", "add both")
        if item.left_out and not any(criterion.essential for criterion in item.rubric):
            yield draft.error(
                "source-item",
                (*loc, "rubric"),
                "it can be passed without the part that the source answer leaves out",
                "mark the points on that part `essential: true`",
            )
    for index, other in enumerate(draft.chapter.items):
        if isinstance(other, model.Open) and not other.source and not other.stem:
            yield draft.error("source-item", ("items", index), "it has no stem", "write one, or say `source: true`")


def types_mixed(draft: Draft) -> Iterator[Problem]:
    """Items are of at least three types besides the open one."""
    kinds = {item.type for item in draft.chapter.items} - {"open"}
    if len(kinds) < 3:
        yield draft.warning("types", ("items",), f"the items are of {len(kinds)} types only", "use at least three")


def key_positions(draft: Draft) -> Iterator[Problem]:
    """The key of single items does not sit in one slot more than half of the time."""
    slots = [
        next(slot for slot, option in enumerate(item.options) if option.correct)
        for item in draft.chapter.items
        if isinstance(item, model.Single) and any(option.correct for option in item.options)
    ]
    slots += [
        next(slot for slot, option in enumerate(item.reasons) if option.correct)
        for item in draft.chapter.items
        if isinstance(item, model.TrueFalseReason) and any(option.correct for option in item.reasons)
    ]
    if len(slots) >= 4:
        slot, count = Counter(slots).most_common(1)[0]
        if count * 2 > len(slots):
            yield draft.warning(
                "key-position",
                ("items",),
                f"{count} of {len(slots)} keys are option {slot + 1}",
                "move some of them to other places",
            )


# -- items -----------------------------------------------------------------------------------------------------------


def choices(item: model.Item) -> Iterator[tuple[Loc, list[model.Option]]]:
    """The lists of options of *item*, with their field."""
    if isinstance(item, model.Single | model.Multiple):
        yield ("options",), item.options
    elif isinstance(item, model.TrueFalseReason):
        yield ("reasons",), item.reasons


def keys(draft: Draft) -> Iterator[Problem]:
    """One key for single and for reasons; two or more and a distractor for multiple; gaps and categories fit together."""
    for index, item in enumerate(draft.chapter.items):
        loc: Loc = ("items", index)
        for field, options in choices(item):
            right = sum(option.correct for option in options)
            if isinstance(item, model.Multiple):
                if right < 2 or right == len(options):
                    yield draft.error(
                        "key",
                        (*loc, *field),
                        f"{right} of {len(options)} options are right",
                        "two or more right, one or more wrong",
                    )
            elif right != 1:
                yield draft.error("key", (*loc, *field), f"{right} options are right", "mark exactly one `correct: true`")
        if isinstance(item, model.Cloze):
            for number in range(1, len(item.blanks) + 1):
                if item.text.count(f"{{{number}}}") != 1:
                    yield draft.error(
                        "key", (*loc, "text"), f"{{{number}}} does not stand once in the text", "one gap for each blank"
                    )
            if "{" in item.text.replace("{", "", len(item.blanks)):
                yield draft.error("key", (*loc, "text"), "it has more gaps than blanks", "one blank for each gap")
        if isinstance(item, model.Classification):
            used = {card.category for card in item.cards}
            for number, card in enumerate(item.cards):
                if card.category not in item.categories:
                    yield draft.error(
                        "key", (*loc, "cards", number, "category"), f"there is no category «{card.category}»", "mend it"
                    )
            for number, category in enumerate(item.categories):
                if category not in used:
                    yield draft.error(
                        "key",
                        (*loc, "categories", number),
                        "no card belongs to it",
                        "add a card, or remove the category",
                    )


def equal_choices(draft: Draft) -> Iterator[Problem]:
    """No two choices of an item are equal after folding."""
    for index, item in enumerate(draft.chapter.items):
        groups: list[tuple[Loc, list[str]]] = [(field, [option.text for option in options]) for field, options in choices(item)]
        if isinstance(item, model.Cloze):
            groups.append((("blanks",), [blank.answer for blank in item.blanks] + item.distractors))
        elif isinstance(item, model.Matching):
            groups.append((("pairs",), [pair.left for pair in item.pairs]))
            groups.append((("pairs",), [pair.right for pair in item.pairs] + [extra.text for extra in item.extra]))
        elif isinstance(item, model.Classification):
            groups += [(("cards",), [card.text for card in item.cards]), (("categories",), item.categories)]
        for field, group in groups:
            for text, count in Counter(map(fold, group)).items():
                if count > 1:
                    yield draft.error(
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
    elif isinstance(item, model.Classification):
        name, parts = "cards", list(item.cards)
    for number, part in enumerate(parts):
        yield (name, number, "feedback"), part.feedback
        yield (name, number, "if_wrong"), part.if_wrong


def feedback(draft: Draft) -> Iterator[Problem]:
    """Feedback is a full sentence of at most sixty words."""
    ends = tuple(draft.language["sentence_ends"])
    for index, item in enumerate(draft.chapter.items):
        for field, text in feedback_of(item):
            loc: Loc = ("items", index, *field)
            if not text.rstrip().endswith(ends) or len(words(text)) < 3:
                yield draft.error(
                    "feedback", loc, "the feedback is not a full sentence", "say why, and end it with a full stop"
                )
            if len(words(text)) > FEEDBACK_WORDS:
                yield draft.warning(
                    "feedback-length", loc, f"{len(words(text))} words", f"bring it to {FEEDBACK_WORDS} at most"
                )


def options_that_tell(draft: Draft) -> Iterator[Problem]:
    """Options don't betray the key: number, length, absolutes, "all of the above", words shared with the stem."""
    for index, item in enumerate(draft.chapter.items):
        for field, options in choices(item):
            loc: Loc = ("items", index, *field)
            yield from _wordings(draft, loc, options)
            if isinstance(item, model.Multiple):
                continue
            if len(options) > 3:
                yield draft.warning("options-count", loc, f"{len(options)} options", "take three, or say why in `allow`")
            lengths = [len(option.text) for option in options]
            if max(lengths) > LENGTH_RATIO * min(lengths):
                yield draft.warning(
                    "length-ratio",
                    loc,
                    f"the longest option is {max(lengths) / min(lengths):.1f} times the shortest",
                    "even them out",
                )
            if any(
                option.correct and len(option.text) == max(lengths) and lengths.count(max(lengths)) == 1 for option in options
            ):
                yield draft.warning("key-longest", loc, "the key is the longest option", "shorten it, or lengthen another")
            yield from _shared_words(draft, loc, str(item.stem), options)


def _wordings(draft: Draft, loc: Loc, options: list[model.Option]) -> Iterator[Problem]:
    language = draft.language
    for number, option in enumerate(options):
        place: Loc = (*loc, number, "text")
        folded = fold(option.text)
        for wording in language["all_of_the_above"]:
            if fold(wording) in folded:
                yield draft.error("all-of-the-above", place, f"«{wording}»", "make it an item with several right options")
        for wording in language["none_of_the_above"]:
            if fold(wording) in folded:
                yield draft.warning("none-of-the-above", place, f"«{wording}»", "write a real distractor")
        for wording in language["absolutes"]:
            if fold(wording) in folded.split() or (" " in wording and fold(wording) in folded):
                yield draft.warning(
                    "absolute-word", place, f"«{wording}»", "an absolute gives a distractor away: say it otherwise"
                )


def _shared_words(draft: Draft, loc: Loc, stem: str, options: list[model.Option]) -> Iterator[Problem]:
    """A word that only the stem and the key share points at the key."""
    common = {fold(word) for word in draft.language["common"]}

    def rare(text: str) -> set[str]:
        return {bare for word in words(text) if len(bare := _bare(fold(word), draft)) > 3 and bare not in common}

    key = set().union(*(rare(option.text) for option in options if option.correct))
    others = set().union(*(rare(option.text) for option in options if not option.correct))
    for word in sorted((key & rare(stem)) - others):
        yield draft.warning(
            "shared-word",
            loc,
            f"«{word}» stands in the stem and in the key only",
            "use it in a distractor too, or in neither",
        )


def _bare(word: str, draft: Draft) -> str:
    """Take the longest attached prefix off a folded word of enough letters."""
    for prefix in sorted(map(fold, draft.language["prefixes"]), key=len, reverse=True):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word


def stems(draft: Draft) -> Iterator[Problem]:
    """A stem with options is a question, and says so when several may be chosen."""
    question_mark, choose_all = draft.language["question_mark"], draft.language["choose_all"]
    for index, item in enumerate(draft.chapter.items):
        loc: Loc = ("items", index, "stem")
        if isinstance(item, model.Single) and not item.stem.rstrip().endswith(question_mark):
            yield draft.warning("stem-question", loc, "the stem is not a question", f"end it with {question_mark}")
        if isinstance(item, model.Multiple) and not item.stem.rstrip().endswith(choose_all):
            yield draft.warning(
                "stem-question", loc, "the stem does not say that several may be right", f"end it with {choose_all}"
            )
        negatives = {fold(word) for word in draft.language["negatives"]}
        if isinstance(item, model.Single | model.Multiple) and (found := negatives & set(map(fold, words(item.stem)))):
            yield draft.warning(
                "negative-stem",
                loc,
                f"the stem is negative («{min(found)}»)",
                "ask for what holds, not for what does not",
            )


def texts(part: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every authored text of *part* (spans of the source excepted) and its field."""
    if isinstance(part, model.Evidence):
        return
    if isinstance(part, str):
        yield loc, part
    elif isinstance(part, list):
        for index, child in enumerate(part):
            yield from texts(child, (*loc, index))
    elif isinstance(part, BaseModel):
        verbatim = {model.Note: {"span"}, model.Segment: {"answer"}, model.Omission: {"question"}}.get(type(part), set())
        for name, field in type(part).model_fields.items():
            if name not in verbatim and name != "allow":
                yield from texts(getattr(part, name), (*loc, field.alias or name))


RULES: tuple[Rule, ...] = (
    section_ranges,
    references,
    note_spans,
    evidence_spans,
    grade_a_evidence,
    segments,
    one_source_item,
    keys,
    equal_choices,
    feedback,
    objectives_met,
    prompts_fit,
    types_mixed,
    key_positions,
    options_that_tell,
    stems,
)
