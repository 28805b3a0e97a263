"""What is carried away: a chapter in one file, papers, and the kit for a memory stick. Made from the built book, then used."""

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
def carried(site: Site, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers and the single file of a chapter."""
    folder = tmp_path_factory.mktemp("carried")
    command = [
        sys.executable,
        "-m",
        "sanadbook",
        "--root",
        str(repository),
    ]  # a process of its own: it drives a browser too
    command += ["carry", CHAPTER, "--built", str(site.folder), "--output", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """A page that may load nothing but files, and says everything that goes wrong."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


# -- one file ----------------------------------------------------------------------------------------------------------


def test_a_chapter_in_one_file_is_whole_without_its_neighbours(
    reader: Page, carried: Path, tmp_path: Path, course: Course
) -> None:
    alone = tmp_path / f"{CHAPTER}.html"
    shutil.copyfile(carried / "single" / f"{CHAPTER}.html", alone)
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


def test_one_file_keeps_a_strict_policy(carried: Path) -> None:
    text = (carried / "single" / f"{CHAPTER}.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy"? ?[^>]*?content="([^"]*)"|content="([^"]*)" http-equiv', text)
    assert policy is not None
    rules = policy[1] or policy[2]
    assert "unsafe" not in rules
    assert "'self'" not in rules
    assert rules.startswith("default-src 'none'")


# -- papers ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def papers(carried: Path) -> dict[str, list[str]]:
    """The text of each page of each paper."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return {path.stem: pages_of(path) for path in sorted((carried / "handouts").glob("*.pdf"))}


def test_papers_say_the_brand_and_nothing_of_their_making(carried: Path, course: Course) -> None:
    for path in (carried / "handouts").glob("*.pdf"):
        document = PdfReader(path)
        about = {name: value for name, value in (document.metadata or {}).items() if value}
        assert about == {"/Title": course.file.brand}
        assert document.xmp_metadata is None
        for page in document.pages:
            assert (round(page.mediabox.width), round(page.mediabox.height)) in (
                (595, 842),
                (594, 842),
                (596, 842),
                (595, 841),
            )


def test_the_learner_has_no_answers_and_the_pack_has_them(papers: dict[str, list[str]]) -> None:
    key = t("Key to the questions of the chapter")
    assert key not in " ".join(papers[CHAPTER])
    assert key in " ".join(papers[f"{CHAPTER}-pack"])
    reveal = t("The answer attached to the text")
    assert reveal not in " ".join(papers[CHAPTER])
    assert reveal in " ".join(papers[f"{CHAPTER}-pack"])
    assert len(papers[f"{CHAPTER}-sheet"]) == 2


def test_no_heading_ends_a_page(papers: dict[str, list[str]], course: Course) -> None:
    chapter = course.chapter(CHAPTER).content
    headings = {section.heading for section in chapter.sections} | {
        t(name) for name in ("Read", "Think", "Review", "The plan")
    }
    for pages in papers.values():
        for page in pages:
            # A letter or two alone are the heads of a line of the next page: drawn here too, and cut away.
            lines = [line.strip() for line in page.split("\n") if len(line.strip()) > 3 or line.strip().isdigit()]
            text = [line for line in lines if not line.isdigit()]
            assert len(lines) > len(text)  # the number of the page
            assert text[-1] not in headings


# -- the kit -----------------------------------------------------------------------------------------------------------


def test_the_kit_opens_from_a_folder_and_leads_everywhere(
    reader: Page, site: Site, carried: Path, repository: Path, course: Course, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    shutil.copytree(site.folder, built)
    shutil.copytree(carried, built, dirs_exist_ok=True)
    archive = tmp_path / "kit.zip"
    assert main(["--root", str(repository), "kit", "--built", str(built), "--output", str(archive)]) == 0
    with zipfile.ZipFile(archive) as kit:
        assert {entry.date_time for entry in kit.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        kit.extractall(tmp_path / "stick")
    start = (tmp_path / "stick" / "index.html").as_uri()
    reader.goto(start)
    expect(reader).to_have_title(course.file.brand)
    links = reader.get_by_role("link").evaluate_all("links => links.map((link) => link.href)")
    assert len(links) >= 1 + 5  # the book, and the slides of each chapter at least
    assert all(Path(link.removeprefix("file://")).is_file() for link in links)
    reader.get_by_role("link", name=t("Open the book"), exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    assert (
        "font-display:block" in reader.locator("style").first.inner_text()
    )  # and the policy allows it: nothing is said
    reader.goto(start)
    reader.get_by_role("link", name=t("In one file, to pass on to a phone"), exact=True).click()
    expect(reader.locator(".sanad-quiz.is-live").first).to_be_visible()


def test_without_a_built_book_the_mend_is_said(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(repository), "kit", "--built", str(tmp_path)]) == 2
    assert "make book" in capsys.readouterr().err
