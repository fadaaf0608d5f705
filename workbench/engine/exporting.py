"""Exporting: an exporter is called with what it may ask of a run. Importing this is light."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.core import blame, pretrained
from workbench.core.contracts.dataset import Data, Dataset, Split, has_labels
from workbench.core.contracts.errors import ModelFileError, Stopped
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.inputs import Pictures
from workbench.core.contracts.params import Params, make
from workbench.core.contracts.task import Task
from workbench.core.plugins import Plugins
from workbench.core.runs import learnt
from workbench.core.runs.store import Run

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True)
class RunContext:
    """What an exporter may ask of a run; see `workbench.ExportContext`."""

    run: Run
    plugins: Plugins
    report: Callable[[str], None] = field(default=lambda text: None)

    @cached_property
    def data(self) -> Data:
        """The run's dataset, loaded when it is first needed."""
        part, split_by = self.run.experiment.dataset, learnt.split_by(self.run.path)
        return pretrained.load(
            part,
            self.plugins,
            lambda what, done, total: self.report(what),
            lambda: self.report("Loading the data"),
            split_by,
        )

    @cached_property
    def task(self) -> Task:
        """What the model is for."""
        part = self.run.experiment.dataset
        cls = self.plugins.get(Dataset, part.id)
        task = cls().task(make(cls.Params, part.params, "dataset"))
        # What kinds learn of their rows is known once these are loaded; other tasks have no such.
        return self.data.task if task is None or type(task) is Task else task

    def network(self) -> nn.Module:
        """The network with the weights that the run ended with."""
        from workbench.engine.rebuild import deployed

        return deployed(self.run, self.plugins, self.task)

    def preprocessing(self) -> nn.Module | None:
        """What raw pictures go through before the network."""
        from workbench.engine.batches import Pixels
        from workbench.engine.transfer import pixels_in

        if type(self.task) is Task:
            return self.task.inputs.preprocessing().eval()
        if not isinstance(self.task.inputs, Pictures):
            return None
        kept = pixels_in(self.run)
        if kept is None:
            message = f"The run {self.run.id} does not say what its pictures are normalised with."
            raise ModelFileError(message, "Resume the run, or train it again.")
        return Pixels.of(*kept).eval()

    def rows(self, n: int) -> Any:
        """The first rows of the test split."""
        from workbench.engine.convert import kept_rows

        if (kept := kept_rows(self.run.path)) is not None and len(kept[1]) >= n:
            return Split(kept[0][:n], kept[1][:n])
        data = self.data
        if not has_labels(data):
            ids: Any = data.test
            return ids[:n]
        return data.test.at(np.arange(min(n, len(data.test))))


def export_run(
    exporter: type[Exporter],
    run: Run,
    params: Params,
    target: Path,
    plugins: Plugins,
    report: Callable[[str], None] = lambda text: None,
) -> dict[str, float]:
    """Write a run's model to ``target``; returns the exporter's figures.

    Parameters
    ----------
    report
        Told what is being done; may raise `Stopped`.

    Raises
    ------
    WorkbenchError
        When the exporter refuses or fails; then it names the plugin.
    """
    try:
        return exporter().export(RunContext(run, plugins, report), target, params)
    except Stopped:
        raise
    except BaseException as error:
        blame.let_through(error)
        raise blame.contained(error, exporter, doing="while exporting") from error
