"""A gallery book with every element of the theme: right-to-left layout and element positions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sanadbook.i18n import get_translator
from tests.browser.conftest import Site, Watch, build_book
from tests.browser.test_every_page import SEEN
from tests.browser.test_every_page import english as english_words

pytestmark = pytest.mark.browser

BOOKS = Path(__file__).parents[1] / "sphinx_ext"
PAGES = ["index", "elements", "design", "cells"]


class Box(NamedTuple):
    """A bounding box in page pixels."""

    left: float
    top: float
    right: float
    bottom: float


def box(found: Locator) -> Box:
    rectangle = found.bounding_box()
    assert rectangle is not None, f"{found} is not shown"
    left, top = rectangle["x"], rectangle["y"]
    return Box(left, top, left + rectangle["width"], top + rectangle["height"])


def words(found: Locator, text: str = "") -> Box:
    """Return the bounding box of the lines of text in *found*, or only of *text* if given."""
    at = found.evaluate(
        """(element, text) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          if (text) {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode());) {
              const start = node.data.indexOf(text);
              if (start >= 0) { range.setStart(node, start); range.setEnd(node, start + text.length); break; }
            }
          }
          const r = range.getBoundingClientRect();
          return [r.left, r.top, r.right, r.bottom];
        }""",
        text,
    )
    return Box(*at)


def style(found: Locator, name: str) -> str:
    return str(found.evaluate("(element, name) => getComputedStyle(element)[name]", name))


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    """The built gallery; `build_book` treats warnings as errors (`-W -n`)."""
    return serve(build_book(BOOKS / "gallery", tmp_path_factory.mktemp("gallery")))


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    return serve(build_book(BOOKS / "english", tmp_path_factory.mktemp("english")))


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of a book. Fails at the end on external or failed requests and on errors."""
    opened = []

    def open_page(site: Site, name: str, width: int = 1280, **options: Any) -> Page:
        context = chromium.new_context(base_url=site.url, viewport={"width": width, "height": 800}, **options)
        page, watch = context.new_page(), Watch((site.url,))
        watch.attach(page)
        page.goto(f"{name}.html")
        opened.append((context, watch))
        return page

    yield open_page
    for context, watch in opened:
        context.close()
        assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])


def test_two_lines_of_configuration_enable_the_theme() -> None:
    lines = (BOOKS / "gallery" / "_config.yml").read_text("utf-8").split("\n")
    assert [line.strip() for line in lines if "sanad" in line.lower() and not line.startswith("#")] == [
        "extra_extensions: [sanadbook.sphinx_ext]",
        "html_theme: sanadbook",
    ]


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(visit: Callable[..., Page], gallery: Site, name: str, width: int) -> None:
    page = visit(gallery, name, width)
    page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
    assert page.evaluate("document.scrollingElement.scrollWidth") == width


@pytest.mark.parametrize("name", PAGES)
def test_the_theme_adds_no_english(visit: Callable[..., Page], gallery: Site, name: str) -> None:
    """Includes texts of the extensions that the theme supports: MyST-NB, sphinx-design, Sphinx."""
    page = visit(gallery, name)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    ours = {
        "GitHub",
        "Latin",
        "LGBTQ",
        *re.findall("[A-Za-z]+", str(page.locator("a[href^=https], .sd-badge").all_inner_texts())),
    }
    formulas = set(page.locator("math").all_text_contents())
    assert english_words([seen for seen in page.evaluate(SEEN) if seen[1] not in formulas], ours) == []


class TestText:
    @pytest.fixture
    def page(self, visit: Callable[..., Page], gallery: Site) -> Page:
        return visit(gallery, "elements")

    def test_the_page_is_arabic_and_right_to_left(self, page: Page) -> None:
        root = page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
        paragraph = page.get_by_text("فقرة ثانية تجاور الهامش")
        assert words(paragraph).right == pytest.approx(box(paragraph).right, abs=1)

    def test_the_contents_are_on_the_right_of_the_text(self, page: Page) -> None:
        contents = page.get_by_role("navigation", name="محتويات الكتاب")
        assert box(contents).left > box(page.get_by_role("main")).right

    def test_the_previous_page_is_on_the_right_and_both_arrows_point_outwards(self, page: Page) -> None:
        previous, following = page.get_by_role("link", name="السابق"), page.get_by_role("link", name="التالي")
        assert box(previous).left > box(following).right
        assert box(previous.locator("svg")).left > words(previous.locator("span")).right
        assert box(following.locator("svg")).right < words(following.locator("span")).left
        assert style(previous.locator("svg"), "transform") == style(following.locator("svg"), "transform")
        assert style(previous.locator("svg"), "transform").startswith("matrix(-1")

    @pytest.mark.parametrize("item", ["بند أول", "أولًا"])
    def test_the_marker_of_a_list_is_on_the_right(self, page: Page, item: str) -> None:
        line = page.get_by_role("listitem").filter(has_text=re.compile(rf"^\s*{item}\s*$"))
        assert style(line, "direction") == "rtl"
        room = box(line.locator("xpath=.."))
        assert room.right - words(line, item).right > 20  # the position of the marker
        assert words(line, item).left > room.left + 20

    def test_a_list_within_a_list_is_further_left(self, page: Page) -> None:
        inner = page.get_by_role("listitem").filter(has_text=re.compile(r"^\s*بند فرعي\s*$"))
        assert words(page.get_by_text("بند ثانٍ")).right - words(inner).right > 20

    def test_the_box_of_a_task_is_on_the_right_and_has_a_name(self, page: Page) -> None:
        task = page.get_by_role("checkbox", name="لم يكتمل بعد")
        assert box(task).left > words(task.locator("xpath=.."), "مهمة لم تتم").right
        expect(page.get_by_role("checkbox", name="اكتمل", exact=True)).to_be_checked()

    def test_a_definition_is_indented_from_the_right(self, page: Page) -> None:
        term = page.get_by_role("term").filter(has_text=re.compile("^سند$"))
        definition = page.get_by_role("definition").filter(has_text="سلسلة الأدلة")
        assert words(term).right - words(definition).right > 20

    def test_the_rule_of_a_quotation_is_on_the_right(self, page: Page) -> None:
        quotation = page.locator("blockquote")
        assert style(quotation, "borderRightWidth") == "4px"
        assert style(quotation, "borderLeftWidth") == "0px"

    def test_every_admonition_has_an_arabic_title_and_its_rule_on_the_right(self, page: Page) -> None:
        admonitions = page.locator(".admonition").all()
        assert len(admonitions) == 12
        for admonition in admonitions:
            assert style(admonition, "borderRightWidth") == "4px"
            assert style(admonition, "borderLeftWidth") == "1px"
            assert re.match("[\u0600-\u06ff]", admonition.locator(".admonition-title").inner_text())

    def test_a_folded_admonition_opens_and_its_triangle_is_on_the_right(self, page: Page) -> None:
        summary = page.locator("summary").filter(has_text="مطوية")
        assert box(summary).right - words(summary).right > 10
        expect(page.get_by_text("محتوى مطوي")).to_be_hidden()
        summary.click()
        expect(page.get_by_text("محتوى مطوي")).to_be_visible()

    def test_a_margin_note_is_left_of_the_text_at_the_same_height(self, page: Page) -> None:
        note, paragraph = page.locator("aside.margin"), page.get_by_text("فقرة ثانية تجاور الهامش")
        assert box(note).right < words(paragraph).left
        assert box(note).top == pytest.approx(box(paragraph).top, abs=20)

    def test_a_sidebar_is_left_of_the_following_text(self, page: Page) -> None:
        sidebar, topic = page.locator("aside.sidebar:not(.margin)"), page.locator(".topic")
        assert box(sidebar).right <= box(topic).left
        assert box(sidebar).left == pytest.approx(box(page.locator(".admonition").first).left, abs=1)

    def test_the_first_column_of_a_table_is_on_the_right(self, page: Page) -> None:
        heads = page.get_by_role("table").first.get_by_role("columnheader").all()
        assert [head.inner_text() for head in heads] == ["الفصل", "العنوان", "الدقائق"]
        lefts = [box(head).left for head in heads]
        assert lefts == sorted(lefts, reverse=True)
        cells = page.get_by_role("table").first.get_by_role("cell").all()
        assert words(cells[0]).right == pytest.approx(words(heads[0]).right, abs=1)

    def test_a_wide_table_scrolls_separately_and_by_keyboard(self, visit: Callable[..., Page], gallery: Site) -> None:
        page = visit(gallery, "elements", 390)
        scroller = page.locator(".sanad-scroll").filter(has=page.get_by_text("جدول ذو عنوان"))
        assert scroller.evaluate("element => element.scrollWidth > element.clientWidth")
        scroller.focus()
        expect(scroller).to_be_focused()

    def test_figures_are_aligned_as_specified(self, page: Page) -> None:
        paragraph = page.get_by_text("فقرة تجاور الصورة التي على اليمين")
        right = box(page.get_by_role("img", name="مستطيل فيه دائرة على اليمين"))
        left = box(page.get_by_role("img", name="مستطيل فيه دائرة على اليسار"))
        centre = box(page.get_by_role("img", name="مستطيل فيه دائرة في الوسط"))
        plain = box(page.get_by_role("img", name="مستطيل فيه دائرة", exact=True))
        measure = box(page.get_by_text("فقرة ثانية تجاور الهامش"))
        assert right.right == plain.right == measure.right
        assert right.left - words(paragraph).right > 10
        assert left.left == pytest.approx(measure.left, abs=1)
        assert words(page.get_by_text("فقرة تجاور الصورة التي على اليسار")).left - left.right > 10
        assert (centre.left + centre.right) / 2 == pytest.approx((measure.left + measure.right) / 2, abs=1)
        assert plain.right - plain.left == 300  # the author's width, without an inline style

    def test_captions_and_references_are_numbered_in_arabic(self, page: Page) -> None:
        expect(page.get_by_text("الشكل 1 شرح الصورة")).to_be_visible()
        expect(page.get_by_role("link", name="الجدول 1", exact=True)).to_be_visible()
        expect(page.get_by_text("الشفرة 1 شفرة ذات عنوان")).to_be_visible()

    def test_code_runs_left_to_right_from_the_left_edge(self, page: Page) -> None:
        block = page.locator("pre").filter(has_text="def greet")
        assert style(block, "direction") == "ltr"
        assert words(block, "def").left - box(block).left < 30
        assert words(block, "return").left > words(block, "def").left
        code = page.locator("code").filter(has_text="code()")
        assert (style(code, "direction"), style(code, "unicodeBidi")) == ("ltr", "isolate")

    def test_runs_of_latin_keep_their_order(self, page: Page) -> None:
        paragraph = page.get_by_text("مجتمع")
        assert paragraph.locator("bdi").all_inner_texts()[:2] == ["LGBTQ +", "GitHub"]
        run = paragraph.locator("bdi").first
        assert words(run, "LGBTQ").right < words(run, "+").left  # the punctuation follows its word
        name = paragraph.locator("bdi").nth(1)
        assert words(name).left > words(paragraph, "وهو").right  # the text after a name is on its left

    def test_a_formula_is_drawn_left_to_right_and_its_number_is_on_the_left(self, page: Page) -> None:
        formulas = page.locator("math").all()
        assert len(formulas) == 4
        assert all(style(formula, "direction") == "ltr" for formula in formulas)
        assert words(page.locator("math").first, "a").left < words(page.locator("math").first, "c").left
        number = page.locator("#equation-equation .eqno")
        assert number.inner_text() == "(1)"
        assert box(number).right < words(page.locator("#equation-equation math")).left
        assert "\\" not in page.get_by_role("main").inner_text()

    def test_footnotes_have_their_number_on_the_right(self, page: Page) -> None:
        note = page.locator("aside.footnote").first
        assert box(note.locator(".label")).left >= words(note.locator("p")).right
        page.get_by_role("link", name="1", exact=True).first.click()
        expect(note).to_be_in_viewport()

    def test_a_margin_note_is_inline_on_a_phone(self, visit: Callable[..., Page], gallery: Site) -> None:
        page = visit(gallery, "elements", 390)
        assert style(page.locator("aside.margin"), "float") == "none"
        assert style(page.locator("aside.margin"), "borderRightWidth") == "3px"


class TestDesign:
    @pytest.fixture
    def page(self, visit: Callable[..., Page], gallery: Site) -> Page:
        return visit(gallery, "design")

    def test_a_grid_begins_on_the_right(self, page: Page) -> None:
        first, second = page.get_by_text("البطاقة الأولى"), page.get_by_text("البطاقة الثانية")
        third = page.get_by_text("خلية بلا إطار")
        assert box(first).left > box(second).right
        assert box(second).left > box(third).right

    def test_a_grid_is_one_column_on_a_phone(self, visit: Callable[..., Page], gallery: Site) -> None:
        page = visit(gallery, "design", 390)
        first, second = page.get_by_text("البطاقة الأولى"), page.get_by_text("البطاقة الثانية")
        assert box(first).bottom < box(second).top
        assert box(first).right == box(second).right

    def test_the_whole_area_of_a_card_with_a_link_is_clickable(self, page: Page) -> None:
        link = page.get_by_role("main").get_by_role("link", name="عناصر النص")
        expect(link).to_have_attribute("href", "elements.html")
        place = words(page.get_by_text("تقود إلى صفحة"))
        page.mouse.click((place.left + place.right) / 2, (place.top + place.bottom) / 2)
        expect(page.get_by_role("heading", name="عناصر النص")).to_be_visible()

    def test_tabs_begin_on_the_right_and_change_with_mouse_and_keyboard(self, page: Page) -> None:
        first, second = page.get_by_role("radio", name="الأول"), page.get_by_role("radio", name="الثاني")
        assert box(page.get_by_text("الأول", exact=True)).left >= box(page.get_by_text("الثاني", exact=True)).right
        expect(page.get_by_text("محتوى اللسان الثاني")).to_be_hidden()
        page.get_by_text("الثاني", exact=True).click()
        expect(page.get_by_text("محتوى اللسان الثاني")).to_be_visible()
        expect(page.get_by_text("محتوى اللسان الأول")).to_be_hidden()
        second.press("ArrowRight")
        expect(first).to_be_checked()

    def test_badges_and_buttons_have_their_colours(self, page: Page) -> None:
        grounds = {
            style(page.get_by_text(name, exact=True), "backgroundColor") for name in ("أولى", "تمت", "تنبيه", "خطر")
        }
        assert len(grounds) == 4
        for name in ("إلى العناصر", "زر محدّد"):
            target = box(page.get_by_role("link", name=name))
            assert target.bottom - target.top >= 44


class TestCells:
    @pytest.fixture
    def page(self, visit: Callable[..., Page], gallery: Site) -> Page:
        return visit(gallery, "cells")

    def test_code_is_left_to_right_and_the_rule_of_a_cell_on_the_right(self, page: Page) -> None:
        block = page.locator(".cell_input .highlight").first
        assert style(block.locator("pre"), "direction") == "ltr"
        assert words(block.locator("pre"), "x").left - box(block).left < 30
        assert style(block, "borderRightWidth") == "3px"
        assert style(block, "borderLeftWidth") == "1px"

    def test_an_output_has_the_direction_of_its_text(self, page: Page) -> None:
        arabic, latin = (
            page.locator("pre").filter(has_text="سطر أول، ثم"),
            page.locator("pre").filter(has_text="division by zero"),
        )
        output = arabic.last
        assert box(output).right - words(output).right < 20
        assert words(latin).left - box(latin).left < 20

    def test_error_output_has_a_different_colour(self, page: Page) -> None:
        plain = page.locator(".cell_output pre").filter(has_text="سطر أول")
        wrong = page.locator(".cell_output pre").filter(has_text="تحذير")
        assert style(plain, "color") != style(wrong, "color")

    def test_a_table_of_pandas_begins_on_the_right_and_has_the_look_of_the_book(self, page: Page) -> None:
        heads = page.get_by_role("table").get_by_role("columnheader").all()
        assert [head.inner_text() for head in heads[1:]] == ["المحور", "العدد"]
        assert box(heads[1]).left >= box(heads[2]).right
        assert style(heads[1], "borderRightWidth") == "0px"

    @pytest.mark.parametrize(
        ("show", "hide", "hidden"),
        [
            ("أظهروا الشفرة", "أخفوا الشفرة", "y = 1"),
            ("أظهروا الناتج", "أخفوا الناتج", "مخرج خفي"),
            ("أظهروا الخلية", "أخفوا الخلية", "خلية خفية"),
        ],
    )
    def test_hidden_cells_open_under_a_label(self, page: Page, show: str, hide: str, hidden: str) -> None:
        part = page.locator("pre").filter(has_text=hidden).last
        expect(part).to_be_hidden()
        page.get_by_text(show, exact=True).click()
        expect(part).to_be_visible()
        page.get_by_text(hide, exact=True).click()
        expect(part).to_be_hidden()

    def test_a_long_output_scrolls_in_a_box_that_the_keyboard_reaches(self, page: Page) -> None:
        output = page.locator(".tag_output_scroll .cell_output")
        assert output.evaluate("element => element.scrollHeight > element.clientHeight")
        expect(output).to_have_attribute("tabindex", "0")

    def test_pictures_keep_their_alternative_text(self, page: Page) -> None:
        expect(page.get_by_role("img", name="مربع")).to_be_visible()


class TestEnglish:
    def test_a_book_in_another_language_has_the_direction_of_its_language(
        self, visit: Callable[..., Page], english: Site
    ) -> None:
        page = visit(english, "one")
        root = page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("en", "ltr")
        assert (
            box(page.get_by_role("navigation", name="Contents of the book")).right < box(page.get_by_role("main")).left
        )
        assert style(page.locator("blockquote"), "borderLeftWidth") == "4px"
        assert page.locator(".admonition-title").inner_text() == "Note"
        assert not re.search("[\u0600-\u06ff]", page.locator("body").inner_html())
        assert style(page.get_by_role("link", name="Previous").locator("svg"), "transform") == "none"

    def test_a_language_without_a_catalogue_is_the_language_of_the_texts_looked_up(self) -> None:
        t = get_translator("en")
        assert t("Skip to content") == "Skip to content"
        assert [t.plural("{n} minute", "{n} minutes", n) for n in (0, 1, 2.5)] == [
            "0 minutes",
            "1 minute",
            "2.5 minutes",
        ]
