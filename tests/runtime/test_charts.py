"""Charts: Arabic is joined and right to left in every version of matplotlib."""

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
    """Fakes of arabic-reshaper and python-bidi whose results show the calls."""
    reshaper, bidi, algorithm = ModuleType("arabic_reshaper"), ModuleType("bidi"), ModuleType("bidi.algorithm")
    reshaper.reshape = lambda text: f"joined({text})"
    algorithm.get_display = lambda text: f"reversed({text})"
    for module in (reshaper, bidi, algorithm):
        monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 11, 2), (3, 12, 0), (4, 0, 0)])
@pytest.mark.usefixtures("shapers")
def test_text_is_unchanged_for_a_matplotlib_that_shapes_it(monkeypatch, version):
    monkeypatch.setattr(matplotlib, "__version_info__", version)
    assert charts.shape_text("السؤال") == "السؤال"


@pytest.mark.parametrize("version", [(3, 8, 0), (3, 10, 7)])
@pytest.mark.usefixtures("shapers")
def test_text_is_joined_and_reversed_for_an_older_matplotlib(monkeypatch, version):
    monkeypatch.setattr(matplotlib, "__version_info__", version)
    assert charts.shape_text("السؤال") == "reversed(joined(السؤال))"


@pytest.mark.parametrize("absent", ["arabic_reshaper", "bidi.algorithm"])
@pytest.mark.usefixtures("shapers")
def test_text_is_unchanged_without_the_packages_that_shape_it(monkeypatch, absent):
    monkeypatch.setattr(matplotlib, "__version_info__", (3, 10, 0))
    monkeypatch.setitem(sys.modules, absent, None)
    assert charts.shape_text("السؤال") == "السؤال"


def test_the_font_of_the_charts_has_every_letter_of_the_course(course):
    characters = get_font(findfont(charts.FONT[0], fallback_to_default=False)).get_charmap()
    shown = "".join(chapter.content.title + chapter.seed.passage for chapter in course.chapters)
    letters = {sign for sign in shown if "\u0620" <= sign <= "\u064a"}
    assert len(letters) > 25
    assert {sign for sign in letters if ord(sign) not in characters} == set()


def test_a_chart_is_drawn_without_missing_letters(tmp_path):
    figure = charts.answers_chart(ROWS, ["السؤال 1", "السؤال 2", "السؤال 3"], STRINGS, "rtl")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_colours_show_the_status_of_each_item():
    (axes,) = charts.answers_chart(ROWS, ["أ", "ب", "ج"], STRINGS, "rtl").axes
    colours = {round(bar.get_y() + 0.3): matplotlib.colors.to_hex(bar.get_facecolor()) for bar in axes.patches}
    assert colours == {0: charts.COLOURS["state_right"], 1: charts.COLOURS["state_later"]}
