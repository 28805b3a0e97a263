"""Takes the course for the browser alone along, where it was built, with the page that says what it does before it does it.

The theme option ``lite_dir``, or else the environment variable ``SANADBOOK_LITE_DIR``, names the folder that ``sanadbook lite`` built.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from sanadbook.jupyter.lite.site import MANIFEST
from sanadbook.sphinx_ext.course_config import course_of
from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

NAME = "in-browser"
FOLDER = "lite"
VARIABLE = "SANADBOOK_LITE_DIR"


@dataclass(frozen=True)
class Notebook:
    """A chapter's notebook in the site. The address says its number and nothing else."""

    name: str
    number: int

    @property
    def path(self) -> str:
        """Its address, below the book."""
        return f"{FOLDER}/notebooks/index.html?path={self.name}.ipynb"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the events of configuration, pages and end."""
    app.connect("config-inited", take_option)
    app.connect("html-collect-pages", page)
    app.connect("html-page-context", buttons, priority=910)  # after the theme's own
    app.connect("build-finished", place)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def take_option(app: Sphinx, config: Config) -> None:
    """Let the environment name the folder; an option that changes makes every page anew, so that none lacks its button.

    Raises ConfigError where the folder is no such site.
    """
    given = config.html_theme_options.get("lite_dir") or os.environ.get(VARIABLE, "")
    if config.html_theme != THEME or not given:
        return
    folder = Path(app.srcdir, given).resolve()
    if not (folder / MANIFEST).is_file():
        raise ConfigError(f"{folder} has no {MANIFEST}: run `sanadbook lite`, or leave {VARIABLE} empty")
    config.html_theme_options = {**config.html_theme_options, "lite_dir": str(folder)}


def buttons(
    app: Sphinx, docname: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Tell a chapter's page where on the page of notebooks its own stands."""
    if app.config.html_theme == THEME and app.config.html_theme_options.get("lite_dir"):
        places = {f"chapters/{each.name}": f"ch-{each.name}" for each in notebooks(app)}
        context["page"] = replace(context["page"], in_browser=places.get(docname, ""))


def notebooks(app: Sphinx) -> list[Notebook]:
    """The notebooks of the site, in the order of the course."""
    course = course_of(app)
    return [Notebook(chapter.name, chapter.number) for chapter in course.chapters] if course else []


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that comes before the notebooks."""
    if app.config.html_theme == THEME and (folder := app.config.html_theme_options.get("lite_dir")):
        manifest = json.loads(Path(folder, MANIFEST).read_text("utf-8"))
        size = f"{manifest['megabytes']:.0f}"
        yield NAME, {"notebooks": notebooks(app), "size": size, "tables": manifest["tables"]}, "in-browser.html"


def place(app: Sphinx, exception: Exception | None) -> None:
    """Copy the site into the built book, or take an older one away."""
    if exception is not None or app.config.html_theme != THEME or app.builder.format != "html":
        return
    target, folder = Path(app.outdir) / FOLDER, app.config.html_theme_options.get("lite_dir")
    if (target / MANIFEST).is_file():
        shutil.rmtree(target)
    if folder:
        shutil.copytree(folder, target)
    else:
        (Path(app.outdir) / f"{NAME}.html").unlink(missing_ok=True)
