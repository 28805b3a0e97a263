"""Runs Binder's build steps in a virtual environment: repo2docker's base, .binder/requirements.txt, .binder/postBuild.

The base is a conda environment; the packages of the server are installed in the versions of its lock file.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
BINDER = REPOSITORY / ".binder"
#: Packages of the base: name in the lock file → name on the package index.
BASE = {
    "jupyterlab": "jupyterlab",
    "notebook": "notebook",
    "ipywidgets": "ipywidgets",
    "jupyterlab_widgets": "jupyterlab-widgets",
    "widgetsnbextension": "widgetsnbextension",
    "jupyter_server": "jupyter-server",
    "jupyterhub-base": "jupyterhub",
    "jupyter-resource-usage": "jupyter-resource-usage",
    "jupyter-offlinenotebook": "jupyter-offlinenotebook",
    "ipykernel": "ipykernel",
    "ipython": "ipython",
    "traitlets": "traitlets",
    "tornado": "tornado",
}


def python_version() -> str:
    """Return the Python version of .binder/runtime.txt, such as "3.12"."""
    return (BINDER / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")


def base_versions(python: str) -> dict[str, str]:
    """Return the versions of the base for the Python version *python*, by name on the package index.

    Raises LookupError if the lock file lacks a package.
    """
    lock = files("repo2docker").joinpath(f"buildpacks/conda/environment.py-{python}-linux-64.lock").read_text("utf-8")
    found = dict(re.findall(r"/([^/\s]+)-([^-/\s]+)-[^-/\s]+\.(?:conda|tar\.bz2)", lock))
    if missing := BASE.keys() - found.keys():
        raise LookupError(f"repo2docker's base for Python {python} has no {', '.join(sorted(missing))}")
    return {name: found[known] for known, name in BASE.items()}


def build(environment: Path) -> None:
    """Create *environment*, replacing an old one. Needs the Python of `runtime.txt` and the package index."""
    version = python_version()
    python = shutil.which(f"python{version}")
    if python is None or subprocess.run([python, "--version"], check=False, capture_output=True).returncode:
        raise SystemExit(f"python{version} is not installed, which .binder/runtime.txt asks for")
    subprocess.run([python, "-m", "venv", "--clear", environment], check=True)
    tools = environment.resolve() / "bin"
    variables = {
        **os.environ,
        "PATH": os.pathsep.join([str(tools), os.environ["PATH"]]),
        "VIRTUAL_ENV": str(tools.parent),
    }
    variables["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    base = [f"{name}=={number}" for name, number in base_versions(version).items()]
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder) / "checkout"  # keeps files of the build out of the repository
        shutil.copytree(
            REPOSITORY, checkout, ignore=shutil.ignore_patterns(".git", ".venv", "node_modules", "_build", ".*_cache")
        )
        pip = [tools / "pip", "install", "--quiet", "--no-cache-dir"]
        subprocess.run([*pip, *base], check=True, env=variables)
        subprocess.run([*pip, "-r", checkout / ".binder" / "requirements.txt"], check=True, env=variables)
        subprocess.run(["bash", checkout / ".binder" / "postBuild"], check=True, env=variables, cwd=checkout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("environment", type=Path)
    build(parser.parse_args().environment)
