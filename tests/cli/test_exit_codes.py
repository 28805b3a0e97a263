"""Every command exits with 0, 1 or 2 as ``cli/exit_codes.py`` defines, and reports faults without a traceback."""

import sys

import pytest

from sanadbook.cli import main
from sanadbook.cli.exit_codes import BAD_INPUT, DONE, OUT_OF_DATE

CHAPTER = "data/chapters/01.yml"


@pytest.fixture
def run(small, capsys):
    """Run ``sanadbook`` in the small course and return exit code, standard output and standard error."""

    def command(*arguments):
        code = main(["--root", str(small.root), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def built(small):
    """An (empty) built book of the small course."""
    (small.root / "_build/html").mkdir(parents=True)
    small.write("_build/html/index.html", "")
    return small.root / "_build/html"


def invalid_chapter(small):
    small.edit(CHAPTER, "type: cloze", "type: clozed")


def invalid_course_file(small):
    small.edit("data/course.yml", "exit_url:", "exit_ulr:")


def missing_course_file(small):
    (small.root / "data/course.yml").unlink()


def test_the_exit_codes_are_those_of_the_documentation():
    assert (DONE, OUT_OF_DATE, BAD_INPUT) == (0, 1, 2)


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--format", "json"), ("export", "csv"), ("write",), ("bundle",), ("status",)],
    ids=" ".join,
)
@pytest.mark.usefixtures("built")
def test_a_command_that_succeeds_exits_with_0(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments)[0] == DONE


def test_a_stale_file_exits_with_1(run):
    assert run("write", "--check")[0] == OUT_OF_DATE


@pytest.mark.parametrize("damage", [invalid_chapter, invalid_course_file, missing_course_file])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("write",),
        ("write", "--check"),
        ("slides",),
        ("lite",),
        ("export", "csv"),
        ("handouts",),
        ("bundle",),
        ("status",),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("built")
def test_an_invalid_course_exits_with_2_and_changes_nothing(run, small, damage, arguments):
    damage(small)
    before = small.files()
    code, out, err = run(*arguments)
    assert (code, out) == (BAD_INPUT, "")
    assert "data/" in err
    assert ": error [" in err
    assert small.files() == before


@pytest.mark.parametrize("command", ["handouts", "bundle", "status"])
def test_a_missing_book_exits_with_2(run, small, command):
    before = small.files()
    code, out, err = run(command)
    assert (code, out) == (BAD_INPUT, "")
    assert "contains no built book: run `make book`" in err
    assert small.files() == before


@pytest.mark.parametrize("arguments", [("export", "csv", "77"), ("handouts", "77"), ("handouts", "01", "77")])
@pytest.mark.usefixtures("built")
def test_an_unknown_chapter_exits_with_2(run, arguments):
    assert run(*arguments) == (BAD_INPUT, "", "sanadbook: there is no chapter 77; there are 01, 02\n")


@pytest.mark.parametrize(("package", "arguments"), [("genanki", ("export", "anki")), ("playwright", ("handouts",))])
@pytest.mark.usefixtures("built")
def test_a_missing_package_exits_with_2_and_names_the_extra(run, monkeypatch, package, arguments):
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    code, out, err = run(*arguments)
    assert (code, out) == (BAD_INPUT, "")
    assert f"pip install 'sanadbook[{arguments[0]}]'" in err


def test_missing_slides_exit_with_2(run):
    code, out, err = run("slides")
    assert (code, out) == (BAD_INPUT, "")
    assert "npm ci" in err


def test_missing_lite_tools_exit_with_2(run, tmp_path):
    code, out, err = run("lite", "--tools", str(tmp_path / "nothing"))
    assert (code, out) == (BAD_INPUT, "")
    assert "make lite" in err


@pytest.mark.parametrize("arguments", [("export", "csv"), ("bundle",)])
@pytest.mark.usefixtures("built")
def test_an_output_that_cannot_be_written_exits_with_2(run, small, arguments):
    small.write("file", "")
    code, out, err = run(*arguments, "--output", str(small.root / "file" / "output"))
    assert (code, out) == (BAD_INPUT, "")
    assert err.startswith("sanadbook: ")
    assert str(small.root / "file") in err


@pytest.mark.parametrize(
    "arguments", [(), ("chekc",), ("check", "--format", "xml"), ("export",), ("export", "pdf"), ("status", "--all")]
)
def test_invalid_arguments_exit_with_2_and_print_the_usage(run, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == BAD_INPUT
    assert "usage: sanadbook" in capsys.readouterr().err
