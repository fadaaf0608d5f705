"""A run that every test of a module may read, and plugins in the user's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import workbench
from workbench.api import RunResult
from workbench.core import paths


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """A small network that has seen twenty of each digit once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("trained")))
        return workbench.train(
            dataset="digits", architecture="softmax", labels_per_class=20, epochs=1, name="small"
        )


@pytest.fixture
def add_plugin() -> Callable[[str, str], Path]:
    """Writes a plugin into the user's folder."""

    def add(name: str, code: str) -> Path:
        folder = paths.plugins()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.py"
        path.write_text(code, "utf-8")
        return path

    return add
