"""A facilitator's guide in the browser: only the selected plan is shown and printed; the quick sheet has two pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sanadbook.model.course import Course
from sanadbook.model.session_plan import plan
from tests.browser.conftest import Site
from tests.browser.test_print import pages_of

pytestmark = pytest.mark.browser

CHAPTERS = ["01", "02", "03", "04", "05"]
#: The text of each cell of the visible plan.
SHOWN = """() => [...document.querySelectorAll(".sanad-plan")].filter(plan => plan.checkVisibility()).map(plan =>
  [...plan.querySelectorAll("tbody tr, tfoot tr")].map(
    row => [row.cells[0].textContent, Number(row.cells[2].textContent)]))"""


def clock(minute: int) -> str:
    return f"{minute // 60 % 24}:{minute % 60:02d}"


def expected(course: Course, chapter: str, length: int, start: int = 0) -> list[list[str | int]]:
    parts = plan(course.chapter(chapter).content, course.file.session, length).parts
    return [*([clock(start + part.start), part.minutes] for part in parts), [clock(start + length), length]]


def choose(page: Page, length: int, start: str = "", people: str = "") -> None:
    page.get_by_role("radio", name=str(length), exact=True).check(force=True)  # its label covers it
    page.get_by_label("تبدأ الساعة").fill(start)
    page.get_by_label("عددكم").fill(people)


def test_the_plan_is_that_of_the_chosen_length_with_the_times_of_its_day(page: Page, course: Course) -> None:
    page.goto("facilitator/04.html")
    assert page.evaluate(SHOWN) == [expected(course, "04", course.file.session.default_length)]
    for length in course.file.session.lengths:
        choose(page, length, "23:15")
        assert page.evaluate(SHOWN) == [expected(course, "04", length, 23 * 60 + 15)]
    for typed in ("18.30", "1830", "\u0661\u0668:\u0663\u0660"):
        choose(page, 45, typed)
        assert page.evaluate(SHOWN) == [expected(course, "04", 45, 18 * 60 + 30)]
    for typed in ("", "25:00", "noon"):  # without a start time: minutes from the beginning
        choose(page, 45, typed)
        assert page.evaluate(SHOWN) == [expected(course, "04", 45)]
        expect(page.get_by_label("تبدأ الساعة")).to_have_attribute("aria-invalid", "true" if typed else "false")
    page.get_by_label("عددكم").press("Enter")  # the form must not be submitted
    assert page.url.endswith("facilitator/04.html")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_too_few_or_too_many_people_show_a_warning(page: Page, course: Course) -> None:
    page.goto("facilitator/04.html")
    session = course.file.session
    prompts = plan(course.chapter("04").content, session, 90).prompts
    warnings = page.locator(".sanad-plan-warning:visible")
    for people in (2, 3, min(prompt.people for prompt in prompts), session.max_people, session.max_people + 1):
        choose(page, 90, people=str(people))
        few = sum(prompt.people > people for prompt in prompts)
        expect(warnings).to_have_count(few + (people > session.max_people))
    choose(page, 90)
    expect(warnings).to_have_count(0)


def test_leaving_clears_what_was_chosen(page: Page) -> None:
    page.goto("facilitator/04.html")
    choose(page, 45, "18:30", "7")
    page.evaluate("document.querySelector('a[data-exit]').href = '#gone'")
    page.get_by_role("link", name="اخرجوا من الصفحة").click()
    assert page.get_by_label("عددكم").input_value() == ""
    assert page.get_by_label("تبدأ الساعة").input_value() == ""


@pytest.mark.parametrize("name", ["04", "04-sheet"])
def test_all_plans_are_shown_without_scripts(chromium: Browser, site: Site, course: Course, name: str) -> None:
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"facilitator/{name}.html")
    lengths = [str(length) for length in course.file.session.lengths]
    tables = page.get_by_role("table")
    expect(tables).to_have_count(len(lengths) if name == "04" else 1)
    expect(tables.last.get_by_role("cell", name="0:00")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    context.close()


# -- print -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """The path for the test's PDF. Skips the test if poppler is missing."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return tmp_path / "page.pdf"


def test_a_guide_prints_the_plan_that_was_chosen(page: Page, course: Course, printed: Path) -> None:
    page.goto("facilitator/04.html")
    choose(page, 60, "18:30")
    page.pdf(path=str(printed), prefer_css_page_size=True)
    text = "\n".join(pages_of(printed))
    for start, _ in expected(course, "04", 60, 18 * 60 + 30):
        assert str(start) in text
    assert "120 دقيقة" not in text.replace("أو 120 دقيقة", "")
    assert "عددكم" not in text  # the form


def test_each_quick_sheet_has_two_pages_and_a_neutral_header_for_every_plan(
    page: Page, course: Course, printed: Path
) -> None:
    for chapter in CHAPTERS:
        page.goto(f"facilitator/{chapter}-sheet.html")
        for length in (course.file.session.default_length, max(course.file.session.lengths)):
            choose(page, length, "09:05", "99")
            page.pdf(path=str(printed), prefer_css_page_size=True)
            found = pages_of(printed)
            assert len(found) == 2, (chapter, length)
            assert all(text.split()[0] == "سند" for text in found)
            assert "9:05" in found[0]
            assert "مفتاح أسئلة الفصل" in found[1]
