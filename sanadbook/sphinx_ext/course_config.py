"""Takes from the course what the theme and hand-written pages show; a book without a course is left alone.

Pages may use the MyST substitutions ``{{ shortest }}`` and ``{{ longest }}``: a chapter's minutes for a lone reader.
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

#: The hub of a course that names none; without a repository there is no button.
BINDER = "https://mybinder.org"


_courses: WeakKeyDictionary[Sphinx, Course | None] = WeakKeyDictionary()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the event of the configuration, before the theme reads its options."""
    app.connect("config-inited", take_settings, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def course_of(app: Sphinx) -> Course | None:
    """Return the course that the book stands beside, or None. It is read once in a run, whoever asks.

    Raises:
        ExtensionError: there is one, but it can't be used; each problem is named with file, line and hint.

    """
    if app not in _courses:
        root = Path(app.srcdir)
        try:
            _courses[app] = load_course(root) if (root / "data" / "course.yml").is_file() else None
        except CourseError as error:
            raise ExtensionError(f"the course can't be used:\n{error}") from None
    return _courses[app]


def course_here(directive: SphinxDirective) -> Course:
    """Return the course for a page's *directive*, and have the page made anew when the course's files change.

    Raises a directive error where the book has no course.
    """
    course = course_of(directive.env.app)
    if course is None:
        raise directive.error(f"{directive.name} needs a course: there is no data/course.yml")
    for path in sorted((course.root / "data").rglob("*.yml")):
        directive.env.note_dependency(str(path))
    return course


def take_settings(app: Sphinx, config: Config) -> None:
    """Fill in theme options that ``_config.yml`` leaves open, and the computed numbers that pages may name."""
    course = course_of(app)
    if course is None:
        return
    ours = {"brand": course.file.brand, "exit_url": course.file.exit_url, "repository_url": course.file.repository}
    given = dict(config.html_theme_options)
    if course.file.repository and given.get("repository_url") in ("", None, UNSET_REPOSITORY):  # Jupyter Book's own
        given = {name: value for name, value in given.items() if not name.startswith("repository_")}
        buttons = dict(given.get("launch_buttons") or {})
        given["launch_buttons"] = {**buttons, "binderhub_url": buttons.get("binderhub_url") or BINDER}
    options = {**{name: value for name, value in ours.items() if value}, **given}
    config.html_theme_options = options
    minutes = [sum(course.step_minutes(chapter).values()) for chapter in course.chapters]
    config.myst_substitutions = {
        "shortest": str(min(minutes)),
        "longest": str(max(minutes)),
        **config.myst_substitutions,
    }
