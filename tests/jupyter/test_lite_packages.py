"""The packages of the JupyterLite site: complete, as locked, and with pandas and matplotlib if Pyodide has them."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sanadbook.jupyter.lite.lock import WIDGETS
from sanadbook.jupyter.lite.packages import KERNEL, SHAPING, LockError, resolve_packages, sha256

ROOT = Path(__file__).parents[2]
Maker = Callable[..., Path]


@pytest.fixture
def wheel(tmp_path: Path) -> Maker:
    """Make a wheel with one module and the given requirements."""

    def make(name: str, *needs: str, folder: str = "wheels") -> Path:
        path = tmp_path / folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
        path.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(path, "w") as archive:
            lines = [f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {need}" for need in needs)]
            archive.writestr(f"{name.replace('-', '_')}-1.0.dist-info/METADATA", "\n".join(lines) + "\n")
            archive.writestr(f"{name.replace('-', '_')}/__init__.py", "")
        return path

    return make


@pytest.fixture
def distribution(tmp_path: Path) -> Callable[..., Path]:
    """Make a distribution of Pyodide with the given wheels, whose lock file also lists the kernel's packages."""

    def make(*included: Path, **depends: list[str]) -> Path:
        folder = tmp_path / "pyodide"
        folder.mkdir()
        known = {name: {"file_name": f"{name}.whl", "sha256": "", "depends": [], "version": "1.0"} for name in KERNEL}
        for path in included:
            name = path.name.partition("-")[0].replace("_", "-")
            path.rename(folder / path.name)
            known[name] = {
                "file_name": path.name,
                "sha256": sha256(folder / path.name),
                "depends": depends.get(name, []),
            }
        lock = {"info": {"python": "3.14.2"}, "packages": known}
        (folder / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
        return folder

    return make


def test_the_site_has_all_requirements_and_no_other_packages(wheel: Maker, distribution: Maker) -> None:
    kernel = [wheel(name) for name in KERNEL]
    used = wheel("anywidget", "psygnal; python_version >= '3.8'", "colorama; sys_platform == 'win32'")
    unused = wheel("unused")
    ours = wheel("sanadbook", "anywidget>=0.9", "pandas; extra == 'tables'", folder="own")
    resolved = resolve_packages(distribution(), [*kernel, used, wheel("psygnal"), unused], [ours])
    packages = json.loads(resolved.lock)["packages"]
    assert set(packages) == {*KERNEL, "anywidget", "psygnal", "sanadbook"}
    assert packages["sanadbook"]["depends"] == ["anywidget"]
    assert packages["sanadbook"]["imports"] == ["sanadbook"]
    assert {path.name for path in resolved.files} == {entry["file_name"] for entry in packages.values()}
    assert all(
        entry["sha256"] == sha256(path)
        for path in resolved.files
        for entry in packages.values()
        if entry["file_name"] == path.name
    )
    assert not resolved.tables


def test_pandas_and_matplotlib_are_included_with_a_full_distribution(wheel: Maker, distribution: Maker) -> None:
    kernel = [wheel(name) for name in (*KERNEL, *SHAPING)]
    included = [wheel(name, folder="built") for name in ("pandas", "matplotlib", "numpy", "scipy")]
    resolved = resolve_packages(distribution(*included, pandas=["numpy"]), kernel, [wheel("sanadbook", folder="own")])
    packages = json.loads(resolved.lock)["packages"]
    assert resolved.tables
    assert set(packages["sanadbook"]["depends"]) == {"pandas", "matplotlib", *SHAPING}
    assert set(packages) == {*KERNEL, *SHAPING, "pandas", "matplotlib", "numpy", "sanadbook"}


def test_a_missing_package_is_an_error(wheel: Maker, distribution: Maker) -> None:
    kernel = [wheel(name) for name in KERNEL]
    with pytest.raises(LockError, match="no wheel of ipywidgets"):
        resolve_packages(distribution(), kernel, [wheel("sanadbook", "ipywidgets", folder="own")])


def test_a_file_with_another_hash_is_an_error(wheel: Maker, distribution: Maker) -> None:
    folder = distribution(*(wheel(name, folder="built") for name in (*KERNEL, "pandas", "matplotlib")))
    (folder / "pandas-1.0-py3-none-any.whl").write_bytes(b"other")
    with pytest.raises(LockError, match=r"pandas.* has another hash"):
        resolve_packages(folder, [wheel(name) for name in SHAPING], [wheel("sanadbook", folder="own")])


def test_the_site_has_the_versions_of_the_widgets_that_are_tested() -> None:
    def pins(file: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / file).read_text("utf-8"), re.MULTILINE))

    browser, here = pins("lite/wheels.txt"), pins("constraints.txt")
    assert {name: browser[name] for name in WIDGETS} == {name: here[name] for name in WIDGETS}
    lines = [
        line for line in (ROOT / "lite" / "wheels.txt").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    assert all(re.fullmatch(r"[\w.-]+==\S+ --hash=sha256:[0-9a-f]{64}", line) for line in lines)
