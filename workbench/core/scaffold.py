"""Scaffold: a plugin project that installs, works and passes its tests as it is."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.core import paths
from workbench.core.errors import StorageError, UsageError


def write_project(name: str, kind: str, folder: Path) -> Path:
    """Write the project ``name`` for one contribution of ``kind``; returns its folder.

    Raises
    ------
    UsageError
        When the name cannot be a package's, or the folder exists.
    StorageError
        When it cannot be written.
    """
    slug = re.sub(r"[\s_]+", "-", name.strip().lower())
    if not re.fullmatch(r"[a-z][a-z0-9-]*", slug):
        message = f"{name!r} cannot be the name of a package."
        raise UsageError(message, "Use letters, digits and dashes, a letter first.")
    project = folder / slug
    if project.exists():
        raise UsageError(f"{project} exists already.", "Choose another name or place.")
    module = slug.replace("-", "_")
    words = {
        "slug": slug,
        "module": module,
        "kind": kind,
        "title": slug.replace("-", " ").capitalize(),
        "cls": "".join(part.capitalize() for part in slug.split("-")),
    }
    files = {
        "pyproject.toml": "pyproject.toml",
        "README.md": "README.md",
        f"src/{module}/__init__.py": f"{kind}.py",
        f"tests/test_{module}.py": "test.py",
    }
    if kind in ("playground", "view"):
        files[f"src/{module}/widget.py"] = f"{kind}_widget.py"
    try:
        for target, template in files.items():
            path = project / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_filled(template, words), "utf-8")
    except OSError as error:
        message = f"Cannot write {project}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return project


def _filled(template: str, words: dict[str, str]) -> str:
    text = paths.resource(f"templates/{template}.txt").read_text("utf-8")
    for key, value in words.items():
        text = text.replace(f"@{key}@", value)
    return text
