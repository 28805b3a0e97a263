"""Context of the theme's templates for one page: titles, navigation, downloads, inline assets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sanadbook.i18n import Translator, text_direction
from sanadbook.outputs.slides.files import slides_path
from sanadbook.sphinx_ext.course_config import course_of
from sanadbook.sphinx_ext.launch_buttons import Download, binder_url, downloads
from sanadbook.sphinx_ext.toc import Heading, Toc, TocEntry
from sanadbook.web.assets import Assets
from sanadbook.web.csp import build_csp
from sanadbook.web.page_features import read_features

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


@dataclass(frozen=True)
class InlineAssets:
    """Inlined CSS and JS for one page, and the matching CSP."""

    style: Markup
    dark: Markup  # style sheet of the dark colours
    exit_script: Markup  # works whatever else fails, so it comes first
    font_loader: Markup  # script that runs before the first layout
    fonts: tuple[str, ...]  # URLs of the fonts that the page needs
    csp: str


@dataclass(frozen=True)
class Page:
    """A page, as the templates see it. Its name there is `page`."""

    docname: str
    direction: str  # of the book's language: "rtl" or "ltr"
    brand: str
    head_title: str  # the title of the browser tab
    inline: InlineAssets
    robots: str
    exit_url: str
    contents: tuple[TocEntry, ...]
    facilitator: TocEntry | None
    ancestors: frozenset[str]
    headings: tuple[Heading, ...]
    steps: tuple[Heading, ...]  # the headings, if the page shows them as steps in the top bar
    previous: TocEntry | None
    next: TocEntry | None
    launch_url: str
    downloads: tuple[Download, ...]
    slides: str  # path relative to the built book, or ""
    has_course: bool  # shows the review of all chapters or the progress
    has_plan: bool  # shows session plans
    has_results: bool  # shows the results of a class
    is_front: bool
    in_browser: str = ""  # id of its notebook on the page `in-browser`, if the book has a JupyterLite site


def brand_of(config: Config) -> str:
    """Return the neutral name on tabs and printed pages: the theme option `brand`, or else the book's title."""
    return str(config.html_theme_options.get("brand") or config.html_title or config.project)


class PageContextBuilder:
    """Builds a `Page` for each page of a run."""

    def __init__(self, app: Sphinx, assets: Assets, translator: Translator) -> None:
        self._app = app
        self._assets = assets
        self._t = translator

    @cached_property
    def toc(self) -> Toc:
        """The table of contents. Read when the first page is written, since the environment is complete then."""
        return Toc.read(self._app)

    def page(self, docname: str, context: dict[str, Any]) -> Page:
        """Return the page *docname*. *context* is Sphinx's context of the page."""
        toc, brand = self.toc, brand_of(self._app.config)
        options = self._app.config.html_theme_options
        is_front = docname == self._app.config.root_doc
        headings = toc.headings(docname)
        previous, following = toc.neighbours(docname)
        source = str(context.get("sourcename") or "")
        body = str(context.get("body") or "")
        features = read_features(body)
        has_quiz = "data-quiz" in features.markers
        classes = features.classes | ({"sanad-front"} if is_front else set())
        return Page(
            docname=docname,
            direction=self._direction,
            brand=brand,
            head_title=brand if is_front else self._head_title(docname, brand),
            inline=self._inline_assets(
                str(context["pathto"]("_static/fonts", 1)),
                classes if body else None,
                has_quiz,
            ),
            robots="noindex" if docname == "404" else str(options.get("robots") or ""),
            exit_url=str(options.get("exit_url") or ""),
            contents=toc.learner,
            facilitator=toc.facilitator,
            ancestors=toc.ancestors(docname),
            headings=headings,
            steps=headings if self._metadata(docname).get("steps") is True else (),
            previous=previous,
            next=following,
            launch_url=binder_url(options, source),
            downloads=downloads(source),
            slides=slides_path(course_of(self._app), Path(self._app.srcdir), docname),
            has_course=bool(features.markers & {"data-review", "data-progress"}),
            has_plan="data-plans" in features.markers,
            has_results="data-class-results" in features.markers,
            is_front=is_front,
        )

    @property
    def _direction(self) -> str:
        return text_direction(self._app.config.language)

    def _inline_assets(self, fonts: str, classes: frozenset[str] | None, has_quiz: bool) -> InlineAssets:
        """Return the inline assets of a page whose elements have *classes*. *fonts* is the URL of the fonts folder."""
        assets = self._assets
        style = assets.inline(fonts, classes)
        scripts = [assets.exit_script, assets.font_loader, *([assets.quiz_script] if has_quiz else [])]
        return InlineAssets(
            Markup(style),
            Markup(assets.dark),
            Markup(assets.exit_script),
            Markup(assets.font_loader),
            assets.addresses(fonts, self._direction),
            build_csp(styles=(style, assets.dark), scripts=scripts),
        )

    def _head_title(self, docname: str, brand: str) -> str:
        """Return the title of the tab. It never contains the page's heading, which may show the topic to onlookers."""
        title = self._t("Search") if docname == "search" else self.toc.titles.get(docname)
        return f"{brand} — {title}" if title else brand

    def _metadata(self, docname: str) -> dict[str, Any]:
        """Return the page's `sanadbook` metadata. MyST stores nested front matter as JSON text."""
        value = self._app.env.metadata.get(docname, {}).get("sanadbook", {})
        parsed = json.loads(value) if isinstance(value, str) else value
        return parsed if isinstance(parsed, dict) else {}
