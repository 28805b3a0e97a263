"""Takes papers and single files along where they were made, and offers them on their pages.

The theme option ``downloads_dir``, or else the environment variable ``SANADBOOK_DOWNLOADS_DIR``, names the folder that
``sanadbook handouts`` wrote.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanadbook.i18n import N_
from sanadbook.sphinx_ext.launch_buttons import Download
from sanadbook.sphinx_ext.theme import THEME

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

VARIABLE = "SANADBOOK_DOWNLOADS_DIR"
FOLDERS = ("handouts", "single")
#: What a page offers besides its notebook: message id, and the path below the built folder, by the folder of the page.
_OFFERS = {
    "chapters": (
        (N_("Handout for learners (PDF)"), "handouts/{name}.pdf"),
        (N_("In one file, to pass on to a phone"), "single/{name}.html"),
    ),
    "facilitator": (
        (N_("Pack for facilitators (PDF)"), "handouts/{name}-pack.pdf"),
        (N_("Quick sheet (PDF)"), "handouts/{name}-sheet.pdf"),
    ),
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the events of configuration, pages and end."""
    app.connect("config-inited", take_option)
    app.connect("html-page-context", offer, priority=920)  # after the theme's own
    app.connect("build-finished", place)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def take_option(app: Sphinx, config: Config) -> None:
    """Let the environment name the folder; an option that changes makes every page anew, so that none lacks its links."""
    given = config.html_theme_options.get("downloads_dir") or os.environ.get(VARIABLE, "")
    if config.html_theme == THEME and given:
        config.html_theme_options = {
            **config.html_theme_options,
            "downloads_dir": str(Path(app.srcdir, given).resolve()),
        }


def offer(app: Sphinx, docname: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Add to a page what was made of it."""
    given = app.config.html_theme_options.get("downloads_dir")
    if app.config.html_theme != THEME or not given:
        return
    folder, _, name = docname.rpartition("/")
    paths = [(label, path.format(name=name)) for label, path in _OFFERS.get(folder, ())]
    made = tuple(Download(label, path) for label, path in paths if (Path(given) / path).is_file())
    context["page"] = replace(context["page"], downloads=(*context["page"].downloads, *made))


def place(app: Sphinx, exception: Exception | None) -> None:
    """Copy the files into the built book, or take older ones away."""
    if exception is not None or app.config.html_theme != THEME or app.builder.format != "html":
        return
    given = app.config.html_theme_options.get("downloads_dir")
    for name in FOLDERS:
        shutil.rmtree(Path(app.outdir) / name, ignore_errors=True)
        if given and (Path(given) / name).is_dir():
            shutil.copytree(Path(given) / name, Path(app.outdir) / name)
