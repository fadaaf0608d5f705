"""What fine-tuning stands on: stages of every network, LoRA's start, kept weights, optimisers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.errors import ExperimentError, StorageError
from workbench.core.contracts.task import ImageClassification, TextClassification
from workbench.core.plugins import Plugins
from workbench.core.runs.snapshots import snapshot_files
from workbench.engine import checkpoint, features, lora
from workbench.engine.optim import make_optimizer
from workbench.engine.stages import stages

PICTURES = ImageClassification(28, 28, 1, tuple("abc"))
TEXTS = TextClassification(tuple("abc"), 50)
WITH_STAGES = {
    "mlp": PICTURES,
    "cnn": PICTURES,
    "cnn-deep": PICTURES,
    "vit": PICTURES,
    "text-transformer": TEXTS,
    "gru": TEXTS,
    "bag-of-embeddings": TEXTS,
}


def build(plugins: Plugins, id: str, **settings: Any) -> nn.Module:
    cls = plugins.get(Architecture, id)
    torch.manual_seed(0)
    return cls().build(WITH_STAGES[id], cls.Params(**settings))


@pytest.mark.parametrize("id", WITH_STAGES)
def test_stages_hold_every_weight_once_and_end_in_the_head(plugins: Plugins, id: str) -> None:
    network = build(plugins, id)
    found = stages(network)
    names = [name for part in found for name in part.weights]
    assert sorted(names) == sorted(dict(network.named_parameters()))
    for part in found:
        assert all(network.get_parameter(name) is weight for name, weight in part.weights.items())
    (head,) = found[-1].modules
    task = WITH_STAGES[id]
    if isinstance(task, TextClassification):
        x = torch.randint(4, 50, (3, 9))
    else:
        x = torch.randn(3, 1, 28, 28)
    inputs = features.head_inputs(network, head, x)
    torch.testing.assert_close(network.get_submodule(head)(inputs), network.eval()(x))


def test_stages_run_from_the_input_to_the_head(plugins: Plugins) -> None:
    for id in ("text-transformer", "vit"):
        first, *_, last, head = (part.modules for part in stages(build(plugins, id, n_layers=3)))
        assert first[0] in ("tokens", "patches")
        assert (last, head) == (("blocks.2", "norm"), ("head",))
    deep = stages(build(plugins, "cnn-deep"))
    assert [part.modules[0] for part in deep] == ["conv1", "conv2", "conv3", "hidden", "output"]
    assert deep[0].modules == ("conv1", "norm1")


def test_networks_without_stages_are_refused() -> None:
    with pytest.raises(ExperimentError, match="no part before its head"):
        stages(nn.Sequential(nn.Flatten(), nn.Linear(4, 2)))

    class Forgetful(nn.Sequential):
        def stages(self) -> list[list[str]]:
            return [["0"], ["2"]]

    with pytest.raises(ExperimentError, match=r"1\.\w+ belongs"):
        stages(Forgetful(nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 2)))


def test_lora_begins_with_no_change_and_is_the_same_for_a_seed() -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(6, 5), nn.Linear(5, 2))
    before = network[0].weight.detach().clone()  # type: ignore[union-attr]
    weights = lora.targets(network, ["0"])
    first, again, other = (lora.LowRank(weights, 2, 4, seed) for seed in (1, 1, 2))
    first.merge()
    assert torch.equal(before, weights["0.weight"])
    assert torch.equal(first.a["0.weight"], again.a["0.weight"])
    assert not torch.equal(first.a["0.weight"], other.a["0.weight"])
    assert {n: tuple(p.shape) for n, p in first.parameters().items()} == {
        "0.weight.a": (2, 6),
        "0.weight.b": (5, 2),
    }


def test_groups_have_learning_rates_of_their_own() -> None:
    network = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 2))
    parts = [list(network[1].parameters()), list(network[0].parameters())]
    for name in ("sgd", "momentum", "adam", "adamw"):
        before = [weight.detach().clone() for weight in network.parameters()]
        optimizer = make_optimizer(parts, name, 0.1, 0.9, 0.999, 0.0)
        optimizer.param_groups[1]["lr"] = 0.0
        network(torch.ones(4, 3)).square().sum().backward()
        optimizer.step()
        moved = [not torch.equal(*p) for p in zip(before, network.parameters(), strict=True)]
        assert moved == [False, False, True, True], name
        network.zero_grad()


def test_snapshots_leave_out_what_does_not_learn(tmp_path: Path) -> None:
    network = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3), nn.Linear(3, 2))
    for weight in network[0].parameters():
        weight.requires_grad_(False)
    wanted = {}
    for step in (0, 5, 9):
        with torch.no_grad():
            network[2].weight += step
            network[1].running_mean += step  # type: ignore[operator]
        checkpoint.snapshot(tmp_path, network, step)
        wanted[step] = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    for path in snapshot_files(tmp_path):
        found = checkpoint.weights(path)
        assert found.keys() == wanted[int(path.stem)].keys()
        for name, tensor in found.items():
            assert torch.equal(tensor, wanted[int(path.stem)][name]), (path, name)
    sizes = [path.stat().st_size for path in snapshot_files(tmp_path)]
    assert sizes[1] == sizes[2] < sizes[0]
    snapshot_files(tmp_path)[1].write_bytes(b"torn")
    with pytest.raises(StorageError, match="damaged"):
        checkpoint.weights(snapshot_files(tmp_path)[1])


def test_snapshots_of_a_large_network_are_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = nn.Linear(100, 10)
    monkeypatch.setattr(checkpoint, "SNAPSHOT_BYTES", 6 * 4500)
    for step in range(20):
        checkpoint.snapshot(tmp_path, network, step)
    kept = [int(path.stem) for path in snapshot_files(tmp_path)]
    assert kept[0] == 0
    assert kept[-1] == 19
    assert 3 <= len(kept) <= 6
    monkeypatch.setattr(checkpoint, "SNAPSHOT_BYTES", 1)
    checkpoint.snapshot(tmp_path, network, 20)
    assert [int(path.stem) for path in snapshot_files(tmp_path)] == [0, 20]


def test_a_digest_tells_tensors_apart() -> None:
    one = {"a": torch.ones(2, 3), "n": torch.tensor(1)}
    assert features.digest(one) == features.digest({"n": torch.tensor(1), "a": torch.ones(2, 3)})
    others = (
        {"a": torch.ones(3, 2), "n": torch.tensor(1)},
        {**one, "n": torch.tensor(2)},
        {"b": torch.ones(2, 3), "n": torch.tensor(1)},
        {**one, "a": torch.ones(2, 3) * 2},
    )
    assert features.digest(one) not in {features.digest(other) for other in others}
