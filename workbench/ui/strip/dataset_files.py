"""Dataset files: what the strip's dataset card does about files that are there, missing or own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import MissingData, WorkbenchError
from workbench.core.experiment import Part
from workbench.ui import missing_data, own_data
from workbench.ui.host import Host
from workbench.ui.strip.part_card import PartCard


class DatasetFiles(QObject):
    """``changed`` says that files of the experiment's dataset came, or are found to be missing."""

    changed = Signal()

    def __init__(self, host: Host, card: PartCard) -> None:
        super().__init__(card)
        self._host = host
        self._card = card
        self._looked_at: Part | None = None
        card.download_wanted.connect(self._download)
        card.choose_wanted.connect(self._choose)
        card.own_wanted.connect(lambda: own_data.ask_for_own(host, card.window(), self._open))
        card.dropped.connect(lambda path: own_data.open_own(host, path, self._open))
        host.data.fault_changed.connect(self._fault_changed)
        # A method, which Qt lets go of with its object; a plain function would outlive the card.
        host.data.states_changed.connect(self._states_changed)
        host.data.fetching.connect(self._fetching)

    def offer(self, current: str) -> None:
        """List every dataset."""
        classes = self._host.plugins.of(Dataset)
        self._card.offer_datasets(classes, current, self._host.data.states)

    def look(self) -> None:
        """See whether the files are there, once for each choice."""
        part = self._host.experiment.dataset
        if part != self._looked_at:
            self._looked_at = part
            self._host.data.look(part)
            if not self._host.data.states:
                self._host.data.look_at_all()

    def show_missing(self) -> None:
        """Offer the files that are missing, if any."""
        fault = self._host.data.fault(self._host.experiment.dataset)
        if isinstance(fault, MissingData):
            self._card.offer_files(fault)

    def _states_changed(self) -> None:
        self.offer(self._host.experiment.dataset.id)

    def _fault_changed(self, part: Part) -> None:
        if part == self._host.experiment.dataset:
            self.changed.emit()

    def _open(self, part: Part) -> None:
        chosen = self._host.experiment.on_dataset(part.id)
        self._host.set_experiment(chosen.with_part("dataset", part.id, part.params))

    def _download(self) -> None:
        self._card.say(self.tr("Downloading…"))
        self._host.data.download(self._host.experiment.dataset, self._failed)

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)
        self.changed.emit()

    def _fetching(self, part: Part, what: str, done: float, total: float | None) -> None:
        if part == self._host.experiment.dataset:
            share = f" {done / total:.0%}" if total else ""
            self._card.say(f"{what}{share}")

    def _choose(self) -> None:
        part = self._host.experiment.dataset
        fault = self._host.data.fault(part)
        if isinstance(fault, MissingData):
            missing_data.choose(self._card, self._host, part, fault, self._change)

    def _change(self, settings: dict[str, Any]) -> None:
        part = self._host.experiment.dataset
        self._open(Part(id=part.id, params={**part.params, **settings}))
