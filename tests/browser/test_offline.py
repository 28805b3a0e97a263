"""The course without a network: single-file chapters, PDF handouts and the bundle, made from the built book."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from sanadbook.cli import main
from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from tests.browser.answering import RIGHT_FIRST, first, items_of
from tests.browser.conftest import Site
from tests.browser.test_print import pages_of

pytestmark = pytest.mark.browser
t = get_translator("ar")
CHAPTER = "04"
LARGEST = 400_000


@pytest.fixture(scope="module")
def downloads(site: Site, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of ``sanadbook handouts`` for one chapter."""
    folder = tmp_path_factory.mktemp("downloads")
    # A separate process: Playwright cannot run twice in one.
    command = [sys.executable, "-m", "sanadbook", "--root", str(repository)]
    command += ["handouts", CHAPTER, "--built", str(site.folder), "--output", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test if it loads anything except files, or reports an error."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert errors == []


# -- single file -------------------------------------------------------------------------------------------------------


def test_a_single_file_chapter_works_without_other_files(
    reader: Page, downloads: Path, tmp_path: Path, course: Course
) -> None:
    alone = tmp_path / f"{CHAPTER}.html"
    shutil.copyfile(downloads / "single" / f"{CHAPTER}.html", alone)
    assert alone.stat().st_size <= LARGEST
    loaded: list[str] = []
    reader.on("request", lambda request: loaded.append(request.url))
    reader.goto(alone.as_uri())
    assert [url for url in loaded if not url.startswith("data:")] == [alone.as_uri()]
    item = first(items_of(course, CHAPTER), "single")
    form = item.form(reader)
    item.give(form, item.key)
    item.check(form)
    expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()
    for section in course.chapter(CHAPTER).content.sections:
        expect(reader.get_by_role("heading", name=section.heading, exact=True)).to_be_visible()
    assert reader.evaluate("document.fonts.check('1rem Vazirmatn', 'س')")
    addresses = reader.locator("a[href]").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert {address for address in addresses if not address.startswith("#")} == {course.file.exit_url}
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_single_file_chapter_has_a_strict_content_security_policy(downloads: Path) -> None:
    text = (downloads / "single" / f"{CHAPTER}.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy"? ?[^>]*?content="([^"]*)"|content="([^"]*)" http-equiv', text)
    assert policy is not None
    rules = policy[1] or policy[2]
    assert "unsafe" not in rules
    assert "'self'" not in rules
    assert rules.startswith("default-src 'none'")


# -- handouts ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handouts(downloads: Path) -> dict[str, list[str]]:
    """The text of each page of each handout."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return {path.stem: pages_of(path) for path in sorted((downloads / "handouts").glob("*.pdf"))}


def test_the_metadata_of_handouts_is_only_the_brand(downloads: Path, course: Course) -> None:
    for path in (downloads / "handouts").glob("*.pdf"):
        document = PdfReader(path)
        metadata = {name: value for name, value in (document.metadata or {}).items() if value}
        assert metadata == {"/Title": course.file.brand}
        assert document.xmp_metadata is None
        for page in document.pages:
            assert (round(page.mediabox.width), round(page.mediabox.height)) in (
                (595, 842),
                (594, 842),
                (596, 842),
                (595, 841),
            )


def test_learners_handouts_have_no_answers_and_the_pack_has_them(handouts: dict[str, list[str]]) -> None:
    key = t("Key to the questions of the chapter")
    assert key not in " ".join(handouts[CHAPTER])
    assert key in " ".join(handouts[f"{CHAPTER}-pack"])
    reveal = t("The answer attached to the text")
    assert reveal not in " ".join(handouts[CHAPTER])
    assert reveal in " ".join(handouts[f"{CHAPTER}-pack"])
    assert len(handouts[f"{CHAPTER}-sheet"]) == 2


def test_no_heading_ends_a_page(handouts: dict[str, list[str]], course: Course) -> None:
    chapter = course.chapter(CHAPTER).content
    headings = {section.heading for section in chapter.sections} | {
        t(name) for name in ("Read", "Think", "Review", "The plan")
    }
    for pages in handouts.values():
        for page in pages:
            # Lines of one or two letters are clipped parts of the next page.
            lines = [line.strip() for line in page.split("\n") if len(line.strip()) > 3 or line.strip().isdigit()]
            text = [line for line in lines if not line.isdigit()]
            assert len(lines) > len(text)  # the page number
            assert text[-1] not in headings


# -- bundle ------------------------------------------------------------------------------------------------------------


def test_the_links_of_an_unpacked_bundle_work(
    reader: Page, site: Site, downloads: Path, repository: Path, course: Course, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    shutil.copytree(site.folder, built)
    shutil.copytree(downloads, built, dirs_exist_ok=True)
    archive = tmp_path / "bundle.zip"
    assert main(["--root", str(repository), "bundle", "--built", str(built), "--output", str(archive)]) == 0
    with zipfile.ZipFile(archive) as bundle:
        assert {entry.date_time for entry in bundle.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        bundle.extractall(tmp_path / "stick")
    start = (tmp_path / "stick" / "index.html").as_uri()
    reader.goto(start)
    expect(reader).to_have_title(course.file.brand)
    links = reader.get_by_role("link").evaluate_all("links => links.map((link) => link.href)")
    assert len(links) >= 1 + 5  # the book, and the slides of each chapter at least
    assert all(Path(link.removeprefix("file://")).is_file() for link in links)
    reader.get_by_role("link", name=t("Open the book"), exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    assert "font-display:block" in reader.locator("style").first.inner_text()
    reader.goto(start)
    reader.get_by_role("link", name=t("In one file, to pass on to a phone"), exact=True).click()
    expect(reader.locator(".sanad-quiz.is-live").first).to_be_visible()
