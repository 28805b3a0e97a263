"""The command: its exit codes, what it prints for people and for machines, and that it never shows a traceback."""

import json
import subprocess
import sys

import pytest

from sanadbook.cli import main

CHAPTER = "data/chapters/01.yml"


@pytest.fixture
def run(small, capsys):
    """Run ``sanadbook`` in the small course: (exit code, what it printed, what it complained)."""

    def command(*arguments):
        code = main(["--root", str(small.root), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_check_of_a_good_course_ends_with_0(run):
    assert run("check") == (0, "", "sanadbook: 0 errors, 0 warnings\n")


def test_check_with_a_warning_ends_with_0_and_says_it(run, small):
    small.edit(CHAPTER, "البيت في السقي؟", "البيت في السقي:")
    code, out, err = run("check")
    assert (code, out) == (0, "")
    assert err.startswith(f"{CHAPTER}:{small.line(CHAPTER, 'السقي:')}: warning [stem-question] items[0].stem: ")
    assert err.endswith("sanadbook: 0 errors, 1 warnings\n")


def test_check_with_an_error_ends_with_2_and_says_where(run, small):
    small.edit(CHAPTER, "type: cloze", "type: clozed")
    code, out, err = run("check")
    assert (code, out) == (2, "")
    assert err.startswith(f"{CHAPTER}:")
    assert "Traceback" not in err


def test_check_of_one_file_leaves_the_others(run, small):
    small.edit("data/chapters/02.yml", "type: cloze", "type: clozed")
    assert run("check", CHAPTER)[0] == 0
    assert run("check", "data/chapters/02.yml")[0] == 2


@pytest.mark.parametrize("name", ["data/chapters/99.yml", "nothing.txt", "data/seeds/900_0123456789abcdef.txt"])
def test_check_of_a_file_that_is_no_chapter_ends_with_2(run, name):
    code, _, err = run("check", name)
    assert code == 2
    assert "there is no chapter" in err


def test_machines_read_an_empty_list_of_a_good_course(run):
    code, out, err = run("check", "--format", "json")
    assert (code, json.loads(out), err) == (0, [], "")


def test_machines_read_every_problem_with_its_parts(run, small):
    small.edit(CHAPTER, "البيت في السقي؟", "البيت في السقي:")
    small.edit(CHAPTER, '"كل صباح",', '"كل صباح", correct: true,')
    code, out, err = run("check", "--format", "json")
    problems = json.loads(out)
    assert (code, err) == (2, "")
    assert {(problem["severity"], problem["rule"]) for problem in problems} == {
        ("error", "key"),
        ("warning", "stem-question"),
    }
    for problem in problems:
        assert set(problem) == {"file", "line", "field", "message", "hint", "severity", "rule"}
        assert (problem["file"], type(problem["line"])) == (CHAPTER, int)


def test_write_says_what_it_wrote_and_then_that_nothing_is_to_do(run):
    code, out, _ = run("write")
    assert code == 0
    assert "wrote: chapters/01.ipynb\n" in out
    assert run("write") == (0, "chapters/ and facilitator/ are up to date\n", "")


def test_write_check_ends_with_1_while_a_file_is_out_of_date(run, small):
    before = small.files()
    code, out, _ = run("write", "--check")
    assert code == 1
    assert "out of date: chapters/01.ipynb\n" in out
    assert small.files() == before
    run("write")
    assert run("write", "--check") == (0, "", "")


def test_write_removes_what_it_wrote_for_a_chapter_that_is_gone(run, small):
    small.edit(CHAPTER, "{seed:901}", "{seed:900}")  # it spoke of the other chapter
    run("write")
    small.edit("data/course.yml", '  - {number: 2, seed: "901"}\n', "")
    (small.root / "data/chapters/02.yml").unlink()
    small.write("chapters/03.json", '{"mine": 1}')  # not written by it
    small.write("chapters/04.json", "not JSON")
    gone = ["chapters/02.json", "chapters/02.ipynb", "facilitator/02.md", "facilitator/02-sheet.md"]
    code, out, _ = run("write", "--check")
    assert code == 1
    assert [line.rpartition(": ")[2] for line in out.splitlines() if "does not name" in line] == gone
    assert set(gone) < set(small.files())
    code, out, _ = run("write")
    assert (code, [f"removed: {path}" in out for path in gone]) == (0, [True] * 4)
    left = set(small.files())
    assert not left & set(gone)
    assert {"chapters/01.json", "chapters/03.json", "chapters/04.json", "facilitator/results.ipynb"} <= left
    assert run("write", "--check") == (0, "", "")


@pytest.mark.parametrize("arguments", [("write",), ("write", "--check"), ("check",)])
def test_bad_input_ends_with_2_and_writes_nothing(run, small, arguments):
    small.edit(CHAPTER, "type: cloze", "type: clozed")
    before = small.files()
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "clozed" in err
    assert small.files() == before


def test_where_names_the_built_book_or_says_that_there_is_none(run, small):
    code, out, err = run("where")
    assert (code, out) == (1, "")
    assert "make book" in err
    (small.root / "_build/html").mkdir(parents=True)
    small.write("_build/html/index.html", "")
    code, out, _ = run("where")
    assert code == 0
    assert (small.root / "_build/html/index.html").as_uri() in out
    assert "Without a Binder button" in out


def test_where_is_silent_on_binder_once_the_course_has_an_address(run, small):
    (small.root / "_build/html").mkdir(parents=True)
    small.write("_build/html/index.html", "")
    small.edit("data/course.yml", 'repository: ""', 'repository: "https://github.com/owner/name"')
    assert "Binder" not in run("where")[1]


@pytest.mark.parametrize("arguments", [(), ("chekc",), ("check", "--format", "xml")])
def test_a_command_that_is_none_ends_with_2_and_the_usage(run, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
    assert "usage: sanadbook" in capsys.readouterr().err


def test_the_repository_itself_is_sound(repository):
    command = [sys.executable, "-m", "sanadbook", "--root", str(repository), "check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert ": error [" not in run.stderr


def test_a_folder_without_a_course_ends_with_2_and_no_traceback(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "sanadbook", "--root", str(tmp_path), "write"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert "data/course.yml: error" in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []
