"""The search in a real Chromium: results, interaction and privacy."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from sanadbook.i18n import get_translator
from sanadbook.model.course import Course
from sanadbook.sphinx_ext.search.stemmer import LanguageData, Stemmer, split_words
from tests.browser.conftest import REPOSITORY, Site, build_book

pytestmark = pytest.mark.browser

CHAPTER = "chapters/04.html"
JUDGED = yaml.safe_load((REPOSITORY / "tests" / "sphinx_ext" / "search_judgements.yml").read_text("utf-8"))
INDEX, GUIDES = "search-index.js", "search-guides.js"
t = get_translator("ar")

ASK = """queries => queries.map((query) => sanadSearch.search(query, false).results
  .map(({ page, hasAllWords }) => [Number(page.url.match(/^chapters.(\\d+)/)?.[1] ?? 0), hasAllWords]))"""
STEM = """([language, words]) => {
  const one = sanadStemmer(language);
  return words.map((word) => {
    const { variants, related, singulars, verbs } = one.stems(word);
    const found = one.words(word).map((part) => part.word);
    const bases = one.bases(word);
    return [one.fold(word), one.stem(word), variants, related, singulars, verbs, bases, one.isStopWord(word), found];
  });
}"""


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name=t("Search the book"))


def status(page: Page) -> Locator:
    """Return the status line of the search; the dialog also contains the status line of the exit."""
    return page.get_by_role("search").get_by_role("status")


def search_for(page: Page, words: str) -> Locator:
    """Open the dialog, type *words*, wait for results, and return the dialog."""
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill(words)
    expect(status(page)).not_to_be_empty()
    return dialog(page)


# -- results ----------------------------------------------------------------------------------------------------------


def test_both_stemmers_are_equal_on_every_word(page: Page, site: Site) -> None:
    files = [path for name in ("data", "facilitator", "tests/sphinx_ext") for path in (REPOSITORY / name).rglob("*.*")]
    files += [site.folder / "_static" / name for name in (INDEX, GUIDES)]
    words = sorted(
        {
            word
            for path in files
            if path.suffix in (".yml", ".txt", ".md", ".js")
            for word in split_words(path.read_text("utf-8"))
        }
    )
    data = LanguageData.load("ar")
    assert data is not None
    page.goto("index.html")
    page.add_script_tag(url=f"_static/{INDEX}")
    stemmer = Stemmer(data)
    expected = [
        [
            stemmer.fold(word),
            stemmer.stem(word),
            list(stemmer.stems(word).variants),
            list(stemmer.stems(word).related),
            list(stemmer.stems(word).singulars),
            list(stemmer.stems(word).verbs),
            list(stemmer.bases(word)),
            stemmer.is_stop_word(word),
            split_words(word),
        ]
        for word in words
    ]
    assert len(words) > 4000
    found = page.evaluate(STEM, [data.as_dict(), words])
    assert [(word, *pair) for word, *pair in zip(words, found, expected, strict=True) if pair[0] != pair[1]] == []


def test_the_expected_results_are_found(page: Page) -> None:
    page.goto("index.html")
    page.add_script_tag(url=f"_static/{INDEX}")
    found = page.evaluate(ASK, [judgement["query"] for judgement in JUDGED])
    right = wanted = shown = 0
    missed = []
    for judgement, pages in zip(JUDGED, found, strict=True):
        chapters = {number for number, whole in pages if whole and number} - set(judgement.get("maybe", ()))
        right += len(chapters & set(judgement["chapters"]))
        wanted += len(judgement["chapters"])
        shown += len(chapters)
        missed += [f"{judgement['query']}: {number}" for number in set(judgement["chapters"]) - chapters]
    assert len(JUDGED) >= 60
    assert right / wanted >= 0.97, missed
    assert right / shown >= 0.85


@pytest.mark.parametrize("query", ["صندوق", "الصمود", "موارد"])
def test_exact_matches_come_first(page: Page, query: str) -> None:
    page.goto(CHAPTER)
    first = search_for(page, query).locator("section").first.get_by_role("listitem").first
    expect(first.locator("mark").filter(has_text=re.compile(f"^{query}$")).first).to_be_visible()


def test_a_typing_error_is_corrected_and_reported(page: Page) -> None:
    page.goto(CHAPTER)
    found = search_for(page, "التهمبش")
    expect(status(page)).to_contain_text(t("No exact match; these words are similar."))
    expect(found.locator("mark").first).to_contain_text("التهميش")


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("صامدون", "الصمود"),
        ("أغذية", "الغذاء"),
        ("يخافون", "خوف"),
        ("يستمعون", "والاستماع"),
        ("جاري", "جيران"),
    ],
)
def test_a_word_without_results_finds_words_of_the_same_root(page: Page, query: str, marked: str) -> None:
    page.goto(CHAPTER)
    expect(search_for(page, query).locator("mark").filter(has_text=re.compile(f"^{marked}$")).first).to_be_attached()


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("احتياجاتكن", "احتياجات"),
        ("ساعدني", "يساعد"),
        ("صحتك", "الصحة"),
        ("حقنا", "حقوق"),
        ("مظطهدون", "اضطهاد"),
        ("يتعاونن", "تتعاون"),
    ],
)
def test_an_ambiguous_suffix_is_removed_if_the_word_has_no_results(page: Page, query: str, marked: str) -> None:
    page.goto("index.html")
    found = search_for(page, query)
    expect(found.locator("mark").filter(has_text=re.compile(f"^{marked}$")).first).to_be_attached()
    expect(status(page)).not_to_contain_text(t("No exact match; these words are similar."))


def test_a_term_of_a_chapter_is_found_and_unfolded(page: Page) -> None:
    page.goto("index.html")
    search_for(page, "والمحاكم").locator("section").filter(has=page.locator("a[href^='chapters/04.html']")).get_by_role(
        "link"
    ).last.click()
    expect(page).to_have_url(re.compile(r"chapters/04\.html#t-\d+$"))
    expect(page.locator("dd").filter(has_text="والمحاكم")).to_be_in_viewport()


@pytest.mark.parametrize("query", ["موسيقى", "الذكاء الاصطناعي", "سيراميك"])
def test_an_unknown_word_without_similar_words_has_no_results(page: Page, query: str) -> None:
    page.goto(CHAPTER)
    search_for(page, query)
    expect(status(page)).to_contain_text(t("No page has these words. Try fewer words, or fewer letters."))


def test_tashkeel_and_folded_letters_are_marked(page: Page) -> None:
    page.goto(CHAPTER)
    found = search_for(page, "غالبا")
    expect(found.locator("mark").filter(has_text=re.compile("[\u064b-\u0652]")).first).to_be_attached()


def test_pages_with_all_words_are_ranked_above_those_with_some(page: Page) -> None:
    page.goto(CHAPTER)
    found = search_for(page, "صندوق الطوارئ")
    expect(found.get_by_role("heading", level=3).first).to_have_text("الفصل 3")
    expect(found.get_by_text(t("These pages have some of the words:"))).to_be_visible()


# -- slurs and guides -------------------------------------------------------------------------------------------------


def test_no_slur_is_ever_shown(page: Page, course: Course) -> None:
    page.goto(CHAPTER)
    stemmer = Stemmer(LanguageData.load("ar"))
    slurs = {stemmer.fold(slur) for slur in course.terminology.slurs}
    queries = [*course.terminology.slurs, "شاذه", "منحرفه", "رعاية LGBTQ", "متحول جنسيا"]
    for query in queries:
        found = search_for(page, query)
        shown = split_words(" ".join(found.locator("[data-results], [role=status]").all_inner_texts()))
        shown_forms = {form for word in shown for form in stemmer.stems(word).variants}
        assert not slurs & shown_forms, query


def test_guides_are_searched_only_when_asked_for(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(CHAPTER)
    found = search_for(page, "الميسّر")
    expect(found.get_by_role("link", name=re.compile("^دليل الفصل"))).to_have_count(0)
    assert GUIDES not in asked
    found.get_by_role("checkbox", name=t("In the guides for facilitators too")).check()
    expect(found.get_by_role("link", name=re.compile("^دليل الفصل")).first).to_be_visible()
    assert GUIDES in asked


# -- interaction ------------------------------------------------------------------------------------------------------


def test_the_index_is_loaded_when_someone_searches(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(CHAPTER)
    page.get_by_role("link", name=t("Search the book")).first.click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert INDEX not in asked
    page.get_by_role("searchbox").fill("الدعم")
    expect(status(page)).to_contain_text(re.compile(r"\d"))
    assert INDEX in asked


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_search_and_escape_restores_the_focus(page: Page, keys: str) -> None:
    page.goto(CHAPTER)
    before = page.get_by_role("link", name=t("Skip to content"))
    before.focus()
    page.keyboard.press(keys)
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("الدعم")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(before).to_be_focused()


def test_the_key_types_in_fields_and_can_be_switched_off(page: Page) -> None:
    page.goto(CHAPTER)
    page.keyboard.press("/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_have_value("/")
    dialog(page).get_by_role("checkbox", name=t("The key / opens the search")).uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(dialog(page)).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(dialog(page)).to_be_visible()


def test_arrows_select_a_result_which_links_to_its_sentence(page: Page) -> None:
    page.goto(CHAPTER)
    found = search_for(page, "تماسكها")
    page.keyboard.press("ArrowDown")
    expect(found.get_by_role("link", name="الفصل 4")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    sentence = found.get_by_role("link").filter(has_text="رد الفعل السياسي")
    sentence.click()
    expect(dialog(page)).to_be_hidden()
    expect(page).to_have_url(re.compile(r"chapters/04\.html#s-003-2-10$"))
    expect(page.locator("#s-003-2-10")).to_be_in_viewport()


def test_every_result_links_to_an_existing_element(page: Page, site: Site) -> None:
    page.goto("index.html")
    page.add_script_tag(url=f"_static/{INDEX}")
    page.add_script_tag(url=f"_static/{GUIDES}")
    urls = page.evaluate(
        """() => {
          sanadSearch.addGuides(sanadSearchGuides);
          const found = ["في", "النص", "الشبكات"].flatMap((query) => sanadSearch.search(query, true).results);
          return [...new Set(found.flatMap(({ page, lines }) => [page.url, ...lines.map((line) => line.url)]))];
        }"""
    )
    assert len(urls) > 200
    texts: dict[str, str] = {}
    for url in urls:
        path, _, anchor = url.partition("#")
        html = texts.setdefault(path, (site.folder / path).read_text("utf-8"))
        assert not anchor or f'id="{anchor}"' in html, url


def test_latin_runs_of_results_are_isolated(page: Page) -> None:
    page.goto(CHAPTER)
    found = search_for(page, "LGBTQ")
    expect(found.locator("bdi").filter(has_text="LGBTQ +").first).to_be_visible()
    expect(found.locator("bdi mark").first).to_have_text("LGBTQ")


def test_a_search_without_results_says_so(page: Page) -> None:
    page.goto(CHAPTER)
    search_for(page, "قسطنطينية")
    expect(status(page)).to_have_text(t("No page has these words. Try fewer words, or fewer letters."))


def test_leaving_empties_the_search(page: Page) -> None:
    page.goto(CHAPTER)
    page.route(re.compile("wikipedia"), lambda route: route.fulfill(body=""))
    search_for(page, "الدعم")
    dialog(page).get_by_role("link", name=t("Exit this page")).click()
    page.wait_for_url(re.compile("wikipedia"))


# -- privacy and offline use ------------------------------------------------------------------------------------------


def test_queries_are_not_in_urls_history_or_storage(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(CHAPTER)
    before = page.evaluate("[location.href, history.length]")
    search_for(page, "qqqqq")
    page.keyboard.press("Enter")
    assert page.evaluate("[location.href, history.length]") == before
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.goto("search.html")
    page.get_by_role("searchbox").fill("qqqqq")
    expect(status(page)).to_have_text(t("No page has these words. Try fewer words, or fewer letters."))
    assert page.evaluate("[location.search, location.hash, localStorage.length]") == ["", "", 0]
    assert not [url for url in asked if "qqqqq" in url]


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_the_page_says_so_and_lists_the_headings(page: Page) -> None:
    page.goto("search.html")
    expect(page.get_by_text("JavaScript")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("main").get_by_role("link", name="الفصل 4")).to_be_visible()


def test_it_works_from_a_folder(page: Page, site: Site) -> None:
    page.goto((site.folder / CHAPTER).as_uri())
    expect(search_for(page, "صندوق").get_by_role("link", name="الفصل 4", exact=True)).to_be_visible()
    page.goto((site.folder / "search.html").as_uri())
    page.get_by_role("searchbox").fill("صندوق")
    expect(page.get_by_role("main").get_by_role("heading", name="الفصل 4", level=2)).to_be_visible()


def test_it_is_small(site: Site) -> None:
    sizes = {
        name: len(gzip.compress((site.folder / "_static" / name).read_bytes(), 9))
        for name in ("search.js", INDEX, GUIDES)
    }
    assert sizes["search.js"] <= 4_000
    assert sizes[INDEX] <= 64_000
    assert sizes[GUIDES] <= 70_000  # loaded only if guides are searched too


# -- other books, and Sphinx's own search -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def english_book(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    return serve(build_book(REPOSITORY / "tests" / "sphinx_ext" / "english", tmp_path_factory.mktemp("english")))


def test_a_book_in_another_language_is_searched_as_it_is_written(chromium: Browser, english_book: Site) -> None:
    page = chromium.new_page(base_url=english_book.url)
    page.goto("index.html")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("QUOTATION")
    expect(page.get_by_role("dialog").get_by_role("link", name="A quotation.")).to_have_attribute(
        "href", re.compile(r"^one\.html")
    )
    page.close()


SPHINX = """<!DOCTYPE html><html data-content_root="./"><meta charset="utf-8"><div id="search-progress"></div>
<script src="_static/documentation_options.js"></script><script src="_static/doctools.js"></script>
<script src="_static/sphinx_highlight.js"></script><script src="_static/language_data.js"></script>
<script src="_static/searchtools.js"></script><script src="searchindex.js"></script></html>"""


@pytest.mark.parametrize(
    ("query", "chapter"), [("وبِالمُناصَرةِ", "chapters/04"), ("شبكاتهم", "chapters/01"), ("تماسك", "chapters/04")]
)
def test_sphinx_own_index_knows_arabic(page: Page, query: str, chapter: str) -> None:
    page.route("**/sphinx.html", lambda route: route.fulfill(body=SPHINX, content_type="text/html"))
    page.goto("sphinx.html")
    found: list[Any] = page.evaluate("query => Search._performSearch(...Search._parseQuery(query))", query)
    assert chapter in [result[0] for result in found]
