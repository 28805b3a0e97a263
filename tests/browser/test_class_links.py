"""The documentation page with the form that builds a link for a class."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def test_the_form_builds_the_link_and_sends_no_request(docs_page: Page, docs: Site) -> None:
    page = docs_page
    page.goto(f"{docs.url}links.html")
    default = page.get_by_label("Link", exact=True).input_value()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    page.get_by_label("Notebook to open").fill("chapters/02.ipynb")
    assert page.get_by_label("Link", exact=True).input_value() == default.replace("04.ipynb", "02.ipynb")

    page.get_by_label("Address of the course's repository").fill("https://github.com/owner/a course.git")
    expect(page.get_by_role("status").filter(has_text="address")).to_be_visible()
    assert page.get_by_label("Link", exact=True).input_value() == ""

    page.get_by_label("Address of the course's repository").fill("https://github.com/owner/course&more.git")
    page.get_by_label("Branch").fill("spring/2")
    page.get_by_label("Server", exact=True).select_option(label="A BinderHub, such as mybinder.org")
    page.get_by_label("Its address").fill("https://mybinder.org/")
    link = urlsplit(page.get_by_label("Link", exact=True).input_value())
    assert (link.netloc, link.path) == ("mybinder.org", "/v2/gh/owner/name/v1")
    inner = urlsplit(parse_qs(link.query)["urlpath"][0])
    assert inner.path == "git-pull"
    assert parse_qs(inner.query) == {
        "repo": ["https://github.com/owner/course&more"],
        "branch": ["spring/2"],
        "urlpath": ["lab/tree/course&more/chapters/02.ipynb"],
    }
    assert requests == []
