"""Ancestry: which rows a run learnt, for those too that are from before rows were kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.row_identity import union
from workbench.core.runs import learnt
from workbench.core.runs.learnt import Learnt, SplitBy
from workbench.core.runs.store import Run, RunStore
from workbench.inference.modelfile import metadata

# Loads an experiment's dataset, split in one way or the other.
Load: TypeAlias = Callable[[Experiment, SplitBy], Data]
# The setting of a trainer that names the run that another one starts from.
START = "from_run"


def learnt_by(run: Run, load: Load, seen: tuple[str, ...] = ()) -> Learnt:
    """What a run and its ancestors learnt.

    A run from before kept only the hash of its dataset. If the dataset still has it, split as it
    was then, its rows are known all the same; else the run is among the unknown.

    Parameters
    ----------
    load
        Is asked only for runs from before.
    """
    kept = learnt.load(run.path)
    if kept is not None:
        return kept
    if run.id in seen:  # a run that is said to start from itself
        return Learnt(union([]), split_by="place", unknown=(run.id,))
    own = _as_recorded(run, load)
    start = str(run.experiment.trainer.params.get(START, ""))
    if not start:
        return own
    try:
        base = RunStore().get(start)
    except WorkbenchError:
        return own.and_of(Learnt(union([]), unknown=(start,)))
    return own.and_of(learnt_by(base, load, (*seen, run.id)))


def _as_recorded(run: Run, load: Load) -> Learnt:
    unknown = Learnt(union([]), split_by="place", unknown=(run.id,))
    try:
        recorded = data_digest(run.model_file)
        data = load(run.experiment, "place") if recorded else None
    except Stopped:
        raise
    except WorkbenchError:
        return unknown
    if data is None or data.digest() != recorded:
        return unknown
    return Learnt.of(data, "place")


def data_digest(model: Path) -> str:
    """SHA-256 of the data that a model was made from, as its file says."""
    if not model.is_file():
        return ""
    facts: dict[str, Any] = metadata(model)
    provenance = facts.get("provenance")
    dataset = provenance.get("dataset") if isinstance(provenance, dict) else None
    return str(dataset.get("sha256", "")) if isinstance(dataset, dict) else ""
