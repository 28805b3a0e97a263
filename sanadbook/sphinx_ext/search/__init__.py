"""The search of the book: writes its index when the pages are built, and teaches Sphinx's own search Arabic."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from sanadbook.inputs.problems import CourseError
from sanadbook.rules.synonyms import read_synonyms
from sanadbook.sphinx_ext.course_config import course_of
from sanadbook.sphinx_ext.search.index import (
    GUIDES_NAME,
    NAME,
    Page,
    flagged,
    guides_script,
    packed,
    script,
    without_frame,
)
from sanadbook.sphinx_ext.search.language import SearchArabic
from sanadbook.sphinx_ext.search.pages import read_page
from sanadbook.sphinx_ext.search.stemmer import Stemmer, Table
from sanadbook.sphinx_ext.theme import FACILITATOR, THEME
from sanadbook.sphinx_ext.toc import Contents, Entry

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the language and the writing of the index."""
    app.add_search_language(SearchArabic)
    app.connect("builder-inited", _check)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _words_of(app: Sphinx) -> tuple[list[str], list[list[str]]]:
    """The course's slurs and synonyms; none for a book without a course.

    Raises:
        ExtensionError: the course or its synonyms can't be used.

    """
    course = course_of(app)
    if course is None:
        return [], []
    path = course.root / "data" / "synonyms.yml"
    try:
        groups = read_synonyms(path, "data/synonyms.yml", course.terminology.slurs) if path.is_file() else []
    except CourseError as error:
        raise ExtensionError(f"the synonyms can't be used:\n{error}") from None
    return course.terminology.slurs, groups


def _check(app: Sphinx) -> None:
    """Name what is wrong with the synonyms before any page is read."""
    if app.config.html_theme == THEME and app.builder.format == "html":
        _words_of(app)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write the index of the built pages, all of them: Sphinx itself writes only those that changed."""
    if exception is not None or app.config.html_theme != THEME or app.builder.format != "html":
        return
    slurs, synonyms = _words_of(app)
    table = Table.of(str(app.config.language))
    holds_slur = flagged(slurs, Stemmer(table))
    book = Contents.read(app.env, str(app.config.html_theme_options.get("facilitator") or FACILITATOR))
    guides = _pages(app, (book.facilitator,) if book.facilitator else ())
    learner = _pages(app, (book.root, *book.learner))
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    (static / NAME).write_text(script(packed(learner, holds_slur), table, synonyms), encoding="utf-8")
    (static / GUIDES_NAME).write_text(guides_script(packed(guides, holds_slur)), encoding="utf-8")


def _pages(app: Sphinx, entries: Iterable[Entry]) -> list[Page]:
    return without_frame(list(_read(app, entries)))


def _read(app: Sphinx, entries: Iterable[Entry]) -> Iterable[Page]:
    for entry in entries:
        if entry.docname:
            url = app.builder.get_target_uri(entry.docname)
            html = Path(app.builder.get_outfilename(entry.docname))  # type: ignore[attr-defined]  # of the HTML builders
            yield Page(url, entry.title, tuple(read_page(html.read_text(encoding="utf-8"))))
        yield from _read(app, entry.children)
