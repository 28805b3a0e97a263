"""Types of all files that authors write: ``from sanadbook import model``, then ``model.Chapter``.

The JSON Schema for editors is generated from these classes. Models of item types are in ``sanadbook.items``.
"""

from sanadbook.inputs.schema import At, Evidence, ItemId, Part, PromptId, Text
from sanadbook.items.registry import Item
from sanadbook.model.chapter import Chapter, Closing, Note, Objective, Prompt, Section, Step, WarmUp
from sanadbook.model.comparison import Cell, ComparedQuestion, Comparison, ComparisonPrompt, FollowUp
from sanadbook.model.course_file import (
    Break,
    ChapterEntry,
    ChapterTargets,
    CourseFile,
    Facilitation,
    Incident,
    Pace,
    PollSettings,
    Session,
    Theme,
)
from sanadbook.model.glossary import GlossaryEntry, Term, Terminology
from sanadbook.model.quiz_file import QuizFile

__all__ = [
    "At",
    "Break",
    "Cell",
    "Chapter",
    "ChapterEntry",
    "ChapterTargets",
    "Closing",
    "ComparedQuestion",
    "Comparison",
    "ComparisonPrompt",
    "CourseFile",
    "Evidence",
    "Facilitation",
    "FollowUp",
    "GlossaryEntry",
    "Incident",
    "Item",
    "ItemId",
    "Note",
    "Objective",
    "Pace",
    "Part",
    "PollSettings",
    "Prompt",
    "PromptId",
    "QuizFile",
    "Section",
    "Session",
    "Step",
    "Term",
    "Terminology",
    "Text",
    "Theme",
    "WarmUp",
]
