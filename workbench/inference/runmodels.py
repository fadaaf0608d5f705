"""Run models: which runs left a model file that answers a kind of question."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from workbench.core.contracts.errors import ModelFileError, WorkbenchError
from workbench.core.contracts.task import Task
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.runs.store import LIVE, Run, RunInfo, RunStore, find_run
from workbench.inference.modelfile import metadata
from workbench.inference.textmodel import EXAMPLES, task_of


def runs_for(store: RunStore, *tasks: str) -> list[RunInfo]:
    """The runs whose model is for one of these of `textmodel.TASKS`, newest first.

    Files are opened, each once: ask in a thread.
    """
    return [info for info in store.list() if task_at(info.path / "model.onnx") in tasks]


def runs_of_kind(store: RunStore, inputs: str = "", target: str = "") -> list[RunInfo]:
    """The runs whose model takes rows of an input kind and answers as a target kind, newest first.

    Only models for rows of any kind are among them: those of the built-in pictures and texts are
    asked for by `runs_for`. Files are opened, each once: ask in a thread.

    Parameters
    ----------
    inputs, target
        The ids of `InputKind` and `TargetKind`; empty for any.
    """
    wanted = (inputs, target)

    def fits(info: RunInfo) -> bool:
        kinds = kinds_at(info.path / "model.onnx")
        return kinds is not None and all(
            not id or id == kind for id, kind in zip(wanted, kinds, strict=True)
        )

    return [info for info in store.list() if fits(info)]


def runs_in_training(
    store: RunStore, plugins: Plugins, supports: Callable[[Task], bool]
) -> list[RunInfo]:
    """The runs that are trained now, whose weights can be asked already, newest first.

    Files are opened: ask in a thread.

    Parameters
    ----------
    supports
        Whether a run is of interest, by the task that its dataset declares; one whose task is
        known only once it is loaded is not among them.
    """

    def fits(run: Run) -> bool:
        try:
            task = resolve(run.experiment, plugins).task
        except WorkbenchError:
            return False
        return task is not None and supports(task) and bool(run.snapshots)

    return [info for info in store.list() if info.status in LIVE and fits(store.get(info.id))]


def model_file(name: str | Path, folder: Path | None = None) -> Path:
    """The model file that ``name`` means: its own path, or the model of a run.

    Parameters
    ----------
    name
        A path, or a run's id, the beginning of one, its name or its folder.
    folder
        Where runs are looked for; the user's if it is not given.

    Raises
    ------
    RunNotFound
        When it is neither.
    ModelFileError
        When the run has no model yet, or the path is a pipe or a device.
    """
    path = Path(name).expanduser()
    if path.is_file():
        return path
    if path.suffix == ".onnx":
        if path.exists() and not path.is_dir():
            message = f"{path} is a pipe or a device, not a model file."
            raise ModelFileError(message, "Give the path of a model.onnx.")
        return path
    return model_of(find_run(name, folder))


def model_of(run: Run) -> Path:
    """The model that a run has left.

    Raises
    ------
    ModelFileError
        When it has none yet.
    """
    if not run.model_file.is_file():
        message = f"The run {run.id} has no model yet."
        raise ModelFileError(message, f"`workbench resume {run.id}` finishes it.")
    return run.model_file


def task_at(model: Path) -> str:
    """What a file is for, or an empty text where there is none that can be read."""
    return _task(model, model.stat().st_mtime) if model.is_file() else ""


def kinds_at(model: Path) -> tuple[str, str] | None:
    """The ids of a file's input and target kind; ``None`` where it is not for rows of a kind."""
    return _kinds(model, model.stat().st_mtime) if model.is_file() else None


@lru_cache(1024)
def _kinds(model: Path, stamp: float) -> tuple[str, str] | None:
    if _task(model, stamp) != EXAMPLES:
        return None
    try:
        facts = metadata(model)
    except ModelFileError:
        return None
    found = [facts.get(name) for name in ("inputs", "target")]
    ids = [one.get("kind") if isinstance(one, dict) else None for one in found]
    return (str(ids[0]), str(ids[1])) if all(isinstance(id, str) for id in ids) else None


@lru_cache(1024)
def _task(model: Path, stamp: float) -> str:  # noqa: ARG001 - a new file is asked again
    try:
        return task_of(model)
    except ModelFileError:
        return ""
