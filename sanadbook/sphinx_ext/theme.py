"""The theme `sanadbook`: settings that it changes, the context of its templates, and its static files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinx.locale import admonitionlabels

from sanadbook.i18n import N_, Translator, get_translator
from sanadbook.language.bidi import isolate_ltr
from sanadbook.sphinx_ext.activation import THEME, is_active
from sanadbook.sphinx_ext.page_context import PageContextBuilder, brand_of
from sanadbook.web.assets import Assets

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

#: Configuration value with the toolkit's hash. Nobody sets it: a change makes Sphinx rebuild every page.
ASSETS_HASH_OPTION = "sanadbook_assets_hash"

#: Labels of admonitions. Sphinx's Arabic catalogue lacks some of them.
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme and its event handlers."""
    app.add_html_theme(THEME, str(Path(__file__).parent / "theme_files" / THEME))
    app.add_config_value(ASSETS_HASH_OPTION, "", "html", str)
    theme = _Theme()
    app.connect("config-inited", theme.configure)
    app.connect("html-page-context", theme.add_context, priority=900)  # after extensions that add to the body
    app.connect("build-finished", theme.write_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class _Theme:
    """The theme in one Sphinx run."""

    def __init__(self) -> None:
        self._assets: Assets | None = None
        self._translator: Translator | None = None
        self._pages: PageContextBuilder | None = None

    def configure(self, app: Sphinx, config: Config) -> None:
        """Change the settings that the theme decides, and read its assets.

        Raises ConfigError if there is no catalogue for the book's language.
        """
        if not is_active(app):
            return
        try:
            self._translator = get_translator(config.language)
        except FileNotFoundError as error:
            raise ConfigError(
                f"the theme has no strings in the language {config.language!r}: {error.filename} is not there"
            ) from None
        _change_settings(config, self._translator)
        self._assets = Assets.collect(Path(app.srcdir), brand_of(config))
        config[ASSETS_HASH_OPTION] = self._assets.digest()

    def add_context(
        self, app: Sphinx, docname: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Add the variables of the theme's templates to *context*.

        `page` is a `Page`, `t` translates a string, `isolate_ltr` isolates Latin runs, and `all_headings` returns the
        headings of any page.
        """
        if not is_active(app):
            return
        assert self._assets is not None
        assert self._translator is not None
        if self._pages is None:
            self._pages = PageContextBuilder(app, self._assets, self._translator)
        if "body" in context:
            context["body"] = self._assets.with_quiz_script(context["body"])
        context["page"] = self._pages.page(docname, context)
        context["t"] = self._translator
        context["isolate_ltr"] = isolate_ltr
        context["all_headings"] = self._pages.toc.headings

    def write_assets(self, app: Sphinx, exception: Exception | None) -> None:
        """Write style sheets, scripts and fonts into the built book."""
        if exception is None and is_active(app) and self._assets is not None:
            self._assets.write(Path(app.outdir) / "_static")


def _change_settings(config: Config, t: Translator) -> None:
    """Turn off what the theme's pages do not have, and translate what Sphinx or MyST-NB do not."""
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
    if "nb_code_prompt_show" in config:  # only with MyST-NB
        config.nb_code_prompt_show = t("Show the code")
        config.nb_code_prompt_hide = t("Hide the code")
