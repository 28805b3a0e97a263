"""Charts with correctly shaped Arabic. matplotlib is imported lazily."""

from __future__ import annotations

import base64
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sanadbook.runtime.record import item_status

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Colours of the light theme (tokens.css).
INK, MUTED, LINE = "#1f2a30", "#55636b", "#e2dacb"
COLOURS = {"state_right": "#17693f", "state_later": "#0a6a68", "state_again": "#a3261c"}
#: DejaVu Sans is part of matplotlib and has Arabic letters.
FONT = ["DejaVu Sans"]


def shape_text(text: str) -> str:
    """Return *text* prepared for the installed matplotlib, which then draws Arabic joined and right to left.

    matplotlib 3.11 and later shape text themselves (libraqm). Earlier versions need arabic-reshaper and python-bidi;
    without those the text is returned unchanged.
    """
    import matplotlib

    if matplotlib.__version_info__ >= (3, 11):
        return text
    try:
        from arabic_reshaper import reshape
        from bidi.algorithm import get_display
    except ModuleNotFoundError:
        return text
    drawn: str = get_display(reshape(text))
    return drawn


def new_figure(width: float, height: float, messages: dict[str, str]) -> Figure:
    """Return an empty figure of *width* by *height* inches. It needs no display.

    Raises ModuleNotFoundError if matplotlib is not installed, with the message ``no_matplotlib`` of *messages*.
    """
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        raise ModuleNotFoundError(messages["no_matplotlib"]) from None
    figure = Figure(figsize=(width, height), layout="constrained")
    # Notebooks display figures through pyplot, which keeps global state and is not imported here.
    vars(figure)["_repr_png_"] = lambda: to_png(figure)
    return figure


def to_png(figure: Figure) -> bytes:
    """Return *figure* as PNG."""
    data = BytesIO()
    figure.savefig(data, format="png", dpi=110)
    return data.getvalue()


def to_img(figure: Figure, alt: str) -> str:
    """Return *figure* as an HTML ``<img>`` with a data URI and the alternative text *alt*."""
    source = base64.b64encode(to_png(figure)).decode("ascii")
    width = f"{figure.get_figwidth() * 72:.0f}"  # CSS pixels: 72 per inch
    return f'<img alt="{escape(alt)}" src="data:image/png;base64,{source}" width="{width}">'


def answers_chart(rows: list[dict[str, Any]], labels: list[str], messages: dict[str, str], direction: str) -> Figure:
    """Return a bar chart of the score of the first attempt at each item, in percent, coloured by the item's status.

    Args:
        rows: ``Quiz.rows()``.
        labels: the name of each row.
        messages: interface messages by name (``Compiled.notebook_messages``).
        direction: ``"rtl"`` puts zero on the right, ``"ltr"`` on the left.

    """
    figure = new_figure(6.4, 0.9 + 0.36 * len(rows), messages)
    axes = figure.subplots()
    statuses = [item_status(row) for row in rows]
    shares = [100 * (row["score"] or 0) for row in rows]
    positions = range(len(rows))
    for status, colour in COLOURS.items():
        chosen = [position for position in positions if statuses[position] == status]
        if chosen:
            widths = [shares[position] for position in chosen]
            axes.barh(chosen, widths, color=colour, label=shape_text(messages[status]), height=0.6)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(list(positions), [shape_text(label) for label in labels], fontfamily=FONT, color=INK)
    _percent_axis(axes, shape_text(messages["share"]), direction)
    handles, _ = axes.get_legend_handles_labels()
    if handles:
        figure.legend(loc="outside lower right", ncols=2, frameon=False, prop={"family": FONT, "size": 9})
    return figure


def calibration_chart(levels: list[dict[str, int]], messages: dict[str, str], direction: str) -> Figure:
    """Return a row of dots for each level of confidence, a dot per answer: filled if right, hollow if wrong.

    Args:
        levels: the result of ``record.calibration``.
        messages: interface messages by name (``Compiled.notebook_messages``).
        direction: ``"rtl"`` begins each row on the right, ``"ltr"`` on the left.

    """
    is_rtl = direction == "rtl"
    figure = new_figure(6.4, 0.8 + 0.5 * max(len(levels), 1), messages)
    axes = figure.subplots()
    most = max((level["all"] for level in levels), default=1)
    for row, level in enumerate(levels):
        for dot in range(level["all"]):
            face = COLOURS["state_right"] if dot < level["right"] else "none"
            axes.scatter(dot + 1, row, s=130, facecolor=face, edgecolor=COLOURS["state_right"], linewidth=1.5)
        share = messages["of"].format(right=level["right"], all=level["all"])
        side = "right" if is_rtl else "left"
        axes.text(level["all"] + 0.7, row, shape_text(share), va="center", ha=side, fontfamily=FONT, color=INK)
    axes.set_xlim(*((most + 2.5, 0) if is_rtl else (0, most + 2.5)))
    axes.set_ylim(max(len(levels), 1) - 0.5, -0.5)
    if is_rtl:
        axes.yaxis.tick_right()
    names = [shape_text(messages[f"sure_{level['level']}"]) for level in levels]
    axes.set_yticks(range(len(levels)), names, fontfamily=FONT, color=INK)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(shape_text(messages["calibration"]), fontfamily=FONT, color=INK, loc="right" if is_rtl else "left")
    return figure


def class_chart(
    rows: list[dict[str, Any]], after: dict[str, float | None] | None, messages: dict[str, str], direction: str
) -> Figure:
    """Return a bar chart of the share of a class that was right at the first attempt at each item, in percent.

    With *after* the earlier bar is an outline and the later one, below it, is filled: they differ by more than colour.

    Args:
        rows: ``ClassResults.rows()``.
        after: the share of each item in a later group (0 to 1), by item id.
        messages: interface messages by name (``Compiled.class_results_messages``).
        direction: ``"rtl"`` puts zero on the right, ``"ltr"`` on the left.

    """
    figure = new_figure(6.4, 1.1 + (0.5 if after is not None else 0.36) * len(rows), messages)
    axes = figure.subplots()
    positions = list(range(len(rows)))
    shares = [100 * (row["share"] or 0) for row in rows]
    colour = COLOURS["state_later"]
    if after is None:
        axes.barh(positions, shares, color=colour, height=0.6)
    else:
        later = [100 * (after.get(row["item"]) or 0) for row in rows]
        upper, lower = [position - 0.2 for position in positions], [position + 0.2 for position in positions]
        outline: dict[str, Any] = {"facecolor": "none", "edgecolor": colour, "linewidth": 1.5}
        axes.barh(upper, shares, height=0.34, label=shape_text(messages["before"]), **outline)
        axes.barh(lower, later, color=colour, height=0.34, label=shape_text(messages["after"]))
        figure.legend(loc="outside lower right", ncols=2, frameon=False, prop={"family": FONT, "size": 9})
    axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    axes.set_yticks(positions, [shape_text(row["label"]) for row in rows], fontfamily=FONT, color=INK)
    _percent_axis(axes, shape_text(messages["right"]), direction)
    return figure


def _percent_axis(axes: Any, label: str, direction: str) -> None:
    """Give *axes* a percent scale that begins where a line of text begins."""
    axes.set_xlim(*((100, 0) if direction == "rtl" else (0, 100)))
    if direction == "rtl":
        axes.yaxis.tick_right()
    axes.set_xticks([0, 50, 100], ["0%", "50%", "100%"], color=MUTED)
    axes.set_xlabel(label, fontfamily=FONT, color=MUTED)
    axes.tick_params(length=0)
    axes.grid(axis="x", color=LINE)
    axes.set_axisbelow(True)
    axes.spines[:].set_visible(False)
