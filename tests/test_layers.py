"""The architecture: every module belongs to a layer, imports point to lower layers, and there are no import cycles."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import sanadbook

PACKAGE = Path(sanadbook.__file__).parent

#: Lowest first. A module may import its own layer and lower ones.
LAYERS = (
    "runtime",
    "language",
    "i18n",
    "inputs",
    "items",
    "model",
    "rules",
    "course_loader",
    "render",
    "web",
    "outputs",
    "jupyter",
    "sphinx_ext",
    "cli",
    "__main__",
)
#: Imports inside functions that point upwards, since what they need is an optional dependency.
OPTIONAL = {("sanadbook.runtime.quiz", "sanadbook.render.quiz_files")}
#: What a learner's kernel may import besides the standard library; the last two only when asked for.
LEARNER_PACKAGES = {"anywidget", "ipywidgets", "traitlets", "matplotlib", "pandas", "arabic_reshaper", "bidi"}


def module_name(path: Path) -> str:
    """Return the dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def type_checking_nodes(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes below ``if TYPE_CHECKING``."""
    blocks = (n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))
    return {child for block in blocks for child in ast.walk(block)}


def imported_modules(path: Path) -> set[str]:
    """Return the modules that a file imports, at any depth, except for type checkers only."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = type_checking_nodes(tree)
    found = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            submodules = names & FILES.keys()
            found |= submodules
            if submodules != names or node.module not in FILES:
                found.add(str(node.module))
    return found


IMPORTS = {name: imported_modules(path) for name, path in FILES.items()}


def layer(module: str) -> int:
    """Return the rank of a module's layer."""
    return LAYERS.index(module.split(".")[1])


@pytest.mark.parametrize("module", sorted(FILES.keys() - {"sanadbook"}))
def test_every_module_belongs_to_a_layer(module):
    assert module.split(".")[1] in LAYERS, f"{module} has no layer: add its package to LAYERS"


@pytest.mark.parametrize("module", sorted(FILES.keys() - {"sanadbook"}))
def test_imports_point_to_lower_layers(module):
    ours = {name for name in IMPORTS[module] if name.startswith("sanadbook.")}
    upward = {(module, name) for name in ours if layer(name) > layer(module)}
    assert upward - OPTIONAL == set()


def test_there_are_no_import_cycles():
    graph = {
        name: {each for each in found if each in FILES and each != name and (name, each) not in OPTIONAL}
        for name, found in IMPORTS.items()
        if name != "sanadbook"
    }
    assert list(TopologicalSorter(graph).static_order())


def test_the_runtime_imports_only_what_a_kernel_of_a_learner_has():
    import sys

    found = {
        (module, name)
        for module, names in IMPORTS.items()
        if module.startswith("sanadbook.runtime")
        for name in names
        if name.partition(".")[0] not in sys.stdlib_module_names | LEARNER_PACKAGES
        and not name.startswith("sanadbook.runtime")
        and name != "sanadbook"
    }
    assert found - OPTIONAL == set()
