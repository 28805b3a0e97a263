"""Search: writes the theme's index after the build, and adds Arabic to Sphinx's built-in search."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from sanadbook.inputs.problems import CourseError
from sanadbook.rules.synonyms import read_synonyms
from sanadbook.sphinx_ext.activation import is_active
from sanadbook.sphinx_ext.course_config import course_of
from sanadbook.sphinx_ext.search.index import (
    GUIDES_NAME,
    INDEX_NAME,
    IndexedPage,
    drop_boilerplate,
    guides_script,
    index_script,
    pack,
    slur_test,
)
from sanadbook.sphinx_ext.search.language import SearchArabic
from sanadbook.sphinx_ext.search.pages import read_page
from sanadbook.sphinx_ext.search.stemmer import LanguageData, Stemmer
from sanadbook.sphinx_ext.toc import Toc, TocEntry

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the search language and the event handlers."""
    app.add_search_language(SearchArabic)
    app.connect("builder-inited", _check_synonyms)
    app.connect("build-finished", _write_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _course_words(app: Sphinx) -> tuple[list[str], list[list[str]]]:
    """Return the slurs and groups of synonyms of the course. Both are empty for a book without a course.

    Raises:
        ExtensionError: the course or its synonyms are invalid.

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


def _check_synonyms(app: Sphinx) -> None:
    """Report errors in the synonyms before pages are read."""
    if is_active(app):
        _course_words(app)


def _write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index of all pages. They are read from the output folder, since Sphinx writes only changed pages."""
    if exception is not None or not is_active(app):
        return
    slurs, synonyms = _course_words(app)
    data = LanguageData.load(str(app.config.language))
    contains_slur = slur_test(slurs, Stemmer(data))
    book = Toc.read(app)
    guides = _pages(app, (book.facilitator,) if book.facilitator else ())
    learner = _pages(app, (book.root, *book.learner))
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    (static / INDEX_NAME).write_text(index_script(pack(learner, contains_slur), data, synonyms), encoding="utf-8")
    (static / GUIDES_NAME).write_text(guides_script(pack(guides, contains_slur)), encoding="utf-8")


def _pages(app: Sphinx, entries: Iterable[TocEntry]) -> list[IndexedPage]:
    return drop_boilerplate(list(_read(app, entries)))


def _read(app: Sphinx, entries: Iterable[TocEntry]) -> Iterable[IndexedPage]:
    for entry in entries:
        if entry.docname:
            url = app.builder.get_target_uri(entry.docname)
            # HTML builders have `get_outfilename`.
            html = Path(app.builder.get_outfilename(entry.docname))  # type: ignore[attr-defined]
            yield IndexedPage(url, entry.title, tuple(read_page(html.read_text(encoding="utf-8"))))
        yield from _read(app, entry.children)
