"""Arabic in charts: joined and from right to left, whichever matplotlib draws it."""

import sys
import warnings
from types import ModuleType

import matplotlib
import pytest
from matplotlib.font_manager import findfont, get_font

from sanadbook.runtime import charts

STRINGS = {
    "share": "النسبة",
    "state_right": "صحيح",
    "state_later": "لاحقًا",
    "state_again": "عودوا",
    "no_matplotlib": "لا رسم",
}
ROWS = [
    {"answered": True, "right": True, "solved": True, "score": 1},
    {"answered": True, "right": False, "solved": True, "score": 0.25},
    {"answered": False, "right": None, "solved": None, "score": None},
]


@pytest.fixture
def shapers(monkeypatch):
    """Stand-ins for arabic-reshaper and python-bidi that show who was called."""
    reshaper, bidi, algorithm = ModuleType("arabic_reshaper"), ModuleType("bidi"), ModuleType("bidi.algorithm")
    reshaper.reshape = lambda text: f"joined({text})"
    algorithm.get_display = lambda text: f"reversed({text})"
    for module in (reshaper, bidi, algorithm):
        monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 11, 2), (3, 12, 0), (4, 0, 0)])
@pytest.mark.usefixtures("shapers")
def test_a_matplotlib_that_shapes_text_itself_gets_it_as_it_is(monkeypatch, version):
    monkeypatch.setattr(matplotlib, "__version_info__", version)
    assert charts.shape_text("السؤال") == "السؤال"


@pytest.mark.parametrize("version", [(3, 8, 0), (3, 10, 7)])
@pytest.mark.usefixtures("shapers")
def test_an_older_matplotlib_gets_it_joined_then_reversed(monkeypatch, version):
    monkeypatch.setattr(matplotlib, "__version_info__", version)
    assert charts.shape_text("السؤال") == "reversed(joined(السؤال))"


@pytest.mark.parametrize("absent", ["arabic_reshaper", "bidi.algorithm"])
@pytest.mark.usefixtures("shapers")
def test_an_older_matplotlib_without_helpers_gets_it_as_it_is(monkeypatch, absent):
    monkeypatch.setattr(matplotlib, "__version_info__", (3, 10, 0))
    monkeypatch.setitem(sys.modules, absent, None)
    assert charts.shape_text("السؤال") == "السؤال"


def test_the_font_of_the_charts_holds_every_letter_of_the_catalogue(course):
    characters = get_font(findfont(charts.FONT[0], fallback_to_default=False)).get_charmap()
    shown = "".join(chapter.content.title + chapter.seed.passage for chapter in course.chapters)
    letters = {sign for sign in shown if "\u0620" <= sign <= "\u064a"}
    assert len(letters) > 25
    assert {sign for sign in letters if ord(sign) not in characters} == set()


def test_a_chart_is_drawn_without_a_missing_letter(tmp_path):
    figure = charts.answers_chart(ROWS, ["السؤال 1", "السؤال 2", "السؤال 3"], STRINGS, "rtl")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_colours_follow_the_state_of_each_item():
    (axes,) = charts.answers_chart(ROWS, ["أ", "ب", "ج"], STRINGS, "rtl").axes
    colours = {round(bar.get_y() + 0.3): matplotlib.colors.to_hex(bar.get_facecolor()) for bar in axes.patches}
    assert colours == {0: charts.COLOURS["state_right"], 1: charts.COLOURS["state_later"]}
