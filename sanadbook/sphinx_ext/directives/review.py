"""Directives for pages about all chapters: ``review-deck`` (spaced review of their items) and ``progress``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import Markup

from sanadbook.i18n import Translator, get_translator
from sanadbook.model.course import Course
from sanadbook.render.renderer import Renderer
from sanadbook.runtime.compiled import SPACED_REVIEW, Compiled, safe_json
from sanadbook.sphinx_ext.directives.base import CourseDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Days until an item is due again, by how many times in a row it was right (Roediger & Karpicke 2006: spaced recall).
DAYS = (1, 7, 30)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("review-deck", ReviewDeck)
    app.add_directive("progress", Progress)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class _ChaptersDirective(CourseDirective):
    """A directive that shows something about the items of all chapters."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the HTML of the directive."""
        compiled = {
            chapter.name: Renderer(course, chapter, chapter_url=self.href(chapter)).compile()
            for chapter in course.chapters
        }
        return [nodes.raw("", str(self.html_of(course, compiled, get_translator(course.file.language))), format="html")]

    def html_of(self, course: Course, compiled: dict[str, Compiled], t: Translator) -> Markup:
        """Return the HTML of the directive, from the *compiled* chapters by name."""
        raise NotImplementedError

    def data(self, course: Course, compiled: dict[str, Compiled], texts: dict[str, str]) -> Markup:
        """Return the data for the page's script: the chapters with their graded items, and the *texts* it shows."""
        chapters = [
            {
                "name": chapter.name,
                "href": self.href(chapter),
                "items": _hashes(compiled[chapter.name], spaced_review=False),
                "later": _hashes(compiled[chapter.name], spaced_review=True),
            }
            for chapter in course.chapters
        ]
        value = {"course": course.file.id, "days": DAYS, "chapters": chapters, "texts": texts}
        return Markup('<script type="application/json" data-course>{}</script>').format(Markup(safe_json(value)))


def _hashes(chapter: Compiled, *, spaced_review: bool) -> dict[str, str]:
    """Return the content hashes of the graded items, by id: those for the spaced review, or all others."""
    return {
        item: known["key"]["hash"]
        for item, known in chapter.items.items()
        if known["key"]["type"] != "open" and (known["location"] == SPACED_REVIEW) == spaced_review
    }


class ReviewDeck(_ChaptersDirective):
    """All graded items of all chapters. A script shows the due ones one by one; without it they are a list."""

    def html_of(self, course: Course, compiled: dict[str, Compiled], t: Translator) -> Markup:
        """Return a quiz for each chapter, and the controls."""
        quizzes = Markup()
        for chapter in course.chapters:
            items = compiled[chapter.name]
            graded = [item for item, known in items.items.items() if known["key"]["type"] != "open"]
            title = t("Chapter {number}").format(number=chapter.number)
            quizzes += Markup('<section data-part="chapter"><h2>{}</h2>{}</section>').format(
                title, Markup(items.html(graded))
            )
        texts = {
            "due": t("These are the questions that are due today."),
            "none": t("Nothing is due today. You can still go through all questions."),
            "all": t("All questions, shuffled. Nothing is saved, so nothing is due."),
            "place": t("{place} of {all}"),
            "end": t("That was the last one."),
        }
        controls = Markup(
            '<div class="sanad-deck-controls" data-part="controls" hidden><p data-part="reason"></p>'
            '<p data-part="position" role="status" tabindex="-1"></p>'
            '<p><button type="button" data-action="next">{}</button> '
            '<button type="button" data-action="all">{}</button></p></div>'
        ).format(t("Next question"), t("All questions, shuffled"))
        return Markup('<div class="sanad-deck" data-review data-search-role="skip">{}{}{}</div>').format(
            self.data(course, compiled, texts), controls, quizzes
        )


class Progress(_ChaptersDirective):
    """A table of how many items of each chapter are answered and right, from saved answers or from a code."""

    def html_of(self, course: Course, compiled: dict[str, Compiled], t: Translator) -> Markup:
        """Return the table, with a row for each chapter, and the controls."""
        rows = Markup()
        for chapter in course.chapters:
            title = t("Chapter {number}").format(number=chapter.number)
            rows += Markup(
                '<tr data-chapter="{0}"><th scope="row"><a href="{1}">{2}</a></th><td data-part="count">–</td>'
                '<td><input type="text" inputmode="numeric" autocomplete="off" dir="ltr" aria-label="{3}" disabled>'
                "</td>"
                "</tr>"
            ).format(chapter.name, self.href(chapter), title, t("Code of {chapter}").format(chapter=title))
        columns = (t("Chapter"), t("Right at the first attempt, of those answered"), t("Code"))
        head = Markup().join(Markup('<th scope="col">{}</th>').format(column) for column in columns)
        texts = {
            "saved": t("This is what is saved on this device."),
            "off": t("Nothing is saved on this device. Type the codes that you noted at the end of each chapter."),
            "of": t("{right} of {all}"),
            "wrong": t("This is not a code or a file of this chapter."),
            "cleared": t("Everything is cleared: nothing is left on this device."),
            "not_cleared": t(
                "This browser did not let the page clear everything. Clear the site's data in its settings."
            ),
        }
        return Markup(
            '<div class="sanad-progress" data-progress>{data}<p data-part="status" role="status">{why}</p>'
            '<table class="sanad-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
            '<p><button type="button" data-action="clear" hidden>{clear}</button></p></div>'
        ).format(
            data=self.data(course, compiled, texts),
            why=t("This table needs JavaScript."),
            head=head,
            rows=rows,
            clear=t("Clear everything"),
        )
