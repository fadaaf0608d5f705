"""What a training takes is reckoned before it is allocated, and refused with what would fit."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.core import memory
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Dataset, ImageClasses
from workbench.core.contracts.errors import ExperimentError, OutOfMemory
from workbench.core.contracts.events import Failed
from workbench.core.contracts.params import Params, param
from workbench.core.contracts.task import (
    ImageClassification,
    LanguageModelling,
    Task,
    TextClassification,
)
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.resolve import Resolved, resolve
from workbench.engine import device, footprint

from .conftest import TrainTiny, tiny_experiment

CPU = torch.device("cpu")
PICTURES = ImageClassification(28, 28, 1, tuple("0123456789"))
TEXTS = TextClassification(("ham", "spam"), 500)
RUNNING = LanguageModelling(500)
HUGE = {"n_layers": 96, "n_heads": 128, "d_model": 16384, "context": 131072}


def resolved(
    plugins: Plugins,
    task: Task,
    architecture: str,
    trainer: str,
    network: dict[str, object] | None = None,
    training: dict[str, object] | None = None,
) -> Resolved:
    experiment = (
        Experiment()
        .with_part("architecture", architecture, network)
        .with_part("trainer", trainer, training)
    )
    found = resolve(experiment, plugins, task)
    assert not found.problems
    return found


def free(monkeypatch: pytest.MonkeyPatch, n_bytes: int | None) -> None:
    monkeypatch.setattr(memory, "available", lambda: n_bytes)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("task", "architecture", "trainer", "network", "training", "free_gib"),
    [
        (RUNNING, "gpt", "language-model", HUGE, {}, 20),
        (RUNNING, "gpt", "language-model", {}, {"batch_size": 65_536}, 20),
        (PICTURES, "cnn", "supervised", {"channels": "4096, 4096", "hidden": 8192}, {}, 2),
        (PICTURES, "mlp", "supervised", {"width": 8192, "layers": 16}, {}, 1),
        (TEXTS, "bag-of-embeddings", "text-supervised", {"embedding": 16384, "width": 8192}, {}, 1),
    ],
)
def test_what_does_not_fit_is_refused_with_a_setting_that_does(
    plugins: Plugins,
    monkeypatch: pytest.MonkeyPatch,
    task: Task,
    architecture: str,
    trainer: str,
    network: dict[str, object],
    training: dict[str, object],
    free_gib: float,
) -> None:
    free(monkeypatch, int(free_gib * memory.GIB))
    wanted = resolved(plugins, task, architecture, trainer, network, training)
    found, why = footprint.check(wanted, task, CPU)
    assert why is not None
    assert "does not fit into memory" in why.message
    assert f"{free_gib:.1f} GiB are free" in why.message
    assert why.remedy.startswith("Set ")
    smaller = resolve(wanted.experiment.with_settings(why.fix), plugins, task)
    assert not smaller.problems
    now, still = footprint.check(smaller, task, CPU)
    assert still is None
    assert now.total < found.total
    with pytest.raises(OutOfMemory, match="does not fit into memory"):
        footprint.refuse(wanted, task, CPU)


def test_weights_are_counted_exactly_and_many_layers_as_few(plugins: Plugins) -> None:
    for n_layers in (4, 9):
        settings = {"n_layers": n_layers, "d_model": 32, "context": 16}
        wanted = resolved(plugins, RUNNING, "gpt", "language-model", settings)
        assert wanted.architecture is not None
        real = wanted.architecture().build(RUNNING, wanted.architecture_params)
        n = sum(p.numel() for p in real.parameters())
        found = footprint.estimate(wanted, RUNNING)
        assert found.n_parameters == n
        assert found.weights == 4 * n
        assert found.optimizer == 8 * n


@pytest.mark.parametrize(
    ("task", "architecture", "trainer", "network"),
    [
        (PICTURES, "cnn", "supervised", {}),
        (PICTURES, "cnn-deep", "supervised", {}),
        (PICTURES, "vit", "supervised", {}),
        (PICTURES, "mlp", "supervised", {"width": 64}),
        (RUNNING, "gpt", "language-model", {"context": 40}),
        (RUNNING, "gpt", "language-model", {"context": 40, "dropout": 0.1}),
        (TEXTS, "text-transformer", "text-supervised", {"context": 40}),
    ],
)
def test_activations_are_about_what_autograd_keeps(
    plugins: Plugins, task: Task, architecture: str, trainer: str, network: dict[str, object]
) -> None:
    wanted = resolved(plugins, task, architecture, trainer, network, {"batch_size": 8})
    found = footprint.estimate(wanted, task)
    assert wanted.architecture is not None
    real = wanted.architecture().build(task, wanted.architecture_params).train()
    own = {p.untyped_storage().data_ptr() for p in real.parameters()}
    kept: dict[int, Tensor] = {}

    def keep(tensor: Tensor) -> Tensor:
        kept.setdefault(tensor.untyped_storage().data_ptr(), tensor)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        if isinstance(task, ImageClassification):
            inputs = torch.zeros(8, 1, 28, 28)
        else:
            inputs = torch.ones(8, 40, dtype=torch.int64)
        logits = real(inputs)
        flat = logits.reshape(-1, logits.shape[-1])
        F.cross_entropy(flat, torch.zeros(len(flat), dtype=torch.int64))
    n = sum(t.untyped_storage().nbytes() for key, t in kept.items() if key not in own)
    assert n < found.activations < 4 * n


@pytest.mark.slow
def test_every_architecture_is_reckoned_with_every_trainer(plugins: Plugins) -> None:
    for task in (PICTURES, TEXTS, RUNNING):
        for architecture in plugins.of(Architecture).values():
            for trainer in plugins.of(Trainer).values():
                experiment = (
                    Experiment()
                    .with_part("architecture", architecture.id)
                    .with_part("trainer", trainer.id)
                )
                found = resolve(experiment, plugins, task)
                if found.problems or architecture.id == "minilm":
                    continue
                if (architecture.id, trainer.id) == ("softmax", "fine-tune"):
                    # The one pair that cannot be: it is refused before anything is made.
                    with pytest.raises(ExperimentError, match="no part before its head"):
                        footprint.estimate(found, task)
                    continue
                assert footprint.estimate(found, task).total > 0


class _Endless(Architecture):
    id, name, about = "endless", "Endless", "A layer for each grain of sand."

    class Params(Params):
        grains: int = param(10**9, "Grains", ge=1)

    def build(self, task: Task, params: Params) -> nn.Module:  # type: ignore[override]
        assert torch.empty(0).device.type == "meta", "it must not be built for real"
        return nn.Sequential(*(nn.Linear(64, 64) for _ in range(params.grains)))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("n_bytes", "error"),
    [(1 << 20, OutOfMemory), (1 << 50, ExperimentError), (None, ExperimentError)],
)
def test_building_without_end_is_given_up(
    plugins: Plugins,
    monkeypatch: pytest.MonkeyPatch,
    n_bytes: int | None,
    error: type[Exception],
) -> None:
    free(monkeypatch, n_bytes)
    plugins.add(PluginRecord("endless", "test"), [("architecture", _Endless)])
    wanted = resolved(plugins, PICTURES, "endless", "supervised")
    with pytest.raises(error):
        footprint.estimate(wanted, PICTURES, seconds=0.2)


def test_a_run_is_refused_before_its_network_is_built(
    train_tiny: TrainTiny, monkeypatch: pytest.MonkeyPatch, tiny_plugins: Plugins
) -> None:
    built = []
    mlp = tiny_plugins.of(Architecture)["mlp"]
    build = mlp.build

    def watched(self: Architecture, task: Task, params: Params) -> nn.Module:
        built.append(torch.empty(0).device.type)
        return build(self, task, params)

    monkeypatch.setattr(mlp, "build", watched)
    free(monkeypatch, 1 << 20)
    experiment = tiny_experiment().with_part("architecture", "mlp", {"width": 8192, "layers": 16})
    _, end, _ = train_tiny(experiment)
    assert isinstance(end, Failed)
    assert "does not fit into memory" in end.message
    assert set(built) == {"meta"}


def test_the_data_count(
    plugins: Plugins, monkeypatch: pytest.MonkeyPatch, tiny_data: ImageClasses
) -> None:
    wanted = resolved(plugins, tiny_data.task, "softmax", "supervised", {}, {"batch_size": 65_536})
    found = footprint.estimate(wanted, tiny_data.task, tiny_data)
    assert found.batch == len(tiny_data.train)
    assert found.data == 4 * (tiny_data.train.x.size + tiny_data.test.x.size)
    free(monkeypatch, found.total - 1)
    with pytest.raises(OutOfMemory):
        footprint.refuse(wanted, tiny_data.task, CPU, tiny_data)
    free(monkeypatch, found.total)
    footprint.refuse(wanted, tiny_data.task, CPU, tiny_data)


class _Failing(Dataset):
    id, name, about = "failing", "Failing", "Takes more than there is."
    error: Exception

    def load(self, params: object) -> ImageClasses:
        raise self.error


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError(
            "[enforce fail at alloc_cpu.cpp:114] DefaultCPUAllocator: can't allocate memory"
        ),
        RuntimeError("std::bad_alloc"),
        RuntimeError("CUDA error: out of memory"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"),
        RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)"),
    ],
)
def test_an_allocation_that_fails_says_what_to_change(
    train_tiny: TrainTiny, tiny_plugins: Plugins, error: Exception
) -> None:
    _Failing.error = error
    tiny_plugins.add(PluginRecord("failing", "test"), [("dataset", _Failing)])
    _, end, _ = train_tiny(tiny_experiment().with_part("dataset", "failing"))
    assert isinstance(end, Failed)
    assert "not enough memory" in end.message
    assert end.remedy.startswith("Set the batch size to 10,")


def test_other_errors_are_no_lack_of_memory() -> None:
    assert not device.out_of_memory(RuntimeError("shapes (3,) and (4,) do not match"))
    assert not device.out_of_memory(ValueError("out of memory of this year"))


@pytest.mark.parametrize("version", [1, 2])
def test_limits_of_control_groups_above_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    names = {
        1: ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
        2: ("memory.max", "memory.current", "inactive_file"),
    }[version]
    for folder, limit in (
        (tmp_path, "max" if version == 2 else str(2**63 - 4096)),
        (tmp_path / "a", "1000"),
    ):
        folder.mkdir(exist_ok=True)
        (folder / names[0]).write_text(limit)
        (folder / names[1]).write_text("700")
        (folder / "memory.stat").write_text(f"anon 5\n{names[2]} 100\n")
    monkeypatch.setattr(memory, "_groups", lambda: [tmp_path, tmp_path / "a"])
    assert memory._container() == 1000 - (700 - 100)
