"""Starting: whether an experiment may be trained, the folder of its run, and the thread it runs in.

The window, the command line and a comparison start their trainings through these functions, so
that what one of them refuses no other begins.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from workbench.core import blame
from workbench.core.contracts.contributions import Launcher
from workbench.core.contracts.errors import ExperimentError, UsageError
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


def launch(
    launcher: type[Launcher] | Launcher, job: Callable[[], None], name: str
) -> threading.Thread:
    """Hand ``job`` to a launcher and return the thread it runs in.

    Raises
    ------
    WorkbenchError
        When the launcher raises or returns something else than a thread; it names the plugin.
    """
    try:
        thread: Any = (launcher() if isinstance(launcher, type) else launcher).launch(job, name)
        if not isinstance(thread, threading.Thread):
            message = f"launch() returned {thread!r} instead of a thread"
            raise TypeError(message)
    except BaseException as error:
        blame.let_through(error)
        raise blame.contained(error, launcher) from error
    return thread
