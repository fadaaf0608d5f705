"""Starting: whether an experiment may be trained, the folder of its run, and where it is trained.

The window, the command line and a comparison start their trainings through these functions, so
that what one of them refuses no other begins.
"""

from __future__ import annotations

from workbench.core.contracts.errors import ExperimentError, UsageError
from workbench.core.contracts.launcher import Launcher
from workbench.core.contracts.task import Task
from workbench.core.experiment import PARTS, Experiment
from workbench.core.plugins import Plugins
from workbench.core.resolve import Resolved, resolve
from workbench.core.runs import named_runs
from workbench.core.runs.store import Run, RunStore


def trainable(experiment: Experiment, plugins: Plugins, task: Task | None = None) -> Resolved:
    """Resolve an experiment and refuse it when something stands in the way.

    Parameters
    ----------
    task
        The dataset's task where it is already loaded.

    Raises
    ------
    UsageError
        When a plugin or setting does not exist.
    RunNotFound
        When a setting names a run that is not there.
    ExperimentError
        When the parts do not fit together, or a setting names a run that does not fit.
    """
    resolved = resolve(experiment, plugins, task)
    if resolved.trainable:
        for kind in PARTS:
            named_runs.refuse_unfit(experiment, kind, getattr(resolved, f"{kind}_params"))
        return resolved
    unknown = None in (
        resolved.dataset_params,
        resolved.architecture_params,
        resolved.trainer_params,
    )
    message = " ".join(f"{p.where}: {p.message.rstrip('.')}." for p in resolved.problems)
    remedy = " ".join(dict.fromkeys(p.remedy for p in resolved.problems if p.remedy))
    error = UsageError if unknown else ExperimentError
    raise error(message, remedy or "Correct the setting in the file, with --set, or in the call.")


def create_run(
    experiment: Experiment, plugins: Plugins, store: RunStore, task: Task | None = None
) -> Run:
    """Make the folder of a run for an experiment that may be trained.

    Raises
    ------
    UsageError, ExperimentError
        As `trainable`; then there is no folder.
    StorageError
        When the folder cannot be made.
    """
    return store.create(trainable(experiment, plugins, task).experiment)


def launcher(plugins: Plugins, id: str = "") -> type[Launcher]:
    """The launcher of this id; without one, the first in order.

    Raises
    ------
    UsageError
        When there is none.
    """
    if id:
        return plugins.get(Launcher, id)
    return plugins.first(Launcher)
