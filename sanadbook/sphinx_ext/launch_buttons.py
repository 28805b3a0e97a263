"""Where a reader can open or fetch the notebook of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from sanadbook.i18n import N_

#: Jupyter Book fills in its own repository when `_config.yml` names none: that is not the book's.
UNSET_REPOSITORY = "https://github.com/executablebooks/jupyter-book"


@dataclass(frozen=True)
class Download:
    """A file of the built folder that a reader can take along. `label` is a message id."""

    label: str
    path: str  # below the built folder


def downloads(sourcename: str) -> tuple[Download, ...]:
    """The files offered beside the page whose copied source is `sourcename` (Sphinx's name for it)."""
    if not sourcename.endswith(".ipynb"):
        return ()
    return (Download(N_("Download the notebook"), f"_sources/{sourcename}"),)


def binder_url(options: Mapping[str, Any], sourcename: str) -> str:
    """The address that opens the notebook `sourcename` on the book's BinderHub, or "" where there is none.

    SourceMap: https://mybinder.readthedocs.io/en/latest/howto/external_binderhub.html ("v2" addresses).
    """
    buttons = options.get("launch_buttons")
    hub = str(buttons.get("binderhub_url") or "") if isinstance(buttons, Mapping) else ""
    repository = str(options.get("repository_url") or "").removesuffix("/").removesuffix(".git")
    if not hub or not repository or repository == UNSET_REPOSITORY or not sourcename.endswith(".ipynb"):
        return ""
    branch = quote(str(options.get("repository_branch") or "HEAD"), safe="")
    where = urlsplit(repository)
    provider = {"github.com": "gh", "gitlab.com": "gl"}.get(where.netloc)
    project = where.path.strip("/")
    if provider == "gh":
        repo = f"gh/{project}"
    elif provider == "gl":
        repo = f"gl/{quote(project, safe='')}"
    else:
        repo = f"git/{quote(repository, safe='')}"
    folder = str(options.get("path_to_docs") or "").strip("/")
    path = f"{folder}/{sourcename}" if folder else sourcename
    return f"{hub.rstrip('/')}/v2/{repo}/{branch}?urlpath={quote(f'lab/tree/{path}', safe='')}"
