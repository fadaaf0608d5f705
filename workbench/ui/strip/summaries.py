"""Summaries: what network an experiment would build, asked of the engine in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbench.core import blame
from workbench.core.contracts.errors import ExperimentError, WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.resolve import Problem, Resolved, resolve
from workbench.ui.host import Host

if TYPE_CHECKING:
    from workbench.engine.summary import NetworkSummary


def resolved_of(host: Host, experiment: Experiment) -> Resolved:
    """Resolve an experiment with what is known of its data; a plugin that raises is a problem."""
    try:
        return resolve(experiment, host.plugins, host.data.task(experiment.dataset))
    except BaseException as error:  # noqa: BLE001 - a plugin's fault must not take the page down
        known = blame.contained(error)
        problem = Problem("dataset", known.message, known.remedy)
        return Resolved(experiment, None, None, None, None, None, None, None, (problem,))


def request(
    host: Host,
    key: str,
    resolved: Resolved,
    done: Callable[[NetworkSummary], None],
    failed: Callable[[WorkbenchError], None],
) -> None:
    """Describe the network of ``resolved`` in a thread; asking again drops the earlier answer."""
    task = resolved.task
    if task is None or resolved.architecture is None or resolved.architecture_params is None:
        host.background.cancel(f"summary:{key}")
        problem = next(iter(resolved.problems), None)
        message = problem.message if problem else "The data has not been loaded yet."
        failed(ExperimentError(message, problem.remedy if problem else ""))
        return

    data = host.data.peek(resolved.experiment.dataset)

    def work(_: Any) -> NetworkSummary:
        from workbench.engine.summary import describe

        return describe(resolved, task, data)

    host.background.start(f"summary:{key}", work, done, failed)
