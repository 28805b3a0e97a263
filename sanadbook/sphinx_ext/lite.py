"""Adds the course's JupyterLite site to the built book, and a page that explains what running a notebook there means.

The theme option ``lite_dir``, or the environment variable ``SANADBOOK_LITE_DIR``, is the folder that ``sanadbook lite``
built.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from sanadbook.jupyter.lite.site import MANIFEST
from sanadbook.outputs.generated_folder import remove_folder, replace_folder
from sanadbook.sphinx_ext.activation import is_active
from sanadbook.sphinx_ext.course_config import course_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

PAGE_NAME = "in-browser"
TEMPLATE = "in-browser.html"
FOLDER = "lite"
VARIABLE = "SANADBOOK_LITE_DIR"


@dataclass(frozen=True)
class LiteNotebook:
    """A chapter's notebook in the JupyterLite site."""

    name: str
    number: int

    @property
    def path(self) -> str:
        """Its URL relative to the book. It contains the chapter's name (a number) only, since browsers keep URLs."""
        return f"{FOLDER}/notebooks/index.html?path={self.name}.ipynb"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event handlers."""
    app.connect("config-inited", _read_option)
    app.connect("html-collect-pages", _collect_page)
    app.connect("html-page-context", _add_link, priority=910)  # after the theme has added `page` (900)
    app.connect("build-finished", _copy_site)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _read_option(app: Sphinx, config: Config) -> None:
    """Set the option from the environment. Sphinx rewrites every page when an option changes, so links are current.

    Raises ConfigError if the folder is not such a site.
    """
    given = config.html_theme_options.get("lite_dir") or os.environ.get(VARIABLE, "")
    if not is_active(app) or not given:
        return
    folder = Path(app.srcdir, given).resolve()
    if not (folder / MANIFEST).is_file():
        raise ConfigError(f"{folder} has no {MANIFEST}: run `sanadbook lite`, or leave {VARIABLE} empty")
    config.html_theme_options = {**config.html_theme_options, "lite_dir": str(folder)}


def _lite_dir(app: Sphinx) -> str:
    """Return the folder of the site, or "" if there is none."""
    return str(app.config.html_theme_options.get("lite_dir") or "") if is_active(app) else ""


def _notebooks(app: Sphinx) -> list[LiteNotebook]:
    """Return the notebooks of the site in the order of the course."""
    course = course_of(app)
    return [LiteNotebook(chapter.name, chapter.number) for chapter in course.chapters] if course else []


def _add_link(
    app: Sphinx, docname: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Add to a chapter's page the id of its notebook on the page of notebooks."""
    if _lite_dir(app):
        ids = {f"chapters/{notebook.name}": f"ch-{notebook.name}" for notebook in _notebooks(app)}
        context["page"] = replace(context["page"], in_browser=ids.get(docname, ""))


def _collect_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that leads to the notebooks."""
    if folder := _lite_dir(app):
        manifest = json.loads(Path(folder, MANIFEST).read_text("utf-8"))
        size = f"{manifest['megabytes']:.0f}"
        yield PAGE_NAME, {"notebooks": _notebooks(app), "size": size, "tables": manifest["tables"]}, TEMPLATE


def _copy_site(app: Sphinx, exception: Exception | None) -> None:
    """Replace the site in the built book, or remove it and its page if there is no source folder."""
    if exception is not None or not is_active(app):
        return
    target, folder = Path(app.outdir) / FOLDER, _lite_dir(app)
    if folder:
        replace_folder(Path(folder), target)
    else:
        remove_folder(target)
        (Path(app.outdir) / f"{PAGE_NAME}.html").unlink(missing_ok=True)
