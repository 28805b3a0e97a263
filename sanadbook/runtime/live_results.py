"""A live view of a quiz in a notebook: table and chart, following as one answers."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Any

from ipywidgets import HTML, Box, Layout

from sanadbook.runtime.charts import png
from sanadbook.runtime.dataframe import state

if TYPE_CHECKING:
    from sanadbook.runtime.quiz import Quiz


class LiveResults(Box):
    """Shows the answers of *quiz*. The chart comes with the first answer, so that matplotlib is not loaded before.

    Where nothing is live its output is the chapter's summary as written.
    """

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._compiled = quiz.compiled
        self._table, self._chart = HTML(), HTML()
        super().__init__(
            [self._table, self._chart], layout=Layout(display="flex", flex_flow="row-reverse wrap", grid_gap="2rem")
        )
        quiz.observe(self._refresh, "answers")
        self._refresh()

    def _refresh(self, _change: object = None) -> None:
        self._table.value = self._rows()
        if self._quiz.answers:
            self._chart.value = self._picture()

    def _rows(self) -> str:
        """The table, as HTML: every text escaped."""
        strings = self._compiled.notebook_messages
        head = "".join(f'<th scope="col">{escape(strings[name])}</th>' for name in ("question", "result", "attempts"))
        body = ""
        for row, label in zip(self._quiz.rows(), self._quiz.labels(), strict=True):
            cells = (label, strings[state(row)], str(row["attempts"] or "—"))
            body += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        return (
            f'<table dir="rtl" class="sanad-table"><caption>{escape(strings["table"])}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _picture(self) -> str:
        """The chart as an image with its alternative text, or the one sentence that says why there is none."""
        strings = self._compiled.notebook_messages
        try:
            figure = self._quiz.chart()
        except ModuleNotFoundError as absent:
            return f'<p dir="rtl">{escape(str(absent))}</p>'
        source = base64.b64encode(png(figure)).decode("ascii")
        alt = escape(strings["chart_alt"], quote=True)
        return f'<img alt="{alt}" src="data:image/png;base64,{source}" width="{figure.get_figwidth() * 72:.0f}">'

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Add to the live view what is shown where nothing is live."""
        bundle = super()._repr_mimebundle_(**options)
        return {**(bundle or {}), **self._compiled.summary_output()}
