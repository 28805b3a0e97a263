"""How items are shown and answered. Importing this needs ipywidgets and anywidget, and nothing compiled."""

from sanadbook.runtime.quiz import Quiz

__all__ = ["Quiz"]
