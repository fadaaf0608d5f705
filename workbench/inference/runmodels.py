"""Run models: which runs left a model file that answers a kind of question."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from workbench.core.contracts.errors import ModelFileError
from workbench.core.runs.store import RunInfo, RunStore
from workbench.inference.textmodel import task_of


def runs_for(store: RunStore, *tasks: str) -> list[RunInfo]:
    """The runs whose model is for one of these of `textmodel.TASKS`, newest first.

    Files are opened, each once: ask in a thread.
    """
    return [info for info in store.list() if task_at(info.path / "model.onnx") in tasks]


def task_at(model: Path) -> str:
    """What a file is for, or an empty text where there is none that can be read."""
    return _task(model, model.stat().st_mtime) if model.is_file() else ""


@lru_cache(1024)
def _task(model: Path, stamp: float) -> str:  # noqa: ARG001 - a new file is asked anew
    try:
        return task_of(model)
    except ModelFileError:
        return ""
