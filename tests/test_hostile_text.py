"""Text with markup characters is shown as text, wherever an author can write: seed, prompt, item, title, note.

The small course is written twice: once with a harmless word, once with a hostile text in each of its places. Both must
have the same elements and attributes, and the hostile text must be readable wherever the harmless one is.
"""

import json

import pytest
import yaml

from sanadbook.outputs.guide import guide, quick_sheet
from sanadbook.outputs.notebook import chapter_notebook
from sanadbook.render.renderer import Renderer
from tests.conftest import make_small_course
from tests.markup import BOOK, LAB, notebook_html, parse, skeleton

HARMLESS = "كلام"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<style>*{display:none}</style>",
    "</p></div></section><iframe src=//x>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' x='",
    "<!-- x",
    "--> x",
    "&lt;b&gt;&#60;b&#62;",
    "\u202e",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# x #}",
    ":::{note}",
    "```{note}",
    "{ref}`x`",
    "(x)=",
    "% x",
    "$x$",
    "$$x$$",
    "`x`",
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<https://example.com>",
    "https://example.com",
    "www.example.com",
    "example.com",
    "me@example.com",
    "[^1]",
    "[^1]: x",
    "**x** _x_ ~~x~~",
    "# x",
    "> x",
    "- [ ] x",
    "1) x",
    "| x | x |",
    "+++",
    "---",
    "===",
    "\\",
    "\\begin{equation}x",
]
#: Fields that are not free text: ids, addresses, verbatim spans, choices of a list. A cloze has its gaps in ``text``.
FIXED = {
    "id",
    "at",
    "span",
    "type",
    "location",
    "objective",
    "level",
    "kind",
    "priority",
    "grade",
    "from",
    "to",
    "themes",
    "status",
    "seed",
}
SEED = "data/seeds/900_0123456789abcdef.txt"


def spoiled(part, text, name="", holder=None):
    """Return a chapter's *part* with *text* before and after each free text."""
    if isinstance(part, dict):
        return {key: spoiled(value, text, key, part) for key, value in part.items()}
    if isinstance(part, list):
        return [spoiled(value, text, name, holder) for value in part]
    segment = name == "answer" and "status" in holder
    omission = name == "question" and "evidence" in holder and "id" not in holder
    gaps = name == "text" and "blanks" in holder
    if not isinstance(part, str) or name in FIXED or segment or omission or gaps:
        return part
    return f"{text} {part} {text}."


def spoil(small, text):
    """Write *text* into every free text of the small course; return chapter 1's notebook, guide and handout."""
    chapter = yaml.safe_load(small.text("data/chapters/01.yml"))
    small.write("data/chapters/01.yml", yaml.safe_dump(spoiled(chapter, text), allow_unicode=True))
    settings = yaml.safe_load(small.text("data/course.yml"))
    for field in ("source_notice", "agreement", "safety_check", "no_go", "materials", "facilitation", "incidents"):
        settings[field] = spoiled(settings[field], text)
    small.write("data/course.yml", yaml.safe_dump(settings, allow_unicode=True))
    lines = small.text(SEED).split("\n")
    small.write(SEED, "\n".join([f"{text} {lines[0]}", *lines[1:2], *(f"{text} {line}" for line in lines[2:])]))
    course = small.load("01")
    renderer = Renderer(course, course.chapter("01"))
    return chapter_notebook(renderer, renderer.compile()), guide(renderer), quick_sheet(renderer)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    return spoil(make_small_course(tmp_path_factory.mktemp("harmless")), HARMLESS)


def same_but_for_the_text(hostile, harmless, text):
    page, model = parse(hostile), parse(harmless)
    assert skeleton(page) == skeleton(model)
    assert page.get_text().count(text) >= model.get_text().count(HARMLESS)
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text_in_notebook_guide_and_handout(small, harmless, text):
    made, *facilitators = spoil(small, text)
    for reader in (BOOK, LAB):
        same_but_for_the_text(notebook_html(made, reader), notebook_html(harmless[0], reader), text)
        for page, model in zip(facilitators, harmless[1:], strict=True):
            same_but_for_the_text(reader.render(page), reader.render(model), text)


def test_the_inserted_word_appears_in_every_kind_of_field(harmless):
    page = parse(notebook_html(harmless[0]))
    places = ["h1", "h3", ".sanad-lead", ".sanad-line", ".sanad-note", ".sanad-plain p", ".sanad-stem", ".sanad-answer"]
    places += [
        ".sanad-option label",
        ".sanad-feedback",
        ".sanad-bank",
        "select option",
        ".sanad-card li",
        ".sanad-question",
    ]
    places += [
        ".sanad-item-hint",
        ".sanad-completed p",
        ".sanad-caveat",
        ".sanad-cards legend",
        ".sanad-bins label",
        ".sanad-notice",
    ]
    assert [place for place in places if HARMLESS not in "".join(tag.get_text() for tag in page.select(place))] == []


@pytest.mark.parametrize("text", HOSTILE[:2])
def test_the_data_of_a_quiz_are_one_script_with_valid_json(small, text):
    page = parse(notebook_html(spoil(small, text)[0]))
    scripts = page.select("script")
    assert [script["type"] for script in scripts] == ["application/json"] * 4
    assert all(json.loads(script.string)["keys"] for script in scripts)


def test_a_hostile_seed_is_shown_unchanged(small):
    text = HOSTILE[0] + HOSTILE[1] + "\u202e{{ 7*7 }}$x$`x`\\"
    page = parse(notebook_html(spoil(small, text)[0]))
    for mark in page.select(".sanad-note-ref"):
        mark.decompose()
    first = " ".join(sentence.get_text() for sentence in page.select(".sanad-sentence")[:2])
    assert first == small.text(SEED).split("\n")[0]


@pytest.mark.parametrize("sign", ["$", "`", "{", "}", "\\"])
def test_html_blocks_have_no_characters_of_mathjax_or_markdown(small, sign):
    """JupyterLab looks for formulas in a cell's source before it parses HTML."""
    cells = json.loads(spoil(small, f"{sign}x{sign}")[0])["cells"]
    blocks = ["".join(cell["source"]).partition("\n\n<")[2] for cell in cells if cell["cell_type"] == "markdown"]
    assert any(f"&#{ord(sign)};x" in block for block in blocks)
    assert [block for block in blocks if sign in block] == []
