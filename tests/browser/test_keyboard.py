"""Keyboard navigation: every control is reachable, the focus is visible, and there is no focus trap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KINDS = ["index", "chapters/04", "facilitator/index", "facilitator/04", "search", "404"]

#: Focusable elements; a group of radio buttons is a single tab stop.
STOPS = """() => {
  const names = new Set();
  const elements = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  return [...elements].filter(element => {
    if (element.disabled) return false;
    if (!element.checkVisibility({checkVisibilityCSS: true, contentVisibilityAuto: false})) return false;
    if (element.type !== "radio") return true;
    const checked = document.querySelector(`input[name="${element.name}"]:checked`);
    if (names.has(element.name) || (checked && checked !== element)) return false;
    names.add(element.name);
    return true;
  }).length;
}"""
FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  window.stops ??= new Map();
  if (!window.stops.has(element)) window.stops.set(element, window.stops.size);
  const ring = (node, part) => {
    const style = node && getComputedStyle(node, part);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const seen = ring(element) || ring(element.nextElementSibling) || ring(element, "::after");
  const box = element.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [window.stops.get(element), seen, inside, element.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("path", KINDS)
def test_every_control_is_focusable_and_visible_and_there_is_no_focus_trap(page: Page, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{path}.html")
    expected = page.evaluate(STOPS)
    reached: set[int] = set()
    for _ in range(expected + 20):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:  # the end of the page: the focus moves to the browser's toolbar
            break
        stop, seen, inside, what = found
        assert seen, f"no ring around {what}"
        assert inside, f"outside the window: {what}"
        reached.add(stop)
    else:
        pytest.fail("the focus never leaves the page")
    assert len(reached) == expected


def test_the_first_stop_skips_to_the_text(page: Page) -> None:
    page.goto("chapters/04.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="انتقلوا إلى المحتوى")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_drawer_opens_and_closes_with_the_focus_back_on_it(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("chapters/04.html")
    drawer = page.locator("summary").filter(has_text="الفصول")
    drawer.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="الفصل 2", exact=True)
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(drawer).to_be_focused()


def test_the_menu_changes_size_and_colours_with_arrows(page: Page) -> None:
    page.goto("chapters/04.html")
    menu = page.get_by_label("حجم النص والألوان")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="عادي")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="أكبر", exact=True)).to_be_checked()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="فاتح")).to_be_checked()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()


def test_reading_order_is_skip_bar_contents_text(page: Page) -> None:
    page.goto("chapters/04.html")
    order = page.evaluate(
        """() => [...document.querySelectorAll(".sanad-skip, header, .sanad-side, main, .sanad-prev-next")]
          .map(element => element.tagName)"""
    )
    assert order == ["A", "HEADER", "NAV", "MAIN", "NAV"]
