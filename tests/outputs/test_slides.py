"""The HTML of a chapter's slides: their content and order, speaker notes and minutes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag

from sanadbook.cli import main
from sanadbook.cli.exit_codes import BAD_INPUT
from sanadbook.course_loader import load_course
from sanadbook.items.registry import item_type
from sanadbook.model.course import Course
from sanadbook.outputs.notebook import chapter_notebook
from sanadbook.outputs.slides.exporter import DeckConfig, DeckExporter
from sanadbook.outputs.slides.facilitation import chapter_deck, deck_config
from sanadbook.outputs.slides.files import has_reveal, slides_path, write_decks
from sanadbook.outputs.slides.split import PASSAGE, Slide, notes_cell, slide_cell
from sanadbook.render.renderer import Renderer, anchor
from sanadbook.web.csp import build_csp
from tests.conftest import REPOSITORY, Folder
from tests.markup import parse, verbatim

CHAPTERS = ["01", "02", "03", "04", "05"]


def deck_of(course: Course, name: str) -> str:
    renderer = Renderer(course, course.chapter(name))
    text = chapter_notebook(renderer, renderer.compile())
    return chapter_deck(text, renderer, DeckExporter(deck_config(renderer, build_csp())))


@pytest.fixture(scope="module")
def decks(course: Course) -> dict[str, BeautifulSoup]:
    return {name: parse(deck_of(course, name)) for name in CHAPTERS}


def slides(deck: BeautifulSoup, kind: str = "") -> list[Tag]:
    return deck.select(f".slides > section{f'.sanad-slide-{kind}' if kind else ''}")


def kind(slide: Tag) -> str:
    return str(slide["class"][-1]).removeprefix("sanad-slide-")


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_passage_on_the_slides_equals_the_seed(decks, course, name):
    chapter = course.chapter(name)
    shown = [(str(tag["id"]), verbatim(tag)) for tag in decks[name].select(".sanad-slide-passage .sanad-sentence")]
    assert shown == [
        (f"s-{chapter.seed.id}-{at.line}-{at.sentence}", text) for at, text in chapter.seed.sentences.items()
    ]
    for slide in slides(decks[name], "passage"):
        sentences = slide.select(".sanad-sentence")
        assert len(sentences) == 1 or sum(len(tag.get_text()) for tag in sentences) <= PASSAGE * 1.1


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_parts_of_a_session_are_in_order(decks, course, name):
    chapter = course.chapter(name).content
    kinds = [kind(slide) for slide in slides(decks[name])]
    order = [
        "title",
        "objectives",
        "agreement",
        "warm-up",
        "step",
        "passage",
        "plain",
        "item",
        "prompt",
        "card",
        "closing",
    ]
    assert sorted(order, key=kinds.index) == order
    assert kinds[-2:] == ["card", "closing"]
    assert kinds.count("plain") == len(chapter.sections)
    assert [s.select_one("form")["data-id"] for s in slides(decks[name], "item")] == [
        i.id for i in course.chapter(name).path
    ]
    asked = [slide.select_one(".sanad-question").get_text() for slide in slides(decks[name], "prompt")]
    renderer = Renderer(course, course.chapter(name))
    assert sorted(asked) == sorted(renderer.plain_text(prompt.question) for prompt in chapter.prompts)


def test_text_for_single_readers_is_not_on_the_slides(decks):
    for deck in decks.values():
        assert (
            deck.select(".sanad-alone, .sanad-minutes, .sanad-summary, .sanad-printed-key, .sanad-notebook-only") == []
        )


def test_every_item_slide_has_only_its_own_key(decks):
    for deck in decks.values():
        for slide in slides(deck, "item"):
            (data,) = slide.select(".sanad-quiz > script[data-quiz-data]")
            assert re.findall(r'"(\w+:Q\d+)":\{', data.get_text()) == [slide.select_one("form")["data-id"]]
            assert len(slide.select(".sanad-quiz > .sanad-live")) == 1


def test_only_items_with_options_have_a_hand_count(decks, course):
    for name, deck in decks.items():
        for slide, item in zip(slides(deck, "item"), course.chapter(name).path, strict=True):
            rows = [row.th.get_text() for row in slide.select(".sanad-hands tbody tr")]
            assert rows == [str(n) for n in range(1, len(slide.select(".sanad-option")) + 1)]
            assert bool(rows) == item_type(item).pollable


def test_text_for_facilitators_is_only_in_the_speaker_notes(decks, course):
    chapter = course.chapter("04")
    by_id = {tag["id"]: tag for tag in decks["04"].select("[id]")}
    assert set(by_id) >= {anchor(item.id) for item in chapter.path}
    for slide in slides(decks["04"], "prompt"):
        (aside,) = slide.select("aside.notes")
        question = slide.select_one(".sanad-question").get_text()
        renderer = Renderer(course, chapter)
        prompt = next(each for each in chapter.content.prompts if renderer.plain_text(each.question) == question)
        told = aside.extract().get_text()
        for text in (
            prompt.purpose,
            prompt.safety,
            *prompt.probes,
            *prompt.pitfalls,
            *(step.text for step in prompt.steps),
        ):
            assert renderer.plain_text(text) in told
            assert renderer.plain_text(text) not in slide.get_text()
        assert float(slide["data-minutes"]) >= prompt.minutes
    agreement = slides(decks["04"], "agreement")[0]
    assert [line.get_text() for line in agreement.select(".sanad-slide-content > ul > li")] == list(
        course.file.agreement
    )
    assert agreement.select_one("aside.notes").get_text().count(course.file.safety_check[0]) == 1


def test_the_deck_obeys_its_policy_and_has_one_external_address(decks, course):
    for name, deck in decks.items():
        assert deck.select("style, [style]") == []
        assert [
            tag for tag in deck.select("script") if not tag.get("src") and tag.get("type") != "application/json"
        ] == []
        addresses = {str(tag.get(a)) for tag in deck.select("[href], [src]") for a in ("href", "src") if tag.get(a)}
        assert {each for each in addresses if ":" in each} == {course.file.exit_url}
        told = deck.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
        assert "unsafe" not in told
        assert "script-src 'self'" in told
        assert "style-src 'self';" in told
        assert deck.title.get_text() == f"سند — الفصل {int(name)}"
        assert (deck.html["lang"], deck.html["dir"]) == ("ar", "rtl")


def test_decks_are_deterministic(course, decks):
    assert str(parse(deck_of(course, "01"))) == str(decks["01"])


def test_titles_are_escaped_and_notes_follow_their_slide():
    hostile = '<b onclick="x">"&'
    cells = [
        slide_cell(Slide("text", hostile, "<p>أ</p>")),
        notes_cell("<p>ب</p>"),
        slide_cell(Slide("text", "ج", "<p>د</p>")),
    ]
    page = parse(
        DeckExporter(DeckConfig(hostile, "ar", build_csp(), "https://example.org/")).deck(
            nbformat.v4.new_notebook(cells=cells)
        )
    )
    first, second = slides(page)
    assert page.title.get_text() == hostile
    assert (first["data-title"], first.h2.get_text()) == (hostile, hostile)
    assert first.select_one("aside.notes").get_text() == "ب"
    assert second.select("aside") == []
    assert page.select("[onclick]") == []


# -- writing the slides --


@pytest.fixture
def written_small(small: Folder) -> Folder:
    """The small course with its chapters, and something in the place of reveal.js."""
    assert main(["--root", str(small.root), "write"]) == 0
    package = small.root / "node_modules/reveal.js/dist"
    package.mkdir(parents=True)
    for name in ("reveal.js", "reveal.css"):
        (package / name).write_text("", "utf-8")
    (package.parent / "LICENSE").write_text("", "utf-8")
    return small


def test_without_reveal_there_are_no_slides_and_no_button(written_small, tmp_path, capsys):
    course = load_course(written_small.root)
    assert slides_path(course, written_small.root, "chapters/01") == "slides/01.html"
    assert slides_path(course, written_small.root, "index") == ""
    assert slides_path(None, written_small.root, "chapters/01") == ""
    shutil.rmtree(written_small.root / "node_modules")
    assert not has_reveal(written_small.root)
    assert slides_path(course, written_small.root, "chapters/01") == ""
    assert write_decks(course, tmp_path / "out") == []
    capsys.readouterr()
    assert main(["--root", str(written_small.root), "slides"]) == BAD_INPUT
    assert "npm ci" in capsys.readouterr().err


def test_the_command_writes_every_deck_and_the_files_that_it_loads(written_small, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["--root", str(written_small.root), "slides", "--output", str(out)]) == 0
    assert sorted(path.name for path in (out / "slides").iterdir()) == ["01.html", "02.html"]
    page = parse((out / "slides" / "01.html").read_text("utf-8"))
    loaded = [str(tag.get("href") or tag.get("src")) for tag in page.select("link, script[src]")]
    assert len(loaded) == 9
    assert [each for each in loaded if not (out / "slides" / each).resolve().is_file()] == []


def test_the_lock_file_pins_reveal_and_names_no_host(repository: Path):
    lock = (repository / "package-lock.json").read_text("utf-8")
    assert '"node_modules/reveal.js"' in lock
    assert '"resolved"' not in lock
    assert (REPOSITORY / "package.json").read_text("utf-8").count('"reveal.js": "6') == 1
