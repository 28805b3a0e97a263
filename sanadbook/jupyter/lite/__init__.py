"""The course's notebooks in the browser alone: JupyterLite beside the book, with nothing from any other host."""

from sanadbook.jupyter.lite.site import LiteError, Site, build_lite

__all__ = ["LiteError", "Site", "build_lite"]
