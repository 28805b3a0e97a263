"""The output of ``sanadbook check``, ``write`` and ``status``."""

import json
import subprocess
import sys

import pytest

import sanadbook
from sanadbook.cli import main

CHAPTER = "data/chapters/01.yml"


@pytest.fixture
def run(small, capsys):
    """Run ``sanadbook`` in the small course and return exit code, standard output and standard error."""

    def command(*arguments):
        code = main(["--root", str(small.root), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_check_of_a_valid_course_reports_no_problems(run):
    assert run("check") == (0, "", "sanadbook: 0 errors, 0 warnings\n")


def test_check_reports_a_warning_and_exits_with_0(run, small):
    small.edit(CHAPTER, "البيت في السقي؟", "البيت في السقي:")
    code, out, err = run("check")
    assert (code, out) == (0, "")
    assert err.startswith(f"{CHAPTER}:{small.line(CHAPTER, 'السقي:')}: warning [stem-question] items[0].stem: ")
    assert err.endswith("sanadbook: 0 errors, 1 warnings\n")


def test_check_reports_the_place_of_an_error_and_exits_with_2(run, small):
    small.edit(CHAPTER, "type: cloze", "type: clozed")
    code, out, err = run("check")
    assert (code, out) == (2, "")
    assert err.startswith(f"{CHAPTER}:")
    assert "Traceback" not in err


def test_check_of_one_file_ignores_the_others(run, small):
    small.edit("data/chapters/02.yml", "type: cloze", "type: clozed")
    assert run("check", CHAPTER)[0] == 0
    assert run("check", "data/chapters/02.yml")[0] == 2


@pytest.mark.parametrize(
    "name", ["data/chapters/99.yml", "nothing.txt", "data/seeds/900_0123456789abcdef.txt", "data/chapters", "01.yml"]
)
def test_check_of_anything_but_a_chapter_file_exits_with_2(run, name):
    code, _, err = run("check", name)
    assert code == 2
    assert name in err
    assert "does not exist" in err or "is not a chapter file of this course" in err


def test_check_of_a_file_of_the_same_name_elsewhere_exits_with_2(run, small, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "01.yml"
    other.write_text("broken: [", "utf-8")
    code, _, err = run("check", str(other))
    assert code == 2
    assert "is not a chapter file of this course" in err


def test_json_output_of_a_valid_course_is_an_empty_list(run):
    code, out, err = run("check", "--format", "json")
    assert (code, json.loads(out), err) == (0, [], "")


def test_json_output_has_the_fields_of_every_problem(run, small):
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


def test_write_lists_written_files_and_reports_when_all_are_up_to_date(run):
    code, out, _ = run("write")
    assert code == 0
    assert "wrote: chapters/01.ipynb\n" in out
    assert run("write") == (0, "chapters/ and facilitator/ are up to date\n", "")


def test_write_check_lists_stale_files_and_writes_nothing(run, small):
    before = small.files()
    code, out, _ = run("write", "--check")
    assert code == 1
    assert "out of date: chapters/01.ipynb\n" in out
    assert small.files() == before
    run("write")
    assert run("write", "--check") == (0, "", "")


def test_write_removes_only_orphaned_files_that_it_wrote(run, small):
    small.edit(CHAPTER, "{seed:901}", "{seed:900}")  # a reference to the other chapter
    run("write")
    small.edit("data/course.yml", '  - {number: 2, seed: "901"}\n', "")
    (small.root / "data/chapters/02.yml").unlink()
    small.write("chapters/03.json", '{"mine": 1}')  # not written by sanadbook
    small.write("chapters/04.json", "not JSON")
    gone = ["chapters/02.json", "chapters/02.ipynb", "facilitator/02.md", "facilitator/02-sheet.md"]
    code, out, _ = run("write", "--check")
    assert code == 1
    assert [line.rpartition(": ")[2] for line in out.splitlines() if line.startswith("orphaned")] == gone
    assert set(gone) < set(small.files())
    code, out, _ = run("write")
    assert (code, [f"removed: {path}" in out for path in gone]) == (0, [True] * 4)
    left = set(small.files())
    assert not left & set(gone)
    assert {"chapters/01.json", "chapters/03.json", "chapters/04.json", "facilitator/results.ipynb"} <= left
    assert run("write", "--check") == (0, "", "")


@pytest.fixture
def built(small):
    """An (empty) built book of the small course."""
    (small.root / "_build/html").mkdir(parents=True)
    small.write("_build/html/index.html", "")


@pytest.mark.usefixtures("built")
def test_status_prints_the_address_of_the_book_and_the_missing_features(run, small):
    out = run("status")[1]
    assert (small.root / "_build/html/index.html").as_uri() in out
    assert "Without slides" in out
    assert "Without a Binder button" in out


@pytest.mark.usefixtures("built")
def test_status_does_not_mention_binder_if_the_course_has_a_repository(run, small):
    small.edit("data/course.yml", 'repository: ""', 'repository: "https://github.com/owner/name"')
    assert "Binder" not in run("status")[1]


def test_version_prints_the_version(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"sanadbook {sanadbook.__version__}\n"


def test_the_course_of_this_repository_is_valid(repository):
    command = [sys.executable, "-m", "sanadbook", "--root", str(repository), "check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert ": error [" not in run.stderr


def test_a_folder_without_a_course_exits_with_2_and_no_traceback(tmp_path):
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
