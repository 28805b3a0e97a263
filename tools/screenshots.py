"""Take the screenshots of the README from the built book: ``python -m tools.screenshots``.

The desktop picture shows the beginning of a chapter, the phone picture an answered item.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from sanadbook.outputs.offline.chromium import launch_chromium

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "_build" / "html"
IMAGES = ROOT / "docs" / "images"
PAGE = "chapters/04.html"
#: Pixels: width and height of the window.
DESKTOP, PHONE = (1280, 1060), (390, 844)


def _open(browser: Browser, size: tuple[int, int]) -> Page:
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce")
    page.goto((BOOK / PAGE).as_uri())
    page.evaluate("document.fonts.ready")
    return page


def _answer_first_item(page: Page) -> None:
    """Choose the first option of the chapter's first single-choice item and check it."""
    form = page.locator("form:has(input[type=radio]):has(button[type=submit])").first
    form.get_by_role("radio").first.check()
    form.locator("button[type=submit]").click()
    form.evaluate("form => form.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -24)


def _save(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").save(path, "WEBP", quality=82, method=6)
    print(f"wrote: {path} ({path.stat().st_size / 1000:.0f} KB)")


def main() -> None:
    """Write `docs/images/desktop.webp` and `docs/images/phone.webp`."""
    if not (BOOK / PAGE).is_file():
        raise SystemExit(f"{BOOK / PAGE} does not exist: run `make book`")
    with launch_chromium() as browser:
        _save(_open(browser, DESKTOP), IMAGES / "desktop.webp")
        phone = _open(browser, PHONE)
        _answer_first_item(phone)
        _save(phone, IMAGES / "phone.webp")


if __name__ == "__main__":
    main()
