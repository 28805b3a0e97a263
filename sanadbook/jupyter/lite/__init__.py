"""The JupyterLite site: the course's notebooks run in the browser, without requests to other hosts."""

from sanadbook.jupyter.lite.site import LiteError, Site, build_lite

__all__ = ["LiteError", "Site", "build_lite"]
