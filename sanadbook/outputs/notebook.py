"""A chapter as a notebook: the learner's path read → check → think → review, with its outputs."""

from __future__ import annotations

from typing import Any

import nbformat
from markupsafe import Markup

from sanadbook import model
from sanadbook.i18n import get_translator, text_direction
from sanadbook.outputs.answer_key import key
from sanadbook.outputs.environments import cells, markdown
from sanadbook.render.renderer import Renderer, sentence_anchor
from sanadbook.runtime.compiled import Compiled

#: What every notebook of ours says of its kernel.
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
        """Add a Markdown cell; *label* is the id of its heading in the book."""
        metadata = {"sanadbook": {"label": label}, "slideshow": {"slide_type": slide}}
        self.cells.append(nbformat.v4.new_markdown_cell(source, id=label, metadata=metadata))

    def paper(self, name: str, source: str) -> None:
        """Add a Markdown cell without a heading, for print alone."""
        self.cells.append(
            nbformat.v4.new_markdown_cell(source, id=name, metadata={"slideshow": {"slide_type": "skip"}})
        )

    def code(self, label: str, source: str, output: dict[str, str], slide: str = "subslide") -> None:
        """Add a code cell with the output that running it gives."""
        self.executed += 1
        metadata = {"jupyter": {"source_hidden": True}, "slideshow": {"slide_type": slide}, "tags": ["remove-input"]}
        result = nbformat.v4.new_output("execute_result", data=output, execution_count=self.executed)
        self.cells.append(
            nbformat.v4.new_code_cell(
                source, id=label, metadata=metadata, outputs=[result], execution_count=self.executed
            )
        )

    def quiz(self, place: str) -> None:
        """Add the items of *place*, if there are any. The first such cell makes the chapter's quiz."""
        if place not in {item["location"] for item in self.compiled.items.values()}:
            return
        source = f'quiz.at("{place}")'
        if not self.executed:
            source = f'from sanadbook import Quiz\n\nquiz = Quiz("{self.compiled.chapter}")\n{source}'
        self.code(f"quiz-{place.lower()}", source, self.compiled.output(place))


def notebook(renderer: Renderer, compiled: Compiled) -> str:
    """Return the chapter's notebook as the text of its file: same chapter, same text."""
    chapter, content = renderer.chapter, renderer.chapter.content
    t = get_translator(renderer.course.file.language)
    render = cells(renderer)
    minutes = renderer.course.step_minutes(chapter)
    first = chapter.first_prompt

    def html(name: str, **context: Any) -> str:
        return render(name, content=content, course=renderer.course.file, number=chapter.number, **context)

    def heading(level: int, text: str, *parts: str) -> str:
        return "\n\n".join(["#" * level + " " + markdown(renderer.plain_text(text)), *parts])

    book = _Cells(compiled)
    book.text("start", heading(1, content.title, html("opening.html.j2", minutes=sum(minutes.values()))))
    book.text("read", heading(2, t("Read"), html("step.html.j2", step="read", minutes=minutes["read"])))
    for section in content.sections:
        lines, notes = _passage(renderer, section)
        source = html("section.html.j2", section=section, lines=lines, notes=notes)
        book.text(section.id.lower(), heading(3, section.heading, source), "subslide")
        book.quiz(section.id)
    if terms := renderer.course.terms_of(chapter):
        book.text("terms", heading(3, t("Terms of the chapter"), html("terms.html.j2", terms=terms)), "skip")
    book.text("check", heading(2, t("Check yourselves"), html("step.html.j2", step="check", minutes=minutes["check"])))
    book.quiz("check")
    others = [prompt for prompt in content.prompts if prompt is not first]
    step = html("step.html.j2", step="think", minutes=minutes["think"])
    book.text("think", heading(2, t("Think"), step, html("prompts.html.j2", first=first, others=others)))
    book.text("review", heading(2, t("Review"), html("step.html.j2", step="review", minutes=minutes["review"])))
    book.quiz("review")
    book.text("summary", heading(3, t("Your answers")), "skip")
    book.code("live-results", "quiz.live_results()", compiled.summary_output(), "skip")
    book.text("card", heading(3, t("Summary card"), html("card.html.j2")), "subslide")
    book.paper("key", html("key.html.j2", key=key(renderer)))
    language = renderer.course.file.language
    ours = {"chapter": chapter.name, "minutes": sum(minutes.values()), "steps": True}
    # By these the extension for JupyterLab (sanadbook/lab) knows the notebook.
    ours |= {"language": language, "direction": text_direction(language)}
    metadata = {**METADATA, "sanadbook": ours}
    made = nbformat.v4.new_notebook(cells=book.cells, metadata=metadata)
    nbformat.validate(made)
    return str(nbformat.writes(made, ensure_ascii=False)) + "\n"


def _passage(
    renderer: Renderer, section: model.Section
) -> tuple[list[tuple[int, list[Markup]]], list[tuple[int, model.Note]]]:
    """Return the section's lines, each a line number and its marked sentences, and the notes cited in them."""
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
