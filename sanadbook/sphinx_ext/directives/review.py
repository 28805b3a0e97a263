"""Pages over all chapters: the directives ``review-deck`` (their items, to be met again) and ``progress`` (how far one is)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective

from sanadbook.i18n import Translator, get_translator
from sanadbook.model.course import Course
from sanadbook.render.renderer import Renderer
from sanadbook.runtime.compiled import SPACED_REVIEW, Compiled, safe_json
from sanadbook.sphinx_ext.course_config import course_here

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Days until an item comes back, by how many times in a row it was then right (Roediger & Karpicke 2006: spaced recall).
DAYS = (1, 7, 30)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("review-deck", ReviewDeck)
    app.add_directive("progress", Progress)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class _CoursePage(SphinxDirective):
    """A directive that shows something of the whole course."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the HTML of the page's part. Raises a directive error where the book has no course."""
        course = course_here(self)
        compiled = {chapter.name: Renderer(course, chapter).compile() for chapter in course.chapters}
        return [nodes.raw("", str(self.html(course, compiled, get_translator(course.file.language))), format="html")]

    def html(self, course: Course, compiled: dict[str, Compiled], t: Translator) -> Markup:
        """Return the page's part."""
        raise NotImplementedError

    def href(self, chapter: str) -> str:
        """Return the relative address of a chapter's page, as seen from this page."""
        return str(self.env.app.builder.get_relative_uri(self.env.docname, f"chapters/{chapter}"))


def course_data(course: Course, compiled: dict[str, Compiled], href: dict[str, str]) -> dict[str, Any]:
    """Return what the page's script knows: chapters, their graded items and what identifies their content."""
    return {
        "course": course.file.id,
        "days": DAYS,
        "chapters": [
            {
                "name": name,
                "href": href[name],
                "items": _hashes(chapter, later=False),
                "later": _hashes(chapter, later=True),
            }
            for name, chapter in compiled.items()
        ],
    }


def _hashes(chapter: Compiled, *, later: bool) -> dict[str, str]:
    """Return what identifies the content of each graded item: of those in the chapter, or of those kept for later."""
    return {
        item: known["key"]["hash"]
        for item, known in chapter.items.items()
        if known["key"]["type"] != "open" and (known["location"] == SPACED_REVIEW) == later
    }


def _data(value: dict[str, Any]) -> Markup:
    return Markup('<script type="application/json" data-course>{}</script>').format(Markup(safe_json(value)))


class ReviewDeck(_CoursePage):
    """All graded items of all chapters: with JavaScript one after another, without it as a list."""

    def html(self, course: Course, compiled: dict[str, Compiled], t: Translator) -> Markup:
        """Return each chapter's items as a quiz; links to sentences lead to the chapter's page."""
        parts = []
        for chapter in course.chapters:
            items = compiled[chapter.name]
            graded = [item for item, known in items.items.items() if known["key"]["type"] != "open"]
            quiz = items.html(graded).replace('href="#s-', f'href="{self.href(chapter.name)}#s-')
            title = t("Chapter {number}").format(number=chapter.number)
            parts.append(Markup('<section data-part="chapter"><h2>{}</h2>{}</section>').format(title, Markup(quiz)))
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
        href = {chapter.name: self.href(chapter.name) for chapter in course.chapters}
        value = {**course_data(course, compiled, href), "texts": texts}
        return Markup('<div class="sanad-deck" data-review data-search-role="skip">{}{}{}</div>').format(
            _data(value), controls, Markup().join(parts)
        )


class Progress(_CoursePage):
    """A table of the chapters: how many items are answered and right, from what is saved or from a code."""

    def html(self, course: Course, compiled: dict[str, Compiled], t: Translator) -> Markup:
        """Return the table, a row a chapter, and the controls that go with it."""
        rows = Markup()
        for chapter in course.chapters:
            title = t("Chapter {number}").format(number=chapter.number)
            rows += Markup(
                '<tr data-chapter="{0}"><th scope="row"><a href="{1}">{2}</a></th><td data-part="count">–</td>'
                '<td><input type="text" inputmode="numeric" autocomplete="off" dir="ltr" aria-label="{3}" disabled></td>'
                "</tr>"
            ).format(chapter.name, self.href(chapter.name), title, t("Code of {chapter}").format(chapter=title))
        head = Markup().join(
            Markup('<th scope="col">{}</th>').format(heading)
            for heading in (t("Chapter"), t("Right at the first attempt, of those answered"), t("Code"))
        )
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
        href = {chapter.name: self.href(chapter.name) for chapter in course.chapters}
        value = {**course_data(course, compiled, href), "texts": texts}
        return Markup(
            '<div class="sanad-progress" data-progress>{data}<p data-part="status" role="status">{why}</p>'
            '<table class="sanad-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
            '<p><button type="button" data-action="clear" hidden>{clear}</button></p></div>'
        ).format(
            data=_data(value), why=t("This table needs JavaScript."), head=head, rows=rows, clear=t("Clear everything")
        )
