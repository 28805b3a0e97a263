"""Directive ``theme-matrix``: which themes are in which chapters, as a chart and a table.

matplotlib is imported lazily.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docutils import nodes
from markupsafe import Markup

from sanadbook.i18n import get_translator, text_direction
from sanadbook.model.course import Course
from sanadbook.runtime.charts import FONT, new_figure, shape_text
from sanadbook.sphinx_ext.directives.base import CourseDirective

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Colours in the chart, and the CSS variables that replace them, so that it follows the light and dark colours.
COLOUR_VARIABLES = {"#1f2a30": "var(--sanad-ink)", "#0a6a68": "var(--sanad-accent)", "#e2dacb": "var(--sanad-line)"}
INK, ACCENT, LINE = COLOUR_VARIABLES
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("theme-matrix", ThemeMatrixDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


@dataclass(frozen=True)
class ThemeMatrix:
    """Numbers of sentences by theme (rows) and chapter (columns), with their labels."""

    themes: Sequence[str]
    chapters: Sequence[str]
    counts: Sequence[Sequence[int]]

    @classmethod
    def of(cls, course: Course) -> ThemeMatrix:
        """Return the matrix of *course*."""
        t = get_translator(course.file.language)
        labels = {theme.id: theme.label for theme in course.file.themes}
        counts: Mapping[str, Mapping[str, int]] = course.theme_counts()
        return cls(
            themes=[labels[theme] for theme in counts],
            chapters=[t("Chapter {number}").format(number=chapter.number) for chapter in course.chapters],
            counts=[[row[chapter.name] for chapter in course.chapters] for row in counts.values()],
        )


def draw_matrix(matrix: ThemeMatrix, direction: str, messages: dict[str, str]) -> Figure:
    """Return a chart with a dot for each theme in a chapter. The area of a dot is proportional to the sentences.

    Args:
        matrix: the numbers and labels.
        direction: ``"rtl"`` puts the first chapter on the right, ``"ltr"`` on the left.
        messages: interface messages by name (see `new_figure`).

    """
    rows, columns = len(matrix.themes), len(matrix.chapters)
    figure = new_figure(4.8, 0.36 * rows + 0.4, messages)
    axes = figure.subplots()
    for row in range(rows):
        axes.axhline(row, color=LINE, linewidth=1, zorder=1)
    dots = [(column, row, count) for row, counts in enumerate(matrix.counts) for column, count in enumerate(counts)]
    dots = [dot for dot in dots if dot[2]]
    largest = max((count for _, _, count in dots), default=1)
    axes.scatter(
        [column for column, _, _ in dots],
        [row for _, row, _ in dots],
        s=[300 * count / largest for _, _, count in dots],
        color=ACCENT,
        zorder=2,
    )
    axes.set_ylim(rows - 0.5, -0.5)
    if direction == "rtl":
        axes.set_xlim(columns - 0.5, -0.5)
        axes.yaxis.tick_right()
    else:
        axes.set_xlim(-0.5, columns - 0.5)
    axes.xaxis.tick_top()
    themes = [shape_text(label) for label in matrix.themes]
    chapters = [shape_text(label) for label in matrix.chapters]
    axes.set_yticks(range(rows), themes, fontfamily=FONT, color=INK, fontsize=10)
    axes.set_xticks(range(columns), chapters, fontfamily=FONT, color=INK, fontsize=8.5)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


def inline_svg(figure: Figure, label: str) -> Markup:
    """Return *figure* as an inline `<svg>` with the accessible name *label*.

    Styles become presentation attributes, since the CSP forbids inline styles. Colours become CSS variables.
    """
    from matplotlib import rc_context

    text = StringIO()
    with rc_context({"svg.hashsalt": "sanad", "svg.fonttype": "path"}):
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    svg = ElementTree.fromstring(text.getvalue())  # without comments and the document type
    for parent in list(svg.iter()):
        for child in list(parent):
            if child.tag in (f"{_SVG}metadata", f"{_SVG}style") or not child.tag.startswith(_SVG):
                parent.remove(child)
    for element in svg.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.attrib = {name.removeprefix(_XLINK): value for name, value in _presentation(element.attrib).items()}
    svg.attrib = {"role": "img", "aria-label": label, **svg.attrib}
    return Markup(ElementTree.tostring(svg, encoding="unicode", method="html"))


def _presentation(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return *attributes* with each declaration of the style as an attribute, and with the page's colours."""
    declarations = (declaration.partition(":") for declaration in attributes.get("style", "").split(";"))
    found = {name: value for name, value in attributes.items() if name != "style"}
    found |= {name.strip(): value.strip() for name, colon, value in declarations if colon}
    return {name: COLOUR_VARIABLES.get(value, value) for name, value in found.items()}


def _table(matrix: ThemeMatrix, corner: str) -> Markup:
    """Return the matrix as an HTML table, with a dash for 0. *corner* is the header of the first column."""
    cell = Markup("<td>{}</td>")
    row = Markup('<tr><th scope="row">{}</th>{}</tr>')
    head = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in (corner, *matrix.chapters))
    rows = Markup().join(
        row.format(label, Markup().join(cell.format(count or "–") for count in counts))
        for label, counts in zip(matrix.themes, matrix.counts, strict=True)
    )
    return Markup('<table class="sanad-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(head, rows)


class ThemeMatrixDirective(CourseDirective):
    """The chart, with the table in a `<details>` element."""

    def show(self, course: Course) -> list[nodes.Node]:
        """Return the figure."""
        t = get_translator(course.file.language)
        matrix = ThemeMatrix.of(course)
        caption = t("A dot means that a theme occurs in a chapter; a larger dot means more sentences.")
        chart = draw_matrix(matrix, text_direction(course.file.language), {"no_matplotlib": ""})
        html = Markup(
            '<figure class="sanad-map">{}<figcaption>{}</figcaption><details><summary>{}</summary>{}</details></figure>'
        ).format(
            inline_svg(chart, caption),
            caption,
            t("The same as a table: how many sentences"),
            _table(matrix, t("Theme")),
        )
        return [nodes.raw("", str(html), format="html")]
