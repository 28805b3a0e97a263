"""Charts with rightly shaped Arabic. matplotlib is imported when a chart is asked for."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from sanadbook.runtime.dataframe import state

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Colours of the charts, the same as the light tokens of the page.
INK, MUTED, LINE = "#1f2a30", "#55636b", "#e2dacb"
COLOURS = {"state_right": "#17693f", "state_later": "#0a6a68", "state_again": "#a3261c"}
#: DejaVu Sans comes with matplotlib and holds Arabic.
FONT = ["DejaVu Sans"]


def shaped(text: str) -> str:
    """Return *text* so that this matplotlib draws it joined and right to left.

    From 3.11 on matplotlib shapes text itself (libraqm), and a reshaped text would come out reversed; before, it needs
    arabic-reshaper and python-bidi. Without those the text is returned as it is.
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


def new_figure(width: float, height: float, strings: dict[str, str]) -> Figure:
    """Return an empty figure of *width* by *height* inches, drawn without any window.

    Raises ModuleNotFoundError with the course's own sentence where matplotlib is absent.
    """
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        raise ModuleNotFoundError(strings["no_matplotlib"]) from None
    figure = Figure(figsize=(width, height), layout="constrained")
    # Only pyplot teaches a notebook to show figures, and it is not wanted here.
    vars(figure)["_repr_png_"] = lambda: png(figure)
    return figure


def png(figure: Figure) -> bytes:
    """Return *figure* as a picture."""
    data = BytesIO()
    figure.savefig(data, format="png", dpi=110)
    return data.getvalue()


def answers_chart(rows: list[dict[str, Any]], labels: list[str], strings: dict[str, str]) -> Figure:
    """Return a bar for each of *rows*, named by *labels*, from right to left: the share right at the first attempt, in percent.

    Where something is right only at a later attempt, or is to be come back to, the colour and the legend say so.
    """
    figure = new_figure(6.4, 0.9 + 0.36 * len(rows), strings)
    axes = figure.subplots()
    states = [state(row) for row in rows]
    shares = [100 * (row["score"] or 0) for row in rows]
    places = range(len(rows))
    for name, colour in COLOURS.items():
        chosen = [place for place in places if states[place] == name]
        if chosen:
            axes.barh(chosen, [shares[p] for p in chosen], color=colour, label=shaped(strings[name]), height=0.6)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(list(places), [shaped(label) for label in labels], fontfamily=FONT, color=INK)
    _percent_from_the_right(axes, shaped(strings["share"]))
    handles, _ = axes.get_legend_handles_labels()
    if handles:
        figure.legend(loc="outside lower right", ncols=2, frameon=False, prop={"family": FONT, "size": 9})
    return figure


def calibration_chart(levels: list[dict[str, int]], strings: dict[str, str]) -> Figure:
    """Return a row of dots for each of *levels* (see ``results.calibration``): full where the answer was right."""
    figure = new_figure(6.4, 0.8 + 0.5 * max(len(levels), 1), strings)
    axes = figure.subplots()
    most = max((level["all"] for level in levels), default=1)
    for row, level in enumerate(levels):
        for dot in range(level["all"]):
            face = COLOURS["state_right"] if dot < level["right"] else "none"
            axes.scatter(dot + 1, row, s=130, facecolor=face, edgecolor=COLOURS["state_right"], linewidth=1.5)
        share = strings["of"].format(right=level["right"], all=level["all"])
        axes.text(level["all"] + 0.7, row, shaped(share), va="center", ha="right", fontfamily=FONT, color=INK)
    axes.set_xlim(most + 2.5, 0)
    axes.set_ylim(max(len(levels), 1) - 0.5, -0.5)
    axes.yaxis.tick_right()
    names = [shaped(strings[f"sure_{level['level']}"]) for level in levels]
    axes.set_yticks(range(len(levels)), names, fontfamily=FONT, color=INK)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(shaped(strings["calibration"]), fontfamily=FONT, color=INK, loc="right")
    return figure


def group_chart(rows: list[dict[str, Any]], after: dict[str, float | None] | None, strings: dict[str, str]) -> Figure:
    """Return a bar for each of *rows* (see ``group.ClassResults.rows``), from right to left: the share right at first, in percent.

    With *after*, the later share of each item, the earlier bar is an outline and the later one, below it, full: they differ by
    more than colour, and as on the slides where hands are counted.
    """
    figure = new_figure(6.4, 1.1 + (0.5 if after is not None else 0.36) * len(rows), strings)
    axes = figure.subplots()
    places = list(range(len(rows)))
    shares = [100 * (row["share"] or 0) for row in rows]
    accent = COLOURS["state_later"]
    if after is None:
        axes.barh(places, shares, color=accent, height=0.6)
    else:
        later = [100 * (after.get(row["item"]) or 0) for row in rows]
        high, low = [place - 0.2 for place in places], [place + 0.2 for place in places]
        axes.barh(
            high,
            shares,
            facecolor="none",
            edgecolor=accent,
            linewidth=1.5,
            height=0.34,
            label=shaped(strings["before"]),
        )
        axes.barh(low, later, color=accent, height=0.34, label=shaped(strings["after"]))
        figure.legend(loc="outside lower right", ncols=2, frameon=False, prop={"family": FONT, "size": 9})
    axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    axes.set_yticks(places, [shaped(row["label"]) for row in rows], fontfamily=FONT, color=INK)
    _percent_from_the_right(axes, shaped(strings["right"]))
    return figure


def _percent_from_the_right(axes: Any, label: str) -> None:
    """Give *axes* a percent scale named *label*, whose zero is on the right: an Arabic reader's is."""
    axes.set_xlim(100, 0)
    axes.yaxis.tick_right()
    axes.set_xticks([0, 50, 100], ["0%", "50%", "100%"], color=MUTED)
    axes.set_xlabel(label, fontfamily=FONT, color=MUTED)
    axes.tick_params(length=0)
    axes.grid(axis="x", color=LINE)
    axes.set_axisbelow(True)
    axes.spines[:].set_visible(False)
