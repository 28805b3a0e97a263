"""Content security policy, and the removal of inline code."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from sanadbook.web.csp import build_csp, digest, size_attributes, strip_inline_code


def test_the_policy_allows_inline_code_by_digest() -> None:
    directives = dict(part.split(" ", 1) for part in build_csp(styles=["a{}"], scripts=["f()"]).split("; "))
    assert directives["style-src"] == f"'self' 'sha256-{digest('a{}')}'"
    assert directives["script-src"] == f"'self' 'sha256-{digest('f()')}'"
    assert directives["default-src"] == "'none'"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p title="a > b" style="x">t</p>', '<p title="a &gt; b">t</p>'),
        ("<p style=color:red>t</p>", "<p>t</p>"),
        ('<p style="a" style="b">t</p>', "<p>t</p>"),
        ("<p STYLE='a' onclick=\"f('>')\" hidden>t</p>", "<p hidden>t</p>"),
        ("a<SCRIPT src=x>if (a < b) f('<p>')</script >b", "ab"),
        ("a<style scoped>p > b {}</style>b", "ab"),
        ('<script type=\'application/json\'>{"a": "<p style=x>"}</script>',) * 2,
        ('<script type="text/x-config">{}</script>', ""),
        ("<script data-x type=module type=application/json>f()</script>", ""),
        ("text<script>never closed <p>", "text"),
        ("<svg viewBox='0 0 1 1'><style/><rect onload=f /></svg>", "<svg viewBox='0 0 1 1'><rect /></svg>"),
        ("</details>1 < 2 &amp; &lt;script&gt; <!-- <style> -->",) * 2,
    ],
)
def test_inline_code_is_removed(html: str, expected: str) -> None:
    assert strip_inline_code(html) == expected


def test_the_size_of_an_image_becomes_attributes() -> None:
    assert strip_inline_code('<img src="a" style="width: 50.5px; height: 20%;">') == (
        '<img src="a" width="50.5" height="20%">'
    )
    assert strip_inline_code('<img width="9" style="width: 50px">') == '<img width="9">'
    assert size_attributes("max-width: 3px; width: 4em") == {}


_NAMES = st.sampled_from(["style", "STYLE", "onclick", "title", "href", "type", "hidden"])
_VALUES = st.sampled_from(["", "=x", "='a > b'", '="a < b & c"', '="application/json"', "='\"'", ' = "x"'])
_TAGS = st.builds(
    lambda tag, attributes, end: f"<{tag}{''.join(f' {name}{value}' for name, value in attributes)}{end}",
    st.sampled_from(["p", "img", "script", "style", "svg", "b", "/p", "/script", "/style", "/b"]),
    st.lists(st.tuples(_NAMES, _VALUES), max_size=3),
    st.sampled_from([">", " >", "/>"]),
)
_TEXTS = st.sampled_from(["text", " ", "\n", "&amp;", "&", "ب", "1 > 0", "<!-- c -->"])
_HTML = st.lists(st.one_of(_TAGS, _TEXTS), max_size=12).map("".join)


@settings(deadline=None)
@given(_HTML)
def test_nothing_inline_remains_in_hostile_markup(html: str) -> None:
    cleaned = strip_inline_code(html)
    for element in BeautifulSoup(cleaned, "html.parser").find_all(True):
        assert not [name for name in element.attrs if name == "style" or name.startswith("on")]
        assert element.name != "style"
        assert element.name != "script" or element.get("type") == "application/json"


@settings(deadline=None)
@given(_HTML)
def test_removal_is_idempotent(html: str) -> None:
    cleaned = strip_inline_code(html)
    assert strip_inline_code(cleaned) == cleaned
