"""Replays Binder's steps in a virtual environment: repo2docker's base, .binder/requirements.txt, .binder/postBuild.

Of the base (a conda environment) the Python packages that a learner's server is made of, in the versions of repo2docker's lock.
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
#: Packages of the base by their name in the lock, and on the package index.
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
    """Return the Python that Binder is asked for, as "3.12"."""
    return (BINDER / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")


def base_versions(python: str) -> dict[str, str]:
    """Return the versions of the base with Python *python*, by name on the package index.

    Raises LookupError where the lock has not all of BASE.
    """
    lock = files("repo2docker").joinpath(f"buildpacks/conda/environment.py-{python}-linux-64.lock").read_text("utf-8")
    found = dict(re.findall(r"/([^/\s]+)-([^-/\s]+)-[^-/\s]+\.(?:conda|tar\.bz2)", lock))
    if missing := BASE.keys() - found.keys():
        raise LookupError(f"repo2docker's base for Python {python} has no {', '.join(sorted(missing))}")
    return {name: found[known] for known, name in BASE.items()}


def build(environment: Path) -> None:
    """Make *environment* anew. Needs the Python of `runtime.txt` on the PATH, and the package index."""
    version = python_version()
    python = shutil.which(f"python{version}")
    if python is None or subprocess.run([python, "--version"], check=False, capture_output=True).returncode:
        raise SystemExit(f"Binder's steps need python{version}, as .binder/runtime.txt says")
    subprocess.run([python, "-m", "venv", "--clear", environment], check=True)
    tools = environment.resolve() / "bin"
    surroundings = {
        **os.environ,
        "PATH": os.pathsep.join([str(tools), os.environ["PATH"]]),
        "VIRTUAL_ENV": str(tools.parent),
    }
    surroundings["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    base = [f"{name}=={number}" for name, number in base_versions(version).items()]
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder) / "checkout"  # what a build leaves behind stays here
        shutil.copytree(
            REPOSITORY, checkout, ignore=shutil.ignore_patterns(".git", ".venv", "node_modules", "_build", ".*_cache")
        )
        pip = [tools / "pip", "install", "--quiet", "--no-cache-dir"]
        subprocess.run([*pip, *base], check=True, env=surroundings)
        subprocess.run([*pip, "-r", checkout / ".binder" / "requirements.txt"], check=True, env=surroundings)
        subprocess.run(["bash", checkout / ".binder" / "postBuild"], check=True, env=surroundings, cwd=checkout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("environment", type=Path)
    build(parser.parse_args().environment)
