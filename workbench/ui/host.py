"""Host: what the window lends its pages, views and playgrounds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import experiment as experiments
from workbench.core.contracts.errors import StorageError, UsageError
from workbench.core.contracts.launcher import TrainingHandle
from workbench.core.experiment import Experiment
from workbench.core.io import local_only
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.ui.background_jobs import BackgroundJobs
from workbench.ui.datacache import DataCache
from workbench.ui.model_downloads import ModelDownloads
from workbench.ui.modelcache import ModelCache
from workbench.ui.notices import Notices
from workbench.ui.state import RunState
from workbench.ui.theme import ThemeManager
from workbench.ui.training_jobs import Jobs
from workbench.ui.training_start import TrainingStart


class Host(QObject):
    """The application's parts, and what is selected: an experiment, a run, runs beside it.

    Pages, views and playgrounds get it when they are made. What takes longer than a frame is
    started by ``background.start(key, work, done, failed)``, which is the one way to do work
    outside the window's thread; trainings go by ``jobs``, data by ``data``, and what models there
    are by ``models``, which start theirs there, too.

    ``job_ended`` says that something long has ended, in a sentence, and how many seconds it took.
    ``labelling_wanted`` carries the folder of a labelling that the Label page is to open.
    ``moment`` tells lessons what the user achieved (``"trained"``, ``"drew"``,
    ``"exported"``, ``"page:play"``).

    Attributes
    ----------
    plugins
        Every contribution that registered; `Plugins`.
    store
        The user's runs; `RunStore`.
    settings
        The user's settings, read and written by the window; `Settings`.
    theme
        Colours and icons, light or dark.
    notices
        Messages at the window's edge: ``info(text)``, ``warn(text)``, ``error(error)``.
    background
        Work in threads, see above; its result comes back in the window's thread.
    jobs
        Trainings: started, paused, stopped and followed.
    data
        Loaded datasets: ``request(part, done, failed)`` loads one once for all who ask.
    models
        The models of providers and encoders that can be asked, looked up in the background.
    model_downloads
        The default models that plugins offer to download, and the one download in progress.
    experiment
        What Train would train; `Experiment`, followed by the signal ``experiment_changed``.
    run
        The selected run as it stands; `RunState`, followed by ``run_changed``.
    overlay
        Runs whose curves are drawn beside it, a tuple of `RunState`; ``overlay_changed``.
    """

    experiment_changed = Signal(object)
    run_changed = Signal(object)
    overlay_changed = Signal(object)
    moment = Signal(str)
    job_ended = Signal(str, float)
    page_wanted = Signal(str)
    restart_wanted = Signal()
    labelling_wanted = Signal(object)
    playground_wanted = Signal(str)
    local_only_changed = Signal(bool)
    launcher_changed = Signal()

    def __init__(
        self, plugins: Plugins, store: RunStore, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.plugins = plugins
        self.store = store
        self.settings = settings
        self.theme = ThemeManager(settings.theme, self)
        self.notices = Notices(self)
        self.background = BackgroundJobs(self)
        self.jobs = Jobs(plugins, store, self.background, settings, self)
        self.data = DataCache(plugins, self.background, self)
        self.models = ModelCache(plugins, self.background, settings, self)
        self.model_downloads = ModelDownloads(plugins, self.background, self.models, self)
        self.experiment = _remembered(settings)
        self.run = RunState()
        self.overlay: tuple[RunState, ...] = ()
        self.training_start = TrainingStart(
            self.data, self.jobs, self.notices, lambda: (self.experiment, self.run), self
        )
        self.training_start.started.connect(self.select_run)
        self.jobs.changed.connect(self._run_changed)
        self.jobs.adopted.connect(self._run_adopted)
        local_only.hold("window", settings.local_only)

    def set_experiment(self, experiment: Experiment) -> None:
        """Change what Train would train; a name stays with the parts that it was given to."""
        before = self.experiment
        parts = [(e.dataset.id, e.architecture.id) for e in (before, experiment)]
        if experiment.name == before.name and parts[0] != parts[1]:
            experiment = experiment.model_copy(update={"name": ""})
        if experiment != self.experiment:
            self.experiment = experiment
            self.experiment_changed.emit(experiment)

    def select_run(self, run_id: str) -> None:
        """Show a run on the Train page; an empty id shows none."""
        self.run = self.jobs.state(run_id) if run_id else RunState()
        self.run_changed.emit(self.run)

    def set_overlay(self, run_ids: tuple[str, ...]) -> None:
        """Draw other runs' curves beside the selected one's."""
        self.overlay = tuple(self.jobs.state(run_id) for run_id in run_ids)
        self.overlay_changed.emit(self.overlay)

    @property
    def control(self) -> TrainingHandle | None:
        """The handle of the selected run while it is trained: it can be watched, and pinned to."""
        return self.jobs.control(self.run.run)

    def set_local_only(self, on: bool) -> None:
        """Say whether data may leave this machine, and keep that."""
        if on == self.settings.local_only:
            return
        if self.settings.locked:
            self.notices.warn(self.settings.problem)
            self.local_only_changed.emit(True)
            return
        local_only.hold("window", on)
        self.settings.local_only = on
        try:
            self.settings.save()
        except StorageError as error:
            self.notices.error(error)
        self.local_only_changed.emit(on)
        if not on:
            self.models.refresh()  # those elsewhere were not asked so far

    def set_launcher(self, id: str, values: Mapping[str, Any] | None = None) -> None:
        """Choose where trainings happen from now on, and keep that.

        Parameters
        ----------
        values
            The launcher's settings; those it has stay if they are not given.
        """
        self.settings.launcher = id
        if values is not None:
            self.settings.launchers = {**self.settings.launchers, id: dict(values)}
        try:
            if not self.settings.problem:  # the file is for the user to mend
                self.settings.save()
        except StorageError as error:
            self.notices.error(error)
        self.launcher_changed.emit()

    def go_to(self, page: str) -> None:
        """Show a page by name."""
        self.page_wanted.emit(page)

    def open_playground(self, id: str) -> None:
        """Show a playground on the Play page."""
        self.go_to("play")
        self.playground_wanted.emit(id)

    def open_labelling(self, folder: Path) -> None:
        """Show the Label page with a labelling that somebody made."""
        self.go_to("label")
        self.labelling_wanted.emit(folder)

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if after.run == self.run.run:
            self.run = after
            self.run_changed.emit(after)
        if any(state.run == after.run for state in self.overlay):
            self.overlay = tuple(after if s.run == after.run else s for s in self.overlay)
            self.overlay_changed.emit(self.overlay)
        if after.model and before.live and not after.live:
            self.moment.emit("trained")

    def _run_adopted(self, run_id: str) -> None:
        if not self.run.run:
            self.select_run(run_id)

    def close(self) -> None:
        """End every thread and save the settings."""
        self.jobs.close()
        self.background.close()
        self.settings.experiment = self.experiment.to_toml()
        local_only.hold("window", False)


def _remembered(settings: Settings) -> Experiment:
    if settings.experiment:
        try:
            return experiments.loads(settings.experiment)
        except UsageError:
            pass
    return experiments.shipped("first")
