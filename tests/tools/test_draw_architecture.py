"""The picture of the architecture shows today's imports, and the page next to it names every layer."""

import re
from xml.etree import ElementTree

from tests.test_layers import LAYERS
from tools.draw_architecture import PICTURE, draw, picture, rows_of, without_implied_edges
from tools.package_imports import package_imports

DIAMOND = {"top": {"left", "right", "bottom"}, "left": {"bottom"}, "right": {"bottom"}, "bottom": set()}


def test_the_committed_picture_shows_todays_imports():
    assert PICTURE.read_text("utf-8") == picture(), "run `make docs` and commit docs/images/architecture.svg"


def test_the_picture_names_every_package_once():
    texts = [each.text for each in ElementTree.fromstring(picture()).iter("{http://www.w3.org/2000/svg}text")]
    assert sorted(texts) == sorted(package_imports().keys() - {"__main__"})


def test_implied_edges_are_left_out():
    assert without_implied_edges(DIAMOND) == DIAMOND | {"top": {"left", "right"}}


def test_a_package_is_drawn_above_everything_that_it_imports():
    assert rows_of(DIAMOND) == [["bottom"], ["left", "right"], ["top"]]
    row = {name: index for index, names in enumerate(rows_of(package_imports())) for name in names}
    assert all(row[name] > row[other] for name, others in package_imports().items() for other in others)


def test_a_name_is_drawn_as_text():
    assert ">only</text>" in draw({"only": set()})


def test_the_architecture_page_lists_the_layers_in_their_order(repository):
    page = (repository / "docs" / "architecture.md").read_text("utf-8")
    section = page.partition("\n## Layers\n")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == LAYERS
