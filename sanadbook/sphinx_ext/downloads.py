"""Copies PDF handouts and single-file chapters into the built book, and links to them from their pages.

The theme option ``downloads_dir``, or the environment variable ``SANADBOOK_DOWNLOADS_DIR``, is the folder that
``sanadbook handouts`` wrote.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanadbook.i18n import N_
from sanadbook.outputs.generated_folder import remove_folder, replace_folder
from sanadbook.sphinx_ext.activation import is_active
from sanadbook.sphinx_ext.launch_buttons import Download

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

VARIABLE = "SANADBOOK_DOWNLOADS_DIR"
FOLDERS = ("handouts", "single")
#: By the folder of the page: labels (message ids) and paths relative to the built book.
_DOWNLOADS = {
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
    """Register the event handlers."""
    app.connect("config-inited", _read_option)
    app.connect("html-page-context", _add_downloads, priority=920)  # after the theme has added `page` (900)
    app.connect("build-finished", _copy_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _read_option(app: Sphinx, config: Config) -> None:
    """Set the option from the environment. Sphinx rewrites every page when an option changes, so links are current."""
    folder = config.html_theme_options.get("downloads_dir") or os.environ.get(VARIABLE, "")
    if is_active(app) and folder:
        path = str(Path(app.srcdir, folder).resolve())
        config.html_theme_options = {**config.html_theme_options, "downloads_dir": path}


def _add_downloads(
    app: Sphinx, docname: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Add the existing files to the page's downloads."""
    source = app.config.html_theme_options.get("downloads_dir")
    if not is_active(app) or not source:
        return
    folder, _, name = docname.rpartition("/")
    paths = [(label, path.format(name=name)) for label, path in _DOWNLOADS.get(folder, ())]
    found = tuple(Download(label, path) for label, path in paths if (Path(source) / path).is_file())
    context["page"] = replace(context["page"], downloads=(*context["page"].downloads, *found))


def _copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Replace the copies in the built book, or remove them if there is no source folder."""
    if exception is not None or not is_active(app):
        return
    source = app.config.html_theme_options.get("downloads_dir")
    for name in FOLDERS:
        target = Path(app.outdir) / name
        if source and (Path(source) / name).is_dir():
            replace_folder(Path(source) / name, target)
        else:
            remove_folder(target)
