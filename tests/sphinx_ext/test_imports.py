"""What the extension imports."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import importlib, pkgutil, sys
for name in ("pandas", "matplotlib", "matplotlib.figure"):
    sys.modules[name] = None
import sanadbook.sphinx_ext
for module in pkgutil.walk_packages(sanadbook.sphinx_ext.__path__, "sanadbook.sphinx_ext."):
    importlib.import_module(module.name)
    print(module.name)
"""


def test_the_extension_imports_without_pandas_and_matplotlib() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "sanadbook.sphinx_ext.directives.theme_matrix" in run.stdout
