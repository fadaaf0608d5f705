"""Training start: whether a training may begin now, and the one way to begin it in the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.problem import Problem
from workbench.core.experiment import Experiment
from workbench.ui.datacache import DataCache
from workbench.ui.notices import Notices
from workbench.ui.state import RunState
from workbench.ui.training_jobs import Jobs
from workbench.ui.window_wording import problem_message


class TrainingStart(QObject):
    """Starts a training of the selected experiment, or says why it may not start.

    The *Train* button, the menu, the palette and the shortcut ask `allowed` and call `start`.

    Attributes
    ----------
    changed
        Emitted when `problem` may be another one.
    started
        Emitted with the id of the run that was begun.

    Parameters
    ----------
    selected
        Gives the experiment that would be trained, and the state of the run that is shown.
    """

    changed = Signal()
    started = Signal(str)

    def __init__(
        self,
        data: DataCache,
        jobs: Jobs,
        notices: Notices,
        selected: Callable[[], tuple[Experiment, RunState]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._jobs = jobs
        self._notices = notices
        self._selected = selected
        self._too_large: tuple[Experiment, Problem] | None = None

    @property
    def problem(self) -> Problem | None:
        """What stands in the way of training the experiment as it is."""
        experiment, _ = self._selected()
        if problems := self._data.resolve(experiment).problems:
            return problems[0]
        if self._too_large is not None and self._too_large[0] == experiment:
            return self._too_large[1]
        return None

    @property
    def allowed(self) -> bool:
        """Whether a training may start: nothing stands in the way, and the run shown has ended."""
        _, run = self._selected()
        return not run.live and self.problem is None

    def refuse(self, experiment: Experiment, problem: Problem | None) -> None:
        """Note that an experiment does not fit into memory; with ``None``, that it does."""
        self._too_large = None if problem is None else (experiment, problem)
        self.changed.emit()

    def start(self) -> None:
        """Begin a run of the experiment; say why where something stands in the way.

        Nothing happens while the run that is shown is live: it was started a moment ago.
        """
        experiment, run = self._selected()
        if run.live:
            return
        self._data.look_now(experiment.dataset)
        if (problem := self.problem) is not None:
            message = problem_message(problem, self._data.plugins, experiment)
            self._notices.warn(message, problem.remedy)
            return
        try:
            run_id = self._jobs.train(experiment)
        except WorkbenchError as error:
            self._notices.error(error)
            return
        self.started.emit(run_id)
