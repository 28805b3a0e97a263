"""The Binder button appears only if the course names its repository."""

from __future__ import annotations

from types import SimpleNamespace

from sanadbook.sphinx_ext.course_config import apply_course_config
from sanadbook.sphinx_ext.launch_buttons import UNSET_REPOSITORY, binder_url
from tests.conftest import Folder

PAGE = "chapters/01.ipynb"
#: What Jupyter Book passes on when `_config.yml` names no repository.
DEFAULTS = {"repository_url": UNSET_REPOSITORY, "repository_branch": "master", "launch_buttons": {"binderhub_url": ""}}


class Run(SimpleNamespace):
    """A fake Sphinx application with what the extension reads."""

    __hash__ = object.__hash__


def options(small: Folder, **given: object) -> dict[str, object]:
    config = SimpleNamespace(html_theme_options={**DEFAULTS, **given}, myst_substitutions={})
    apply_course_config(Run(srcdir=str(small.root)), config)
    return config.html_theme_options


def test_without_a_repository_there_is_no_button(small: Folder) -> None:
    assert binder_url(options(small), PAGE) == ""


def test_one_line_of_the_course_brings_it(small: Folder) -> None:
    small.edit("data/course.yml", 'repository: ""', 'repository: "https://github.com/owner/course"')
    expected = "https://mybinder.org/v2/gh/owner/course/HEAD?urlpath=lab%2Ftree%2Fchapters%2F01.ipynb"
    assert binder_url(options(small), PAGE) == expected


def test_a_hub_of_the_configuration_is_kept(small: Folder) -> None:
    small.edit("data/course.yml", 'repository: ""', 'repository: "https://github.com/owner/course"')
    hub = "https://hub.example.org"
    found = options(small, launch_buttons={"binderhub_url": hub})
    assert binder_url(found, PAGE).startswith(f"{hub}/v2/gh/owner/course/")
