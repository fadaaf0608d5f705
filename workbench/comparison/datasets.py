"""Datasets: each one that a comparison needs is loaded once, for its trainings too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench.comparison.held_out import test_digest
from workbench.core import pretrained
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.events import Event, Progress
from workbench.core.contracts.params import make
from workbench.core.control import Control
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins
from workbench.core.runs import learnt
from workbench.core.runs.learnt import SplitBy
from workbench.prompting.prompts.rows import Labelled, labelled

# Of what was loaded beside the comparison's own dataset, so many bytes stay in memory.
MOST_BYTES = 1_000_000_000


@dataclass(frozen=True)
class _Loaded:
    """``runs`` are the folders of the runs that were opened while it was loaded."""

    data: Data
    runs: tuple[Path, ...]

    @cached_property
    def bytes(self) -> int:
        return _size(self.data)

    @cached_property
    def test_digest(self) -> str:
        return test_digest(labelled(self.data))


class LoadedDatasets:
    """Loads datasets for one comparison and keeps them, the first for as long as it lasts.

    A dataset with other settings, such as fewer labels per class, is another one: its tokenizer
    may have been made from its training rows.
    """

    def __init__(self, plugins: Plugins, emit: Callable[[Event], None], control: Control) -> None:
        self._plugins = plugins
        self._emit = emit
        self._control = control
        self._loaded: dict[tuple[str, str, SplitBy], _Loaded] = {}

    def load(self, part: Part, split_by: SplitBy) -> Data:
        """A dataset's data, running text too.

        Raises
        ------
        UsageError
            When there is no such dataset.
        DatasetError
            When it cannot be loaded.
        """
        cls = self._plugins.get(Dataset, part.id)
        # Settings that are given and those by default may say the same.
        key = (part.id, make(cls.Params, part.params, part.id).model_dump_json(), split_by)
        if key not in self._loaded:
            with learnt.noting_runs() as runs:
                data = pretrained.load(
                    part,
                    self._plugins,
                    lambda what, done, total: self._emit(Progress(what, done, total)),
                    self._control.check,
                    split_by,
                )
            self._loaded[key] = _Loaded(data, tuple(runs))
            self._forget()
        found = self._loaded[key]
        # Whoever trains on it descends from the runs that it was made with.
        for folder in found.runs:
            learnt.note_run(folder)
        return found.data

    def of_experiment(self, experiment: Experiment, split_by: SplitBy) -> Data:
        """The data of an experiment; raises as `load` does."""
        return self.load(experiment.dataset, split_by)

    def test_digest(self, data: Labelled) -> str:
        """`workbench.comparison.held_out.test_digest`, computed once."""
        for loaded in self._loaded.values():
            if loaded.data is data:
                return loaded.test_digest
        return test_digest(data)

    def _forget(self) -> None:
        others = list(self._loaded)[1:]
        while len(others) > 1 and sum(self._loaded[key].bytes for key in others) > MOST_BYTES:
            del self._loaded[others.pop(0)]


def _size(data: Data) -> int:
    """Bytes that rows take, about."""
    # Running text is its own rows.
    return sum(_bytes_of(getattr(split, "x", split)) for split in (data.train, data.test))


def _bytes_of(rows: Any) -> int:
    if isinstance(rows, tuple | list):
        return sum(map(len, rows))
    return int(getattr(rows, "nbytes", 0))
