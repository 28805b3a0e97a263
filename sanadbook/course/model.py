"""What a person authors, as types: a chapter, its sections, notes, objectives, prompts and items.

The field names and the sense of each are those of a chapter file (``data/chapters/NN.yml``); the JSON Schema that
editors use is generated from these classes. Rules that need the passage or the whole course are in ``rules``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
At = Annotated[
    str,
    Field(
        pattern=r"^L\d+\.\d+(-L\d+\.\d+)?$",
        description="Address of the sentence: L2.12 is line 2 (from 0), sentence 12 (from 1).",
    ),
]
ItemId = Annotated[
    str, Field(pattern=r"^[a-z0-9-]+:Q\d+$", description="Unique in the course: the seed's id and Q, as 003:Q5.")
]
PromptId = Annotated[str, Field(pattern=r"^\d{3}:D\d+$", description="Unique in the course: the seed's id and D, as 003:D2.")]
LocalId = Annotated[str, Field(pattern=r"^[A-Z]+\d+$")]
Allowed = Annotated[
    dict[str, Text], Field(description="A 'should' rule that is knowingly not followed, and why: {rule: reason}.")
]


class _Part(BaseModel):
    """A part of a chapter file: unknown fields and silent conversions are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True, allow_inf_nan=False)


class Evidence(_Part):
    """A verbatim span of the passage, unique in it."""

    at: At
    span: Text


class Section(_Part):
    """A run of whole sentences of the passage, with a heading and a plain version of ours."""

    id: Annotated[str, Field(pattern=r"^S\d+$")]
    heading: Text
    first: Annotated[str, Field(alias="from", pattern=r"^L\d+\.\d+$")]
    last: Annotated[str, Field(alias="to", pattern=r"^L\d+\.\d+$")]
    themes: Annotated[list[Text], Field(min_length=1)]
    plain: Annotated[
        Text, Field(description="An editor's clearer wording in two or three sentences: adds nothing, judges nothing.")
    ]


class Note(_Part):
    """An editorial note on a span. Grade A: meaning reversed or offensive; B: misleading; C: style."""

    id: Annotated[str, Field(pattern=r"^N\d+$")]
    at: Annotated[str, Field(pattern=r"^(L\d+\.\d+|question|answer)$")]
    span: Text
    grade: Literal["A", "B", "C"]
    text: Text


class Objective(_Part):
    """What a reader can do afterwards, at one of Bloom's levels (revised taxonomy, 2001)."""

    id: Annotated[str, Field(pattern=r"^O\d+$")]
    level: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    text: Text


class Step(_Part):
    """A step of an activity and its minutes."""

    text: Text
    minutes: Annotated[float, Field(gt=0)]


class Prompt(_Part):
    """A question for discussion, with what a facilitator and what a lone reader needs for it."""

    id: PromptId
    objective: Text
    kind: Literal["evidence", "case", "language", "debate", "transfer"]
    priority: Literal["core", "optional"]
    question: Text
    scenario: Text | None = None
    reveal: list[Text] = []
    purpose: Text
    first_step: Text
    setup_minutes: Annotated[float, Field(ge=0)]
    people: Annotated[int, Field(ge=2)]
    grouping: Text
    steps: Annotated[list[Step], Field(min_length=1)]
    probes: Annotated[list[Text], Field(min_length=2)]
    pitfalls: Annotated[list[Text], Field(min_length=1)]
    safety: Text
    alone: Step
    materials: Annotated[list[Text], Field(description="What it needs beyond what every session needs.")] = []
    evidence: Annotated[list[Evidence], Field(min_length=1)]
    allow: Allowed = {}

    @property
    def minutes(self) -> float:
        """Set-up and steps together, in minutes."""
        return self.setup_minutes + sum(step.minutes for step in self.steps)


class WarmUp(_Part):
    """An opening activity that needs no memory of one's own."""

    title: Text
    purpose: Text
    grouping: Text
    steps: Annotated[list[Step], Field(min_length=1)]
    alone: Text


class Closing(_Part):
    """How a session ends."""

    title: Text
    minutes: Annotated[float, Field(gt=0)]
    text: Text


class Option(_Part):
    """A choice, whether it is (part of) the key, and what is said to someone who took it."""

    text: Text
    correct: bool = False
    feedback: Text


class Blank(_Part):
    """A gap of a cloze: its word, why it fits, and where to look when it was missed; other words that are right when typed."""

    answer: Text
    accept: list[Text] = []
    feedback: Text
    if_wrong: Text


class Pair(_Part):
    """Two sides that belong together."""

    left: Text
    right: Text
    feedback: Text
    if_wrong: Text


class Rank(_Part):
    """A step of an ordering, at its right place."""

    text: Text
    feedback: Text
    if_wrong: Text


class Extra(_Part):
    """A right-hand choice that belongs to nothing."""

    text: Text
    feedback: Text


class Card(_Part):
    """Something to put under one of the categories."""

    text: Text
    category: Text
    feedback: Text
    if_wrong: Text


class Segment(_Part):
    """A span of the source answer and what the passage says of it."""

    answer: Text
    status: Literal["supported", "partial", "absent"]
    note: Text
    evidence: list[Evidence] = []


class Omission(_Part):
    """A span of the source question that the source answer leaves out."""

    question: Text
    text: Text
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class Criterion(_Part):
    """A self-check of a rubric; without the essential ones an answer is not complete."""

    id: Annotated[str, Field(pattern=r"^K\d+$")]
    text: Text
    essential: bool = False
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class _Item(_Part):
    """What every item has."""

    id: ItemId
    place: Annotated[
        str,
        Field(
            pattern=r"^(S\d+|check|review|later)$",
            description="A section's id, check or review; later: only on the page of all chapters' reviews.",
        ),
    ]
    objective: Text
    evidence: Annotated[list[Evidence], Field(description="In a chapter at least one; none where a quiz has no passage.")] = []
    about: Annotated[list[Text], Field(description="Notes that the item is about.")] = []
    confidence: Annotated[bool, Field(description="Ask how sure one is before the feedback.")] = False
    hint: Text | None = None
    minutes: Annotated[float | None, Field(gt=0, description="Instead of the pace of its type in course.yml.")] = None
    allow: Allowed = {}


class Single(_Item):
    """One right option."""

    type: Literal["single"]
    stem: Text
    options: Annotated[list[Option], Field(min_length=2)]


class Multiple(_Item):
    """Two or more right options and at least one wrong one."""

    type: Literal["multiple"]
    stem: Text
    options: Annotated[list[Option], Field(min_length=3)]


class Verdicts(_Part):
    """What is said to someone who chose true, and to someone who chose false."""

    true: Text
    false: Text


class TrueFalseReason(_Item):
    """A statement to judge, then the reason for the judgement."""

    type: Literal["true_false_reason"]
    stem: Text
    answer: bool
    feedback: Verdicts
    reasons: Annotated[list[Option], Field(min_length=2)]


class Cloze(_Item):
    """A text with gaps ``{1}``, ``{2}`` … to fill from a word bank, or to type (``typed: true``).

    What is typed is compared after folding (``sanadbook.course.arabic.fold``); with ``strict`` letter by letter.
    """

    type: Literal["cloze"]
    stem: Text
    text: Text
    blanks: Annotated[list[Blank], Field(min_length=1)]
    distractors: Annotated[list[Text], Field(description="More words for the bank, wrong for every blank.")] = []
    typed: bool = False
    strict: bool = False


class Matching(_Item):
    """Pairs to be joined; at most one choice too many."""

    type: Literal["matching"]
    stem: Text
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=4)]
    extra: Annotated[list[Extra], Field(max_length=1)] = []


class Ordering(_Item):
    """Steps to be put in order; the file holds them in the right one."""

    type: Literal["ordering"]
    stem: Text
    steps: Annotated[list[Rank], Field(min_length=3, max_length=6)]


class Short(_Item):
    """A word or two to type, compared after folding; with ``strict`` letter by letter."""

    type: Literal["short"]
    stem: Text
    accept: Annotated[list[Text], Field(min_length=1, description="Right answers; the first is shown as the key.")]
    strict: bool = False
    feedback: Text
    if_wrong: Text


class Classification(_Item):
    """Cards to be put under two or more categories."""

    type: Literal["classification"]
    stem: Text
    categories: Annotated[list[Text], Field(min_length=2)]
    cards: Annotated[list[Card], Field(min_length=3)]


class Open(_Item):
    """A question to think or write about, then to check oneself against a rubric.

    With ``source: true`` its stem and its attached answer are the seed's own, verbatim.
    """

    type: Literal["open"]
    source: bool = False
    stem: Text | None = None
    task: Text
    evidence_map: list[Segment] = []
    left_out: list[Omission] = []
    honesty: Text | None = None
    rubric: Annotated[list[Criterion], Field(min_length=2)]
    completed: Text


Item = Annotated[
    Single | Multiple | TrueFalseReason | Cloze | Matching | Ordering | Classification | Short | Open,
    Field(discriminator="type"),
]


#: The item types, in the order of the documentation.
ITEM_TYPES = ("single", "multiple", "true_false_reason", "cloze", "matching", "ordering", "classification", "short", "open")


class Chapter(_Part):
    """Everything that a person authors for one seed."""

    seed: Annotated[str, Field(pattern=r"^\d{3}$", description="The seed's id, in quotes.")]
    title: Annotated[Text, Field(description="The chapter's question; neutral, since it shows on screens.")]
    lead: Text
    skill: Text
    sections: Annotated[list[Section], Field(min_length=1)]
    notes: list[Note]
    objectives: Annotated[list[Objective], Field(min_length=2)]
    prompts: Annotated[list[Prompt], Field(min_length=1)]
    warm_up: WarmUp
    closing: Closing
    card: Annotated[
        list[Text], Field(min_length=3, max_length=5, description="Lines that can be shared safely: no topic words.")
    ]
    items: Annotated[list[Item], Field(min_length=1)]


class ChapterEntry(_Part):
    """A chapter's place in the course."""

    number: Annotated[int, Field(ge=1)]
    seed: Annotated[str, Field(pattern=r"^\d{3}$")]


class Theme(_Part):
    """A theme that sections share, with the label shown in charts."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    label: Text


class Pace(_Part):
    """How long things take a lone reader. Minutes an item takes by its type; words read in a minute."""

    words_per_minute: Annotated[int, Field(gt=0)]
    items: dict[str, Annotated[float, Field(gt=0)]]


Range = Annotated[list[int], Field(min_length=2, max_length=2)]


class Lesson(_Part):
    """What each chapter of the course should have: at least so many, or from … to. ``minutes`` are a lone reader's."""

    objectives: Range
    items: Annotated[int, Field(ge=1, description="Graded items in the chapter itself.")]
    later: Annotated[int, Field(ge=0, description="Items kept for the page of all chapters' reviews.")]
    types: Annotated[int, Field(ge=1, description="Item types, the open one and those kept for later included.")]
    new_cases: Annotated[int, Field(ge=0, description="Items of objectives that apply, evaluate or create.")]
    language: Annotated[int, Field(ge=0, description="Items about a note.")]
    looking_back: Annotated[int, Field(ge=0, description="Items that name an earlier chapter; none in the first.")]
    confidence: Range
    minutes: Range
    prompts: Annotated[int, Field(ge=1)]
    core_prompts: Annotated[int, Field(ge=1)]
    kinds: Annotated[int, Field(ge=1, description="Kinds of prompts.")]


def _ordered(numbers: list[int]) -> list[int]:
    """Return the two *numbers* of a range. Raises ValueError when the first is the larger."""
    if numbers[0] > numbers[1]:
        raise ValueError("the first number is the larger")
    return numbers


Minutes = Annotated[int, Field(ge=0)]


class Questions(_Part):
    """Items by show of hands: minutes for one, and from how many to how many there are in a session."""

    minutes: Annotated[int, Field(ge=1)]
    number: Annotated[list[Minutes], Field(min_length=2, max_length=2), AfterValidator(_ordered)]


class Pause(_Part):
    """A break, in sessions from a length on."""

    first: Annotated[int, Field(alias="from", gt=0)]
    minutes: Annotated[int, Field(gt=0)]


class Session(_Part):
    """How a session with a room is made; minutes are whole. The plan itself is computed: ``sanadbook.course.session``."""

    lengths: Annotated[list[Annotated[int, Field(gt=0)]], Field(min_length=1)]
    usual: Annotated[int, Field(description="The length of the plan that is shown first: one of the lengths.")]
    agreement: Minutes
    reading: Annotated[list[Minutes], Field(min_length=2, max_length=2), AfterValidator(_ordered)]
    questions: Questions
    moving: Annotated[Minutes, Field(description="Into groups and back, for each prompt.")]
    pause: Annotated[Pause, Field(alias="break")]
    people: Annotated[int, Field(ge=2, description="The most that one facilitator can hold together.")]
    preparing: Annotated[int, Field(gt=0, description="Minutes of reading the guide before a session.")]

    @model_validator(mode="after")
    def _usual_is_a_length(self) -> Session:
        if self.usual not in self.lengths:
            raise ValueError(f"the usual length, {self.usual}, is not among the lengths")
        return self


class Incident(_Part):
    """Something that can happen in a session, and in one line what to do."""

    when: Text
    do: Text


class Running(_Part):
    """How the parts of a session that are the same in each chapter are run, step by step."""

    reading: Annotated[list[Text], Field(min_length=1)]
    hands: Annotated[list[Text], Field(min_length=1)]


class CourseFile(_Part):
    """``data/course.yml``: order, brand, exit target, repository, and what all chapters share."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", description="Keeps what a reader saves apart from other courses.")]
    brand: Text
    language: Text
    exit_url: Annotated[str, Field(pattern=r"^https://")]
    repository: Annotated[str, Field(pattern=r"^(https://.+)?$", description="Empty until the course has an address.")]
    chapters: Annotated[list[ChapterEntry], Field(min_length=1)]
    themes: Annotated[list[Theme], Field(min_length=1)]
    pace: Pace
    lesson: Lesson | None = None
    session: Session
    source_notice: Text
    agreement: Annotated[list[Text], Field(min_length=1)]
    safety_check: Annotated[list[Text], Field(min_length=1)]
    no_go: Annotated[list[Text], Field(min_length=1, description="Each is a reason not to hold the session.")]
    materials: Annotated[list[Text], Field(min_length=1, description="What every session needs.")]
    running: Running
    incidents: Annotated[list[Incident], Field(min_length=1)]


class GlossaryEntry(_Part):
    """A term, its definition, and how the sources put it."""

    term: Text
    en: Text
    definition: Text
    variants: list[Text] = []


class Term(_Part):
    """An editorial term, the wordings it replaces, and how far the choice is settled."""

    term: Text
    avoid: list[Text] = []
    status: Literal["settled", "proposed"]
    source: Text


class Terminology(_Part):
    """``data/terminology.yml``: one term a concept, and the words that may not stand where anyone could see them."""

    terms: list[Term]
    slurs: Annotated[list[Text], Field(description="Only inside a span of the source.")]
    topic_words: Annotated[list[Text], Field(description="Never in a title, heading, address or card.")]


class Cell(_Part):
    """What one source text says on a question, in our words; or that it is silent, and how one can tell."""

    seed: Annotated[str, Field(pattern=r"^\d{3}$", description="The seed's id, in quotes.")]
    text: Text
    silent: Annotated[bool, Field(description="The text does not speak of it: then there is no evidence.")] = False
    evidence: list[Evidence] = []


class Think(_Part):
    """A question to go on with, and where to begin."""

    question: Text
    first_step: Text


class ComparedQuestion(_Part):
    """A question put to all source texts: what each says, where they agree, differ or are silent."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    label: Annotated[Text, Field(description="A word or two; neutral, since it shows on screens.")]
    question: Annotated[Text, Field(description="Neutral, since it is a heading.")]
    cells: Annotated[list[Cell], Field(min_length=1)]
    together: Annotated[Text, Field(description="Where they agree, differ or are silent.")]
    think: Think


class ComparisonPrompt(Think):
    """A prompt on all source texts together, for a group and for one person."""

    people: Annotated[int, Field(ge=2)]
    group: Step
    alone: Step


class Comparison(_Part):
    """``data/comparison.yml``: all source texts side by side."""

    questions: Annotated[list[ComparedQuestion], Field(min_length=1)]
    prompts: Annotated[list[ComparisonPrompt], Field(min_length=1)]


class QuizFile(_Part):
    """A quiz of its own, for any notebook or book: items, and the text that they are about, if there is one."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", description="Starts the ids of the items: harbour in harbour:Q1.")]
    language: Literal["ar", "en"] = "ar"
    passage: Annotated[list[Text], Field(description="The text, a paragraph a line; evidence is checked against it.")] = []
    items: Annotated[list[Item], Field(min_length=1)]
