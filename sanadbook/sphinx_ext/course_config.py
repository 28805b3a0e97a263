"""Reads the course for the extension, and sets theme options and substitutions from it.

Pages may use the MyST substitutions ``{{ shortest }}`` and ``{{ longest }}``: the minutes that the shortest and the
longest chapter take one reader. A book without a course is not changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.errors import ExtensionError

from sanadbook.course_loader import load_course
from sanadbook.inputs.problems import CourseError
from sanadbook.model.course import Course
from sanadbook.sphinx_ext.launch_buttons import UNSET_REPOSITORY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.docutils import SphinxDirective
    from sphinx.util.typing import ExtensionMetadata

#: Default BinderHub. Used only if the course has a repository.
BINDER = "https://mybinder.org"
#: Courses by run.
_courses: WeakKeyDictionary[Sphinx, Course | None] = WeakKeyDictionary()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event handler."""
    app.connect("config-inited", apply_course_config, priority=100)  # before the theme reads its options
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def course_of(app: Sphinx) -> Course | None:
    """Return the course in the book's source folder, or None. It is loaded once per run.

    Raises:
        ExtensionError: the course has errors. The message lists each with file, line and hint.

    """
    if app not in _courses:
        root = Path(app.srcdir)
        try:
            _courses[app] = load_course(root) if (root / "data" / "course.yml").is_file() else None
        except CourseError as error:
            raise ExtensionError(f"the course can't be used:\n{error}") from None
    return _courses[app]


def course_for(directive: SphinxDirective) -> Course:
    """Return the course for *directive*, and rebuild its page when a file of the course changes.

    Raises a directive error if the book has no course.
    """
    course = course_of(directive.env.app)
    if course is None:
        raise directive.error(f"{directive.name} needs a course: there is no data/course.yml")
    for path in sorted((course.root / "data").rglob("*.yml")):
        directive.env.note_dependency(str(path))
    return course


def apply_course_config(app: Sphinx, config: Config) -> None:
    """Set the theme options that ``_config.yml`` does not set, and the substitutions."""
    course = course_of(app)
    if course is None:
        return
    defaults = {"brand": course.file.brand, "exit_url": course.file.exit_url, "repository_url": course.file.repository}
    given = dict(config.html_theme_options)
    if course.file.repository and given.get("repository_url") in ("", None, UNSET_REPOSITORY):  # Jupyter Book's default
        given = {name: value for name, value in given.items() if not name.startswith("repository_")}
        buttons = dict(given.get("launch_buttons") or {})
        given["launch_buttons"] = {**buttons, "binderhub_url": buttons.get("binderhub_url") or BINDER}
    options = {**{name: value for name, value in defaults.items() if value}, **given}
    config.html_theme_options = options
    minutes = [sum(course.step_minutes(chapter).values()) for chapter in course.chapters]
    config.myst_substitutions = {
        "shortest": str(min(minutes)),
        "longest": str(max(minutes)),
        **config.myst_substitutions,
    }
