"""The generated files of a course: notebooks, compiled chapters, guides and the JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

from sanadbook import model
from sanadbook.inputs.loader import json_schema
from sanadbook.model.course import Course
from sanadbook.outputs.guide import guide, quick_sheet
from sanadbook.outputs.notebook import chapter_notebook
from sanadbook.outputs.results_notebook import results_notebook
from sanadbook.render.renderer import Renderer

#: Path of the JSON Schema of a chapter file, for editors. It exists in a checkout only.
SCHEMA = Path("sanadbook/model/chapter.schema.json")


def written_files(course: Course) -> dict[Path, str]:
    """Return the text of every generated file by its path relative to the course. Equal courses give equal text."""
    files = {}
    for chapter in course.chapters:
        renderer = Renderer(course, chapter)
        compiled = renderer.compile()
        files[Path("chapters") / f"{chapter.name}.json"] = compiled.as_json()
        files[Path("chapters") / f"{chapter.name}.ipynb"] = chapter_notebook(renderer, compiled)
        files[Path("facilitator") / f"{chapter.name}.md"] = guide(renderer)
        files[Path("facilitator") / f"{chapter.name}-sheet.md"] = quick_sheet(renderer)
    files[Path("facilitator") / "results.ipynb"] = results_notebook(course)
    if (course.root / SCHEMA.parent).is_dir():
        files[SCHEMA] = json.dumps(json_schema(model.Chapter), ensure_ascii=False, indent=1) + "\n"
    return files


def orphaned_files(course: Course) -> list[Path]:
    """Return the paths of files that were generated for chapters that ``data/course.yml`` no longer lists.

    Such a chapter is recognized by its compiled JSON file; other files are left alone.
    """
    listed = {chapter.name for chapter in course.chapters}
    gone = sorted({path.stem for path in (course.root / "chapters").glob("*.json")} - listed)
    paths = [
        path
        for name in gone
        if _is_compiled(course.root / "chapters" / f"{name}.json")
        for path in (
            Path("chapters", f"{name}.json"),
            Path("chapters", f"{name}.ipynb"),
            Path("facilitator", f"{name}.md"),
            Path("facilitator", f"{name}-sheet.md"),
        )
    ]
    return [path for path in paths if (course.root / path).is_file()]


def _is_compiled(file: Path) -> bool:
    try:
        value = json.loads(file.read_text("utf-8"))
    except ValueError:
        return False
    return isinstance(value, dict) and {"schema", "chapter", "items"} <= value.keys() and value["chapter"] == file.stem


def remove_orphaned_files(course: Course) -> list[Path]:
    """Remove the files that :func:`orphaned_files` finds. Returns their paths."""
    paths = orphaned_files(course)
    for path in paths:
        (course.root / path).unlink()
    return paths


def write_course(course: Course, *, dry_run: bool = False) -> list[Path]:
    """Write every generated file that is missing or out of date, each atomically.

    Returns the paths of these files, relative to the course's folder. With *dry_run* nothing is written.
    """
    changed = []
    for path, text in written_files(course).items():
        target = course.root / path
        if not target.is_file() or target.read_bytes() != text.encode("utf-8"):
            changed.append(path)
            if not dry_run:
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_atomically(target, text.encode("utf-8"))
    return changed


def _write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is complete, old or new, even if the program is interrupted."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
