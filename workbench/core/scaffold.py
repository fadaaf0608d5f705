"""Scaffold: a plugin project that installs, works and passes its tests as it is."""

from __future__ import annotations

import importlib.util
import keyword
import re
import sys
from collections.abc import Collection
from pathlib import Path

from workbench.core import paths
from workbench.core.contracts.errors import StorageError, UsageError
from workbench.core.version import __version__

# Files beside a kind's __init__.py that hold what is heavy, and are imported when needed.
SIBLINGS = {
    "target_kind": "loss",
    "architecture": "model",
    "trainer": "steps",
    "playground": "widget",
    "view": "widget",
}


def write_project(name: str, kind: str, folder: Path, existing: Collection[str] = ()) -> Path:
    """Write the project ``name`` for one contribution of ``kind``; returns its folder.

    The plugin itself is the package ``src/NAME`` in it, where dashes are underscores.

    Parameters
    ----------
    taken
        Ids and names of plugins that are there already.

    Raises
    ------
    UsageError
        When the name cannot be a plugin's, or the folder exists.
    StorageError
        When it cannot be written.
    """
    slug = re.sub(r"[\s_]+", "-", name.strip().lower())
    module = slug.replace("-", "_")
    _refuse_name(name, slug, module, existing)
    project = folder / slug
    if project.exists():
        raise UsageError(f"{project} exists already.", "Choose another name or place.")
    words = {
        "slug": slug,
        "module": module,
        "kind": kind,
        "title": slug.replace("-", " ").capitalize(),
        "cls": "".join(part.capitalize() for part in slug.split("-")),
        "version": __version__,
    }
    try:
        for target, template in _files(kind, module).items():
            path = project / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_filled(template, words), "utf-8")
    except OSError as error:
        message = f"Cannot write {project}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return project


def _files(kind: str, module: str) -> dict[str, str]:
    """Template of every file of a project."""
    files = {
        "pyproject.toml": "pyproject.toml",
        "README.md": "README.md",
        f"src/{module}/__init__.py": f"{kind}.py",
        f"tests/test_{module}.py": "test.py",
    }
    if kind in SIBLINGS:
        files[f"src/{module}/{SIBLINGS[kind]}.py"] = f"{kind}_{SIBLINGS[kind]}.py"
    return files


def _refuse_name(name: str, slug: str, module: str, existing: Collection[str]) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", slug):
        message = f"{name!r} cannot be the name of a package."
        raise UsageError(message, "Use letters, digits and single dashes, a letter first.")
    if slug in existing or module in existing:
        raise UsageError(f"There is a plugin {slug!r} already.", "Choose another name.")
    known = module in sys.stdlib_module_names or keyword.iskeyword(module)
    if known or _importable(module):
        message = f"{module!r} is the name of something Python knows already."
        raise UsageError(message, f"Choose another name, such as my-{slug}.")


def _importable(module: str) -> bool:
    spec = importlib.util.find_spec(module)
    # A folder that only happens to have this name has no origin, and is in nobody's way.
    return spec is not None and spec.origin is not None


def _filled(template: str, replacements: dict[str, str]) -> str:
    text = paths.resource(f"templates/{template}.txt").read_text("utf-8")
    for key, value in replacements.items():
        text = text.replace(f"@{key}@", value)
    return text
