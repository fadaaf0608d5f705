"""Context: everything an answerer needs while a comparison is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from workbench.comparison.datasets import LoadedDatasets
from workbench.comparison.held_out import HeldOut, Learnable
from workbench.comparison.lineage import Lineage
from workbench.comparison.plan import Plan
from workbench.core import provider_models
from workbench.core.contracts.answerer import NO_ENCODER
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event, Progress
from workbench.core.contracts.provider import Provider, stay_local
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.runs.learnt import SplitBy
from workbench.core.runs.store import Run, RunStore
from workbench.core.settings import Settings
from workbench.encoders.account import EncoderAccount
from workbench.encoders.cache import CachedEncoder
from workbench.inference.ancestry import Load
from workbench.prompting.prompts.rows import Labelled, labelled
from workbench.prompting.prompts.shots import Pool, with_encoder
from workbench.prompting.prompts.template import Prompt
from workbench.prompting.responses import Answers

ROWS = "the rows"


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
    ``again`` times anew what was timed on a busy machine.
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
    _encoders: dict[str, CachedEncoder] = field(default_factory=dict)
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

    def metered_encoders(self) -> EncoderAccount:
        """Encoders for one answerer, with an account of their own."""
        return EncoderAccount(self.encoder)

    def encoder(self, name: str) -> CachedEncoder:
        """An encoder that remembers: each text is encoded once.

        Raises
        ------
        UsageError
            When there is none.
        LocalOnly
            When texts would leave this machine, and none may.
        """
        if name not in self._encoders:
            found = provider_models.encoder(name, self.plugins.of(Provider), self.settings)
            if found is None:
                raise UsageError(*NO_ENCODER)
            stay_local(found.provider, found.name, self.settings, ROWS)
            folder = self.folder / "vectors"
            self._encoders[name] = CachedEncoder(found, folder, self.control.check)
        return self._encoders[name]

    def pool(self, prompt: Prompt, encoders: EncoderAccount) -> Pool:
        """The rows that may be a prompt's shots; the nearest are found by a lent encoder."""
        wanted = prompt.shots
        if wanted.choose == "nearest" and self._encodes(wanted.encoder):
            name = wanted.encoder or "the encoder"
            near = with_encoder(encoders.encoder(wanted.encoder), name, self.control.check)
            return Pool(self.data, near)
        return self._pool

    @cached_property
    def _pool(self) -> Pool:
        return Pool(self.data)

    def _encodes(self, name: str) -> bool:
        """Whether there is an encoder: one was named, or one is set up here."""
        return (
            bool(name)
            or provider_models.encoder("", self.plugins.of(Provider), self.settings) is not None
        )

    def load(self, experiment: Experiment) -> Labelled:
        """The data of an experiment.

        Raises
        ------
        UsageError, DatasetError
            When there is no such dataset, or it cannot be loaded.
        """
        return labelled(self.datasets.load(experiment.dataset, self.split_by))
