"""Bench: everything an answerer is given while a comparison is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from workbench.comparison.held_out import HeldOut, Learnable
from workbench.comparison.plan import Plan
from workbench.core.answerer import Encode, Tools
from workbench.core.control import Control
from workbench.core.dataset import Dataset, Loading
from workbench.core.events import Event, Progress
from workbench.core.experiment import Experiment
from workbench.core.params import make
from workbench.core.plugins import Plugins
from workbench.core.provider import Provider, stay_local
from workbench.core.runs import Run, RunStore
from workbench.core.settings import Settings
from workbench.prompting import models
from workbench.prompting.answers import Answers
from workbench.prompting.nearest import Nearness
from workbench.prompting.rows import Labelled, labelled
from workbench.prompting.shots import Pool, with_encoder, without_encoder
from workbench.prompting.template import Prompt


class Train(Protocol):
    """Trains a run to its end, or goes on with it; what went wrong is in the run."""

    def __call__(
        self, run: Run, emit: Callable[[Event], None], control: Control, resume: bool
    ) -> None:
        """Train in this thread."""


@dataclass
class Bench:
    """A comparison in progress.

    ``folder`` holds what is known already: answers, and the runs of its experiments.
    """

    plan: Plan
    folder: Path
    plugins: Plugins
    settings: Settings
    store: RunStore
    train: Train
    answers: Answers
    data: Labelled
    held_out: HeldOut
    learnable: Learnable
    emit: Callable[[Event], None]
    control: Control
    _vectors: dict[str, Encode] = field(default_factory=dict)
    _pools: dict[str, Pool] = field(default_factory=dict)

    @property
    def runs(self) -> RunStore:
        """Where this comparison's own experiments are trained."""
        return RunStore(self.folder / "runs")

    @property
    def tools(self) -> Tools:
        """What is lent to plugins."""
        return Tools(self.encoder, self.control.check)

    @property
    def licence(self) -> str:
        """That of the data."""
        return self.plugins.get(Dataset, self.plan.dataset.id).card.licence

    def say(self, what: str) -> None:
        """Tell what is being done."""
        self.emit(Progress(what))

    def encoder(self, name: str) -> Encode:
        """An encoder that remembers: each text is encoded once.

        Raises
        ------
        UsageError
            When there is none.
        """
        if name not in self._vectors:
            from workbench.comparison.remembered import remembered

            found = models.encoder(name, self.plugins.of(Provider), self.settings)
            if found is None:
                return Tools().encoder(name)
            stay_local(found.provider, found.name, self.settings)
            self._vectors[name] = remembered(
                lambda texts: found.provider.embed(found.name, texts), self.control.check
            )
        return self._vectors[name]

    def pool(self, prompt: Prompt) -> Pool:
        """The rows that may be a prompt's shots."""
        wanted = prompt.shots
        name = f"nearest {wanted.encoder}" if wanted.choose == "nearest" else "any"
        if name not in self._pools:
            near = self._nearness(wanted.encoder) if wanted.choose == "nearest" else None
            self._pools[name] = Pool(self.data, near)
        return self._pools[name]

    def _nearness(self, name: str) -> Callable[[Pool], Nearness]:
        """By an encoder; by shared words where none is set up and none was named."""
        known = self.plugins.of(Provider)
        if not name and models.encoder("", known, self.settings) is None:
            return without_encoder
        return with_encoder(self.encoder(name), name or "the encoder", self.control.check)

    def load(self, experiment: Experiment) -> Labelled:
        """The data of an experiment.

        Raises
        ------
        UsageError, DatasetError
            When there is no such dataset, or it cannot be loaded.
        """
        return load(experiment.dataset.id, experiment.dataset.params, self.plugins, self.emit,
                    self.control)  # fmt: skip


def load(
    id: str, params: dict[str, object], plugins: Plugins, emit: Callable[[Event], None],
    control: Control,
) -> Labelled:  # fmt: skip
    """Rows in classes.

    Raises
    ------
    UsageError
        When there is no such dataset, or its rows have no classes.
    DatasetError
        When it cannot be loaded.
    """
    cls = plugins.get(Dataset, id)
    loading = Loading(lambda what, done, total: emit(Progress(what, done, total)), control.check)
    return labelled(cls(loading).load(make(cls.Params, params, id)))
