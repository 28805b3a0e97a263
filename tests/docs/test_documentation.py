"""The documentation: it builds without warnings, and its pages show what the code says."""

from __future__ import annotations

import argparse
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from sanadbook import Quiz
from sanadbook.cli import build_parser
from tests.docs.test_api_reference import OBJECTS

ROOT = Path(__file__).parents[2]
THEME = ROOT / "sanadbook" / "sphinx_ext" / "theme_files" / "sanadbook" / "theme.toml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built documentation, warnings being errors."""
    output = tmp_path_factory.mktemp("docs")
    tool = str(Path(sys.executable).with_name("jupyter-book"))
    command = [tool, "build", "docs", "--path-output", str(output), "-W", "-n", "-q"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, (run.stdout + run.stderr)[-3000:]
    return output / "_build" / "html"


def content(built: Path, page: str) -> Tag:
    """Return the main part of a built page."""
    main = BeautifulSoup((built / f"{page}.html").read_text("utf-8"), "html.parser").main
    assert main
    return main


def test_every_page_of_the_documentation_is_in_the_contents(built: Path) -> None:
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert pages <= {path.stem for path in built.glob("*.html")}


def test_the_api_page_shows_every_documented_object_and_method(built: Path) -> None:
    entries = {str(tag["id"]) for tag in content(built, "api").select("dt[id]")}
    names = {name for name, value in OBJECTS.items()}
    assert names <= entries
    assert {"sanadbook.Quiz.results", "sanadbook.Quiz.to_json"} <= entries


def test_the_api_page_shows_the_parameters_of_a_quiz(built: Path) -> None:
    shown = content(built, "api").select_one('dt[id="sanadbook.Quiz"]')
    assert shown
    for parameter in list(inspect.signature(Quiz.__init__).parameters)[1:]:
        assert parameter in shown.get_text()


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command by name, and that of the program under ``sanadbook``."""
    program = build_parser()
    commands = next(each for each in program._actions if isinstance(each, argparse._SubParsersAction))
    return {"sanadbook": program, **{f"sanadbook {name}": parser for name, parser in commands.choices.items()}}


def test_the_command_page_shows_every_command_with_its_options_and_their_help(built: Path) -> None:
    page = content(built, "cli")
    assert [title.get_text(strip=True) for title in page.select("h2")][1:-1] == list(parsers())[1:]
    text = " ".join(page.get_text().split())
    for name, parser in parsers().items():
        for action in parser._actions:
            if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
                continue
            assert action.help, f"{name} {action.dest} has no help text"
            assert action.help in text
            assert all(option in text for option in action.option_strings)


def test_the_page_of_options_explains_each_option_of_the_theme(built: Path) -> None:
    text = THEME.read_text("utf-8")
    own = text.partition("[options]")[2].partition("Jupyter Book's")[0]
    options = set(re.findall(r"^(\w+) =", own, re.MULTILINE))
    assert options
    assert options <= set(tomllib.loads(text)["options"])
    terms = content(built, "customise").select("dl")[-1].find_all("dt")
    assert {term.get_text() for term in terms} == options


PAGES = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "deploy/README.md"),
    *("benchmarks/README.md", ".github/PULL_REQUEST_TEMPLATE.md"),
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
]


@pytest.mark.parametrize("page", PAGES)
def test_links_between_files_lead_to_files(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def current_text(page: str) -> str:
    """Return the text of a page without the changelog's table of old names."""
    text = (ROOT / page).read_text("utf-8")
    return re.sub(r"^\| .*\n", "", text, flags=re.MULTILINE) if page == "CHANGELOG.md" else text


@pytest.mark.parametrize("page", PAGES)
def test_documented_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"(?:`|^\$ )make ([a-z][a-z -]*)", current_text(page), re.MULTILINE)
    assert {target for words in named for target in words.split()} <= targets


@pytest.mark.parametrize("page", PAGES)
def test_documented_commands_exist(page: str) -> None:
    named = re.findall(r"(?:`|^\$ |bin/)sanadbook ([a-z]+)", current_text(page), re.MULTILINE)
    assert {f"sanadbook {name}" for name in named} <= parsers().keys()


def test_every_environment_variable_is_documented() -> None:
    files = [ROOT / "Makefile", *(ROOT / "sanadbook").rglob("*.py")]
    used = {name for file in files for name in re.findall(r"\bSANADBOOK_[A-Z_]+", file.read_text("utf-8"))}
    documented = set(
        re.findall(r"^\| `(SANADBOOK_[A-Z_]+)` \|", (ROOT / "docs/cli.md").read_text("utf-8"), re.MULTILINE)
    )
    assert documented == used


def test_the_screenshots_are_small() -> None:
    pictures = [ROOT / "docs" / "images" / name for name in ("desktop.webp", "phone.webp")]
    assert sum(path.stat().st_size for path in pictures) <= 200_000
