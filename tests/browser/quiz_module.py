"""The quiz module by itself in a page: its text without the export, on an empty page."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser.conftest import REPOSITORY

_EXPORT = "export default { render };"
_INNER = "Object.assign(window, { grade, fold, nearly, bring, enliven, calibration, render });"


def module_page(chromium: Browser) -> Page:
    """Open an empty page in a context of its own in which what the module keeps to itself can be called."""
    page = chromium.new_context().new_page()
    source = (REPOSITORY / "sanadbook" / "runtime" / "static" / "quiz.mjs").read_text("utf-8")
    assert source.rstrip().endswith(_EXPORT)
    page.add_script_tag(content=f"(() => {{\n{source.rstrip().removesuffix(_EXPORT)}\n{_INNER}\n}})();")
    return page
