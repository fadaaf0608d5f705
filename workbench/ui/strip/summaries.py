"""Summaries: what network an experiment would build, asked of the engine in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from workbench.core.contracts.errors import ExperimentError, WorkbenchError
from workbench.core.resolve import Resolved
from workbench.ui.host import Host

if TYPE_CHECKING:
    from workbench.engine.summary import NetworkSummary


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

    title = QCoreApplication.translate("summary", "Describing the network")
    host.background.start(f"summary:{key}", work, done, failed, title=title)
