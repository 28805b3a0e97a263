"""Parts of the reference that come from the code: commands, theme options and the signatures of classes."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.inspect import signature, stringify_signature
from sphinx.util.typing import ExtensionMetadata

import sanadbook
from sanadbook.cli import build_parser

THEME = Path(sanadbook.__file__).parent / "sphinx_ext" / "theme_files" / "sanadbook" / "theme.toml"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("command-reference", CommandReference)
    app.add_directive("theme-options", ThemeOptions)
    app.connect("autodoc-process-signature", _signature_of_init)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _signature_of_init(_app: Sphinx, what: str, _name: str, value: Any, *_rest: Any) -> tuple[str, str] | None:
    """Show the parameters of a class's own ``__init__``: autodoc shows those of a widget's metaclass."""
    if what != "class" or "__init__" not in vars(value):
        return None
    parameters = signature(value.__init__, bound_method=True)
    return stringify_signature(parameters, show_return_annotation=False, unqualified_typehints=True), ""


def subcommands(parser: argparse.ArgumentParser) -> dict[str, tuple[argparse.ArgumentParser, str]]:
    """Return the parser and the help text of each subcommand of *parser*, by name."""
    action = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
    return {name: (sub, helps[name]) for name, sub in action.choices.items()}


def arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield each argument of *parser* as it is typed, and its help text; subcommands and ``--help`` are left out."""
    formatter = parser._get_formatter()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            continue
        yield formatter._format_action_invocation(action), formatter._expand_help(action) if action.help else ""


class CommandReference(SphinxDirective):
    """``{command-reference}``: every command of `sanadbook` with its usage and options."""

    def run(self) -> list[nodes.Node]:
        """Return a section for the options of all commands and one for each command."""
        parser = build_parser()
        result: list[nodes.Node] = [self._section("options", "Options of all commands", "", parser)]
        for name, (sub, text) in subcommands(parser).items():
            result.append(self._section(name, f"sanadbook {name}", text, sub))
        return result

    def _section(self, name: str, title: str, text: str, parser: argparse.ArgumentParser) -> nodes.section:
        section = nodes.section("", nodes.title(title, title), ids=[f"command-{name}"], names=[f"command-{name}"])
        if text:
            sentence = text[0].upper() + text[1:].removesuffix(".") + "."
            section += nodes.paragraph("", sentence)
        usage = parser.format_usage().removeprefix("usage: ").strip()
        section += nodes.literal_block(usage, " ".join(usage.split()), language="text")
        items = [
            nodes.definition_list_item(
                "", nodes.term("", "", nodes.literal("", typed)), nodes.definition("", nodes.paragraph("", meaning))
            )
            for typed, meaning in arguments(parser)
        ]
        if items:
            section += nodes.definition_list("", *items)
        return section


def theme_options() -> list[tuple[str, str]]:
    """Return our own theme options and the comment next to each in `theme.toml`; Jupyter Book's have none."""
    known = tomllib.loads(THEME.read_text("utf-8"))["options"]
    found = []
    for line in THEME.read_text("utf-8").splitlines():
        name, _, rest = line.partition("=")
        _, mark, comment = rest.partition("#")
        if mark and name.strip() in known:
            found.append((name.strip(), comment.strip()))
    return found


class ThemeOptions(SphinxDirective):
    """``{theme-options}``: the theme's options and what they do."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list."""
        return [
            nodes.definition_list(
                "",
                *(
                    nodes.definition_list_item(
                        "",
                        nodes.term("", "", nodes.literal("", name)),
                        nodes.definition("", nodes.paragraph("", meaning[0].upper() + meaning[1:] + ".")),
                    )
                    for name, meaning in theme_options()
                ),
            )
        ]
