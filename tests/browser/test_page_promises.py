"""Promises about every page: no external requests, no storage, neutral titles, readable in every environment."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sanadbook.i18n import get_translator
from sanadbook.language.arabic import fold, words
from sanadbook.model.course import Course
from sanadbook.outputs.offline.chromium import FLAGS
from sanadbook.web.assets import SCRIPTS_DIR, read_built
from tests.browser.answering import RIGHT_FIRST, WRITE, YOUR_ANSWER, items_of
from tests.browser.conftest import Site, Watch, contents

pytestmark = pytest.mark.browser

CHAPTERS = [f"chapters/{number:02d}.html" for number in range(1, 6)]
PAGES = [f"{name}.html" for name in (*contents(), "search", "404")]
CHAPTER = "04"
t = get_translator("ar")

#: Latin words allowed in the visible text of a chapter besides those of its seed: a key, file formats,
#: and in notes, the original words of a translation.
NAMES = {"Shift", "CSV", "JSON"}


def test_every_page_is_known(site: Site) -> None:
    assert site.pages == sorted(PAGES)


# -- no external requests --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_a_page_makes_no_external_requests(page: Page, watch: Watch, site: Site, path: str) -> None:
    """The fixture asserts that no request failed and that the console has no errors."""
    page.goto(path)
    page.mouse.wheel(0, 20_000)  # trigger lazy loading
    assert watch.asked
    assert [url for url in watch.asked if not url.startswith((site.url, "data:"))] == []


class _Scripts(HTMLParser):
    """Finds code that is not in a file of the book: event handlers, `javascript:` URLs and inline scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []
        self._reads = False

    def handle_data(self, data: str) -> None:
        if self._reads:
            self.inside[-1] += data

    def handle_endtag(self, _tag: str) -> None:
        self._reads = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._reads = tag == "script" and "src" not in given and given.get("type") != "application/json"
        if self._reads:
            self.inside.append("")
        if any(
            name.startswith("on") or name == "style" or (value or "").strip().lower().startswith("javascript:")
            for name, value in attrs
        ):
            self.found.append(self.get_starttag_text() or tag)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_only_scripts_of_the_book(site: Site, path: str) -> None:
    """Inline scripts are allowed by digest: the font script in the head, and the quiz script."""
    text = (site.folder / path).read_text("utf-8")
    scripts = _Scripts()
    scripts.feed(text)
    exit_script, quiz = (read_built(SCRIPTS_DIR / f"{name}.js") for name in ("exit", "quiz"))
    has_quiz = 'class="sanad-quiz ' in text
    assert scripts.found == []
    assert scripts.inside[0] == exit_script
    assert 'classList.toggle("is-slow-connection"' in scripts.inside[1]
    assert scripts.inside[2:] == ([quiz] if has_quiz else [])
    digests = [base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode() for inside in scripts.inside]
    assert re.findall(r"script-src ([^;]*);", text) == [
        " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    ]


INJECTIONS = {
    "script": "const s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s)",
    "handler": "document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"window.hit = 1\">')",
    "link": (
        "const a = document.createElement('a'); a.href = 'javascript:window.hit = 1';"
        " document.body.append(a); a.click()"
    ),
    "foreign": (
        "const s = document.createElement('script'); s.src = 'https://example.org/x.js'; document.body.append(s)"
    ),
}


@pytest.mark.parametrize("way", INJECTIONS)
def test_the_policy_blocks_injected_scripts(page: Page, watch: Watch, way: str) -> None:
    page.goto(f"chapters/{CHAPTER}.html")
    page.evaluate(
        "document.addEventListener('securitypolicyviolation', (event) => { window.refused = event.effectiveDirective })"
    )
    page.evaluate(f"() => {{ {INJECTIONS[way]} }}")
    page.wait_for_function("window.refused")
    assert page.evaluate("window.hit") is None
    assert watch.foreign == []
    watch.clear()  # the browser reports violations on the console


# -- no storage ------------------------------------------------------------------------------------------------------


def test_answers_are_not_stored(page: Page, course: Course) -> None:
    page.goto(f"chapters/{CHAPTER}.html")
    for item in items_of(course, CHAPTER):
        form = item.form(page)
        item.give(form, item.key)
        item.check(form)
    form.get_by_text(WRITE, exact=True).click()
    form.get_by_role("textbox", name=YOUR_ANSWER).fill("كلام لا يُحفظ")
    address = page.url
    kept = page.evaluate("""async () => ({
        local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
        databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        state: history.state, name: window.name })""")
    assert kept == {
        "local": 0, "session": 0, "cookies": "", "databases": 0, "caches": 0, "workers": 0, "state": None, "name": "",
    }  # fmt: skip
    assert page.context.cookies() == []
    assert address.endswith(f"chapters/{CHAPTER}.html")


# -- neutral titles --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def topics_in(course: Course) -> Callable[[str], list[str]]:
    """Find whole topic words in a text, with or without article and conjunction."""
    topic = "|".join(re.escape(fold(word)) for word in course.terminology.topic_words)
    pattern = re.compile(rf"(?<!\w)[وفبلك]?(?:ال)?(?:{topic})(?!\w)")
    return lambda text: pattern.findall(fold(text))


def test_topic_words_are_found(topics_in: Callable[[str], list[str]]) -> None:
    assert topics_in("عن مجتمع الميم وعن الكوير")
    assert not topics_in("سند — الفصل 3")


@pytest.mark.parametrize("path", PAGES)
def test_titles_addresses_and_menus_are_neutral(page: Page, topics_in: Callable[[str], list[str]], path: str) -> None:
    page.goto(path)
    assert re.fullmatch(r"سند( — .+)?", page.title())
    shown = [page.title(), unquote(path), page.get_by_role("heading", level=1).inner_text()]
    shown += page.get_by_role("navigation").all_inner_texts()
    shown += [
        unquote(url)
        for url in page.locator("a[href]").evaluate_all("links => links.map((a) => a.getAttribute('href'))")
    ]
    assert [(found, text) for text in shown if (found := topics_in(text))] == []
    assert page.locator("meta[name=description], meta[property^='og:'], meta[name^='twitter:']").count() == 0


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_has_no_english_words(page: Page, course: Course, path: str) -> None:
    page.goto(path)
    # Show everything that a press would reveal.
    page.evaluate("""() => {
        for (const box of document.querySelectorAll("details")) box.open = true;
        for (const part of document.querySelectorAll("main [hidden]")) part.hidden = false;
    }""")
    chapter = course.chapter(Path(path).stem)
    theirs = f"{chapter.seed.passage} {chapter.seed.question} {chapter.seed.answer}"
    # A note may quote the English original of a translated word.
    theirs += " ".join(note.text for note in chapter.content.notes)
    allowed = NAMES | set(re.findall(r"[A-Za-z]+", theirs))
    attributes = page.locator("[aria-label], [title], [placeholder], [alt]").evaluate_all(
        "elements => elements.flatMap("
        "(e) => ['aria-label', 'title', 'placeholder', 'alt'].map((n) => e.getAttribute(n) ?? ''))"
    )
    seen = " ".join([page.locator("body").inner_text(), *attributes])
    assert len(words(seen)) > 1000
    assert sorted(set(re.findall(r"[A-Za-z]+", seen)) - allowed) == []


# -- every environment -----------------------------------------------------------------------------------------------


def test_a_page_works_from_a_folder(page: Page, site: Site, course: Course, watch: Watch) -> None:
    """Modules and `fetch` do not work from `file://`, so this fails if a page needs them."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((site.folder / f"chapters/{CHAPTER}.html").as_uri())
    item = items_of(course, CHAPTER)[0]
    item.give(item.form(page), item.key)
    item.check(item.form(page))
    expect(item.form(page).get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()
    contents = page.get_by_role("navigation", name=t("Contents of the book")).locator("visible=true")
    expect(contents).to_have_count(0)
    page.get_by_role("banner").get_by_text(t("Contents"), exact=True).click()
    contents.get_by_role("link", name="الفصل 2", exact=True).click()
    expect(page).to_have_title("سند — الفصل 2")
    assert all(url.startswith(("file:", "data:")) for url in watch.asked)
    # Browsers do not preload fonts from `file://`; the font of the style sheet does load.
    fonts = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map((font) => font.status))")
    assert "error" not in fonts
    assert all(url.endswith(".woff2") for url in watch.failed)
    watch.clear()


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_a_chapter_reads_without_javascript(page: Page, course: Course) -> None:
    page.goto(f"chapters/{CHAPTER}.html")
    chapter = course.chapter(CHAPTER)
    for section in chapter.content.sections:
        plain = page.get_by_text(section.plain.split(".")[0].strip())
        expect(plain).to_be_hidden()  # closed until asked for
        plain.locator("xpath=ancestor::details[1]").locator("summary").click()
        expect(plain).to_be_visible()
        for address in chapter.sentences_of(section):
            expect(page.locator(f"#s-{chapter.seed.id}-{address.line}-{address.sentence}")).to_be_visible()
    for item in items_of(course, CHAPTER):
        expect(item.form(page).get_by_text(item.count, exact=True)).to_be_visible()
        for option in getattr(item.item, "options", getattr(item.item, "reasons", [])):
            expect(item.form(page).get_by_text(item.shown(option.text), exact=True)).to_be_visible()
            expect(item.form(page).get_by_text(item.shown(option.feedback), exact=True)).to_be_hidden()
        for button in item.form(page).get_by_role("button").all():
            expect(button).to_be_hidden()
    expect(page.get_by_role("link", name=t("Exit this page"))).to_have_attribute("href", course.file.exit_url)
    # No control that needs the script is shown.
    assert page.get_by_role("radio", disabled=False).locator("visible=true").count() == 0

    page.set_viewport_size({"width": 390, "height": 800})
    contents = page.get_by_role("navigation", name=t("Contents of the book")).locator("visible=true")
    expect(contents).to_have_count(0)
    page.get_by_role("banner").get_by_text(t("Contents"), exact=True).click()
    contents.get_by_role("link", name="الفصل 2", exact=True).click()
    expect(page).to_have_title("سند — الفصل 2")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_does_not_scroll_sideways(page: Page, path: str) -> None:
    page.goto(path)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], f"at {width}"


def test_an_answered_chapter_does_not_scroll_sideways(page: Page, course: Course) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"chapters/{CHAPTER}.html")
    for item in items_of(course, CHAPTER):
        item.give(item.form(page), item.key)
        item.check(item.form(page))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


TIP = """icon => {
    const path = icon.querySelector("path"), matrix = path.getScreenCTM();
    const at = (share) => path.getPointAtLength(share * path.getTotalLength()).matrixTransform(matrix).x;
    return at(0.5) - at(0);
}"""


def test_previous_and_next_point_the_right_way(page: Page) -> None:
    page.goto("chapters/03.html")
    turn = page.get_by_role("navigation", name=t("Previous and next page"))
    previous, following = turn.get_by_role("link", name=t("Previous")), turn.get_by_role("link", name=t("Next"))
    expect(previous).to_have_text(re.compile("الفصل 2"))
    expect(following).to_have_text(re.compile("الفصل 4"))
    before, after = previous.bounding_box(), following.bounding_box()
    assert before
    assert after
    assert before["x"] > after["x"] + after["width"]  # Arabic is read from the right
    assert previous.locator("svg").evaluate(TIP) > 0
    assert following.locator("svg").evaluate(TIP) < 0
    following.click()
    expect(page).to_have_title("سند — الفصل 4")


# -- leaving ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_the_exit_is_always_in_view(page: Page, course: Course, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    link = page.get_by_role("link", name=t("Exit this page"))
    expect(link).to_have_attribute("href", course.file.exit_url)
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))
    expect(link).to_be_in_viewport()
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(link).to_be_in_viewport(ratio=1)


@pytest.fixture
def elsewhere(page: Page, course: Course) -> list[str | None]:
    """A fake target of the exit; yields the referrers of its requests."""
    asked: list[str | None] = []

    def answer(route: Route) -> None:
        asked.append(route.request.header_value("referer"))
        route.fulfill(body="<title>elsewhere</title>", content_type="text/html")

    page.route(course.file.exit_url, answer)
    return asked


def test_three_presses_of_shift_leave(page: Page, course: Course, elsewhere: list[str | None]) -> None:
    page.goto("index.html")
    page.goto(f"chapters/{CHAPTER}.html")
    item = items_of(course, CHAPTER)[0]
    item.give(item.form(page), item.key)
    item.check(item.form(page))
    status = page.get_by_role("status")
    page.keyboard.press("Shift")
    expect(status.filter(has_text=t("Press Shift twice more to leave the page."))).to_have_count(1)
    page.keyboard.press("Shift")
    expect(status.filter(has_text=t("Press Shift again to leave the page."))).to_have_count(1)
    page.keyboard.press("Shift")
    expect(page).to_have_title("elsewhere")
    assert elsewhere == [None]  # and no referrer was sent
    page.go_back()  # in the same tab, replacing the chapter
    expect(page).to_have_title("سند")


def test_shift_with_another_key_does_not_leave(page: Page, elsewhere: list[str | None]) -> None:
    page.goto(f"chapters/{CHAPTER}.html")
    for _ in range(4):  # how keyboard layouts are switched
        page.keyboard.press("Alt+Shift")
        page.keyboard.press("Control+Shift")
    page.keyboard.down("Alt")
    for _ in range(4):
        page.keyboard.press("Shift")
    page.keyboard.up("Alt")
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.get_by_role("status").filter(has_text=t("Press Shift again to leave the page."))).to_have_count(1)
    assert elsewhere == []
    expect(page).to_have_title("سند — الفصل 4")


def test_the_exit_leaves_by_a_press(page: Page, elsewhere: list[str | None]) -> None:
    page.goto(f"chapters/{CHAPTER}.html")
    page.get_by_role("link", name=t("Exit this page")).click()
    expect(page).to_have_title("elsewhere")
    assert elsewhere == [None]


def test_the_exit_notifies_pages_in_the_back_forward_cache(page: Page, elsewhere: list[str | None]) -> None:
    """The next test shows the effect; it needs a full browser."""
    other = page.context.new_page()
    other.goto("index.html")
    other.evaluate(
        "() => { window.told = new Promise((tell) => {"
        " new BroadcastChannel('sanad-exit').onmessage = (event) => tell(event.data); }); }"
    )
    page.goto(f"chapters/{CHAPTER}.html")
    page.get_by_role("link", name=t("Exit this page")).click()
    assert other.evaluate("() => window.told") == "left"
    expect(page).to_have_title("elsewhere")
    expect(other).to_have_title("سند")  # another tab is unchanged
    assert elsewhere == [None]


@pytest.mark.skipif(not shutil.which("chromium"), reason="only a whole Chromium keeps pages for going back")
def test_no_earlier_page_comes_back_with_its_answers_after_the_exit(
    chromium: Browser, site: Site, course: Course
) -> None:
    whole = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = whole.new_context(base_url=site.url).new_page()
    page.route(
        course.file.exit_url, lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html")
    )
    item = next(item for item in items_of(course, "01") if item.item.type == "single")
    page.goto("chapters/01.html")
    item.give(item.form(page), item.key)
    item.check(item.form(page))
    for leave, left in (("02", 1), ("exit", 0)):
        page.get_by_role("link", name=t("Next")).click()
        expect(page).to_have_title("سند — الفصل 2")
        if leave == "exit":
            page.get_by_role("link", name=t("Exit this page")).click()
            expect(page).to_have_title("elsewhere")
        page.evaluate(
            "setTimeout(() => history.back())"
        )  # a page from the back/forward cache loads nothing, so there is nothing else to wait for
        expect(page).to_have_title("سند — الفصل 1")
        expect(item.form(page).get_by_text(RIGHT_FIRST, exact=True)).to_have_count(left)
    whole.close()


# -- print -----------------------------------------------------------------------------------------------------------


def test_a_chapter_prints_without_what_is_only_for_the_screen(page: Page, course: Course) -> None:
    page.goto(f"chapters/{CHAPTER}.html")
    page.emulate_media(media="print")
    seed = course.chapter(CHAPTER).seed
    for address in seed.sentences:
        expect(page.locator(f"#s-{seed.id}-{address.line}-{address.sentence}")).to_be_visible()
    for item in items_of(course, CHAPTER):
        expect(item.form(page).get_by_text(item.count, exact=True)).to_be_visible()
    expect(page.get_by_role("navigation").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("banner").get_by_role("link").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("link", name=t("Exit this page"))).to_be_hidden()
    assert page.get_by_role("button").locator("visible=true").count() == 0
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 3


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_that_it_is_arabic_and_right_to_left(site: Site, path: str) -> None:
    assert '<html lang="ar" dir="rtl"' in (site.folder / path).read_text("utf-8")
