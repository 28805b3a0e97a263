"""The class results page: hand counts, local file reading, the same numbers as in Python, no storage."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from sanadbook.model.session_plan import pollable_items
from sanadbook.runtime import compiled
from sanadbook.runtime.class_results import read_results
from tests.browser.answering import items_of, wrong_answer
from tests.browser.conftest import Site, Watch
from tests.browser.test_storage import NOTHING, STORED
from tests.markup import parse
from tests.runtime.class_files import File, bad, good

pytestmark = pytest.mark.browser
t = get_translator("ar")
PATH, NAME = "facilitator/results.html", "04"
CHAPTER = compiled.load(NAME)
FILES, SPACED_REVIEW, DOUBLES = (
    t("Choose results files, or drop them here"),
    t("Files of a later day, if there are any"),
    t("Also count identical files: they may come from two people"),
)
TABLES = """within => [...within.querySelectorAll("table")].map((table) =>
    [...table.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent)))"""
DROP = """(zone, files) => {
    const data = new DataTransfer();
    for (const [name, text] of files)
        data.items.add(new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], name));
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def payloads(files: list[File]) -> list[FilePayload]:
    return [{"name": name, "mimeType": "application/json", "buffer": content} for name, content in files]


def written(folder: Path, files: list[File]) -> Path:
    folder.mkdir()
    for name, content in files:
        (folder / name).write_bytes(content)
    return folder


def report_of(folder: Path, later: Path | None = None, *, keep_duplicates: bool = False) -> Any:
    group = read_results(folder, NAME, keep_duplicates=keep_duplicates)
    return parse(group.report(read_results(later, NAME) if later else None)._repr_html_())


def tables_of(report: Any) -> list[list[list[str]]]:
    return [
        [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tr")]
        for table in report.select("table")
    ]


def expect_same(page: Page, report: Any) -> None:
    """Assert that the page's report equals Python's: accepted files, reasons for rejection, and every table cell."""
    region = page.locator(".sanad-class-files")
    said = [each.get_text() for each in report.select(":scope > p, ul > li, :scope > div > p") if not each.img]
    expect(region.get_by_role("status").locator("p, li")).to_have_text(said, use_inner_text=False)
    expect(region.locator("ol > li")).to_have_count(len(report.select("ol > li")))
    assert region.evaluate(TABLES) == tables_of(report)
    for line, told in zip(region.locator("ol > li").all(), report.select("ol > li"), strict=True):
        assert line.text_content() == told.get_text()


def test_the_report_on_files_equals_that_of_python(page: Page, watch: Watch, site: Site, tmp_path: Path) -> None:
    first = good(CHAPTER, 5) + [(name, content) for name, content, _ in bad(CHAPTER)]
    second = [*good(CHAPTER, 9)[3:], ("x.json", b"{")]
    page.goto(PATH, wait_until="networkidle")
    watch.asked.clear()
    region = page.locator(".sanad-class-files")
    region.get_by_role("combobox", name=t("Chapter")).select_option("4")
    region.get_by_label(FILES).set_input_files(payloads(first))
    before = written(tmp_path / "before", first)
    expect_same(page, report_of(before))
    region.get_by_label(DOUBLES).check()
    expect_same(page, report_of(before, keep_duplicates=True))
    region.get_by_label(DOUBLES).uncheck()
    zone = region.locator(".sanad-class-drop").filter(has_text=SPACED_REVIEW)
    zone.evaluate(DROP, [[name, base64.b64encode(content).decode()] for name, content in second])
    expect_same(page, report_of(before, written(tmp_path / "after", second)))
    page.screenshot()  # bars are drawn; the fixture fails on violations of the policy
    assert page.evaluate("window.hit") is None
    assert watch.asked == []
    assert page.evaluate(STORED) == NOTHING
    chapter = parse((site.folder / "chapters/04.html").read_text("utf-8"))
    for link in region.get_by_role("link").all():  # each row links to its item
        path, _, anchor = (link.get_attribute("href") or "").partition("#")
        assert path == "../chapters/04.html"
        assert chapter.find(id=anchor)
    region.get_by_role("combobox", name=t("Chapter")).select_option("1")  # another chapter rejects the same files
    expect(region.get_by_role("status")).to_contain_text(t("from another chapter or course"))
    region.get_by_role("button", name=t("Clear"), exact=True).click()
    expect(region.get_by_role("status")).to_have_text(t("Cleared. This page no longer holds any files."))
    expect(region.get_by_role("table")).to_have_count(0)


def test_a_file_exported_by_a_chapter_is_accepted(page: Page, course: Course) -> None:
    """Uses a file that a chapter page exported, with one right and one wrong first attempt."""
    page.goto(f"chapters/{NAME}.html")
    right, wrong = items_of(course, NAME)[:2]
    right.give(right.form(page), right.key)
    right.check(right.form(page))
    wrong.give(wrong.form(page), wrong_answer(wrong))
    wrong.check(wrong.form(page))
    wrong.form(page).get_by_role("button", name=t("Try again")).click()
    wrong.give(wrong.form(page), wrong.key)
    wrong.check(wrong.form(page))
    page.get_by_text(t("Save or restore your answers")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=t("Download as a file (JSON)")).click()
    path = download.value.path()
    page.goto(PATH)
    region = page.locator(".sanad-class-files")
    region.get_by_role("combobox", name=t("Chapter")).select_option("4")
    region.get_by_label(FILES).set_input_files(path)
    expect(region.get_by_role("status")).to_contain_text(CHAPTER.class_results_messages["read"].format(n=1))
    shares = [row[1:] for row in region.evaluate(TABLES)[0][1:3]]
    assert shares == [["1 من 1", "100%"], ["0 من 1", "0%"]]
    instead = wrong.item.options[wrong.distractors[0]].text
    expect(region.get_by_role("listitem")).to_contain_text([wrong.shown(instead)])


def test_hands_are_counted_for_every_item_that_a_room_can_answer(page: Page, course: Course) -> None:
    page.goto(PATH)
    region = page.locator(".sanad-class-hands")
    asked = pollable_items(course.chapter(NAME).path)
    region.get_by_text(t("Chapter {number}").format(number=4), exact=True).click()
    chapter = region.locator(".sanad-class-chapter[open]")
    expect(chapter.locator(".sanad-class-item")).to_have_count(len(asked))
    item = chapter.locator(".sanad-class-item").first
    item.locator("summary").click()
    before, after = (
        item.get_by_label(t(f"Choice {{number}}: hands {when} the talk").format(number=1))
        for when in ("before", "after")
    )
    before.fill("3")
    after.fill("6")
    bars = item.get_by_role("row").nth(1).locator("span")
    expect(bars).to_have_text(["3", "6"])
    one, two = (bar.bounding_box() for bar in bars.all())
    assert one
    assert two
    assert two["width"] > one["width"]
    assert page.evaluate(STORED) == NOTHING
    item.get_by_role("button", name=t("Count again")).click()
    expect(before).to_have_value("")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_javascript_a_message_replaces_the_controls(page: Page) -> None:
    page.goto(PATH)
    expect(page.get_by_text(t("Reading files here needs JavaScript."))).to_be_visible()
    expect(page.get_by_label(FILES)).to_be_hidden()
    page.locator(".sanad-class-chapter > summary").first.click()
    page.locator(".sanad-class-item > summary").first.click()
    expect(page.locator(".sanad-class-item ol").first).to_be_visible()
    expect(page.get_by_role("button", name=t("Count again")).first).to_be_hidden()


def test_the_reasons_against_files_come_before_the_file_input(site: Site) -> None:
    page = parse((site.folder / PATH).read_text("utf-8"))
    body = [str(each.get("class", [each.get_text()])[-1]) for each in page.select("main h2, main .sanad-class")]
    assert body == [
        "لماذا لا نجمع الملفات",
        "عدّ الأيدي",
        "sanad-class-hands",
        "إن قررتم جمع الملفات",
        "sanad-class-files",
    ]
    assert list(site.folder.glob("_downloads/*/results.ipynb"))
    loading = [
        path.name for path in site.folder.rglob("*.html") if "_static/class-results.js" in path.read_text("utf-8")
    ]
    assert loading == ["results.html"]
