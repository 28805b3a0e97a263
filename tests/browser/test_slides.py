"""The slides in a real browser: letter sizes, Arabic only, keys, hand counts, no storage."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sanadbook.i18n import get_translator
from sanadbook.items.registry import item_type
from sanadbook.model.course import Course
from tests.browser.answering import items_of, wrong_answer
from tests.browser.conftest import Site, Watch
from tests.browser.decks import write_deck
from tests.browser.test_vectors import form_of, meet
from tests.browser.test_vectors_lab import rounds
from tests.items.vectors import quiz_of

pytestmark = pytest.mark.browser
t = get_translator("ar")
CHAPTERS = ["01", "02", "03", "04", "05"]
#: English words allowed on slides: names of keys, and a language that a message names.
KEYS = {"Escape", "Shift", "PageDown", "PageUp", "Home", "End", "S", "M", "F", "B"}

#: Measures the visible slide: overflowing elements, smallest font size on a screen of 1080 lines, words.
LOOK = """
(slide) => {
  const face = slide.querySelector(".sanad-slide-body");
  const box = face.getBoundingClientRect();
  const bar = document.querySelector(".sanad-deckbar").getBoundingClientRect();
  const scale = (box.width / face.offsetWidth) * (1080 / innerHeight);
  const found = { out: [], small: [], words: "" };
  const walker = document.createTreeWalker(face, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim()) continue;
    if (element.closest("aside.notes, script, select, .sanad-visually-hidden, .sanad-live")) continue;
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width && rect.height);
    if (!rects.length || !element.checkVisibility()) continue;
    const edge = 2;
    const out = (r) => r.left < -edge || r.right > innerWidth + edge
      || r.top < box.top - edge || r.bottom > bar.top + edge;
    if (rects.some(out)) found.out.push(node.data);
    if (parseFloat(getComputedStyle(element).fontSize) * scale < 27.9) found.small.push(node.data);
    found.words += ` ${node.data}`;
  }
  for (const field of face.querySelectorAll("select, input")) {
    const r = field.getBoundingClientRect();
    if (!r.width || !field.checkVisibility()) continue;
    if (r.bottom > bar.top + 2 || r.left < -2 || r.right > innerWidth + 2) found.out.push(field.outerHTML);
    const letters = parseFloat(getComputedStyle(field).fontSize) * scale;
    if (field.matches("select") && letters < 27.9) found.small.push(field.outerHTML);
  }
  if (slide.matches(".is-tight")) found.out.push("tight");
  return found;
}
"""

#: Visits every slide, and every page of each item after a wrong answer and with the key. Returns faults by slide.
WALK = """
async (answering) => {
  const look = LOOK;
  const next = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const sections = [...document.querySelectorAll(".slides > section")];
  const wrong = [];
  let words = "";
  const note = (number, when) => {
    const { out, small, words: seen } = look(sections[number]);
    words += seen;
    if (out.length || small.length) wrong.push({ slide: number + 1, when, out, small });
  };
  const turn = async (number, when) => {
    for (;;) {
      note(number, when);
      const turns = [...sections[number].querySelectorAll(".sanad-leaf-turn:not([hidden]) button:last-child")];
      const on = turns.find((button) => !button.disabled && button.checkVisibility());
      if (!on) return;
      on.click();
      await next();
    }
  };
  for (let number = 0; number < sections.length; number += 1) {
    Reveal.slide(number);
    note(number, "met");
    sections[number].querySelectorAll(".sanad-later").forEach((part) => { part.open = true; });
    await next();
    note(number, "opened");
    const form = answering && sections[number].querySelector("form");
    if (!form) continue;
    const count = form.querySelector("[data-mode=count]");
    if (count) { count.click(); await next(); note(number, "hands"); form.querySelector("[data-mode=answer]").click(); }
    if (form.dataset.type === "open") form.querySelector(".sanad-reveal > summary").click();
    else {
      form.requestSubmit();
      await next();
      note(number, "empty");
      form.querySelectorAll(".sanad-group").forEach((group) => {
        const field = group.querySelector("select, [type=text]");
        if (field?.matches("select")) field.selectedIndex = 1;
        else if (field) field.value = "كلمة";
        else (group.querySelector("[data-move=down]") ?? group.querySelector("input")).click();
      });
      form.requestSubmit();
      await next();
      await turn(number, "answered");
      form.querySelector(".sanad-key").click();
    }
    await next();
    await turn(number, "key");
    if (form.dataset.type === "open") {
      form.querySelectorAll(".sanad-point input").forEach((box) => box.click());
      await next();
      note(number, "weighed");
    }
  }
  return { wrong, words };
}
""".replace("LOOK", LOOK.strip())


def open_deck(page: Page, where: str, width: int = 1920, height: int = 1080) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(where)
    expect(page.locator("html.is-ready")).to_be_attached()


def slide(page: Page) -> int:
    return int(page.evaluate("Reveal.getIndices().h"))


def shows(page: Page, number: int) -> None:
    """Wait until slide *number* (from 0) is shown. The page's policy blocks Playwright's `wait_for_function`."""
    total = page.locator(".slides > section").count()
    expect(page.get_by_text(t("{place} of {all}").format(place=number + 1, all=total), exact=True)).to_be_visible()


def latin(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]+", text))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_slides_have_no_overflow_no_small_text_and_no_english(page: Page, course: Course, chapter: str) -> None:
    """In every state of an item at 1080 lines; in the initial state also at 720 lines and on an old projector."""
    open_deck(page, f"slides/{chapter}.html")
    found = page.evaluate(WALK, True)
    assert found["wrong"] == []
    known = course.chapter(chapter)
    theirs = f"{known.seed.passage} {known.seed.question} {known.seed.answer} {known.content.model_dump_json()}"
    attributes = page.locator("[aria-label], [title], [placeholder], [alt]").evaluate_all(
        "all => all.flatMap((e) => ['aria-label', 'title', 'placeholder', 'alt'].map((n) => e.getAttribute(n) ?? ''))"
    )
    for panel in page.locator(".sanad-panel").all():
        panel.evaluate("panel => { panel.hidden = false; }")
    seen = " ".join(
        [found["words"], page.locator(".reveal").inner_text(), page.locator("body").inner_text(), *attributes]
    )
    assert len(seen) > 5000
    assert latin(seen) - KEYS - latin(theirs) == set()
    open_deck(page, f"slides/{chapter}.html?small", 1280, 720)
    assert page.evaluate(WALK, False)["wrong"] == []


def test_arrow_keys_follow_the_arabic_reading_direction(page: Page) -> None:
    open_deck(page, "slides/04.html")
    last = page.locator(".slides > section").count() - 1
    for key, place in (
        ("ArrowLeft", 1),
        ("ArrowLeft", 2),
        ("ArrowRight", 1),
        ("Space", 2),
        ("PageDown", 3),
        ("PageUp", 2),
        ("ArrowDown", 3),
        ("ArrowUp", 2),
        ("End", last),
        ("ArrowLeft", last),
        ("Home", 0),
        ("ArrowRight", 0),
    ):
        page.keyboard.press(key)
        assert slide(page) == place, key
    page.get_by_role("button", name=t("Next slide")).click()
    assert slide(page) == 1
    expect(page.get_by_text(t("{place} of {all}").format(place=2, all=last + 1), exact=True)).to_be_visible()
    page.keyboard.press("m")
    page.get_by_role("region", name=t("All slides")).get_by_role("link", name=t("Agreement"), exact=True).click()
    shows(page, 2)
    page.keyboard.press("?")
    expect(page.get_by_role("region", name=t("Keys and colours"))).to_be_visible()
    page.keyboard.press("Escape")
    note = page.locator(".sanad-slide-passage a.sanad-note-ref").first
    note.evaluate("mark => Reveal.slide(Reveal.getIndices(mark.closest('section')).h)")
    note.click()
    expect(page.locator(".sanad-slide-notes.present").get_by_text(note.inner_text(), exact=True)).to_be_visible()


def test_after_an_answer_arrows_change_slides_and_buttons_react_to_keys(page: Page, course: Course) -> None:
    item = next(each for each in items_of(course, "04") if each.item.type == "single")
    open_deck(page, "slides/04.html")
    form = form_of(page, item.item.id)
    form.evaluate("form => Reveal.slide(Reveal.getIndices(form.closest('section')).h)")
    here = slide(page)
    item.give(form, wrong_answer(item))
    page.keyboard.press("ArrowLeft")
    assert slide(page) == here + 1
    page.keyboard.press("ArrowRight")
    form.get_by_role("button", name=t("Check"), exact=True).focus()
    page.keyboard.press("Space")  # a key that activates a button
    expect(form.get_by_role("button", name=t("Try again"), exact=True)).to_be_focused()
    assert slide(page) == here
    form.get_by_role("link", name=t("Show the sentence in the text")).first.click()
    back = page.get_by_role("button", name=t("Back to the question"))
    expect(back).to_be_visible()
    assert slide(page) < here
    back.click()
    assert slide(page) == here
    expect(form).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("context_options", [{"has_touch": True}])
def test_swipes_turn_like_the_pages_of_an_arabic_book(page: Page) -> None:
    open_deck(page, "slides/04.html", 1280, 720)
    finger = page.context.new_cdp_session(page)

    def swipe(start: int, end: int) -> None:
        for kind, x in (("Start", start), ("Move", (start + end) // 2), ("Move", end), ("End", end)):
            points = [] if kind == "End" else [{"x": x, "y": 300}]
            finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    swipe(400, 900)
    shows(page, 1)
    swipe(900, 400)
    shows(page, 0)


@pytest.mark.parametrize("way", ["escape", "button", "shift"])
def test_the_exit_equals_the_book_s_and_closes_the_speaker_window(page: Page, course: Course, way: str) -> None:
    page.route(course.file.exit_url, lambda route: route.fulfill(body="<title>elsewhere</title>"))
    open_deck(page, "slides/04.html")
    way_out = page.locator(".slides > section.present").get_by_text("Escape")
    expect(way_out).to_be_visible()
    with page.context.expect_page() as popup:
        page.keyboard.press("s")
    page.bring_to_front()
    if way == "escape":
        page.keyboard.press("Escape")
        expect(page.get_by_text(t("Press Escape again to leave the page."))).to_be_visible()
        page.keyboard.press("Escape")
    elif way == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.get_by_role("link", name=t("Exit this page")).click()
    expect(page).to_have_title("elsewhere")
    assert popup.value.is_closed()


def test_two_hand_counts_are_drawn_and_not_stored(page: Page, course: Course) -> None:
    open_deck(page, "slides/04.html")
    hands = [each for each in items_of(course, "04") if item_type(each.item).pollable]
    form = form_of(page, hands[0].item.id)
    form.evaluate("form => Reveal.slide(Reveal.getIndices(form.closest('section')).h)")
    form.get_by_role("button", name=t("Count hands")).click()
    expect(form.get_by_role("button", name=t("Check"), exact=True)).to_be_hidden()
    before = [
        form.get_by_label(t("Choice {number}: hands before the talk").format(number=n), exact=True) for n in (1, 2)
    ]
    after = form.get_by_label(t("Choice {number}: hands after the talk").format(number=2), exact=True)
    before[0].fill("3")
    before[0].press("Enter")  # advances without checking the answer
    expect(before[1]).to_be_focused()
    before[1].fill("6")
    after.fill("12")
    bars = form.locator("tbody tr").nth(1).locator(".sanad-bars span")
    expect(bars).to_have_text(["6", "12"])
    page.wait_for_function(
        "([one, other]) => one.offsetWidth < other.offsetWidth", arg=bars.element_handles()
    )  # after the animation
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, window.name]") == [0, 0, "", ""]
    assert "12" not in page.url.partition("#")[0].rpartition("/")[2]
    form.get_by_role("button", name=t("Count again")).click()
    expect(after).to_have_value("")
    expect(bars).to_have_text(["", ""])
    form.get_by_role("button", name=t("Answer here")).click()
    expect(form.get_by_role("button", name=t("Check"), exact=True)).to_be_visible()


def test_the_speaker_s_window_shows_notes_minutes_and_a_timer_from_a_folder_too(
    page: Page, site: Site, course: Course, watch: Watch
) -> None:
    page.context.clock.install(time=0)
    open_deck(page, (site.folder / "slides" / "04.html").as_uri())
    page.context.clock.pause_at(3_600_000)  # milliseconds; from here on the clock only advances on request
    number = page.locator(".sanad-slide-prompt").first.evaluate("s => Reveal.getIndices(s).h")
    page.evaluate("n => Reveal.slide(n)", number)
    with page.context.expect_page() as opened:
        page.keyboard.press("s")
    window = opened.value
    expect(window).to_have_title("سند — الفصل 4")
    prompt = course.chapter("04").first_prompt
    expect(window.get_by_text(prompt.probes[0])).to_be_visible()
    expect(window.get_by_text(prompt.pitfalls[0])).to_be_attached()
    times = window.locator("dl > div")
    planned = times.filter(has_text=t("Planned minutes for this slide")).locator("dd")
    assert float(planned.inner_text()) >= prompt.minutes
    timer = times.filter(has_text=t("Since the start")).locator("dd")
    expect(timer).to_have_text("00:00")
    window.get_by_role("button", name=t("Start"), exact=True).click()
    page.clock.run_for(65_000)
    expect(timer).to_have_text("01:05")
    window.get_by_role("button", name=t("Pause"), exact=True).click()
    page.clock.run_for(10_000)
    expect(timer).to_have_text("01:05")
    window.get_by_role("button", name=t("Reset")).click()
    expect(timer).to_have_text("00:00")
    text = window.locator("body").inner_text()
    assert latin(text) <= latin(course.chapter("04").content.model_dump_json())
    window.keyboard.press("ArrowLeft")
    assert slide(page) == number + 1
    expect(window.get_by_text(prompt.probes[0])).to_have_count(0)
    assert all(url.startswith(("file:", "about:", "data:")) for url in watch.asked)


def records(page: Page, course: Course, chapter: str) -> dict[str, Any]:
    """Answer every item of *chapter* on the page, every other one correctly, and return the displayed results."""
    page.evaluate("""() => {
        window.told = {};
        document.addEventListener("sanad:answer", ({ detail }) => { window.told[detail.id] = detail.entry; });
    }""")
    for number, item in enumerate(items_of(course, chapter)):
        form = form_of(page, item.item.id)
        form.evaluate("form => { if (window.Reveal) Reveal.slide(Reveal.getIndices(form.closest('section')).h); }")
        if item.item.type == "open":
            form.locator(".sanad-reveal > summary").click()
            form.locator(".sanad-point input").first.evaluate("box => box.click()")
            continue
        item.give(form, item.key if number % 2 else wrong_answer(item))
        item.check(form)
    return dict(page.evaluate("window.told"))


def test_the_same_answer_gets_the_same_grade_as_in_the_book(page: Page, course: Course) -> None:
    page.goto("chapters/03.html")
    book = records(page, course, "03")
    open_deck(page, "slides/03.html")
    assert records(page, course, "03") == book
    assert len(book) == len(course.chapter("03").path)


def test_a_chapter_and_its_slides_link_to_each_other(page: Page) -> None:
    page.goto("chapters/02.html")
    page.get_by_role("link", name=t("Present"), exact=True).click()
    expect(page.locator("html.is-ready")).to_be_attached()
    expect(page).to_have_title("سند — الفصل 2")
    page.keyboard.press("m")
    page.get_by_role("link", name=t("To the chapter's page")).click()
    expect(page.get_by_role("link", name=t("Present"), exact=True)).to_be_visible()
    page.goto("index.html")
    expect(page.get_by_role("link", name=t("Present"), exact=True)).to_have_count(0)


def test_on_paper_a_slide_is_a_page_without_answers(page: Page, course: Course, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    open_deck(page, "slides/04.html")
    item = next(each for each in items_of(course, "04") if each.item.type == "single")
    form = form_of(page, item.item.id)
    form.evaluate("form => Reveal.slide(Reveal.getIndices(form.closest('section')).h)")
    item.give(form, wrong_answer(item))
    item.check(form)
    page.pdf(path=str(tmp_path / "deck.pdf"), prefer_css_page_size=True)
    run = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(tmp_path / "deck.pdf"), "-"], capture_output=True, check=True
    )
    sheets = run.stdout.decode("utf-8").split("\f")[:-1]
    assert len(sheets) == page.locator(".slides > section").count()
    hidden = page.locator(
        ".sanad-feedback, .sanad-evidence, .sanad-verdict, .sanad-reveal, aside.notes, .sanad-later > ul,"
        " .sanad-deckbar"
    )
    page.emulate_media(media="print")
    assert hidden.evaluate_all("all => all.filter((e) => e.checkVisibility()).length") == 0


@pytest.fixture
def vectors_deck(tmp_path: Path) -> Path:
    """A deck of the documentation's items, each once per round."""
    return write_deck(
        tmp_path, [quiz_of(vector.item).html([vector.item]) for answers in rounds() for vector in answers]
    )


@pytest.fixture
def vectors_page(chromium: Browser, vectors_deck: Path) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    page, watch = context.new_page(), Watch((vectors_deck.parents[1].as_uri(),))
    watch.attach(page)
    open_deck(page, vectors_deck.as_uri())
    yield page
    context.close()
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


def test_slides_give_the_grades_of_the_table(vectors_page: Page) -> None:
    for number, answers in enumerate(rounds()):
        for vector in answers:
            form = form_of(vectors_page, vector.item).nth(number)
            form.evaluate("form => Reveal.slide(Reveal.getIndices(form.closest('section')).h)")
            meet(form, vector)
