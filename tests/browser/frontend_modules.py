"""Import unbundled front-end modules into an empty page."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import REPOSITORY

SOURCES = REPOSITORY / "frontend" / "src"
_ORIGIN = "http://frontend.test"  # served by `_serve`, without network access
_IMPORT = "(paths) => Promise.all(paths.map((path) => import(path))).then((all) => Object.assign(window, ...all))"


def module_page(chromium: Browser, *modules: str) -> Page:
    """Open an empty page and add all exports of *modules* (paths below `frontend/src`) to `window`."""
    page = chromium.new_context().new_page()
    page.route(f"{_ORIGIN}/**", _serve)
    page.goto(f"{_ORIGIN}/")
    page.evaluate(_IMPORT, [f"/{module}" for module in modules])
    return page


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(f"{_ORIGIN}/")
    if path:
        route.fulfill(body=(SOURCES / path).read_text("utf-8"), content_type="text/javascript")
    else:
        route.fulfill(body="<!DOCTYPE html><title>modules</title>", content_type="text/html")
