"""Directive ``quiz``: the items of a quiz file, which readers answer on the page. Works in any book."""

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
    app.add_directive("quiz", QuizDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class QuizDirective(SphinxDirective):
    """``{quiz} questions.yml``: the path is relative to the page, or to the source folder if it starts with a slash."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the quiz. Raises a directive error that lists each problem in the file with its line and hint."""
        name, path = self.env.relfn2path(self.arguments[0], self.env.docname)
        self.env.note_dependency(name)
        try:
            compiled = from_yaml(Path(path))
        except CourseError as error:
            raise self.error(f"the quiz can't be used:\n{error}") from None
        return [nodes.raw("", compiled.html(compiled.at()) + compiled.summary, format="html")]
