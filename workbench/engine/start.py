"""Start: a run is made or taken up again once nothing stands in the way; torch is loaded then.

The command line and notebooks begin here. Importing this module is light.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from workbench.core.contracts.errors import TrainingError, UsageError
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.resolve import Resolved
from workbench.core.runs import longer
from workbench.core.runs.store import LIVE, Run, RunStore
from workbench.core.starting import create_run, trainable

if TYPE_CHECKING:
    from workbench.core.contracts.events import Failed, Finished


def load_engine() -> Callable[..., Finished | Failed]:
    """Import torch before anything is made, so that nothing is left behind when it fails.

    Returns
    -------
    callable
        `workbench.engine.train.train`.

    Raises
    ------
    TrainingError
        When torch cannot be loaded.
    """
    try:
        from workbench.engine.train import train
    except (ImportError, OSError) as error:
        message = f"The engine cannot be loaded: {error}."
        raise TrainingError(message, "`workbench doctor` says what is missing.") from error
    return train


def new_run(
    experiment: Experiment, plugins: Plugins, store: RunStore, in_process: bool = True
) -> Run:
    """Make the folder of a run that `workbench.engine.train.train` can begin with.

    Parameters
    ----------
    in_process
        Whether it is trained in this process: then torch is loaded, and what cannot fit into memory
        is refused here already. Another process does both itself.

    Raises
    ------
    UsageError
        When a plugin or setting does not exist.
    ExperimentError
        When the parts do not fit together.
    OutOfMemory
        When it cannot fit into memory, with a setting that would.
    TrainingError
        When torch cannot be loaded.
    StorageError
        When the folder cannot be made.
    """
    resolved = trainable(experiment, plugins)
    if in_process:
        load_engine()
        _refuse_too_large(resolved)
    return create_run(experiment, plugins, store)


def check_resume(
    run: Run, plugins: Plugins, settings: Mapping[str, Any], in_process: bool = True
) -> None:
    """Refuse to go on with a run that cannot.

    Parameters
    ----------
    settings
        How long to train it in all, such as ``{"epochs": 20}``; a finished run needs it.
    in_process
        As of `new_run`.

    Raises
    ------
    UsageError
        When the run is still going, or is finished and no settings say for how long to go on.
    ExperimentError, OutOfMemory, TrainingError
        As `new_run`.
    """
    status = run.info().status
    if status in LIVE:
        message = f"The run {run.id} is still going."
        raise UsageError(message, "Wait for its end, or stop it first.")
    if status == "finished" and not settings:
        message = f"The run {run.id} is finished."
        remedy = (
            "Give --epochs N (in Python epochs=N) to train it for more, N in all; or train "
            f"it again with `workbench run {run.path / 'experiment.toml'}`."
        )
        raise UsageError(message, remedy)
    resolved = trainable(run.experiment, plugins)
    if settings:
        longer.changed(run, plugins, dict(settings))
    if in_process:
        load_engine()
        _refuse_too_large(resolved)


def _refuse_too_large(resolved: Resolved) -> None:
    from workbench.engine import device, footprint

    if resolved.task is None:
        return  # known once the data is loaded; the engine looks then
    with suppress(footprint.Unmeasured):
        footprint.refuse(resolved, resolved.task, device.pick(resolved.experiment.device))
