"""The promises of CONTRIBUTING.md that need no browser, by number. tests/browser checks 3, 5 and 8."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sanadbook
from sanadbook.cli import main
from sanadbook.inputs.seed import Address
from tests.markup import BOOK, notebook_html, parse, verbatim
from tools.package_imports import package_imports

CHAPTERS = ["01", "02", "03", "04", "05"]
SEEDS = {
    "000_d5a0dc8586a12c31.txt": "f5880e92272171ee94a62309779c743b108209407ca3495696db00e2fca240ff",
    "001_b1bd9388d711dca8.txt": "5125eec0963d4dadb26bc8830d6b852c675a0157e27b798790f39b3069415cc0",
    "002_4ac4240394c8cf3b.txt": "63a48e99ce73e192c544dde56441c96be2b90e4cf02e3b34b0c2cfa4f74fff2c",
    "003_b674ec98a2d63df3.txt": "c2e9603fdb68f336d1f538cc63a63e77501d4ff14cff89b1f606ff077049d8ef",
    "004_158a73a7ca104a34.txt": "64fc42c9824e624912c89702d819ad92d9d2d67f04712ff19172b348fa7f69d6",
}
PACKAGE = Path(sanadbook.__file__).parent
ROOT = Path(__file__).parents[1]
#: The first two ids of items in a chapter's file, each with its field, as they are written there.
FIRST_ITEM, SECOND_ITEM = re.findall(r'id: "003:Q\d+"', (ROOT / "data/chapters/04.yml").read_text("utf-8"))[:2]


@pytest.fixture(scope="module")
def pages(repository):
    """The content of the committed notebooks, parsed, by chapter name."""
    return {name: parse(notebook_html((repository / f"chapters/{name}.ipynb").read_text("utf-8"))) for name in CHAPTERS}


@pytest.fixture(params=CHAPTERS)
def chapter(request, course, pages):
    """A chapter and the parsed content of its notebook."""
    return course.chapter(request.param), pages[request.param]


# -- 1: the source is shown unchanged ----------------------------------------------------------------------------------


def test_promise_1_the_seeds_are_unchanged(repository):
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (repository / "data/seeds").iterdir()}
    assert files == SEEDS


def test_promise_1_passage_question_and_answer_equal_the_seed(repository, chapter):
    chapter, page = chapter
    lines = (repository / "data/seeds" / chapter.seed.name).read_text("utf-8").split("\n")
    shown: dict[int, list[str]] = {}
    for line in page.select(".sanad-line"):
        shown.setdefault(int(line["data-line"]), []).append(verbatim(line))
    assert [" ".join(parts) for _, parts in sorted(shown.items())] == lines[:-2]
    source = page.select_one(".sanad-origin").find_parent("form")
    assert verbatim(source.select_one(".sanad-stem")) == lines[-2]
    assert verbatim(source.select_one(".sanad-answer")) == lines[-1]


def test_promise_1_each_sentence_appears_once_in_the_order_of_the_text(chapter):
    chapter, page = chapter
    shown = [(tag["id"], verbatim(tag)) for tag in page.select(".sanad-sentence")]
    assert shown == [
        (f"s-{chapter.seed.id}-{at.line}-{at.sentence}", text) for at, text in chapter.seed.sentences.items()
    ]


def test_promise_1_each_note_mark_follows_its_span(chapter):
    chapter, page = chapter
    marked = {
        tag["href"]: tag.find_previous_sibling(class_="sanad-noted").get_text()
        for tag in page.select(".sanad-note-ref")
    }
    assert marked == {f"#n-{chapter.seed.id}-{number}": note.span for number, note in chapter.notes.values()}


def test_promise_1_the_guide_quotes_source_question_and_evidence_unchanged(repository, course):
    for chapter in course.chapters:
        page = parse(BOOK.render((repository / f"facilitator/{chapter.name}.md").read_text("utf-8")))
        assert chapter.seed.question in [tag.get_text() for tag in page.select("p")]
        quoted = [tag.get_text().strip() for tag in page.select("blockquote")]
        assert {f"«{evidence.span}»" for item in chapter.content.items for evidence in item.evidence} <= set(quoted)


def test_promise_1_latin_runs_in_the_source_are_isolated(chapter):
    _, page = chapter
    for line in page.select(".sanad-line"):
        bare = parse(str(line))
        for isolate_ltr in bare.select("bdi"):
            isolate_ltr.decompose()
        assert not any(sign.isascii() and sign.isalpha() for sign in bare.get_text())


# -- 2: every item names its evidence ----------------------------------------------------------------------------------


def test_promise_2_every_item_names_evidence_that_is_exact_and_unique(course):
    for chapter in course.chapters:
        for item in chapter.content.items:
            assert item.evidence
            for evidence in item.evidence:
                assert chapter.seed.passage.count(evidence.span) == 1, (item.id, evidence.span)
                first, _, last = evidence.at.partition("-")
                start, end = chapter.seed.bounds(Address.parse(first), Address.parse(last or first))
                assert evidence.span in chapter.seed.passage[start:end]


def test_promise_2_feedback_quotes_the_evidence_in_its_sentence_and_links_to_it(chapter):
    chapter, page = chapter
    there = {tag["id"]: verbatim(tag) for tag in page.select(".sanad-sentence")}
    items = {item.id: item for item in chapter.content.items}
    for form in page.select("form"):
        item = items[form["data-id"]]
        if item.type == "open":
            continue
        quotes = form.select(".sanad-evidence blockquote")
        assert [quote.mark.get_text() for quote in quotes] == [evidence.span for evidence in item.evidence]
        for quote in quotes:
            link = quote.select_one("a.sanad-show")
            sentence = " ".join(there[at] for at in link["data-at"].split())
            link.extract()
            quoted = quote.get_text().strip().removeprefix("«").removesuffix("»").strip("… ")
            assert quoted in sentence
            assert there[link["href"].removeprefix("#")] in sentence
            quote.p.append(link)


def test_promise_2_an_open_item_quotes_evidence_for_each_self_check(chapter):
    chapter, page = chapter
    for item in chapter.content.items:
        if item.type == "open":
            form = page.select_one(f'form[data-id="{item.id}"]')
            for point, shown in zip(item.rubric, form.select(".sanad-point"), strict=True):
                quotes = [quote.get_text() for quote in shown.select(".sanad-quote")]
                assert quotes == [f"«{evidence.span}»" for evidence in point.evidence]


# -- 4: no request to another host -------------------------------------------------------------------------------------


def test_promise_4_a_notebook_loads_nothing_and_its_only_outside_link_is_the_exit(chapter, course):
    _, page = chapter
    assert page.select("link, iframe, object, embed, video, audio, img, base, meta, style") == []
    assert [tag["type"] for tag in page.select("script") if tag["type"] != "application/json"] == []
    assert page.select("[src], [srcset], [style], [background], [poster], [action], [formaction], [data]") == []
    leads = {tag["href"] for tag in page.select("[href]") if not tag["href"].startswith("#")}
    assert leads == {course.file.exit_url}


# -- 6: writing is deterministic ---------------------------------------------------------------------------------------


def test_promise_6_two_runs_of_write_give_the_same_files(tmp_path, repository, written):
    """The second run has another hash seed, locale and time zone."""
    shutil.copytree(repository / "data", tmp_path / "data", copy_function=shutil.copyfile)
    command = [sys.executable, "-m", "sanadbook", "--root", str(tmp_path), "write"]
    subprocess.run(
        command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8", "TZ": "UTC+9"}
    )
    for name in CHAPTERS:
        for path in (
            f"chapters/{name}.ipynb",
            f"chapters/{name}.json",
            f"facilitator/{name}.md",
            f"facilitator/{name}-sheet.md",
            "facilitator/results.ipynb",
        ):
            assert (tmp_path / path).read_text("utf-8") == written[path], path


def test_promise_6_the_committed_files_are_current(repository, capsys):
    assert main(["--root", str(repository), "write", "--check"]) == 0, capsys.readouterr().out


# -- 7: a bad input is reported and changes nothing --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "word"),
    [
        ("data/seeds/003_b674ec98a2d63df3.txt", "\n", "\r\n", 1, "carriage return"),
        ("data/chapters/04.yml", SECOND_ITEM, FIRST_ITEM, None, "appears 2 times"),
        ("data/course.yml", "exit_url:", "exit_ulr:", None, "extra inputs"),
    ],
    ids=["a seed", "a chapter", "the course"],
)
def test_promise_7_a_bad_input_is_reported_with_file_line_and_hint_and_changes_nothing(
    course_copy, capsys, file, old, new, line, word
):
    text = course_copy.text(file)
    assert old in text
    course_copy.write(file, text.replace(old, new))
    course_copy.write("chapters/04.ipynb", "an older one\n")
    before = course_copy.files()
    assert main(["--root", str(course_copy.root), "write"]) == 2
    assert course_copy.files() == before
    printed = capsys.readouterr()
    line_printed = next(text for text in printed.err.split("\n") if word in text)
    assert line_printed.startswith(f"{file}:{line or course_copy.line(file, new)}: error [")
    assert " — " in line_printed
    assert "Traceback" not in printed.err + printed.out


# -- a learner's kernel needs the runtime only -------------------------------------------------------------------------

#: Packages that a learner's kernel may lack: those for authors, those with compiled code, and ours above the runtime.
BLOCKED = [
    *("jinja2", "markupsafe", "yaml", "pydantic", "pydantic_core", "babel", "sphinx", "docutils", "nbformat"),
    *("myst_nb", "jupyter_book", "pandas", "numpy", "matplotlib"),
    *sorted(f"sanadbook.{name}" for name in package_imports() if name != "runtime"),
]
LEARNER = f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if any(name == blocked or name.startswith(blocked + ".") for blocked in {BLOCKED!r}):
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
from sanadbook import Quiz
quiz = Quiz("04")
part = quiz.at("check")
item = part.items[0]
part.answers = {{item: {{"score": 1, "right": True, "solved": True, "attempts": 1, "confidence": None}}}}
assert [row["item"] for row in quiz.rows() if row["answered"]] == [item]
live = quiz.live_results()
from sanadbook.runtime.class_results import read_results
assert "<img" not in read_results([], "04").report()._repr_html_()
for ask in (quiz.results, quiz.chart):
    try:
        ask()
    except ModuleNotFoundError as absent:
        print(absent)
print(len(quiz.items), "<table" in live.children[0].value, len(part._repr_mimebundle_()[0]["text/html"]) > 1000)
"""


def test_the_runtime_works_without_compiled_and_authoring_packages(course):
    run = subprocess.run([sys.executable, "-c", LEARNER], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    no_table, no_chart, last = run.stdout.splitlines()
    assert "pandas وهي غير مثبتة هنا" in no_table
    assert "matplotlib وهي غير مثبتة هنا" in no_chart
    assert last == f"{len(course.chapter('04').path)} True True"
