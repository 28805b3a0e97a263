"""The architecture: every module belongs to a layer, imports point to lower layers, and there are no import cycles."""

from __future__ import annotations

from graphlib import TopologicalSorter

import pytest

from tools.package_imports import OPTIONAL_IMPORTS, module_files, module_imports

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
#: What a learner's kernel may import besides the standard library; the last two only when asked for.
LEARNER_PACKAGES = {"anywidget", "ipywidgets", "traitlets", "matplotlib", "pandas", "arabic_reshaper", "bidi"}

FILES = module_files()
IMPORTS = module_imports()


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
    assert upward - OPTIONAL_IMPORTS == set()


def test_there_are_no_import_cycles():
    graph = {
        name: {each for each in found if each in FILES and each != name and (name, each) not in OPTIONAL_IMPORTS}
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
    assert found - OPTIONAL_IMPORTS == set()
