"""What is written where; all of it is made before any of it is written."""

from __future__ import annotations

import json
from pathlib import Path

from sanadbook.course import Course, model
from sanadbook.course.load import json_schema
from sanadbook.quiz.render import Renderer
from sanadbook.write.guide import guide, sheet
from sanadbook.write.notebook import notebook
from sanadbook.write.results import results_notebook

#: Where the JSON Schema of a chapter file is, for editors: in a checkout only.
SCHEMA = Path("sanadbook/course/chapter.schema.json")


def written_files(course: Course) -> dict[Path, str]:
    """Return the text of every written file by its path below the course's folder. Depends on the course alone."""
    files = {}
    for unit in course.units:
        renderer = Renderer(course, unit)
        compiled = renderer.compile()
        files[Path("chapters") / f"{unit.name}.json"] = compiled.as_json()
        files[Path("chapters") / f"{unit.name}.ipynb"] = notebook(renderer, compiled)
        files[Path("facilitator") / f"{unit.name}.md"] = guide(renderer)
        files[Path("facilitator") / f"{unit.name}-sheet.md"] = sheet(renderer)
    files[Path("facilitator") / "results.ipynb"] = results_notebook(course)
    if (course.root / SCHEMA.parent).is_dir():
        files[SCHEMA] = json.dumps(json_schema(model.Chapter), ensure_ascii=False, indent=1) + "\n"
    return files


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
