"""Plugins that a Python process loads by their files."""

from __future__ import annotations

from pathlib import Path

import pytest

import workbench
from workbench import PluginError, UsageError
from workbench.api import session
from workbench.core.contracts.dataset import Dataset

from .test_training import DATASET


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []
    monkeypatch.setattr(session, "_files", found)
    return found


def test_a_plugin_is_loaded_by_its_file_and_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "stripes.py"
    file.write_text(DATASET, "utf-8")
    assert workbench.load_plugins(file) == ("dataset stripes",)
    run = workbench.train(dataset="stripes", architecture="softmax", trainer__epochs=1)
    assert run.status == "finished"
    file.write_text(DATASET.replace("Two kinds of stripes.", "Stripes of two kinds!"), "utf-8")
    assert session.plugins().of(Dataset)["stripes"].about == "Stripes of two kinds!"


def test_what_is_no_plugin_is_refused_and_not_kept(tmp_path: Path, files: list[Path]) -> None:
    file = tmp_path / "broken.py"
    file.write_text("import nothing_of_this_name", "utf-8")
    with pytest.raises(PluginError, match="nothing_of_this_name"):
        workbench.load_plugins(str(file))
    with pytest.raises(UsageError, match="There is no file"):
        workbench.load_plugins(tmp_path / "none.py")
    with pytest.raises(UsageError, match="paths is None"):
        workbench.load_plugins(None)  # type: ignore[arg-type]
    assert files == []
