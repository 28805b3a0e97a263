"""Checks of every page, in every size and colour scheme: axe, no English, no horizontal overflow, a strict policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from sanadbook.model.course import Course
from tests.browser.answering import Item, items_of, wrong_answer
from tests.browser.conftest import REPOSITORY, Site

pytestmark = pytest.mark.browser

#: One of each kind of page.
KINDS = ["index", "chapters/04", "compare", "glossary", "facilitator/index", "facilitator/04", "search", "404"]
WIDE, NARROW = 1280, 390
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Opener = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Opener]:
    """Open a page of the book in a new context."""
    contexts = []

    def open_page(path: str, width: int = WIDE, **options: Any) -> Page:
        context = chromium.new_context(base_url=site.url, viewport={"width": width, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path if path.endswith(".html") else f"{path}.html")
        return page

    yield open_page
    for context in contexts:
        context.close()


def all_pages(folder: Path = REPOSITORY) -> list[str]:
    """The pages in the table of contents, and the two that the theme adds."""
    contents = yaml.safe_load((folder / "_toc.yml").read_text("utf-8"))

    def below(pages: list[dict[str, Any]]) -> Iterator[str]:
        for page in pages:
            yield page["file"]
            yield from below(page.get("sections", []))

    return sorted([contents["root"], *below(contents["chapters"]), "search", "404"])


def titles(folder: Path = REPOSITORY) -> set[str]:
    """The allowed tab titles: those in the table of contents, and that of the search page."""
    return set(re.findall('title: "([^"]+)"', (folder / "_toc.yml").read_text("utf-8"))) | {"ابحثوا"}


def test_the_list_of_pages_is_complete(site: Site) -> None:
    assert sorted(f"{name}.html" for name in all_pages()) == site.pages


# -- accessible -------------------------------------------------------------------------------------------------------


def violations(page: Page, rules: dict[str, Any] | None = None) -> list[str]:
    """Return axe's violations: each rule with the first elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(result => result.violations.map("
        "v => [v.id, v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary)]))",
        rules or {"type": "tag", "values": RULES},
    )
    return [f"{rule}: {nodes}" for rule, nodes in found]


def open_everything(page: Page) -> None:
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")


@pytest.fixture
def examined(visit: Opener) -> Opener:
    """Pages prepared for axe: without the policy, which would block axe, and animation, which distorts results."""

    def open_page(path: str, width: int = WIDE, colours: str = "light") -> Page:
        page = visit(path, width, color_scheme=colours, bypass_csp=True, reduced_motion="reduce")
        expect(page.locator(":is(.sanad-body section, .sanad-item):not(.is-laid-out)")).to_have_count(
            0
        )  # lay out the whole page
        return page

    return open_page


#: The axe rules that depend on colours.
CONTRAST = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_no_violations_with_menus_closed_and_open(examined: Opener, path: str, width: int) -> None:
    page = examined(path, width)
    for state in ("closed", "open"):
        if state == "open":
            open_everything(page)
        page.emulate_media(color_scheme="light")
        assert violations(page) == [], state
        page.emulate_media(color_scheme="dark")
        assert violations(page, CONTRAST) == [], (state, "dark")


@pytest.mark.parametrize("path", sorted(set(all_pages()) - set(KINDS)))
def test_axe_finds_no_violations_on_the_other_pages(examined: Opener, path: str) -> None:
    page = examined(path)
    open_everything(page)
    assert violations(page) == []


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_axe_finds_no_violations_after_answering(examined: Opener, course: Course, right: bool) -> None:
    page = examined("chapters/04", WIDE)
    for item in items_of(course, "04"):
        answer(page, item, right)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []


def answer(page: Page, item: Item, right: bool) -> None:
    """Answer and check *item*; reveal an open item and tick all of its points or only the first."""
    form = item.form(page)
    if item.item.type == "open":
        item.give(form, item.key if right else [0])
        return
    item.give(form, item.key if right else wrong_answer(item))
    item.check(form)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_no_violations_in_the_search_and_its_results(examined: Opener, width: int) -> None:
    page = examined("search", width)
    page.get_by_role("searchbox").fill("الدعم")
    expect(page.get_by_role("main").get_by_role("link", name=re.compile("الفصل")).first).to_be_visible()
    assert violations(page) == []
    page = examined("chapters/01", width)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


# -- no English -------------------------------------------------------------------------------------------------------

#: Names that are not translated. English quoted in notes about a translation is collected from the page.
NAMES = {
    "LGBTQ",
    "Jupyter",
    "JupyterLab",
    "JavaScript",
    "Shift",
    "SVG",
    "mybinder",
    "org",
    "matplotlib",
    "pandas",
    "CSV",
    "JSON",
}
SEEN = """() => {
  const found = [], add = (where, text) => { if (text && text.trim()) found.push([where, text.trim()]); };
  const shown = element => element.checkVisibility({checkVisibilityCSS: true});
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (parent.closest("script, style, code, pre, kbd")) continue;
    if (shown(parent)) add(parent.tagName, node.data);
  }
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt"])
      add(`${element.tagName} ${name}`, element.getAttribute(name));
  }
  add("document.title", document.title);
  return found;
}"""
#: Collects messages that scripts show later, from `data-` attributes and elements next to the questions.
SAID = """() => {
  const found = [];
  for (const element of document.querySelectorAll("[data-exit-status], [data-finder], .sanad-label, form"))
    for (const [name, text] of Object.entries(element.dataset))
      if (/\\s/.test(text)) found.push([`data ${name}`, text]);
  for (const script of document.querySelectorAll("script[data-quiz-data]"))
    for (const [name, text] of Object.entries(JSON.parse(script.textContent).strings))
      found.push([`string ${name}`, text]);
  return found;
}"""
QUOTED_FROM_ENGLISH = (
    ".sanad-note, .sanad-passage, .sanad-answer, .sanad-quote, .sanad-evidence, .sanad-caveat, .sanad-glossary,"
    " .sanad-evidence-details"
)


def english(found: list[list[str]], but: set[str]) -> list[str]:
    """Return the texts with Latin words that are not names."""
    out = []
    for where, text in found:
        words = (
            set(re.findall("[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", text))) - NAMES - but
        )  # {count} is filled in later
        if words:
            out.append(f"{where}: {text[:80]!r} has {sorted(words)}")
    return out


def words_of_the_source(page: Page) -> set[str]:
    """Return the Latin words of the passage, and the English words that notes quote."""
    texts = page.locator(QUOTED_FROM_ENGLISH).all_text_contents()
    return {word for text in texts for word in re.findall("[A-Za-z]{2,}", text)}


@pytest.mark.parametrize("path", all_pages())
def test_there_is_no_english_on_any_page(visit: Opener, path: str) -> None:
    page = visit(path)
    source = words_of_the_source(page)
    assert english(page.evaluate(SEEN) + page.evaluate(SAID), source) == []
    open_everything(page)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 844})
        assert english(page.evaluate(SEEN), source) == []


def test_there_is_no_english_in_what_the_scripts_say(visit: Opener, course: Course) -> None:
    page = visit("chapters/04")
    for item in items_of(course, "04"):
        answer(page, item, right=False)
    page.keyboard.press("Shift")
    expect(page.get_by_text("اضغطوا Shift مرتين أخريين")).to_be_visible()
    assert english(page.evaluate(SEEN), words_of_the_source(page)) == []
    quoted = words_of_the_source(visit("chapters/04")) | words_of_the_source(visit("glossary"))
    page = visit("search")
    for words in ("الدعم", "ضضضض"):
        page.get_by_role("searchbox").fill(words)
        expect(page.get_by_role("main").get_by_role("status")).not_to_be_empty()
        assert english(page.evaluate(SEEN), quoted) == []


@pytest.mark.parametrize("path", KINDS)
def test_digits_are_western(visit: Opener, path: str) -> None:
    page = visit(path)
    open_everything(page)
    texts = " ".join(text for _, text in page.evaluate(SEEN) + page.evaluate(SAID))
    assert not re.findall("[\u0660-\u0669\u06f0-\u06f9]", texts)


# -- width and touch targets -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", KINDS)
def test_no_page_scrolls_sideways(visit: Opener, path: str) -> None:
    """640 pixels correspond to 1280 at 200 % zoom, 320 pixels to 400 %."""
    page = visit(path)
    open_everything(page)
    for width in (320, NARROW, 640, 800, WIDE):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.scrollingElement.scrollWidth") == width


@pytest.mark.parametrize("path", KINDS)
def test_the_largest_text_size_fits_a_small_phone(visit: Opener, path: str) -> None:
    page = visit(path, 320)
    page.locator("summary").filter(has_text="الفصول").click()
    page.get_by_role("radio", name="الأكبر").first.check()
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


@pytest.mark.parametrize("path", KINDS)
def test_controls_are_within_reach_of_a_thumb_on_a_phone(visit: Opener, path: str) -> None:
    page = visit(path, NARROW)
    for target in (
        page.get_by_role("link", name="اخرجوا من الصفحة"),
        page.locator("summary").filter(has_text="الفصول"),
    ):
        place = target.bounding_box()
        assert place is not None
        assert place["y"] > 844 / 2
        assert place["width"] >= 44
        assert place["height"] >= 44


@pytest.mark.parametrize("width", [320, NARROW, WIDE])
@pytest.mark.parametrize("path", KINDS)
def test_links_of_the_frame_are_large_enough_to_press(visit: Opener, path: str, width: int) -> None:
    page = visit(path, width)
    open_everything(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "header a, header summary, nav a, .sanad-choices label, .sanad-entry-links a")]
          .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
          .filter(([, r]) => r.width && (r.height < 43.5 || r.width < 43.5))
          .map(([text, r]) => [text, r.width, r.height])"""
    )
    assert small == []


# -- content security policy -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", all_pages())
def test_every_page_has_a_strict_policy_without_violations(page: Page, path: str) -> None:
    """The fixture `page` fails on policy violations, which browsers report on the console."""
    page.goto(f"{path}.html")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["font-src"] == "'self'"
    # The policy lists the digests of inline code: style, dark colours; exit script, font script, quiz script.
    for kind, most in (("style", 2), ("script", 3)):
        inside = page.locator(f"{kind}:not([src]):not([type='application/json'])").all_text_contents()
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inside]
        assert rules[f"{kind}-src"] == " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
        assert len(inside) <= most
    assert (rules["base-uri"], rules["form-action"]) == ("'none'", "'none'")
    assert "unsafe" not in policy
    assert page.locator("[style], body style, .sanad-body > script").count() == 0
    handlers = "element => [...element.attributes].some(attribute => attribute.name.startsWith('on'))"
    assert page.evaluate(f"[...document.querySelectorAll('*')].some({handlers})") is False


def test_a_slow_page_uses_the_device_font_and_caches_the_book_font(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1}
    devtools.send("Network.emulateNetworkConditions", slow)
    family = "getComputedStyle(document.body).fontFamily"
    used = "[...document.fonts].filter((face) => face.status === 'loaded').length"
    page.goto("chapters/01.html")
    assert "Vazirmatn" not in page.evaluate(family)
    page.evaluate("document.fonts.ready")
    assert page.evaluate(used) == 2
    for visit in (lambda: page.goto("chapters/02.html"), page.reload):
        visit()
        assert page.evaluate(family).startswith("Vazirmatn")


def test_a_fast_page_requests_the_book_font_before_layout(page: Page) -> None:
    page.add_init_script(
        "const {getEntriesByType} = Performance.prototype;"
        "Performance.prototype.getEntriesByType = function (kind) {"
        "  const soon = {type: 'navigate', requestStart: this.now()};"
        "  return kind === 'navigation' ? [soon] : getEntriesByType.call(this, kind);"
        "}"
    )
    page.goto("chapters/01.html")
    asked = page.locator("head link[rel=preload][as=font][crossorigin]").evaluate_all(
        "links => links.map((link) => link.href)"
    )
    page.evaluate("document.fonts.ready")
    loaded = (
        "performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.endsWith('woff2'))"
    )
    assert len(asked) == 2
    assert sorted(page.evaluate(loaded)) == sorted(asked)
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Vazirmatn")


def test_the_policy_is_enforced(visit: Opener) -> None:
    page = visit("index")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))",
    )
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("path", all_pages())
def test_titles_and_previews_are_neutral(visit: Opener, path: str) -> None:
    page = visit(path)
    brand, _, title = page.title().partition(" — ")
    assert brand == "سند"
    assert title in titles() | {""}
    heading = page.get_by_role("heading", level=1).inner_text()
    assert title == heading or heading not in page.title()
    names = page.evaluate(
        "[...document.querySelectorAll('meta')].map(m => m.name || m.getAttribute('property')).filter(Boolean)"
    )
    assert set(names) <= {"viewport", "referrer", "format-detection", "robots"}


# -- display settings --------------------------------------------------------------------------------------------------


def test_display_settings_last_for_the_visit_and_are_not_stored(visit: Opener) -> None:
    page = visit("chapters/04")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.get_by_label("حجم النص والألوان").click()
    page.get_by_role("radio", name="الأكبر").check()
    page.get_by_role("radio", name="داكن").check()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="التالي").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/05.html")
    page.get_by_label("حجم النص والألوان").click()
    expect(page.get_by_role("radio", name="الأكبر")).to_be_checked()
    expect(page.get_by_role("radio", name="داكن")).to_be_checked()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") > size
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != ground
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert "?" not in page.url
    other = page.context.new_page()  # another tab has its own settings
    other.goto("chapters/05.html")
    assert other.evaluate("getComputedStyle(document.documentElement).fontSize") == size


def test_the_exit_resets_the_display_settings(visit: Opener) -> None:
    page = visit("index")
    page.context.route("https://**", lambda route: route.fulfill(body="<title>away</title>", content_type="text/html"))
    page.get_by_label("حجم النص والألوان").click()
    page.get_by_role("radio", name="داكن").check()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="اخرجوا من الصفحة").click()
    expect(page).to_have_title("away")
    assert page.evaluate("window.name") == ""


def test_a_page_in_the_background_is_concealed_and_keeps_its_scroll_position(visit: Opener) -> None:
    page = visit("chapters/04", reduced_motion="reduce")
    hide = """hidden => {
      Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.get_by_role("heading", name="فكّروا").scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    page.evaluate(hide, True)
    assert page.evaluate("getComputedStyle(document.body).opacity") == "0"
    page.evaluate(hide, False)
    assert page.evaluate("getComputedStyle(document.body).opacity") == "1"
    assert page.evaluate("scrollY") == pytest.approx(place, abs=20)  # a font that loads late shifts the text slightly
    page.evaluate(hide, True)
    page.emulate_media(media="print")  # some browsers hide the page while printing
    assert page.evaluate("getComputedStyle(document.body).opacity") == "1"
