"""Quizzes and results in a learner's kernel. Needs ipywidgets and anywidget; imports pandas and matplotlib lazily."""

from sanadbook.runtime.quiz import Quiz

__all__ = ["Quiz"]
