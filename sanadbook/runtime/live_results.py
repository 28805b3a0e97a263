"""A live view of a quiz's results in a notebook: a table and a chart, updated after each answer."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ipywidgets import HTML, Box, Layout

from sanadbook.runtime.charts import to_img
from sanadbook.runtime.record import item_status

if TYPE_CHECKING:
    from sanadbook.runtime.quiz import Quiz

_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class LiveResults(Box):
    """A table and a chart of the answers to *quiz*.

    The chart appears with the first answer, so that matplotlib is not imported before. Where no kernel is running,
    the output shows the chapter's static summary.
    """

    #: ipywidgets 7 displays widgets by this method, which would leave out the static summary; IPython skips a None.
    _ipython_display_ = None

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._compiled = quiz.compiled
        self._table, self._chart = HTML(), HTML()
        # Widgets know no direction: the order of the boxes follows the language.
        row = "row-reverse" if self._compiled.direction == "rtl" else "row"
        super().__init__(
            [self._table, self._chart], layout=Layout(display="flex", flex_flow=f"{row} wrap", grid_gap="2rem")
        )
        quiz.observe(self._refresh, "answers")
        self._refresh()

    def _refresh(self, _change: object = None) -> None:
        self._table.value = self._table_html()
        if self._quiz.answers:
            self._chart.value = self._chart_html()

    def _table_html(self) -> str:
        messages = self._compiled.notebook_messages
        head = "".join(f'<th scope="col">{escape(messages[name])}</th>' for name in ("question", "result", "attempts"))
        body = ""
        for row, label in zip(self._quiz.rows(), self._quiz.labels(), strict=True):
            cells = (label, messages[item_status(row)], str(row["attempts"] or "—"))
            body += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        return (
            f'<table {self._language()} class="sanad-table"><caption>{escape(messages["table"])}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _chart_html(self) -> str:
        """Return the chart as an image, or a sentence if matplotlib is not installed."""
        try:
            figure = self._quiz.chart()
        except ModuleNotFoundError as error:
            return f"<p {self._language()}>{escape(str(error))}</p>"
        return to_img(figure, self._compiled.notebook_messages["chart_alt"])

    def _language(self) -> str:
        return f'lang="{escape(self._compiled.language)}" dir="{self._compiled.direction}"'

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Return the widget's view together with the static summary."""
        inherited = getattr(super(), "_repr_mimebundle_", None)  # ipywidgets 7 has none
        view = (inherited and inherited(**options)) or {
            _WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        }
        return {**view, **self._compiled.summary_output()}
