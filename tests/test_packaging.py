"""What is installed is what the tree holds: package list, wheel, sdist and editable install."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from workbench.ui.help import documents

ROOT = Path(__file__).parents[1]
SHIPPED = {
    "workbench": "workbench",
    "plugins": "workbench_plugins",
    "resources": "workbench_resources",
}
PICTURED = ("README.md", "docs/text.md")
RUBBISH = ("__pycache__", ".pyc", "/tests/", ".DS_Store", "~")


def _table() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _packages_in_the_tree() -> set[str]:
    found = set()
    for folder, package in SHIPPED.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            inside = init.parent.relative_to(ROOT / folder).parts
            if inside[:1] != ("templates",):  # what new-plugin writes is data, not a package
                found.add(".".join([package, *inside]))
    return found


def test_the_package_list_is_the_folders() -> None:
    """A package that is not listed works when editable and is missing from the wheel."""
    setuptools = _table()["tool"]["setuptools"]  # type: ignore[index]
    assert set(setuptools["packages"]) == _packages_in_the_tree()


def test_every_folder_with_code_is_a_package() -> None:
    for folder in ("workbench", "plugins"):
        bare = {
            str(path.parent.relative_to(ROOT))
            for path in (ROOT / folder).rglob("*.py")
            if not (path.parent / "__init__.py").exists()
        }
        assert not bare


def test_every_resource_is_shipped() -> None:
    """Patterns of package-data are narrow on purpose, so a new kind of file must be named."""
    data = _table()["tool"]["setuptools"]["package-data"]  # type: ignore[index]
    folder = ROOT / "resources"
    shipped = {path for pattern in data["workbench_resources"] for path in folder.glob(pattern)}
    code = {folder / "__init__.py"}
    there = {p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert there - code <= shipped


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=500,
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
    return result.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, so that building leaves nothing in the checkout."""
    target = tmp_path_factory.mktemp("tree")
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*", "build", "dist", "artefacts")
    manual = ("docs", "benchmarks", "README.md", "CHANGELOG.md", "CONTRIBUTING.md")
    for name in (*SHIPPED, *manual, "pyproject.toml", "setup.py", "MANIFEST.in", "LICENSE"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=ignore)
        else:
            shutil.copy(source, target / name)
    return target


@pytest.fixture(scope="module")
def built(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An sdist, and the wheel that was built from it."""
    pytest.importorskip("build")
    target = tmp_path_factory.mktemp("dist")
    python = sys.executable
    _run(python, "-m", "build", "--no-isolation", "--sdist", "--outdir", target, tree, cwd=tree)
    unpacked = tmp_path_factory.mktemp("sdist")
    with tarfile.open(next(target.glob("*.tar.gz"))) as archive:
        archive.extractall(unpacked, filter="data")
    source = next(unpacked.iterdir())
    _run(python, "-m", "build", "--no-isolation", "--wheel", "--outdir", target, source, cwd=target)
    return target


def _venv(folder: Path) -> Path:
    """A fresh environment that borrows the installed dependencies but not our own install.

    Borrowing saves the minutes that torch takes; our editable install reaches the
    interpreter through a ``.pth`` file in site-packages, which is not read when the
    folder is put on the path by another one.
    """
    # Without pip, or an older setuptools that comes along would be taken for building.
    _run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site.strip(), "borrowed.pth").write_text("\n".join(sorted(borrowed)), "utf-8")
    return python


def _install(python: Path, *what: str | Path) -> None:
    flags = ("--quiet", "--no-deps", "--no-index", "--ignore-installed")
    _run(
        sys.executable, "-m", "pip", "--python", python, "install", *flags, *what, cwd=python.parent
    )


CHECK = """
import importlib.metadata, json, pathlib
import workbench, workbench_plugins
from workbench.core import paths
from workbench.ui.help import documents
from workbench.core.plugins import discover
def files(folder, before=""):
    for item in folder.iterdir():
        if item.is_dir():
            yield from files(item, before + item.name + "/")
        else:
            yield before + item.name
print(json.dumps({
    "home": str(pathlib.Path(workbench.__file__).parent),
    "plugins": str(pathlib.Path(workbench_plugins.__file__).parent),
    "version": workbench.__version__,
    "resources": sorted(files(paths.resource(""))),
    "manual": documents.pages(),
    "pictures": {
        page: len(documents.rendered(page).pictures) for page in ("README.md", "docs/text.md")
    },
    "built in": sorted(r.name for r in discover(installed=False).records if r.state == "on"),
}))
"""


def _clean(names: Iterable[str]) -> set[str]:
    return {name for name in names if "__pycache__" not in name}


def _check(python: Path, elsewhere: Path, home: Path) -> None:
    """The installed command and its files, seen from a folder that is not the checkout."""
    variables = {"WORKBENCH_HOME": str(elsewhere / "home")}
    workbench = python.with_name("workbench.exe" if os.name == "nt" else "workbench")
    found = json.loads(_run(python, "-I", "-c", CHECK, cwd=elsewhere, **variables))
    assert Path(found["home"]).is_relative_to(home)
    assert found["version"] in _run(workbench, "--version", cwd=elsewhere, **variables)
    json.loads(_run(workbench, "plugins", "--json", cwd=elsewhere, **variables))
    resources = {name for name in _clean(found["resources"]) if not name.startswith("manual/")}
    assert resources == _clean(
        path.relative_to(ROOT / "resources").as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    )
    # The manual is the same, whether it was copied into the wheel or lies beside the sources.
    assert found["manual"] == list(documents.pages())
    assert found["pictures"] == {page: len(documents.rendered(page).pictures) for page in PICTURED}
    modules = {p.stem for p in (ROOT / "plugins").iterdir() if p.suffix == ".py" or p.is_dir()}
    assert set(found["built in"]) == modules - {"__init__", "__pycache__"}


@pytest.mark.slow
def test_the_wheel_holds_what_is_ours_and_no_more(built: Path) -> None:
    wheel = zipfile.ZipFile(next(built.glob("*.whl")))
    names = [name for name in wheel.namelist() if ".dist-info/" not in name]
    assert {name.split("/")[0] for name in names} == set(SHIPPED.values())
    assert not [name for name in names for bad in RUBBISH if bad in f"/{name}"]
    for folder, package in SHIPPED.items():
        for path in [*(ROOT / folder).rglob("*.py"), *(ROOT / folder).rglob("*.pyi")]:
            assert f"{package}/{path.relative_to(ROOT / folder).as_posix()}" in names
    manual = {name for name in names if name.startswith("workbench_resources/manual/")}
    assert {f"workbench_resources/manual/{page}" for page in documents.pages()} <= manual
    assert {Path(name).suffix for name in manual} == {".md", ".png"}
    licence = [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")]
    assert licence, "the wheel carries no licence"


@pytest.mark.slow
def test_the_wheel_works_in_a_fresh_environment(built: Path, tmp_path: Path) -> None:
    python = _venv(tmp_path / "venv")
    wheel = next(built.glob("*.whl"))
    _install(python, wheel)
    (tmp_path / "elsewhere").mkdir()
    _check(python, tmp_path / "elsewhere", tmp_path / "venv")


@pytest.mark.slow
def test_an_editable_install_works_in_a_fresh_environment(tree: Path, tmp_path: Path) -> None:
    python = _venv(tmp_path / "venv")
    _install(python, "--no-build-isolation", "--editable", tree)
    (tmp_path / "elsewhere").mkdir()
    _check(python, tmp_path / "elsewhere", tree)
