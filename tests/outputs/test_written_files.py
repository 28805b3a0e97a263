"""The generated files: deterministic, written completely or not at all, and up to date in the repository."""

import json
from pathlib import Path

import pytest

from sanadbook.inputs.problems import CourseError
from sanadbook.outputs import write_course
from sanadbook.outputs.written_files import SCHEMA, written_files


def test_every_chapter_has_a_notebook_a_compiled_chapter_a_guide_and_a_quick_sheet(small):
    written = {str(path) for path in write_course(small.load())}
    assert written == {
        f"{folder}/0{n}{end}"
        for n in (1, 2)
        for folder, end in (
            ("chapters", ".ipynb"),
            ("chapters", ".json"),
            ("facilitator", ".md"),
            ("facilitator", "-sheet.md"),
        )
    } | {"facilitator/results.ipynb"}
    assert written <= set(small.files())


def test_writing_twice_changes_nothing(small):
    write_course(small.load())
    before = small.files()
    assert write_course(small.load()) == []
    assert small.files() == before


def test_only_changed_files_are_written(small):
    write_course(small.load())
    small.edit("data/chapters/02.yml", "قد يُلام الغائب.", "قد يُلام من غاب.")
    assert [str(path) for path in write_course(small.load())] == ["facilitator/02.md"]


def test_an_edited_file_is_out_of_date_and_written_again(small):
    write_course(small.load())
    good = small.text("chapters/01.ipynb")
    small.write("chapters/01.ipynb", good + "\n")
    assert [str(path) for path in write_course(small.load(), dry_run=True)] == ["chapters/01.ipynb"]
    assert small.text("chapters/01.ipynb") == good + "\n"
    write_course(small.load())
    assert small.text("chapters/01.ipynb") == good


def test_files_are_utf8_with_line_feeds_and_a_final_one(small):
    write_course(small.load())
    for name, content in small.files().items():
        if not name.startswith("data/"):
            assert b"\r" not in content, name
            assert content.endswith(b"\n"), name
            assert not content.endswith(b"\n\n"), name
            assert ("الملفات" if name == "facilitator/results.ipynb" else "حديقة") in content.decode("utf-8"), name


def test_the_files_in_the_repository_are_up_to_date(repository, written):
    stale = [path for path, text in written.items() if (repository / path).read_bytes() != text.encode("utf-8")]
    assert stale == [], "run `sanadbook write`"


def test_the_schema_is_written_in_a_checkout_only(small, written):
    assert SCHEMA not in written_files(small.load())
    assert json.loads(written[str(SCHEMA)])["title"] == "Chapter"


#: What a bad input can be: (file below data/, its bytes -> bad bytes, or None to remove it).
BAD = {
    "no question": ("seeds/900_0123456789abcdef.txt", lambda data: data.replace("؟".encode(), b".")),
    "no answer": ("seeds/900_0123456789abcdef.txt", lambda data: data.rpartition(b"\n")[0]),
    "a BOM": ("seeds/900_0123456789abcdef.txt", lambda data: b"\xef\xbb\xbf" + data),
    "CRLF": ("seeds/900_0123456789abcdef.txt", lambda data: data.replace(b"\n", b"\r\n")),
    "a blank line": ("seeds/900_0123456789abcdef.txt", lambda data: data.replace(b"\n", b"\n\n", 1)),
    "another encoding": ("seeds/900_0123456789abcdef.txt", lambda data: data.decode().encode("utf-16-le")),
    "a changed letter under a span": (
        "seeds/900_0123456789abcdef.txt",
        lambda data: data.replace("ة".encode(), "ه".encode()),
    ),
    "a duplicate id": ("chapters/01.yml", lambda data: data.replace(b"900:Q2", b"900:Q1")),
    "an unknown item type": ("chapters/01.yml", lambda data: data.replace(b"type: cloze", b"type: gaps")),
    "a tab": ("chapters/01.yml", lambda data: data.replace(b"\n  - id: S2", b"\n\t- id: S2")),
    "a missing seed": ("seeds/900_0123456789abcdef.txt", None),
    "a missing chapter": ("chapters/01.yml", None),
    "a missing terminology": ("terminology.yml", None),
}


@pytest.mark.parametrize(("file", "spoil"), BAD.values(), ids=BAD.keys())
def test_invalid_input_changes_no_file(small, file, spoil):
    write_course(small.load())
    path = small.root / "data" / file
    if spoil:
        good = path.read_bytes()
        path.write_bytes(spoil(good))
        assert path.read_bytes() != good
    else:
        path.unlink()
    (small.root / "chapters/01.ipynb").write_bytes(b"an older one\n")  # so that there is something to write
    before = small.files()
    with pytest.raises(CourseError) as refused:
        write_course(small.load())
    assert small.files() == before
    named = {problem.file for problem in refused.value.problems}
    assert named & {f"data/{file}", "data/course.yml", "data/chapters/01.yml"}


def test_a_failing_template_changes_no_file(small, monkeypatch):
    write_course(small.load())
    small.edit("data/chapters/01.yml", "حديقة صغيرة يسقيها الحي.", "حديقة يسقيها الحي.")
    before = small.files()

    def fail(renderer):
        if renderer.chapter.name == "02":
            raise KeyError("the catalogue lacks 'x'")
        return ""

    monkeypatch.setattr("sanadbook.outputs.written_files.guide", fail)
    with pytest.raises(KeyError):
        write_course(small.load())
    assert small.files() == before


def test_an_interrupted_write_leaves_the_old_file(small, monkeypatch):
    course = small.load()
    write_course(course)
    notebook = small.root / "chapters/01.ipynb"
    notebook.write_text("old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_course(course)
    assert notebook.read_text() == "old"
    assert [path.name for path in notebook.parent.iterdir() if path.name.startswith(".")] == []
