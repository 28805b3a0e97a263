"""Graceful degradation: without scripts, modern CSS, colours, animation or a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sanadbook.items.single import Single
from sanadbook.model.course import Course
from tests.browser.answering import RIGHT_FIRST, items_of
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

KINDS = ["index", "chapters/04", "facilitator/index", "facilitator/04", "search", "404"]
Opener = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Opener]:
    """Open a page in a new context; `change` may rewrite the style sheet."""
    contexts = []

    def open_page(path: str, width: int = 390, change: Callable[[str], str] | None = None, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=site.url, viewport={"width": width, "height": 844}, bypass_csp=bool(change), **options
        )
        contexts.append(context)

        def rewritten(route: Route) -> None:
            assert change is not None
            before, style, after = re.split("<style>|</style>", route.fetch().text(), maxsplit=2)
            route.fulfill(body=f"{before}<style>{change(style)}</style>{after}", content_type="text/html")

        if change:
            context.route("**/*.html", rewritten)
        page = context.new_page()
        page.goto(f"{path}.html")
        return page

    yield open_page
    for context in contexts:
        context.close()


class TestWithoutScript:
    @pytest.mark.parametrize("path", KINDS)
    def test_every_page_is_readable(self, visit: Opener, path: str) -> None:
        without, with_script = visit(path, java_script_enabled=False), visit(path)
        expect(without.get_by_role("heading", level=1)).to_be_visible()
        visible = "all => all.filter((heading) => heading.checkVisibility()).map((heading) => heading.textContent)"
        headings = without.get_by_role("main").get_by_role("heading", level=2).evaluate_all(visible)
        expected = with_script.get_by_role("main").get_by_role("heading", level=2).evaluate_all(visible)
        assert headings == expected

    def test_controls_that_need_scripts_are_hidden(self, visit: Opener) -> None:
        page = visit("chapters/04", 1280, java_script_enabled=False)
        expect(page.get_by_label("حجم النص والألوان")).to_be_hidden()
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("link", name="اخرجوا من الصفحة")).to_have_attribute("href", re.compile("^https://"))

    def test_drawer_notes_and_answers_open(self, visit: Opener) -> None:
        page = visit("chapters/04", java_script_enabled=False)
        page.locator("summary").filter(has_text="الفصول").click()
        expect(page.get_by_role("link", name="الفصل 2", exact=True)).to_be_visible()
        page.mouse.click(195, 60)  # outside the drawer
        expect(page.get_by_role("link", name="الفصل 2", exact=True)).to_be_hidden()
        more = page.get_by_text(re.compile("^ملاحظات أخرى على الترجمة")).first
        notes = page.get_by_role("complementary", name=re.compile("^ملاحظات")).filter(has=more).first
        more.click()
        expect(notes.get_by_role("paragraph").last).to_be_visible()
        page.get_by_text("اكشفوا الجواب المرفق وقارنوا").click()
        expect(page.get_by_role("heading", name="الجواب المرفق بالنص")).to_be_visible()


def old(style: str) -> str:
    """Return the style sheet as a browser of 2021 parses it, without the rules that it does not support."""
    rule = r"[^{}]*(?:%s)[^{}]*\{[^{}]*\}"
    style = re.sub(rule % r":has\(|::highlight|::details-content", "", style)
    style = re.sub(r"[\w-]+:\s*[^;{}]*(?:color-mix|text-wrap|\bmax\(0px, 100%)[^;{}]*;?", "", style)
    assert ":has(" not in style
    return style


class TestOldBrowser:
    FORGET = """
      delete window.Highlight; delete CSS.highlights; delete window.IntersectionObserver;
      delete HTMLDialogElement.prototype.showModal;
    """

    def test_the_text_is_readable_and_an_item_can_be_answered(self, visit: Opener, course: Course) -> None:
        page = visit("index", 1280, old)
        page.context.add_init_script(self.FORGET)
        page.goto("chapters/04.html")
        expect(page.get_by_role("region", name=re.compile("^من النص")).first).to_be_visible()
        item = next(item for item in items_of(course, "04") if isinstance(item.item, Single))
        form = item.form(page)
        item.give(form, item.key)
        item.check(form)
        expect(form.get_by_text(RIGHT_FIRST)).to_be_visible()
        form.get_by_role("link", name=re.compile("الجملة في النص")).first.click()
        expect(page.get_by_role("button", name="عودوا إلى السؤال")).to_be_visible()

    def test_no_page_scrolls_sideways(self, visit: Opener) -> None:
        page = visit("chapters/04", 390, old)
        assert page.evaluate("document.scrollingElement.scrollWidth") == 390


class TestForcedColours:
    @pytest.fixture
    def page(self, visit: Opener) -> Page:
        return visit("chapters/04", 1280, forced_colors="active")

    def test_the_current_page_is_marked_by_a_border(self, page: Page) -> None:
        contents = page.get_by_role("navigation", name="محتويات الكتاب")
        line = "element => getComputedStyle(element).borderInlineStartStyle"
        assert contents.get_by_role("link", name="الفصل 4", exact=True).evaluate(line) == "solid"
        assert contents.get_by_role("link", name="الفصل 2", exact=True).evaluate(line) == "none"

    def test_a_selected_menu_entry_is_marked_by_a_border(self, page: Page) -> None:
        page.get_by_label("حجم النص والألوان").click()
        style = "element => getComputedStyle(element.nextElementSibling).outlineStyle"
        assert page.get_by_role("radio", name="عادي").evaluate(style) == "solid"
        assert page.get_by_role("radio", name="أكبر", exact=True).evaluate(style) == "none"

    def test_right_and_wrong_are_marked_by_words_and_borders(self, page: Page, course: Course) -> None:
        item = next(item for item in items_of(course, "04") if isinstance(item.item, Single))
        form = item.form(page)
        item.give(form, item.distractors[:1])
        item.check(form)
        form.get_by_role("button", name="أظهروا الجواب").click()
        style = "element => getComputedStyle(element.closest('.sanad-option')).borderTopStyle"
        assert item.control(form, item.distractors[0]).evaluate(style) == "dashed"
        assert item.control(form, int(item.key[0] or 0)).evaluate(style) == "solid"

    def test_the_exit_has_a_border(self, page: Page) -> None:
        way_out = page.get_by_role("link", name="اخرجوا من الصفحة")
        assert way_out.evaluate("element => getComputedStyle(element).borderTopWidth") == "2px"


def test_reduced_motion_disables_animations(visit: Opener) -> None:
    page = visit("chapters/04", 1280, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
          const style = getComputedStyle(element);
          return style.animationName !== "none"
            || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0)
            || style.scrollBehavior === "smooth";
        }).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert moving == []


def test_animations_are_short(visit: Opener) -> None:
    page = visit("chapters/04", 1280, reduced_motion="no-preference")
    times = page.evaluate(
        "[...document.querySelectorAll('*')]"
        ".flatMap(e => getComputedStyle(e).transitionDuration.split(', ')).map(parseFloat)"
    )
    assert 0 < max(times) <= 0.15


@pytest.mark.parametrize("path", KINDS)
def test_pages_work_from_a_folder(page: Page, site: Site, path: str) -> None:
    """The fixture `page` fails on any error in the browser."""
    page.goto((site.folder / f"{path}.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("حجم النص والألوان")).to_be_visible()
    assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))")
