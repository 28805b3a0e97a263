"""Hostile text is inert on the book's pages, and in JupyterLab before and after running the notebook."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from sanadbook.course_loader import load_course
from tests.browser.answering import RIGHT_FIRST, STATE, YOUR_ANSWERS, Item, first, items_of
from tests.browser.conftest import REPOSITORY, Lab, Site, Watch, build_book, contents

CHAPTER = "04"
#: HTML, an open comment, an unclosed RTL override, Jinja, MyST roles, directives and links.
HOSTILE = (
    '</script><script>window.hit=1</script><img src=x onerror="window.hit=1"><svg/onload=window.hit=1> &lt;b&gt; '
    "\u202eقلب "
    "{{ 7*7 }} {% if %} {raw}`html` ```{note} :::{tip} [اضغطوا](javascript:window.hit=1) <javascript:window.hit=1> "
    "**غليظ** `شفرة` </textarea></style></title><!--"
)

#: Formulas that JupyterLab would typeset; they must stay unchanged in the source.
MATHS = "$x$ \\(y\\)"


def _poison(root: Path) -> None:
    """Insert the text into seed, title, a heading, a note, a prompt, and the texts of an item of each type."""
    seed = next((root / "data" / "seeds").glob("003_*.txt"))
    lines = seed.read_text("utf-8").split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    passage, question, answer = filled[0], filled[-2], filled[-1]
    lines[passage] = f"{HOSTILE} {MATHS} {lines[passage]}"
    lines[question] = f"{HOSTILE} {lines[question]}"
    lines[answer] = f"{HOSTILE} {lines[answer]}"
    seed.write_bytes("\n".join(lines).encode("utf-8"))

    file = root / "data" / "chapters" / f"{CHAPTER}.yml"
    chapter: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    chapter["title"] += HOSTILE
    chapter["card"][0] += HOSTILE
    chapter["sections"][0]["heading"] += HOSTILE
    chapter["sections"][0]["plain"] += HOSTILE
    chapter["notes"][0]["text"] += HOSTILE
    for prompt in chapter["prompts"]:
        prompt["question"] += HOSTILE
    for item in chapter["items"]:
        if "stem" in item:
            item["stem"] += HOSTILE
        for option in item.get("options", item.get("reasons", [])):
            option["text"] += HOSTILE
            option["feedback"] = f"{HOSTILE} {option['feedback']}"
        for blank in item.get("blanks", []):
            blank["answer"] += HOSTILE
            blank["feedback"] = f"{HOSTILE} {blank['feedback']}"
        for pair in item.get("pairs", []):
            pair["left"] += HOSTILE
            pair["right"] += HOSTILE
        for card in item.get("cards", []):
            card["text"] += HOSTILE
            card["category"] += HOSTILE
        if "categories" in item:
            item["categories"] = [name + HOSTILE for name in item["categories"]]
    file.write_text(yaml.safe_dump(chapter, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


@pytest.fixture(scope="session")
def hostile_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course with hostile texts, written."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(REPOSITORY / "data", root / "data")
    (root / "facilitator").mkdir()
    pages = [f"{name}.md" for name in contents() if (REPOSITORY / f"{name}.md").is_file()]
    for name in ("_config.yml", "_toc.yml", *pages):
        shutil.copyfile(REPOSITORY / name, root / name)
    _poison(root)
    command = [sys.executable, "-m", "sanadbook", "--root", str(root), "write"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    return root


@pytest.fixture(scope="session")
def hostile_site(hostile_course: Path, serve: Callable[[Path], Site]) -> Site:
    return serve(build_book(hostile_course, hostile_course))


@pytest.fixture(scope="session")
def hostile_items(hostile_course: Path) -> list[Item]:
    return items_of(load_course(hostile_course), CHAPTER)


def expect_literal(page: Page) -> None:
    """Assert that the page shows the texts verbatim, and that none of them ran or created an element."""
    for heading in page.get_by_role("heading", level=1).all():
        expect(heading).to_contain_text(HOSTILE)
    expect(page.get_by_text("تعتمد مجتمعات الكوير").locator("visible=true").first).to_contain_text(HOSTILE)
    expect(page.locator(".sanad-option").filter(has_text="window.hit").first).to_contain_text(HOSTILE)
    expect(page.get_by_text("تعتمد مجتمعات الكوير").locator("visible=true").first).to_contain_text(MATHS)
    assert page.evaluate("window.hit") is None
    assert page.locator("[onerror], [onload], img[src=x], a[href^='javascript:']").count() == 0
    assert "49" not in page.locator("h1").first.inner_text()


def answer_everything(page: Page, items: list[Item]) -> None:
    for item in items:
        form = item.form(page)
        item.give(form, item.key)
        item.check(form)
        if item.item.type != "open":
            expect(form.get_by_text(RIGHT_FIRST, exact=True)).to_be_visible()
    item = first(items, "single")
    option = item.item.options[item.key[0]]
    expect(item.form(page).get_by_text(item.shown(option.feedback))).to_be_visible()
    assert page.evaluate("window.hit") is None


@pytest.mark.browser
def test_hostile_text_is_inert_in_the_page(chromium: Browser, hostile_site: Site, hostile_items: list[Item]) -> None:
    context = chromium.new_context(base_url=hostile_site.url, reduced_motion="reduce")
    page = context.new_page()
    watch = Watch((hostile_site.url,))
    watch.attach(page)
    page.goto(f"chapters/{CHAPTER}.html")
    expect(page).to_have_title("سند — الفصل 4")
    expect_literal(page)
    answer_everything(page, hostile_items)
    region = page.get_by_role("region", name=YOUR_ANSWERS)
    expect(region.get_by_role("listitem").filter(has_text=STATE["right"])).to_have_count(len(hostile_items))
    for path in ("facilitator/04.html", "search.html", "index.html"):
        page.goto(path)
        assert page.evaluate("window.hit") is None
        assert page.locator("[onerror], [onload], img[src=x], a[href^='javascript:']").count() == 0
    # Nothing would run without the policy either: it blocked nothing.
    assert (watch.foreign, watch.failed, watch.complaints) == ([], [], [])
    context.close()


@pytest.mark.lab
def test_hostile_text_is_inert_in_jupyterlab(
    lab: Lab, lab_page: Page, hostile_course: Path, hostile_items: list[Item]
) -> None:
    # The kernel runs in the notebook's folder, so it imports the toolkit with the hostile chapters.
    folder = lab.root / "hostile"
    shutil.copytree(hostile_course / "chapters", folder / "chapters")
    shutil.copyfile(folder / "chapters" / f"{CHAPTER}.ipynb", folder / f"{CHAPTER}.ipynb")
    (folder / "sanadbook").symlink_to(REPOSITORY / "sanadbook", target_is_directory=True)
    lab.open(lab_page, f"hostile/{CHAPTER}.ipynb")
    expect_literal(lab_page)
    lab.run_all(lab_page)
    expect_literal(lab_page)
    answer_everything(lab_page, hostile_items)
    table = lab_page.get_by_role("table", name=YOUR_ANSWERS)
    expect(table.get_by_text(STATE["right"])).to_have_count(len(hostile_items))
    expect(lab_page.get_by_text("Traceback")).to_have_count(0)
    assert lab_page.evaluate("window.hit") is None
