"""A run that starts from others is not tested on what these have learnt, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import leaks
from workbench.core.contracts.dataset import Data, Dataset, ImageClasses, Loading, Split
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.events import Evaluated, Event, Failed, Finished
from workbench.core.contracts.params import Params, param
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.row_identity import union
from workbench.core.runs import learnt
from workbench.core.runs.learnt import Learnt
from workbench.core.runs.store import Run, RunStore
from workbench.engine.ancestors import descent
from workbench.engine.train import train
from workbench.inference.ancestry import learnt_by


class WhichParams(Params):
    part: str = param("whole", "Part")


@pytest.fixture(autouse=True)
def quickly() -> Iterator[None]:
    """Graphs written by hand: tracing them takes longer than training."""
    with leaks.quickly():
        yield


@pytest.fixture
def parts(plugins: Plugins, tiny_data: ImageClasses) -> Plugins:
    """Bars in three cuts: another one trains on the first 20 test rows of the whole."""
    train_, test = tiny_data.train, tiny_data.test
    cuts = {
        "whole": tiny_data,
        "other": replace(
            tiny_data,
            train=Split(
                np.concatenate([train_.x, test.x[:20]]), np.concatenate([train_.y, test.y[:20]])
            ),
            test=Split(test.x[20:], test.y[20:]),
        ),
        "all": replace(tiny_data, train=test, test=train_),
    }

    class Cuts(Dataset):
        id, name, about = "cuts", "Cuts", "Bars."
        Params = WhichParams

        def load(self, params: WhichParams) -> ImageClasses:
            return cuts[params.part]

    plugins.add(PluginRecord("cuts", "test"), [("dataset", Cuts)])
    return plugins


def trained(
    plugins: Plugins, part: str, from_run: str = ""
) -> tuple[Run, Finished | Failed, list[Event]]:
    kind = {"id": "fine-tune", "from_run": from_run} if from_run else {"id": "supervised"}
    settings = {k: v for k, v in kind.items() if k != "id"} | {"epochs": 1, "batch_size": 50}
    experiment = (
        Experiment(name=part, device="cpu")
        .with_part("dataset", "cuts", {"part": part})
        .with_part("architecture", "mlp", {"layers": 1})
        .with_part("trainer", kind["id"], settings)
    )
    run, events = RunStore().create(experiment), list[Event]()
    return run, train(run, plugins, events.append, Control()), events


def test_a_chain_of_two_leaves_out_what_the_first_had_learnt(
    home: Path, parts: Plugins, tiny_data: ImageClasses
) -> None:
    first, end, _ = trained(parts, "other")
    assert isinstance(end, Finished)
    kept = learnt.load(first.path)
    assert kept is not None
    assert (kept.labels, len(kept.rows), kept.unknown) == (220, 220, ())
    second, end, _ = trained(parts, "other", first.id)
    assert isinstance(end, Finished)
    assert "left out" not in end.reason
    third, end, events = trained(parts, "whole", second.id)
    assert isinstance(end, Finished)
    assert "20 of 60 test rows are left out" in end.reason
    assert end.metrics["test/left_out"] == 20
    (tested,) = (e for e in events if isinstance(e, Evaluated) and e.split == "test")
    assert tested.confusion is not None
    assert tested.confusion.sum() == 40
    assert tested.mistakes is not None
    assert all(20 <= row < 60 for row in tested.mistakes.tolist())
    whole = learnt.load(third.path)
    assert whole is not None
    assert whole.labels == 200
    assert whole.among(tiny_data.test.identities).tolist() == [True] * 20 + [False] * 40
    # And where nothing is left to be tested on, nothing is trained.
    _, end, _ = trained(parts, "all", first.id)
    assert isinstance(end, Failed)
    assert "All 200 test rows were learnt" in end.message


def test_what_is_not_known_of_an_ancestor_is_said(tiny_data: ImageClasses) -> None:
    found = descent(tiny_data, "content", [Learnt(union([]), unknown=("old",))])
    assert found.tested is None
    assert "it is not known which rows old had learnt" in found.remark
    assert found.learnt.unknown == ("old",)
    taken = Learnt(np.unique(tiny_data.test.identities[::2]))
    half = descent(tiny_data, "content", [taken])
    assert half.tested is not None
    assert half.tested.tolist() == list(range(1, 60, 2))
    assert len(half.data.test) == half.n_excluded == 30
    with pytest.raises(ExperimentError, match="All 60 test rows"):
        descent(tiny_data, "content", [Learnt(np.unique(tiny_data.test.identities))])


def test_a_run_from_before_is_known_by_the_hash_of_its_data(
    home: Path, parts: Plugins, tiny_data: ImageClasses
) -> None:
    run, end, _ = trained(parts, "whole")
    assert isinstance(end, Finished)
    (run.path / learnt.FILE).unlink()
    asked: list[str] = []

    def load(experiment: Experiment, split_by: learnt.SplitBy) -> Data:
        asked.append(split_by)
        cls = parts.get(Dataset, experiment.dataset.id)
        return cls(Loading(split_by=split_by)).load(cls.Params(**experiment.dataset.params))

    found = learnt_by(run, load)
    assert asked == ["place"]
    assert (found.split_by, found.unknown, found.labels) == ("place", (), 200)
    assert found.among(tiny_data.train.identities).all()
    changed = replace(tiny_data, test=Split(tiny_data.test.x[1:], tiny_data.test.y[1:]))
    assert learnt_by(run, lambda *_: changed).unknown == (run.id,)
