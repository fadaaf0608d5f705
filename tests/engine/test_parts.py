"""The engine's parts: splits, normalisation, schedules, augmentation, metrics, summary."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.task import ImageClassification
from workbench.core.contracts.text import TextRows
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.runs.learnt import SplitBy
from workbench.core.statistics import confusion_matrix, macro_f1
from workbench.engine import batches, device, optim, summary
from workbench.engine.augment import Augmentation, augment

from .conftest import tiny_experiment


@given(
    labels=st.lists(st.integers(0, 4), min_size=1, max_size=200),
    fraction=st.floats(0, 0.5),
    split_by=st.sampled_from(["content", "place"]),
)
def test_holdout_parts_the_rows_and_keeps_every_class(
    labels: list[int], fraction: float, split_by: SplitBy
) -> None:
    y = np.array(labels)
    split = TextRows(tuple(f"row {n}" for n in range(len(y))), y)
    train, val = batches.holdout(split, fraction, split_by)
    assert sorted([*train, *val]) == list(range(len(y)))
    assert set(y[train]) == set(labels)
    again = batches.holdout(split, fraction, split_by)
    np.testing.assert_array_equal(val, again[1])


@given(n=st.integers(1, 500), seed=st.integers(0, 2**31 - 1), epoch=st.integers(0, 1000))
def test_epoch_order_is_a_permutation_that_depends_on_the_epoch(
    n: int, seed: int, epoch: int
) -> None:
    cpu = torch.device("cpu")
    order = batches.epoch_order(n, seed, epoch, cpu)
    assert sorted(order.tolist()) == list(range(n))
    assert torch.equal(order, batches.epoch_order(n, seed, epoch, cpu))
    if n > 20:
        assert not torch.equal(order, batches.epoch_order(n, seed, epoch + 1, cpu))


@pytest.mark.parametrize("shape", [(50, 9, 7), (50, 9, 7, 3)])
def test_pixels_have_zero_mean_and_unit_variance(shape: tuple[int, ...]) -> None:
    x = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    mean, deviation = batches.pixel_statistics(x, lambda: None)
    y = batches.Pixels(mean, deviation)(torch.from_numpy(x))
    assert y.shape == (50, shape[3] if len(shape) == 4 else 1, 9, 7)
    assert y.mean((0, 2, 3)).abs().max() < 1e-4
    assert (y.std((0, 2, 3)) - 1).abs().max() < 1e-3


def test_a_constant_channel_stays_finite() -> None:
    x = np.zeros((4, 3, 3), np.uint8)
    mean, deviation = batches.pixel_statistics(x, lambda: None)
    assert batches.Pixels(mean, deviation)(torch.from_numpy(x)).isfinite().all()


@pytest.mark.slow
def test_one_cycle_equals_torch_own_schedule() -> None:
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=0.1)
    theirs = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 0.1, total_steps=101, pct_start=31 / 101, div_factor=25, final_div_factor=400
    )
    for step in range(101):
        ours = optim.learning_rate("one-cycle", 0.1, step, 101, 0.3)
        assert ours == pytest.approx(optimizer.param_groups[0]["lr"], abs=1e-9)
        optimizer.step()
        if step < 100:
            theirs.step()


def test_cosine_and_constant() -> None:
    assert optim.learning_rate("constant", 0.5, 77, 100, 0.3) == 0.5
    assert optim.learning_rate("cosine", 0.5, 0, 100, 0.3) == 0.5
    assert optim.learning_rate("cosine", 0.5, 99, 100, 0.3) == pytest.approx(0)


@pytest.mark.parametrize("name", ["sgd", "momentum", "adam", "adamw"])
def test_fused_optimiser_walks_as_the_plain_one(name: str) -> None:
    def walk(fused: bool) -> torch.Tensor:
        torch.manual_seed(0)
        model = torch.nn.Linear(5, 3)
        optimizer = optim.make_optimizer(model, name, 0.01, 0.9, 0.99, 0.1)
        for group in optimizer.param_groups:
            group["fused"] = fused
        for _ in range(5):
            optimizer.zero_grad()
            model(torch.ones(2, 5)).square().sum().backward()
            optimizer.step()
        return model.weight.detach()

    torch.testing.assert_close(walk(True), walk(False))


def test_augmentation_of_nothing_is_the_identity_and_draws_from_its_own_generator() -> None:
    x = torch.rand(3, 1, 28, 28)
    before = torch.get_rng_state()
    same = augment(x, Augmentation(), torch.Generator().manual_seed(0))
    torch.testing.assert_close(same, x, atol=1e-5, rtol=0)
    how = Augmentation(shift=2, rotate=10, scale=0.1, elastic=2)
    first = augment(x, how, torch.Generator().manual_seed(1))
    assert torch.equal(first, augment(x, how, torch.Generator().manual_seed(1)))
    assert not torch.allclose(first, x)
    assert torch.equal(before, torch.get_rng_state())


def test_shift_moves_by_pixels() -> None:
    x = torch.zeros(64, 1, 28, 28)
    x[:, :, 14, 14] = 1
    moved = augment(x, Augmentation(shift=3), torch.Generator().manual_seed(0))
    rows = moved.sum(3).squeeze(1) @ torch.arange(28.0) / moved.sum((1, 2, 3))
    assert 2 < (rows - 14).abs().max() <= 3.01


def test_shear_slants_and_leaves_the_middle_row_where_it_is() -> None:
    x = torch.zeros(64, 1, 29, 29)
    x[:, :, :, 14] = 1
    slanted = augment(x, Augmentation(shear=0.4), torch.Generator().manual_seed(0))
    columns = slanted[:, 0] @ torch.arange(29.0) / slanted[:, 0].sum(2)
    assert (columns[:, 14] - 14).abs().max() < 1e-3
    # Fourteen rows further down by up to 0.4 of that, and as far to the other side above.
    slides = columns[:, 26] - 14
    assert 4 < slides.abs().max() <= 0.4 * 12 + 0.01
    torch.testing.assert_close(columns[:, 2] - 14, -slides, atol=1e-3, rtol=0)


def test_stroke_thickens_and_thins() -> None:
    x = torch.zeros(64, 1, 28, 28)
    x[:, :, 5:20, 10:13] = 1
    changed = augment(x, Augmentation(stroke=1), torch.Generator().manual_seed(0))
    widths = changed[:, 0, 12].sum(1)
    assert 1 <= widths.min() < 1.3
    assert 4.7 < widths.max() <= 5
    assert torch.equal(augment(x, Augmentation(), torch.Generator().manual_seed(0)), x)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=80))
def test_confusion_and_f1_agree_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    from sklearn import metrics as sklearn_metrics

    truth, predicted = (np.array(column) for column in zip(*pairs, strict=True))
    counts = confusion_matrix(truth, predicted, 4)[:, :4]
    np.testing.assert_array_equal(
        counts, sklearn_metrics.confusion_matrix(truth, predicted, labels=range(4))
    )
    theirs = sklearn_metrics.f1_score(truth, predicted, average="macro", zero_division=0)
    assert macro_f1(counts) == pytest.approx(theirs)


def test_summary_counts_what_is_built(plugins: Plugins) -> None:
    task = ImageClassification(28, 28, 1, tuple("0123456789"))
    experiment = tiny_experiment("mlp").with_part("dataset", "digits")
    found = summary.summarise(resolve(experiment, plugins, task), task)
    assert found.n_parameters == 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10 == 13_002
    assert [layer.output_shape for layer in found.layers if layer.kind == "Linear"] == [
        (16,),
        (16,),
        (10,),
    ]
    assert found.flops >= 2 * (784 * 16 + 16 * 16 + 16 * 10)


def test_impossible_network_is_refused_with_the_reason(plugins: Plugins) -> None:
    task = ImageClassification(8, 8, 1, ("a", "b"))
    experiment = tiny_experiment("cnn").with_part("dataset", "digits")
    resolved = resolve(experiment, plugins, task)
    assert not resolved.trainable
    assert "Block 2" in resolved.problems[0].message


def test_unknown_device_names_those_there_are() -> None:
    with pytest.raises(ExperimentError, match="cpu"):
        device.pick("cuda:77")
    assert device.pick("auto").type in ("cpu", "cuda", "mps")


def test_tiny_data_is_valid(tiny_data: ImageClasses) -> None:
    assert tiny_data.task.n_classes == 10
