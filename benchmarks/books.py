"""Builds the two books that are compared, both from data/: ours, and one with Jupyter Book's default theme."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sanadbook.course_loader import load_course
from sanadbook.items.multiple import Multiple
from sanadbook.items.single import Single
from sanadbook.model.course import Course, CourseChapter
from sanadbook.render.renderer import Renderer

REPOSITORY = Path(__file__).parents[1]

#: Defaults of Jupyter Book 1, with Arabic as the language.
STOCK_CONFIG = """\
title: "{title}"
author: "{title}"
execute: {{execute_notebooks: force}}
sphinx: {{config: {{language: ar}}}}
"""

STOCK_PAGE = """\
---
jupytext: {{text_representation: {{extension: .md, format_name: myst}}}}
kernelspec: {{name: python3, display_name: Python 3}}
---
# {title}

{text}

```{{code-cell}} ipython3
:tags: [remove-input]
from jupyterquiz import display_quiz

display_quiz("{name}.json")
```
"""


def build_ours(output: Path) -> Path:
    """Build our book in *output*. Returns the folder of the built book."""
    return _build(REPOSITORY, output, "-W", "-n")


def build_stock(output: Path, tools: Path) -> Path:
    """Write and build the stock book in *output*, with jupyterquiz from *tools*. Returns the built book."""
    source, course = output / "source", load_course(REPOSITORY)
    (source / "chapters").mkdir(parents=True)
    for chapter in course.chapters:
        name, text = chapter.name, _passage(chapter)
        page = STOCK_PAGE.format(title=chapter.content.title, text=text, name=name)
        (source / "chapters" / f"{name}.md").write_text(page, "utf-8")
        questions = json.dumps(_questions(course, chapter), ensure_ascii=False)
        (source / "chapters" / f"{name}.json").write_text(questions, "utf-8")
    (source / "index.md").write_text(f"# {course.file.brand}\n", "utf-8")
    (source / "_config.yml").write_text(STOCK_CONFIG.format(title=course.file.brand), "utf-8")
    pages = "".join(f"  - file: chapters/{chapter.name}\n" for chapter in course.chapters)
    (source / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{pages}", "utf-8")
    return _build(source, output, PYTHONPATH=str(tools.resolve()))


def _passage(chapter: CourseChapter) -> str:
    """Return the passage with its section headings as Markdown."""
    return "\n\n".join(
        f"## {part.heading}\n\n{' '.join(chapter.sentences_of(part).values())}" for part in chapter.content.sections
    )


def _questions(course: Course, chapter: CourseChapter) -> list[dict[str, object]]:
    """Return the single-choice and multiple-choice items of a chapter as questions for jupyterquiz."""
    flat = Renderer(course, chapter).plain_text
    return [
        {
            "question": flat(item.stem),
            "type": "multiple_choice" if isinstance(item, Single) else "many_choice",
            "answers": [
                {"answer": flat(option.text), "correct": option.correct, "feedback": flat(option.feedback)}
                for option in item.options
            ],
        }
        for item in chapter.path
        if isinstance(item, Single | Multiple)
    ]


def _build(source: Path, output: Path, *options: str, **environment: str) -> Path:
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        str(source),
        "--path-output",
        str(output),
        "-q",
        *options,
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    if run.returncode:
        raise SystemExit(f"{source} does not build:\n{(run.stdout + run.stderr)[-3000:]}")
    return output / "_build" / "html"
