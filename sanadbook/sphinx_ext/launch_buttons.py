"""Links to open a page's notebook on Binder, or to download it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from sanadbook.i18n import N_

#: Jupyter Book's default for `repository_url`: its own repository.
UNSET_REPOSITORY = "https://github.com/executablebooks/jupyter-book"


@dataclass(frozen=True)
class Download:
    """A file of the built book that readers can download. `label` is a message id."""

    label: str
    path: str  # relative to the built book


def downloads(sourcename: str) -> tuple[Download, ...]:
    """Return the downloads of a page. *sourcename* names its source in `_sources/`: only notebooks have any."""
    if not sourcename.endswith(".ipynb"):
        return ()
    return (Download(N_("Download the notebook"), f"_sources/{sourcename}"),)


def binder_url(options: Mapping[str, Any], sourcename: str) -> str:
    """Return the URL of the notebook *sourcename* on the BinderHub in the theme *options*, or "" if they name none.

    Format: https://mybinder.readthedocs.io/en/latest/howto/external_binderhub.html ("v2" addresses).
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
