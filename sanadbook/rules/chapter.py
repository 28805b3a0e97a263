"""Rules of a chapter as a whole: sections, references, objectives, prompts, the item of the source pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sanadbook.inputs.loader import Loc
from sanadbook.inputs.problems import Problem
from sanadbook.inputs.references import REFERENCE
from sanadbook.inputs.seed import Address
from sanadbook.items.registry import item_type
from sanadbook.rules.context import RuleContext, texts

#: Minutes that the core prompts of a chapter may take together.
CORE_MINUTES = 50
#: The "should" rules that an item or a prompt may say it does not follow.
ALLOWABLE = frozenset(
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
STEPS_OF_ITEMS = ("check", "review", "spaced_review")


def section_ranges(context: RuleContext) -> Iterator[Problem]:
    """Sections cover the whole passage, in its order, without gap or overlap."""
    addresses = list(context.seed.sentences)
    expected = 0
    for index, section in enumerate(context.chapter.sections):
        loc: Loc = ("sections", index)
        first, last = Address.parse(section.first), Address.parse(section.last)
        for name, address in (("from", first), ("to", last)):
            if address not in context.seed.sentences:
                yield context.error(
                    "sections", (*loc, name), f"the passage has no sentence {address}", "fix the address"
                )
                return
        if expected >= len(addresses) or first != addresses[expected]:
            want = addresses[expected] if expected < len(addresses) else "nothing more"
            yield context.error(
                "sections",
                (*loc, "from"),
                f"it starts at {first}, but {want} comes next",
                "leave no gap and no overlap",
            )
            return
        if last < first:
            yield context.error("sections", (*loc, "to"), f"it ends at {last}, before it starts", "fix the range")
            return
        expected = addresses.index(last) + 1
    if expected < len(addresses):
        yield context.error(
            "sections", ("sections",), f"the passage from {addresses[expected]} on is in no section", "add a section"
        )


def references(context: RuleContext) -> Iterator[Problem]:
    """Ids are unique and start with the seed's; objectives, places, themes, notes and ``{…}`` references exist."""
    chapter = context.chapter
    notes = {note.id for note in chapter.notes}
    objectives = {objective.id for objective in chapter.objectives}
    places = {section.id for section in chapter.sections} | set(STEPS_OF_ITEMS)
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
            if counts[part.id] > 1:
                yield context.error(
                    "id", (name, index, "id"), f"{part.id} stands {counts[part.id]} times", "give each its own id"
                )
            if ":" in part.id and not part.id.startswith(f"{chapter.seed}:"):
                yield context.error(
                    "id",
                    (name, index, "id"),
                    f"{part.id} is not of seed {chapter.seed}",
                    f"start it with {chapter.seed}:",
                )
    for name, activities in (("prompts", chapter.prompts), ("items", chapter.items)):
        for index, activity in enumerate(activities):
            if activity.objective not in objectives:
                yield context.error(
                    "reference",
                    (name, index, "objective"),
                    f"there is no objective {activity.objective}",
                    "fix the id",
                )
    for index, item in enumerate(chapter.items):
        if item.location not in places:
            yield context.error(
                "reference",
                ("items", index, "location"),
                f"there is no location {item.location}",
                f"use one of {sorted(places)}",
            )
        for number, note in enumerate(item.note_ids):
            if note not in notes:
                yield context.error(
                    "reference", ("items", index, "note_ids", number), f"there is no note {note}", "fix the id"
                )
    for index, section in enumerate(chapter.sections):
        for number, theme in enumerate(section.themes):
            if theme not in context.themes:
                yield context.error(
                    "reference",
                    ("sections", index, "themes", number),
                    f"there is no theme {theme}",
                    f"use one of {sorted(context.themes)}, or add it to course.yml",
                )
    for loc, text in texts(chapter):
        for match in REFERENCE.finditer(text):
            known = {"seed": context.seeds, "note": notes}[match["kind"]]
            if match["id"] not in known:
                yield context.error("reference", loc, f"{match[0]} points to nothing", "fix the id in it")


def allowances(context: RuleContext) -> Iterator[Problem]:
    """``suppress`` names warnings that can be suppressed."""
    for name, parts in (("items", context.chapter.items), ("prompts", context.chapter.prompts)):
        for index, part in enumerate(parts):
            for rule in part.suppress:
                if rule not in ALLOWABLE:
                    yield context.error(
                        "reference",
                        (name, index, "suppress", rule),
                        f"{rule} can't be allowed",
                        f"name one of {sorted(ALLOWABLE)}",
                    )


def objectives_met(context: RuleContext) -> Iterator[Problem]:
    """Every objective has at least two items or prompts."""
    counts = Counter(part.objective for part in (*context.chapter.items, *context.chapter.prompts))
    for index, objective in enumerate(context.chapter.objectives):
        if counts[objective.id] < 2:
            yield context.error(
                "objective",
                ("objectives", index),
                f"{objective.id} has {counts[objective.id]} item or prompt",
                "give it two, at its own level",
            )


def prompts_fit(context: RuleContext) -> Iterator[Problem]:
    """The core prompts fit into a session."""
    minutes = sum(prompt.minutes for prompt in context.chapter.prompts if prompt.priority == "core")
    if minutes > CORE_MINUTES:
        yield context.warning(
            "core-minutes",
            ("prompts",),
            f"the core prompts take {minutes:g} minutes",
            f"bring them to {CORE_MINUTES} at most",
        )


def one_source_item(context: RuleContext) -> Iterator[Problem]:
    """Exactly one item is built from the source question and answer."""
    count = sum(item_type(item).uses_source_pair(item) for item in context.chapter.items)
    if count != 1:
        message = f"{count} open items have `source: true`"
        yield context.error("source-item", ("items",), message, "build one from the source question and answer")


def types_mixed(context: RuleContext) -> Iterator[Problem]:
    """Items are of at least three types, not counting open ones."""
    kinds = {item.type for item in context.chapter.items if item_type(item).graded}
    if len(kinds) < 3:
        yield context.warning("types", ("items",), f"the items are of {len(kinds)} types only", "use at least three")


def key_positions(context: RuleContext) -> Iterator[Problem]:
    """The correct option is not in the same position in more than half of the items with one correct option."""
    slots = [
        next(slot for slot, option in enumerate(options.options) if option.correct)
        for item in context.chapter.items
        for options in item_type(item).option_lists(item)
        if options.one_correct and any(option.correct for option in options.options)
    ]
    if len(slots) >= 4:
        slot, count = Counter(slots).most_common(1)[0]
        if count * 2 > len(slots):
            yield context.warning(
                "key-position",
                ("items",),
                f"{count} of {len(slots)} keys are option {slot + 1}",
                "move some of them to other places",
            )
