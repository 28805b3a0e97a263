"""The help texts of ``sanadbook``, from which the documentation of the commands is generated."""

import argparse

import pytest

from sanadbook.cli import COMMANDS, build_parser


def subparsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command by its name."""
    (action,) = (each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(action.choices)


def test_every_module_of_a_command_has_a_parser_of_its_name():
    assert [command.__name__.rpartition(".")[2] for command in COMMANDS] == list(subparsers())


@pytest.mark.parametrize("name", subparsers())
def test_every_command_and_option_has_a_help_text(name):
    assert f"\n    {name} " in build_parser().format_help()
    assert [action.dest for action in subparsers()[name]._actions if not action.help] == []
