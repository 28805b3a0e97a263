"""The notebook for the results files of a class. It begins with the reasons against collecting such files."""

from __future__ import annotations

from html import escape
from typing import Any

import nbformat

from sanadbook.i18n import Translator, get_translator, text_direction
from sanadbook.model.course import Course
from sanadbook.outputs.markdown import escape_markdown
from sanadbook.outputs.notebook import METADATA
from sanadbook.render.renderer import Renderer
from sanadbook.runtime.class_results import read_results

#: Folders of the results files, next to the notebook. Git ignores them.
FOLDER, FOLDER_AFTER = "results", "results-after"


def results_notebook(course: Course) -> str:
    """Return the notebook as JSON text, with outputs for a class without files. Equal courses give equal text."""
    language = course.file.language
    t = get_translator(language)
    chapter = course.chapters[0]
    no_results = read_results((), Renderer(course, chapter).compile())
    cells: list[Any] = [_text("why", _why(t, course.file.exit_url)), _text("how", _how(t))]
    read = f"""\
from sanadbook.runtime.class_results import read_results

folder = "{FOLDER}"
chapter = "{chapter.name}"
group = read_results(folder, chapter)
group.report()"""
    output = {"text/html": no_results.report()._repr_html_(), "text/plain": repr(no_results.report())}
    cells.append(_code("read", read, 1, output))
    tables = t("As tables, to work on with pandas")
    cells.append(_text("tables", f"## {escape_markdown(tables)}"))
    cells.append(_code("items", "if group:\n    display(group.items(), group.choices())", 2))
    title = t("Before and after")
    text = t(
        "Put the files of a later day into another folder. Files contain no names, so only the groups are compared."
    )
    cells.append(_text("later", f"## {escape_markdown(title)}\n\n{escape_markdown(text)}"))
    compare = f'after = read_results("{FOLDER_AFTER}", chapter)\nif group and after:\n    display(group.report(after))'
    cells.append(_code("after", compare, 3))
    course_metadata = {"language": language, "direction": text_direction(language)}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={**METADATA, "sanadbook": course_metadata})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook, ensure_ascii=False)) + "\n"


def _why(t: Translator, exit_url: str) -> str:
    """Return the reasons against collecting files, as Markdown."""
    reasons = (
        t(
            "A results file contains no name, but it shows that somebody read this chapter. "
            "Found on a phone, it can harm them."
        ),
        t("A message with the file also tells who sent it and when, and others keep that."),
        t("In a small group, answers may reveal who gave them."),
        t("People who know that their answers are collected answer to please."),
    )
    instead = t("Count hands instead, on the slides or on the page of the group's results: nothing is stored.")
    lines = "\n".join(f"- {escape_markdown(reason)}" for reason in reasons)
    title, lead = escape_markdown(t("Results of the group")), escape_markdown(t("Collecting files is not the default."))
    leave = f'<a href="{escape(exit_url)}" rel="noreferrer">{escape(t("Leave this page"))}</a>' if exit_url else ""
    return "\n\n".join(filter(None, [f"# {title}", leave, f"**{lead}**", lines, escape_markdown(instead)]))


def _how(t: Translator) -> str:
    """Return the steps for those who collect files, as Markdown."""
    steps = (
        t(
            "Explain what the file contains, what you need it for and when you will destroy it. "
            "Nobody is asked why they decline."
        ),
        t("Collect the files in person, not by message. Open this notebook on your own computer, not on a server."),
        t("Put them into the folder named below, next to this notebook, enter the chapter, and run all cells."),
        t("Clear the outputs and destroy the files on the same day."),
    )
    lines = "\n".join(f"{number}. {escape_markdown(step)}" for number, step in enumerate(steps, start=1))
    title = t("If you decide to")
    return f"## {escape_markdown(title)}\n\n{lines}"


def _text(name: str, source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source, id=name)


def _code(name: str, source: str, count: int, output: dict[str, str] | None = None) -> Any:
    outputs = [nbformat.v4.new_output("execute_result", data=output, execution_count=count)] if output else []
    return nbformat.v4.new_code_cell(source, id=name, outputs=outputs, execution_count=count)
