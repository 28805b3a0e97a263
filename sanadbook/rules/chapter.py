"""Rules of a chapter as a whole: sections, ids, references, objectives, prompts, variety of items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.references import REFERENCE
from sanadbook.inputs.seed import Address
from sanadbook.items.registry import item_type
from sanadbook.language.arabic import fold, words
from sanadbook.rules.context import RuleContext, authored_texts

#: The maximum of all core prompts of a chapter together, in minutes.
MAX_CORE_MINUTES = 50
#: The warnings that an item or a prompt can suppress.
SUPPRESSIBLE = frozenset(
    {
        "options-count",
        "length-ratio",
        "key-longest",
        "absolute-word",
        "none-of-the-above",
        "shared-word",
        "stem-question",
        "negative-stem",
        "feedback-length",
        "terminology",
        "typography",
    }
)
#: Locations of items besides sections.
STEP_LOCATIONS = ("check", "review", "spaced_review")


def section_ranges(context: RuleContext) -> Iterator[Problem]:
    """Sections cover the whole passage in its order, without gaps or overlaps. Only the first error is reported."""
    addresses = list(context.seed.sentences)
    expected = 0
    for index, section in enumerate(context.chapter.sections):
        field: Loc = ("sections", index)
        first, last = Address.parse(section.first), Address.parse(section.last)
        for name, address in (("from", first), ("to", last)):
            if address not in context.seed.sentences:
                message = f"the passage has no sentence {address}"
                yield context.error("sections", (*field, name), message, "fix the address")
                return
        if expected >= len(addresses) or first != addresses[expected]:
            wanted = addresses[expected] if expected < len(addresses) else "nothing more"
            message = f"it starts at {first}, but {wanted} comes next"
            yield context.error("sections", (*field, "from"), message, "leave no gap and no overlap")
            return
        if last < first:
            message = f"it ends at {last}, before it starts"
            yield context.error("sections", (*field, "to"), message, "fix the range")
            return
        expected = addresses.index(last) + 1
    if expected < len(addresses):
        message = f"the passage from {addresses[expected]} on is in no section"
        yield context.error("sections", ("sections",), message, "add a section")


def references(context: RuleContext) -> Iterator[Problem]:
    """Ids are unique and start with the seed's id; ids that fields and texts refer to exist."""
    yield from _ids(context)
    yield from _objective_references(context)
    yield from _item_references(context)
    yield from _theme_references(context)
    yield from _text_references(context)


def _ids(context: RuleContext) -> Iterator[Problem]:
    chapter = context.chapter
    lists: tuple[tuple[str, Sequence[Any]], ...] = (
        ("sections", chapter.sections),
        ("notes", chapter.notes),
        ("objectives", chapter.objectives),
        ("prompts", chapter.prompts),
        ("items", chapter.items),
    )
    for name, parts in lists:
        counts = Counter(part.id for part in parts)
        for index, part in enumerate(parts):
            field: Loc = (name, index, "id")
            if counts[part.id] > 1:
                message = f"{part.id} appears {counts[part.id]} times"
                yield context.error("id", field, message, "give each its own id")
            if ":" in part.id and not part.id.startswith(f"{chapter.seed}:"):
                message = f"{part.id} is not of seed {chapter.seed}"
                yield context.error("id", field, message, f"start it with {chapter.seed}:")


def _objective_references(context: RuleContext) -> Iterator[Problem]:
    objectives = {objective.id for objective in context.chapter.objectives}
    for name, activities in (("prompts", context.chapter.prompts), ("items", context.chapter.items)):
        for index, activity in enumerate(activities):
            if activity.objective not in objectives:
                message = f"there is no objective {activity.objective}"
                yield context.error(
                    "reference", (name, index, "objective"), message, f"use one of {sorted(objectives)}"
                )


def _item_references(context: RuleContext) -> Iterator[Problem]:
    notes = {note.id for note in context.chapter.notes}
    locations = {section.id for section in context.chapter.sections} | set(STEP_LOCATIONS)
    for index, item in enumerate(context.chapter.items):
        if item.location not in locations:
            message = f"there is no location {item.location}"
            yield context.error("reference", ("items", index, "location"), message, f"use one of {sorted(locations)}")
        for number, note in enumerate(item.note_ids):
            if note not in notes:
                field: Loc = ("items", index, "note_ids", number)
                yield context.error("reference", field, f"there is no note {note}", f"use one of {sorted(notes)}")


def _theme_references(context: RuleContext) -> Iterator[Problem]:
    for index, section in enumerate(context.chapter.sections):
        for number, theme in enumerate(section.themes):
            if theme not in context.themes:
                hint = f"use one of {sorted(context.themes)}, or add it to course.yml"
                field: Loc = ("sections", index, "themes", number)
                yield context.error("reference", field, f"there is no theme {theme}", hint)


def _text_references(context: RuleContext) -> Iterator[Problem]:
    known = {"seed": context.seeds, "note": {note.id for note in context.chapter.notes}}
    for field, text in authored_texts(context.chapter):
        for match in REFERENCE.finditer(text):
            if match["id"] not in known[match["kind"]]:
                hint = f"use one of {sorted(known[match['kind']])}"
                yield context.error("reference", field, f"{match[0]} points to nothing", hint)


def suppressions(context: RuleContext) -> Iterator[Problem]:
    """``suppress`` names warnings that can be suppressed."""
    for name, parts in (("items", context.chapter.items), ("prompts", context.chapter.prompts)):
        for index, part in enumerate(parts):
            for rule in part.suppress:
                if rule not in SUPPRESSIBLE:
                    field: Loc = (name, index, "suppress", rule)
                    hint = f"use one of {sorted(SUPPRESSIBLE)}"
                    yield context.error("reference", field, f"{rule} can't be suppressed", hint)


def lesson_parts(context: RuleContext) -> Iterator[Problem]:
    """The main prompt and the notes in sight exist. A word to take along is used in its sentence."""
    content = context.chapter
    if content.main_prompt and content.main_prompt not in {prompt.id for prompt in content.prompts}:
        message = f"there is no prompt {content.main_prompt}"
        yield context.error("reference", ("main_prompt",), message, "write the id of one of the prompts")
    for index, note in enumerate(content.notes_in_sight or ()):
        if note not in {each.id for each in content.notes}:
            yield context.error("reference", ("notes_in_sight", index), f"there is no note {note}", "fix the id")
    for index, each in enumerate(content.conclusion.words if content.conclusion else ()):
        if not _uses_word(each.sentence, each.word):
            loc: Loc = ("conclusion", "words", index, "sentence")
            yield context.warning(
                "takeaway-word", loc, f"it does not use «{each.word}»", "use the word in the sentence"
            )


def _uses_word(sentence: str, term: str) -> bool:
    """Tell whether *sentence* has every word of *term*, in some form: at least its first letters after the article."""
    text = fold(sentence)
    return all(fold(word).removeprefix("\u0627\u0644")[:3] in text for word in words(term))


def objective_coverage(context: RuleContext) -> Iterator[Problem]:
    """Every objective has at least two items or prompts."""
    counts = Counter(part.objective for part in (*context.chapter.items, *context.chapter.prompts))
    for index, objective in enumerate(context.chapter.objectives):
        if counts[objective.id] < 2:
            message = f"{objective.id} has {counts[objective.id]} item or prompt"
            yield context.error("objective", ("objectives", index), message, "give it two, at its own level")


def core_prompt_minutes(context: RuleContext) -> Iterator[Problem]:
    """The core prompts fit into a session."""
    minutes = sum(prompt.minutes for prompt in context.chapter.prompts if prompt.priority == "core")
    if minutes > MAX_CORE_MINUTES:
        message = f"the core prompts take {minutes:g} minutes"
        hint = f"shorten them, or make some optional: {MAX_CORE_MINUTES} at most"
        yield context.warning("core-minutes", ("prompts",), message, hint)


def source_item(context: RuleContext) -> Iterator[Problem]:
    """Exactly one item is built from the source question and answer."""
    count = sum(item_type(item).uses_source_pair(item) for item in context.chapter.items)
    if count != 1:
        message = f"{count} open items have `source: true`"
        yield context.error("source-item", ("items",), message, "build one from the source question and answer")


def type_variety(context: RuleContext) -> Iterator[Problem]:
    """The graded items are of at least three types."""
    types = {item.type for item in context.chapter.items if item_type(item).graded}
    if len(types) < 3:
        yield context.warning("types", ("items",), f"the items are of only {len(types)} types", "use at least three")


def key_positions(context: RuleContext) -> Iterator[Problem]:
    """The correct option is not in the same position in more than half of the items with one correct option."""
    positions = [
        next(position for position, option in enumerate(options.options) if option.correct)
        for item in context.chapter.items
        for options in item_type(item).option_lists(item)
        if options.one_correct and any(option.correct for option in options.options)
    ]
    if len(positions) >= 4:
        position, count = Counter(positions).most_common(1)[0]
        if count * 2 > len(positions):
            message = f"{count} of {len(positions)} keys are option {position + 1}"
            yield context.warning("key-position", ("items",), message, "move some of them to other positions")
