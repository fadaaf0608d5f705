"""Context: everything an answerer needs while a comparison is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from workbench.comparison.datasets import LoadedDatasets
from workbench.comparison.held_out import HeldOut, Learnable
from workbench.comparison.lineage import Lineage
from workbench.comparison.plan import Plan
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.events import Event, Progress
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.runs.learnt import SplitBy
from workbench.core.runs.store import Run, RunStore
from workbench.core.settings import Settings
from workbench.encoders.account import EncoderAccount
from workbench.encoders.pool import EncoderPool
from workbench.inference.ancestry import Load
from workbench.prompting.prompts.rows import Labelled, labelled
from workbench.prompting.prompts.shots import Pool, with_encoder
from workbench.prompting.prompts.template import Prompt
from workbench.prompting.responses import Answers


class Train(Protocol):
    """Trains a run to its end, or goes on with it; what went wrong is in the run."""

    def __call__(
        self,
        run: Run,
        emit: Callable[[Event], None],
        control: Control,
        resume: bool,
        load: Load,
    ) -> None:
        """Train in this thread, on the data that ``load`` hands out."""


@dataclass
class ComparisonContext:
    """A comparison in progress.

    ``folder`` holds what is known already: answers, the runs of its experiments, vectors of texts.
    ``datasets`` loads each dataset once.
    ``lineage`` says what compared runs have learnt of the test split, ``split_by`` how the dataset
    is split (`workbench.core.contracts.dataset.Loading`).
    ``again`` times again what was timed on a busy machine.
    """

    plan: Plan
    folder: Path
    plugins: Plugins
    settings: Settings
    store: RunStore
    train: Train
    answers: Answers
    datasets: LoadedDatasets
    data: Labelled
    held_out: HeldOut
    learnable: Learnable
    emit: Callable[[Event], None]
    control: Control
    lineage: Lineage
    split_by: SplitBy = "content"
    again: bool = False

    @property
    def runs(self) -> RunStore:
        """Where this comparison's own experiments are trained."""
        return RunStore(self.folder / "runs")

    @property
    def licence(self) -> str:
        """That of the data."""
        return self.plugins.get(Dataset, self.plan.dataset.id).card.licence

    def say(self, what: str) -> None:
        """Tell what is being done."""
        self.emit(Progress(what))

    @cached_property
    def encoders(self) -> EncoderPool:
        """Encoders that remember: each text is encoded once."""
        return EncoderPool(self.plugins, self.settings, self.folder)

    def pool(self, prompt: Prompt, encoders: EncoderAccount) -> Pool:
        """The rows that may be a prompt's shots; the nearest are found by a lent encoder."""
        wanted = prompt.shots
        if wanted.choose == "nearest" and wanted.encoder in self.encoders:
            name = wanted.encoder or "the encoder"
            near = with_encoder(encoders.encoder(wanted.encoder), name, self.control.check)
            return Pool(self.data, near)
        return self._pool

    @cached_property
    def _pool(self) -> Pool:
        return Pool(self.data)

    def load(self, experiment: Experiment) -> Labelled:
        """The data of an experiment.

        Raises
        ------
        UsageError, DatasetError
            When there is no such dataset, or it cannot be loaded.
        """
        return labelled(self.datasets.load(experiment.dataset, self.split_by))
