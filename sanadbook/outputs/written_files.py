"""What is written where; all of it is made before any of it is written."""

from __future__ import annotations

import json
from pathlib import Path

from sanadbook import model
from sanadbook.inputs.loader import json_schema
from sanadbook.model.course import Course
from sanadbook.outputs.guide import guide, sheet
from sanadbook.outputs.notebook import notebook
from sanadbook.outputs.results_notebook import results_notebook
from sanadbook.render.renderer import Renderer

#: Where the JSON Schema of a chapter file is, for editors: in a checkout only.
SCHEMA = Path("sanadbook/model/chapter.schema.json")


def written_files(course: Course) -> dict[Path, str]:
    """Return the text of every written file by its path below the course's folder. Depends on the course alone."""
    files = {}
    for chapter in course.chapters:
        renderer = Renderer(course, chapter)
        compiled = renderer.compile()
        files[Path("chapters") / f"{chapter.name}.json"] = compiled.as_json()
        files[Path("chapters") / f"{chapter.name}.ipynb"] = notebook(renderer, compiled)
        files[Path("facilitator") / f"{chapter.name}.md"] = guide(renderer)
        files[Path("facilitator") / f"{chapter.name}-sheet.md"] = sheet(renderer)
    files[Path("facilitator") / "results.ipynb"] = results_notebook(course)
    if (course.root / SCHEMA.parent).is_dir():
        files[SCHEMA] = json.dumps(json_schema(model.Chapter), ensure_ascii=False, indent=1) + "\n"
    return files


def orphaned_files(course: Course) -> list[Path]:
    """Return what was written for chapters that `course.yml` no longer names; a compiled chapter tells that it was."""
    named = {chapter.name for chapter in course.chapters}
    gone = sorted({path.stem for path in (course.root / "chapters").glob("*.json")} - named)
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
    """Remove what `orphaned_files` finds; return those paths."""
    paths = orphaned_files(course)
    for path in paths:
        (course.root / path).unlink()
    return paths


def write_course(course: Course, *, dry_run: bool = False) -> list[Path]:
    """Write every file that differs from what *course* says. Returns those paths; with *dry_run* writes nothing."""
    stale = []
    for path, text in written_files(course).items():
        target = course.root / path
        if not target.is_file() or target.read_bytes() != text.encode("utf-8"):
            stale.append(path)
            if not dry_run:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode("utf-8"))
    return stale
