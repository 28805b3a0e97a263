"""The imports between the modules of `sanadbook`, read from the source without importing it."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "sanadbook"
#: Imports of a higher layer, (importer, imported). They are inside functions, since they need the authoring packages.
OPTIONAL_IMPORTS = frozenset({("sanadbook.runtime.quiz", "sanadbook.render.quiz_files")})


def module_name(path: Path) -> str:
    """Return the dotted name of the module in *path*, a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module_files() -> dict[str, Path]:
    """Return the file of every module of the package, by dotted name."""
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _type_checking_nodes(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes below ``if TYPE_CHECKING``."""
    blocks = (n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))
    return {child for block in blocks for child in ast.walk(block)}


def imported_modules(path: Path, files: dict[str, Path]) -> set[str]:
    """Return the modules that the file *path* imports, also inside functions, except those for type checkers only.

    Args:
        path: a Python file.
        files: the package's modules, as :func:`module_files` returns them.

    Raises:
        ValueError: the file has a relative import.

    """
    tree = ast.parse(path.read_text("utf-8"))
    skipped = _type_checking_nodes(tree)
    found = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise ValueError(f"{path}:{node.lineno}: relative import")
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            submodules = names & files.keys()
            found |= submodules
            if submodules != names or node.module not in files:
                found.add(str(node.module))
    return found


def module_imports() -> dict[str, set[str]]:
    """Return the imports of every module of the package, by dotted name."""
    files = module_files()
    return {name: imported_modules(path, files) for name, path in files.items()}


def package_imports() -> dict[str, set[str]]:
    """Return which subpackages of `sanadbook` each subpackage imports, without the optional imports."""
    imports: dict[str, set[str]] = {name.split(".")[1]: set() for name in module_files() if "." in name}
    for module, names in module_imports().items():
        for name in names:
            if "." not in module or not name.startswith("sanadbook.") or (module, name) in OPTIONAL_IMPORTS:
                continue
            importer, imported = module.split(".")[1], name.split(".")[1]
            if importer != imported:
                imports[importer].add(imported)
    return imports
