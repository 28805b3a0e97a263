"""The API reference: it names everything public, and everything that it names exists and has a docstring."""

from __future__ import annotations

import ast
import builtins
import inspect
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import sanadbook

ROOT = Path(__file__).parents[2]
DIRECTIVE = re.compile(r"^\.\. auto(?:class|function|exception):: ([\w.]+)$", re.MULTILINE)
#: The dotted names of everything in the reference.
DOCUMENTED = DIRECTIVE.findall((ROOT / "docs" / "api.md").read_text("utf-8"))


def resolve(name: str) -> Any:
    """Return the object with a dotted name."""
    module, _, attribute = name.rpartition(".")
    return getattr(import_module(module), attribute)


OBJECTS = {name: resolve(name) for name in DOCUMENTED}


def python_examples() -> list[str]:
    """Return the Python code of the documentation, the README and the notebooks of the course."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "facilitator").glob("*.md"))]
    code = [
        block for page in pages for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)
    ]
    for path in [*sorted((ROOT / "chapters").glob("*.ipynb")), *sorted((ROOT / "facilitator").glob("*.ipynb"))]:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        code += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return code


def imported_names(code: str) -> set[str]:
    """Return the dotted names that *code* imports from the package."""
    nodes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom))
    return {f"{n.module}.{a.name}" for n in nodes if str(n.module).startswith("sanadbook") for a in n.names}


def test_the_reference_has_everything_that_the_package_exports():
    exported = {getattr(sanadbook, name) for name in sanadbook.__all__ if not name.startswith("__")}
    assert exported <= set(OBJECTS.values())


def test_the_reference_has_everything_that_examples_and_notebooks_import():
    used = set().union(*map(imported_names, python_examples()))
    assert used
    assert {name for name in used if resolve(name) not in OBJECTS.values()} == set()


def public_members(value: Any) -> dict[str, Any]:
    """Return the public methods and properties that a class itself defines, by name."""
    members = {name: member for name, member in vars(value).items() if not name.startswith("_")}
    kinds = (property, classmethod, staticmethod)
    return {name: member for name, member in members.items() if inspect.isfunction(member) or isinstance(member, kinds)}


@pytest.mark.parametrize("name", OBJECTS)
def test_everything_in_the_reference_has_a_docstring(name):
    value = OBJECTS[name]
    assert inspect.getdoc(value)
    if inspect.isclass(value):
        assert [member for member, each in public_members(value).items() if not inspect.getdoc(each)] == []


@pytest.mark.parametrize("name", [name for name, value in OBJECTS.items() if inspect.isclass(value)])
def test_the_exceptions_that_documented_methods_raise_are_documented(name):
    docs = [OBJECTS[name].__doc__, *(each.__doc__ for each in public_members(OBJECTS[name]).values())]
    raised = {
        word for text in docs if text for word in re.findall(r"(?:^ +|Raises )(\w+Error|Unknown\w+)\b", text, re.M)
    }
    documented = {each.__name__ for each in OBJECTS.values()}
    assert {each for each in raised if not hasattr(builtins, each)} <= documented
