"""Material: the dataset of a prompt and the pool of its shots, made in the background and kept."""

from __future__ import annotations

import itertools
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.core.experiment import Part
from workbench.prompting.prepare import dataset_of, pool_of
from workbench.prompting.prompts.questions import labels_of
from workbench.prompting.prompts.rows import Labelled, labelled
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.prompts.template import Prompt
from workbench.ui.background_jobs import BackgroundJob, while_alive
from workbench.ui.host import Host

_numbers = itertools.count()


class PromptMaterial(QObject):
    """What a prompt needs of a dataset; ``changed`` tells when any of it is another.

    Attributes
    ----------
    dataset
        The id of the dataset; empty when none is needed.
    data, pool
        ``None`` while they are on their way, or not needed.
    labels
        What may be answered.
    problem
        Why there is no such dataset, or why it does not go with the prompt.
    """

    changed = Signal()

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = f"material {next(_numbers)}"
        self.dataset = ""
        self.data: Labelled | None = None
        self.pool: Pool | None = None
        self.labels: tuple[str, ...] = ()
        self._prompt = Prompt()
        self._part: Part | None = None
        self._compared: object = None
        self._fault: WorkbenchError | None = None
        self._mismatch: WorkbenchError | None = None
        self._said: list[str] = []
        self._loading = False
        # The same object each time: that is what a request is taken back by.
        self._done, self._failed = while_alive(self._loaded), while_alive(self._load_failed)

    @property
    def problem(self) -> WorkbenchError | None:
        """What is wrong with the dataset, or between it and the prompt."""
        return self._fault or self._mismatch

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that a row has and a prompt may name; empty where rows have none."""
        if self.data is None or not len(self.data.test):
            return ()
        names = tuple(self.data.inputs.cells(self.data.test.x, 0))
        return names if len(names) > 1 else ()

    @property
    def loading(self) -> bool:
        """Whether something is on its way."""
        return self._loading

    @property
    def notes(self) -> tuple[str, ...]:
        """What should be known of the pool, such as how nearest rows are found."""
        return tuple(dict.fromkeys(self._said))

    def want(self, prompt: Prompt, dataset: str | None = None) -> None:
        """Load what ``prompt`` needs; ``dataset`` is the one whose rows are asked about.

        What is there already is kept, so this may be called at every change.
        """
        self._prompt = prompt
        part = self._part_of(dataset or dataset_of(prompt))
        if part != self._part:
            self._load(part)
        elif self.data is not None and self._comparison() != self._compared:
            self._make_pool(self.data)
        else:
            self._relabel()

    def again(self) -> None:
        """Try again what failed."""
        if self._fault is not None:
            self._load(self._part)

    def _part_of(self, id: str) -> Part | None:
        """The dataset as the Train page has it set up, else with its defaults."""
        if not id:
            return None
        trained = self._host.experiment.dataset
        return trained if trained.id == id else Part(id=id)

    def _load(self, part: Part | None) -> None:
        if self._part is not None and self._loading:
            self._host.data.cancel(self._part, self._done)
        self._host.background.cancel(self._key)
        self._part = part
        self.dataset = part.id if part else ""
        self.data = self.pool = self._fault = self._compared = None
        self._loading = part is not None
        if part is None:
            self._relabel(tell=True)
            return
        self._host.data.request(part, self._done, self._failed)
        if self._loading:
            self.changed.emit()

    def _loaded(self, data: Data) -> None:
        try:
            self.data = labelled(data)
        except UsageError as error:
            self._load_failed(error)
            return
        self._make_pool(self.data)

    def _comparison(self) -> object:
        """What another pool has to be made for."""
        shots = self._prompt.shots
        if shots.choose != "nearest":
            return ()
        return shots.encoder, bool(shots.encoder) and self._host.settings.local_only

    def _make_pool(self, data: Labelled) -> None:
        prompt, host = self._prompt, self._host
        said = list[str]()
        self._compared = self._comparison()
        self._said = said
        self._loading = True

        def work(task: BackgroundJob) -> Pool:
            return pool_of(prompt, data, host.plugins, host.settings, said.append, task.check)

        host.background.start(
            self._key,
            work,
            self._on_pool_ready,
            self._load_failed,
            title=self.tr("Preparing examples"),
        )
        self._relabel(tell=True)

    def _on_pool_ready(self, pool: Pool) -> None:
        self.pool = pool
        self._fault = None
        self._loading = False
        self._relabel(tell=True)

    def _load_failed(self, error: WorkbenchError) -> None:
        self.pool = None
        self._fault = error
        self._loading = False
        self.changed.emit()

    def _relabel(self, tell: bool = False) -> None:
        """What may be answered, which changes with the prompt alone."""
        before: Any = self.labels, str(self._mismatch)
        try:
            self.labels = labels_of(self._prompt, self.data.classes if self.data else None)
            self._mismatch = None
        except UsageError as error:
            self._mismatch = error
        if tell or before != (self.labels, str(self._mismatch)):
            self.changed.emit()
