"""The directive ``quiz``: a quiz file of any book, as items that readers answer in the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sanadbook.inputs.problems import CourseError
from sanadbook.render.quiz_files import from_yaml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("quiz", QuizFileDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class QuizFileDirective(SphinxDirective):
    """``{quiz} questions.yml``: the file is looked for beside the page, or from the book's folder with a leading slash."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the written quiz. Raises a directive error that names every problem of the file with its line and hint."""
        name, path = self.env.relfn2path(self.arguments[0], self.env.docname)
        self.env.note_dependency(name)
        try:
            compiled = from_yaml(Path(path))
        except CourseError as error:
            raise self.error(f"the quiz can't be used:\n{error}") from None
        return [nodes.raw("", compiled.html(compiled.at()) + compiled.summary, format="html")]
