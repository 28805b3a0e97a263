"""The features by which a page gets its style sheets and scripts, in any valid spelling of HTML."""

from __future__ import annotations

import pytest

from sanadbook.web.page_features import read_features


@pytest.mark.parametrize(
    "html",
    [
        '<div class="one two" data-plans>',
        "<div class='one two' data-plans=''>",
        "<div data-plans CLASS=one><p class=two>",
        '<div title="a > b" class="one\n two" data-plans>',
        '<br class="one"/><img class="two" data-plans="1" alt="">',
    ],
)
def test_classes_and_markers_are_read_however_they_are_written(html):
    features = read_features(html)
    assert features.classes >= {"one", "two"}
    assert features.markers == {"data-plans"}


@pytest.mark.parametrize(
    "html",
    [
        'a text about class="one" and data-plans',
        "<p title='class=\"one\" data-plans'>x</p>",
        '<!-- <p class="one" data-plans> -->',
        '<script type="application/json">{"html": "<p class=\\"one\\" data-plans>"}</script>',
    ],
)
def test_text_that_looks_like_markup_is_no_element(html):
    features = read_features(html)
    assert "one" not in features.classes
    assert "data-plans" not in features.markers
