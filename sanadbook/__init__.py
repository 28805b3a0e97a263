"""Sanad: an interactive course as a Jupyter Book, and the toolkit that makes it.

``Quiz`` is imported on first use: other modules of the package do not need ipywidgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Quiz", "__version__"]

if TYPE_CHECKING:
    from sanadbook.runtime import Quiz


def __getattr__(name: str) -> Any:
    """Import ``Quiz`` when it is first asked for (PEP 562)."""
    if name == "Quiz":
        from sanadbook.runtime import Quiz

        return Quiz
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
