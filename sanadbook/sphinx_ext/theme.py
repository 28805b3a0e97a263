"""Gives each page of the book its context: titles, contents, steps, neighbours, downloads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx.errors import ConfigError
from sphinx.locale import admonitionlabels

from sanadbook.i18n import N_, get_translator, text_direction
from sanadbook.outputs.slides.files import slides_path
from sanadbook.sphinx_ext.course_config import course_of
from sanadbook.sphinx_ext.launch_buttons import Download, binder_url, downloads
from sanadbook.sphinx_ext.toc import Contents, Entry, Heading
from sanadbook.sphinx_ext.transforms.bidi import isolate_ltr
from sanadbook.web.assets import Assets, classes_of
from sanadbook.web.csp import policy, strict

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

THEME = "sanadbook"
FACILITATOR = "facilitator/index"

#: A configuration value that nobody sets: with another one Sphinx writes every page and file anew.
ASSETS_HASH_OPTION = "sanadbook_inside"

#: Sphinx's Arabic catalogue has gaps and another tone: the labels of admonitions come from ours.
ADMONITIONS = {
    "attention": N_("Attention"),
    "caution": N_("Caution"),
    "danger": N_("Danger"),
    "error": N_("Error"),
    "hint": N_("Hint"),
    "important": N_("Important"),
    "note": N_("Note"),
    "seealso": N_("See also"),
    "tip": N_("Tip"),
    "warning": N_("Warning"),
}


@dataclass(frozen=True)
class InlineAssets:
    """What a page carries instead of loading it, and the policy that allows it and nothing else."""

    style: Markup
    dark: Markup
    font_loader: Markup  # the script that runs before anything is laid out
    fonts: tuple[str, ...]  # the addresses of the fonts that it asks for
    policy: str


@dataclass(frozen=True)
class Page:
    """What the templates know about one page, under the name `page`."""

    docname: str
    direction: str  # "rtl" or "ltr", of the book's language
    brand: str
    head_title: str  # of the tab: the brand, and the title that the contents file gives the page
    inside: InlineAssets
    robots: str
    exit_url: str
    contents: tuple[Entry, ...]
    facilitator: Entry | None
    ancestors: frozenset[str]
    headings: tuple[Heading, ...]
    steps: tuple[Heading, ...]
    previous: Entry | None
    next: Entry | None
    launch_url: str
    downloads: tuple[Download, ...]
    slides: str  # below the built folder, or nothing
    has_course: bool  # it shows something of all chapters: the deck, the progress
    has_plan: bool  # it shows the plans of a session
    has_results: bool  # it takes the results of a class
    is_front: bool
    in_browser: str = ""  # the place of its notebook on the page `in-browser`, where the book has one


class BookTheme:
    """The theme's life in one Sphinx run. Does nothing when the book has another theme or builder."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self._contents: Contents | None = None
        self._assets: Assets | None = None
        self._t: Callable[[str], str] | None = None

    def connect(self) -> None:
        """Connect to the events of the run."""
        self.app.add_config_value(ASSETS_HASH_OPTION, "", "html", str)
        self.app.connect("config-inited", self.on_config)
        self.app.connect("html-page-context", self.on_page, priority=900)  # after extensions that add to the body
        self.app.connect("build-finished", self.on_finished)

    @property
    def active(self) -> bool:
        """Whether this run builds pages in our theme."""
        return self.app.config.html_theme == THEME and self.app.builder.format == "html"

    def on_config(self, app: Sphinx, config: Config) -> None:
        """Set what the theme decides for the book (no English marks, no genindex, prompts in its language); collect its files.

        Raises ConfigError when the theme has no strings in the book's language, before any page is read.
        """
        if config.html_theme != THEME:
            return
        try:
            t = get_translator(config.language)
        except FileNotFoundError as error:
            raise ConfigError(
                f"the theme has no strings in the language {config.language!r}: {error.filename} is not there"
            ) from None
        config.html_permalinks = False
        config.html_use_index = False
        config.html_domain_indices = False
        config.html_use_opensearch = ""
        config.numfig_format = {
            "figure": t("Figure %s"),
            "table": t("Table %s"),
            "code-block": t("Code %s"),
            "section": t("Section %s"),
            **config.numfig_format,
        }
        admonitionlabels.update({name: t(label) for name, label in ADMONITIONS.items()})
        if "nb_code_prompt_show" in config:  # MyST-NB is there; its own words are English
            config.nb_code_prompt_show = t("Show the code")
            config.nb_code_prompt_hide = t("Hide the code")
        self._t = t
        self._assets = Assets.collect(Path(app.srcdir), self._brand())
        config[ASSETS_HASH_OPTION] = self._assets.digest()

    def on_page(
        self, _app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Add `page`, `t` (interface string) and `isolate_ltr` (text with its Latin runs isolated) to `context`."""
        if not self.active:
            return
        if "body" in context:
            context["body"] = self._collected().with_quiz_script(strict(context["body"]))
        context["page"] = self._page(pagename, context)
        context["t"] = self._t
        context["isolate_ltr"] = isolate_ltr
        context["all_headings"] = self._headings

    def on_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Write style sheets, fonts and the quiz script into the built folder."""
        if exception is None and self.active and self._assets is not None:
            self._assets.write(Path(app.outdir) / "_static")

    # -- parts of the context ------------------------------------------------------------------------------

    def _option(self, name: str) -> str:
        return str(self._options().get(name) or "")

    def _options(self) -> dict[str, Any]:
        return dict(self.app.config.html_theme_options)

    def _brand(self) -> str:
        return self._option("brand") or str(self.app.config.html_title or self.app.config.project)

    def _book(self) -> Contents:
        if self._contents is None:
            self._contents = Contents.read(self.app.env, self._option("facilitator") or FACILITATOR)
        return self._contents

    def _headings(self, docname: str) -> tuple[Heading, ...]:
        return self._book().headings(docname)

    def _page(self, docname: str, context: dict[str, Any]) -> Page:
        book, brand = self._book(), self._brand()
        is_front = docname == self.app.config.root_doc
        headings = book.headings(docname)
        previous, following = book.neighbours(docname)
        body = str(context.get("body") or "")
        classes = classes_of(body)
        has_quiz = "sanad-quiz" in classes
        return Page(
            docname=docname,
            direction=self._direction(),
            brand=brand,
            head_title=brand if is_front else self._head_title(docname, brand),
            inside=self._inside(
                str(context["pathto"]("_static/fonts", 1)),
                (classes | {"sanad-front"} if is_front else classes) if body else None,
                has_quiz,
            ),
            robots="noindex" if docname == "404" else self._option("robots"),
            exit_url=self._option("exit_url"),
            contents=book.learner,
            facilitator=book.facilitator,
            ancestors=book.ancestors(docname),
            headings=headings,
            steps=headings if self._metadata(docname).get("steps") is True else (),
            previous=previous,
            next=following,
            launch_url=binder_url(self._options(), str(context.get("sourcename") or "")),
            downloads=downloads(str(context.get("sourcename") or "")),
            slides=slides_path(course_of(self.app), Path(self.app.srcdir), docname),
            has_course=bool(classes & {"sanad-deck", "sanad-progress"}),
            has_plan="sanad-plans" in classes,
            has_results="sanad-class" in classes,
            is_front=is_front,
        )

    def _collected(self) -> Assets:
        assert self._assets is not None
        return self._assets

    def _direction(self) -> str:
        """Where lines of the book's language run: "rtl" or "ltr"."""
        return text_direction(self.app.config.language)

    def _inside(self, fonts: str, classes: frozenset[str] | None, has_quiz: bool) -> InlineAssets:
        """What a page that sees the fonts at *fonts* and has *classes* carries (see `Assets.inline`)."""
        assets = self._collected()
        style = assets.inline(fonts, classes)
        scripts = [assets.font_loader, *([assets.quiz_script] if has_quiz else [])]
        allowed = policy(styles=(style, assets.dark), scripts=scripts)
        return InlineAssets(
            Markup(style),
            Markup(assets.dark),
            Markup(assets.font_loader),
            assets.addresses(fonts, self._direction()),
            allowed,
        )

    def _head_title(self, docname: str, brand: str) -> str:
        """The tab's title: never the page's own heading, which may name the topic to whoever looks on."""
        assert self._t is not None
        title = self._t("Search") if docname == "search" else self._book().titles.get(docname)
        return f"{brand} — {title}" if title else brand

    def _metadata(self, docname: str) -> dict[str, Any]:
        """The page's own `sanadbook:` metadata; MyST hands nested front matter over as JSON text."""
        value = self.app.env.metadata.get(docname, {}).get("sanadbook", {})
        parsed = json.loads(value) if isinstance(value, str) else value
        return parsed if isinstance(parsed, dict) else {}
