"""A chapter as a notebook with the steps read, check, think and review, including the outputs of its cells."""

from __future__ import annotations

from typing import Any

import nbformat
from markupsafe import Markup

from sanadbook import model
from sanadbook.i18n import get_translator, text_direction
from sanadbook.outputs.answer_key import answer_key
from sanadbook.outputs.environments import html_block_renderer
from sanadbook.outputs.markdown import escape_markdown
from sanadbook.render.renderer import Renderer, sentence_anchor
from sanadbook.runtime.compiled import Compiled

#: Kernel metadata of every notebook.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


class _Cells:
    """The cells of one notebook, in order."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.cells: list[Any] = []
        self.executed = 0

    def text(self, label: str, source: str, slide: str = "slide") -> None:
        """Add a Markdown cell. *label* becomes the cell's id and the id of its heading on the page."""
        metadata = {"sanadbook": {"label": label}, "slideshow": {"slide_type": slide}}
        self.cells.append(nbformat.v4.new_markdown_cell(source, id=label, metadata=metadata))

    def print_only(self, name: str, source: str) -> None:
        """Add a Markdown cell without a heading that is visible in print only."""
        self.cells.append(
            nbformat.v4.new_markdown_cell(source, id=name, metadata={"slideshow": {"slide_type": "skip"}})
        )

    def code(self, label: str, source: str, output: dict[str, str], slide: str = "subslide") -> None:
        """Add a hidden code cell with its *output* by MIME type."""
        self.executed += 1
        metadata = {"jupyter": {"source_hidden": True}, "slideshow": {"slide_type": slide}, "tags": ["remove-input"]}
        result = nbformat.v4.new_output("execute_result", data=output, execution_count=self.executed)
        self.cells.append(
            nbformat.v4.new_code_cell(
                source, id=label, metadata=metadata, outputs=[result], execution_count=self.executed
            )
        )

    def quiz(self, location: str) -> None:
        """Add the items at *location*, if there are any. The first of these cells creates the chapter's quiz."""
        if location not in {item["location"] for item in self.compiled.items.values()}:
            return
        source = f'quiz.at("{location}")'
        if not self.executed:
            source = f'from sanadbook import Quiz\n\nquiz = Quiz("{self.compiled.chapter}")\n{source}'
        self.code(f"quiz-{location.lower()}", source, self.compiled.output(location))


def chapter_notebook(renderer: Renderer, compiled: Compiled) -> str:
    """Return the chapter's notebook as JSON text. Equal chapters give equal text."""
    chapter, content = renderer.chapter, renderer.chapter.content
    t = get_translator(renderer.course.file.language)
    render = html_block_renderer(renderer)
    minutes = renderer.course.step_minutes(chapter)
    first = chapter.first_prompt

    def html(name: str, **context: Any) -> str:
        return render(name, content=content, course=renderer.course.file, number=chapter.number, **context)

    def heading(level: int, text: str, *parts: str) -> str:
        return "\n\n".join(["#" * level + " " + escape_markdown(renderer.plain_text(text)), *parts])

    cells = _Cells(compiled)
    cells.text("start", heading(1, content.title, html("opening.html.j2", minutes=sum(minutes.values()))))
    if content.opening:
        step = html("step.html.j2", step="begin", minutes=minutes["begin"])
        cells.text("begin", heading(2, t("Begin"), step, html("worked-example.html.j2")))
    cells.text("read", heading(2, t("Read"), html("step.html.j2", step="read", minutes=minutes["read"])))
    for section in content.sections:
        lines, notes = _passage(renderer, section)
        source = html("section.html.j2", section=section, lines=lines, notes=notes)
        cells.text(section.id.lower(), heading(3, section.heading, source), "subslide")
        cells.quiz(section.id)
    if terms := renderer.course.terms_of(chapter):
        cells.text("terms", heading(3, t("Terms of the chapter"), html("terms.html.j2", terms=terms)), "skip")
    cells.text("check", heading(2, t("Check yourselves"), html("step.html.j2", step="check", minutes=minutes["check"])))
    cells.quiz("check")
    others = [prompt for prompt in content.prompts if prompt is not first]
    step = html("step.html.j2", step="think", minutes=minutes["think"])
    cells.text("think", heading(2, t("Think"), step, html("prompts.html.j2", first=first, others=others)))
    cells.text("review", heading(2, t("Review"), html("step.html.j2", step="review", minutes=minutes["review"])))
    cells.quiz("review")
    if content.conclusion:
        title = t("Our answer to the chapter's question")
        cells.text("conclusion", heading(3, title, html("conclusion.html.j2")), "subslide")
    cells.text("summary", heading(3, t("Your answers")), "skip")
    cells.code("live-results", "quiz.live_results()", compiled.summary_output(), "skip")
    cells.text("card", heading(3, t("Summary card"), html("card.html.j2")), "subslide")
    cells.print_only("key", html("key.html.j2", key=answer_key(renderer)))
    language = renderer.course.file.language
    course_metadata = {"chapter": chapter.name, "minutes": sum(minutes.values()), "steps": True}
    # The JupyterLab extension recognizes the notebook by these.
    course_metadata |= {"language": language, "direction": text_direction(language)}
    metadata = {**METADATA, "sanadbook": course_metadata}
    notebook = nbformat.v4.new_notebook(cells=cells.cells, metadata=metadata)
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook, ensure_ascii=False)) + "\n"


def _passage(
    renderer: Renderer, section: model.Section
) -> tuple[list[tuple[int, list[Markup]]], list[tuple[int, model.Note]]]:
    """Return the lines of a section, as pairs of line number and marked sentences, and the notes on them by number."""
    chapter = renderer.chapter
    lines: dict[int, list[Markup]] = {}
    notes: list[tuple[int, model.Note]] = []
    for address, text in chapter.sentences_of(section).items():
        name = sentence_anchor(chapter.seed.id, address)
        sentence = renderer.annotated(text, str(address))
        lines.setdefault(address.line, []).append(
            Markup('<span class="sanad-sentence {0}" id="{0}" data-search-role="sentence">{1}</span>').format(
                name, sentence
            )
        )
        notes += [(number, note) for number, note in chapter.notes.values() if note.at == str(address)]
    return list(lines.items()), sorted(notes, key=lambda pair: pair[0])
