"""The quiz widget in Python: items, record, tables, charts and live results."""

import dataclasses
import subprocess
import sys
import warnings

import ipywidgets
import pytest
from IPython.core.formatters import DisplayFormatter

from sanadbook import Quiz
from sanadbook.render.renderer import Renderer
from sanadbook.runtime.compiled import UnknownChapter
from tests.markup import parse

STATES = {
    "none": "لم تجيبوا بعد",
    "right": "صحيح من أول محاولة",
    "later": "صحيح في محاولة لاحقة",
    "again": "عودوا إليه",
}


def entry(score, *, right=False, solved=False, attempts=1, confidence=None):
    """The record of an item."""
    return {
        "answer": [0],
        "score": score,
        "right": right,
        "solved": solved,
        "done": solved,
        "attempts": attempts,
        "confidence": confidence,
    }


ANSWERS = {
    "900:Q1": entry(1, right=True, solved=True, confidence=3),
    "900:Q2": entry(0.5, solved=True, attempts=3),
    "900:Q3": entry(0, attempts=2),
}


@pytest.fixture
def quiz(installed, small_course):
    installed(Renderer(small_course, small_course.chapter("01")).compile())
    return Quiz("01")


@pytest.mark.parametrize("name", ["01", "02", "03", "04", "05"])
def test_a_quiz_has_every_item_of_its_chapter(course, name):
    assert Quiz(name).items == [item.id for item in course.chapter(name).path]


def test_a_quiz_of_an_unknown_chapter_raises():
    with pytest.raises(UnknownChapter, match="no chapter '42'"):
        Quiz("42")


def test_a_quiz_at_a_location_has_only_its_items_and_keys(quiz):
    part = quiz.at("check")
    assert part.items == ["900:Q3", "900:Q4", "900:Q5", "900:Q6"]
    assert set(part.key) == set(part.items)
    assert [form["data-id"] for form in parse(part.html).select("form")] == part.items


def test_a_location_without_items_raises(quiz):
    with pytest.raises(KeyError, match="no items at 'S7'"):
        quiz.at("S7")


def test_answers_at_two_locations_are_recorded_in_the_quiz(quiz):
    quiz.at("S1").answers = {"900:Q1": ANSWERS["900:Q1"]}
    quiz.at("S2").answers = {"900:Q2": ANSWERS["900:Q2"]}
    assert set(quiz.answers) == {"900:Q1", "900:Q2"}
    assert [row["answered"] for row in quiz.rows()] == [True, True, False, False, False, False, False]


def test_running_a_cell_again_keeps_the_answers(quiz):
    quiz.at("S1").answers = {"900:Q1": ANSWERS["900:Q1"]}
    quiz.at("S1")
    assert set(quiz.answers) == {"900:Q1"}


def test_a_quiz_without_answers_has_rows_without_scores(quiz):
    assert quiz.rows()[0] == {
        "item": "900:Q1",
        "type": "single",
        "location": "S1",
        "answered": False,
        "score": None,
        "right": None,
        "solved": None,
        "attempts": 0,
        "confidence": None,
    }
    assert [row["type"] for row in quiz.rows()] == [
        "single",
        "multiple",
        "true_false_reason",
        "cloze",
        "matching",
        "classification",
        "open",
    ]


def test_rows_have_the_first_attempt_and_the_number_of_attempts(quiz):
    quiz.answers = ANSWERS
    known = [(row["score"], row["right"], row["solved"], row["attempts"], row["confidence"]) for row in quiz.rows()[:3]]
    assert known == [(1, True, True, 1, 3), (0.5, False, True, 3, None), (0, False, False, 2, None)]


def test_results_are_a_table_with_a_row_per_item(quiz):
    quiz.answers = ANSWERS
    table = quiz.results()
    assert list(table.index) == quiz.items
    assert list(table.columns) == ["type", "location", "answered", "score", "right", "solved", "attempts", "confidence"]
    assert list(table["score"][:3]) == [1, 0.5, 0]
    assert table["score"][3:].isna().all()
    assert table["answered"].sum() == 3
    assert table.loc["900:Q2", "attempts"] == 3


def bars(figure):
    """The widths of the bars of a chart by row from the top."""
    (axes,) = figure.axes
    return {round(bar.get_y() + bar.get_height() / 2): bar.get_width() for bar in axes.patches}


def test_the_chart_shows_the_score_of_the_first_attempt(quiz):
    quiz.answers = ANSWERS
    figure = quiz.chart()
    (axes,) = figure.axes
    assert bars(figure) == {0: 100, 1: 50, 2: 0}
    assert len(axes.get_yticklabels()) == 7
    assert [text.get_text() for text in figure.legends[0].get_texts()] == [
        STATES[name] for name in ("right", "later", "again")
    ]


def test_a_notebook_displays_the_chart_as_png(quiz):
    shown, _ = DisplayFormatter().format(quiz.chart())
    assert shown["image/png"].startswith(b"\x89PNG")


def test_the_chart_begins_at_the_top_right(quiz):
    (axes,) = quiz.chart().axes
    assert axes.get_xlim() == (100, 0)
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    assert [tick.get_text() for tick in axes.get_yticklabels()][:2] == ["السؤال 1", "السؤال 2"]
    assert axes.yaxis.get_ticks_position() == "right"


def test_a_chart_without_answers_has_no_bars_and_no_legend(quiz):
    figure = quiz.chart()
    assert bars(figure) == {}
    assert figure.legends == []


def table_rows(view):
    table = parse(view.children[0].value)
    return [[cell.get_text() for cell in row.select("td")] for row in table.select("tbody tr")]


def test_live_results_are_updated_after_an_answer(quiz):
    view = quiz.live_results()
    assert table_rows(view)[0] == ["السؤال 1", STATES["none"], "—"]
    assert view.children[1].value == ""
    quiz.at("S1").answers = {"900:Q1": ANSWERS["900:Q1"]}
    assert table_rows(view)[0] == ["السؤال 1", STATES["right"], "1"]
    picture = parse(view.children[1].value).img
    assert picture["alt"] == quiz.compiled.notebook_messages["chart_alt"]
    assert picture["src"].startswith("data:image/png;base64,")


def test_live_results_show_the_status_of_each_item(quiz):
    quiz.answers = ANSWERS
    assert [row[1] for row in table_rows(quiz.live_results())][:4] == [
        STATES[name] for name in ("right", "later", "again", "none")
    ]


def test_live_results_cause_no_warnings(quiz):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        quiz.live_results()


def test_outputs_have_static_html_for_hosts_without_a_kernel(quiz):
    shown, _ = quiz.at("S1")._repr_mimebundle_()
    assert shown["text/html"] == quiz.compiled.output("S1")["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert quiz.live_results()._repr_mimebundle_()["text/html"] == quiz.compiled.summary


@pytest.mark.parametrize(("name", "ask"), [("pandas", "results"), ("matplotlib", "chart")])
def test_without_pandas_or_matplotlib_the_error_is_in_arabic(quiz, monkeypatch, name, ask):
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match=f"يحتاج .* إلى {name} وهي غير مثبتة هنا"):
        getattr(quiz, ask)()


def test_without_matplotlib_live_results_have_a_table_and_a_message(quiz, monkeypatch):
    for module in [module for module in sys.modules if module.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    view = quiz.live_results()
    quiz.answers = ANSWERS
    assert parse(view.children[1].value).get_text() == quiz.compiled.notebook_messages["no_matplotlib"]
    assert table_rows(view)[0][1] == STATES["right"]


def test_pandas_and_matplotlib_are_imported_on_use_only():
    code = (
        "import sys\n"
        "from sanadbook import Quiz\n"
        "quiz = Quiz('04')\n"
        "quiz.live_results()\n"
        "quiz.rows()\n"
        "print(sorted({'pandas', 'matplotlib', 'numpy'} & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_live_results_have_the_language_and_direction_of_the_quiz(quiz):
    item = {
        "id": "quiz:Q1",
        "type": "short",
        "stem": "Where do the neighbours meet?",
        "accept": ["harbour"],
        "feedback": "The first sentence says so.",
        "if_wrong": "Read the first sentence again.",
        "evidence": [{"at": "L0.1", "span": "harbour"}],
    }
    passage = ["The neighbours meet at the harbour every Thursday. They share their bread there."]
    english = Quiz.from_items([item], passage=passage, language="en")
    for each, expected in ((quiz, ("ar", "rtl")), (english, ("en", "ltr"))):
        table = parse(each.live_results().children[0].value).table
        assert (table["lang"], table["dir"]) == expected


def test_charts_begin_where_a_line_of_text_begins(quiz):
    english = dataclasses.replace(quiz.compiled, language="en", direction="ltr")
    (axes,) = Quiz(english).chart().axes
    assert axes.get_xlim() == (0, 100)
    assert axes.yaxis.get_ticks_position() == "left"


def test_outputs_have_view_and_static_html_with_ipywidgets_7(quiz, monkeypatch):
    """ipywidgets 7 displays by ``_ipython_display_``; IPython then ignores ``_repr_mimebundle_``."""
    monkeypatch.delattr(ipywidgets.Widget, "_repr_mimebundle_")
    monkeypatch.setattr(ipywidgets.Widget, "_ipython_display_", lambda self, **_: None, raising=False)
    for widget in (quiz.at("S1"), quiz.live_results()):
        shown, _ = DisplayFormatter().format(widget)
        assert set(shown) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
