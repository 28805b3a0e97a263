"""The directive ``themes-map``: which themes meet in which chapter, as a picture and a table computed from the course."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any

import pandas
from docutils import nodes
from markupsafe import Markup, escape
from matplotlib import rc_context
from sphinx.util.docutils import SphinxDirective

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from sanadbook.runtime.charts import FONT, new_figure, shape_text
from sanadbook.sphinx_ext.course_config import course_here

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Colours drawn, and the tokens of the page that stand in for them, so that the picture follows light and dark.
TOKENS = {"#1f2a30": "var(--sanad-ink)", "#0a6a68": "var(--sanad-accent)", "#e2dacb": "var(--sanad-line)"}
INK, ACCENT, LINE = TOKENS
_STYLE = re.compile(r' style="([^"]*)"')
_NOISE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<style.*?</style>|\s*<!--.*?-->", re.DOTALL)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("themes-map", ThemeMatrix)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def theme_table(course: Course) -> pandas.DataFrame:
    """Return a row a theme (its label) and a column a chapter (its title in the contents): sentences given to the theme."""
    t = get_translator(course.file.language)
    labels = {theme.id: theme.label for theme in course.file.themes}
    names = {chapter.name: t("Chapter {number}").format(number=chapter.number) for chapter in course.chapters}
    counts = pandas.DataFrame.from_dict(course.theme_counts(), orient="index").rename(index=labels, columns=names)
    return counts.rename_axis(index=t("Theme"))


def theme_figure(table: pandas.DataFrame, names: dict[str, str]) -> Figure:
    """Draw *table*: a dot where a theme meets a chapter, its area as many as the sentences; chapters from right to left."""
    rows, columns = table.shape
    figure = new_figure(4.8, 0.36 * rows + 0.4, names)
    axes = figure.subplots()
    for row in range(rows):
        axes.axhline(row, color=LINE, linewidth=1, zorder=1)
    largest = table.to_numpy().max()
    cells = [(column, row) for row in range(rows) for column in range(columns) if table.iloc[row, column]]
    areas = [300 * table.iloc[row, column] / largest for column, row in cells]
    axes.scatter([column for column, _ in cells], [row for _, row in cells], s=areas, color=ACCENT, zorder=2)
    axes.set_xlim(columns - 0.5, -0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.yaxis.tick_right()
    axes.xaxis.tick_top()
    axes.set_yticks(range(rows), [shape_text(label) for label in table.index], fontfamily=FONT, color=INK, fontsize=10)
    axes.set_xticks(
        range(columns), [shape_text(label) for label in table.columns], fontfamily=FONT, color=INK, fontsize=8.5
    )
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


def inline_svg(figure: Figure, label: str) -> Markup:
    """Return *figure* as SVG that may stand in a page: no inline style (a strict policy refuses it), the page's own colours."""
    buffer = StringIO()
    with rc_context({"svg.hashsalt": "sanad", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    text = _STYLE.sub(_attributes, _NOISE.sub("", buffer.getvalue())).strip()
    for colour, token in TOKENS.items():
        text = text.replace(colour, token)
    opening = Markup('<svg role="img" aria-label="{}"').format(label)
    return Markup(text.replace("<svg", opening, 1))


def _attributes(match: re.Match[str]) -> str:
    """Write an inline style as presentation attributes."""
    pairs = (pair.partition(":") for pair in match[1].split(";") if ":" in pair)
    return "".join(f' {name.strip()}="{escape(value.strip())}"' for name, _, value in pairs)


def _html(table: pandas.DataFrame) -> Markup:
    """Return *table* as HTML with row and column headers; a dash where a theme is not met."""
    head = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in (table.index.name, *table.columns))
    rows = Markup()
    for label, counts in table.iterrows():
        cells = Markup().join(Markup("<td>{}</td>").format(count or "–") for count in counts)
        rows += Markup('<tr><th scope="row">{}</th>{}</tr>').format(label, cells)
    return Markup('<table class="sanad-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(head, rows)


class ThemeMatrix(SphinxDirective):
    """Put the map of themes here. The course's files are noted, so that the page is made anew when they change."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the figure. Raises a directive error where the book has no course."""
        course = course_here(self)
        t = get_translator(course.file.language)
        table = theme_table(course)
        caption = t("A dot means that a theme occurs in a chapter; a larger dot means more sentences.")
        fill: dict[str, Any] = {
            "svg": inline_svg(theme_figure(table, {"no_matplotlib": ""}), caption),
            "caption": caption,
            "summary": t("The same as a table: how many sentences"),
            "table": _html(table),
        }
        figure = Markup(
            '<figure class="sanad-map">{svg}<figcaption>{caption}</figcaption>'
            "<details><summary>{summary}</summary>{table}</details></figure>"
        ).format(**fill)
        return [nodes.raw("", str(figure), format="html")]
