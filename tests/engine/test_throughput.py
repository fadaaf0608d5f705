"""Throughput: points as they come, curves that end with a reason, cancelled between two steps."""

from __future__ import annotations

import math

import pytest
import torch

from workbench.core.contracts.errors import ExperimentError, Stopped, UsageError
from workbench.core.plugins import Plugins
from workbench.engine import throughput
from workbench.engine.contenders import contenders
from workbench.engine.throughput import Ended, Speed, measure


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throughput, "TOKENS", 128)
    monkeypatch.setattr(throughput, "REPEATS", 3)
    # On a machine that does something else at the same time no step is too slow.
    monkeypatch.setattr(throughput, "LIMIT_S", math.inf)


def test_points_of_all_curves(plugins: Plugins) -> None:
    points = list(measure(plugins, lengths=(16, 64), on="cpu"))
    assert all(isinstance(point, Speed) for point in points)
    where = [(p.length, p.key, p.mode) for p in points]
    kinds, modes = ("rnn", "lstm", "gpt"), ("training", "reading")
    assert where == [(n, k, m) for n in (16, 64) for k in kinds for m in modes]
    for point in points:
        assert isinstance(point, Speed)
        assert 0 < point.low <= point.tokens_per_s <= point.high < math.inf
        assert (point.batch, point.n_repeats) == (128 // point.length, 3)
    sizes = [p.n_parameters for p in points if isinstance(p, Speed)]
    assert max(sizes) < 1.03 * min(sizes)


def test_the_first_point_comes_before_the_second_is_measured(plugins: Plugins) -> None:
    checks: list[int] = []
    going = measure(plugins, lengths=(16,), on="cpu", check=lambda: checks.append(1))
    next(going)
    assert len(checks) == 1 + 3


def test_cancelling(plugins: Plugins) -> None:
    def check() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        next(measure(plugins, lengths=(16,), on="cpu", check=check))


def test_a_slow_step_ends_its_curve(plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throughput, "LIMIT_S", 0.0)
    points = list(measure(plugins, lengths=(16, 32), on="cpu"))
    # One slow step is enough to know, and longer texts are not tried.
    assert [p.n_repeats for p in points if isinstance(p, Speed)] == [1] * 6
    ends = [p for p in points if isinstance(p, Ended)]
    assert len(ends) == 6
    assert all(end.length == 16 and "longer than 0 s" in end.why for end in ends)


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory: 9 bytes")]
)
def test_too_little_memory_ends_a_curve_and_the_others_go_on(
    plugins: Plugins, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    read = throughput._read

    def greedy(network: torch.nn.Module, ids: torch.Tensor) -> None:
        if ids.shape[1] > 20 and type(network).__name__ == "GPT":
            raise error
        read(network, ids)

    monkeypatch.setattr(throughput, "_read", greedy)
    points = list(measure(plugins, lengths=(16, 32, 64), on="cpu"))
    (end,) = (p for p in points if isinstance(p, Ended))
    assert (end.key, end.mode, end.length) == ("gpt", "reading", 32)
    assert "not enough memory" in end.why
    lengths = {(p.key, p.mode): p.length for p in points if isinstance(p, Speed)}
    assert lengths.pop(("gpt", "reading")) == 16
    assert set(lengths.values()) == {64}


def test_other_faults_are_not_hidden(plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(network: torch.nn.Module, ids: torch.Tensor) -> None:
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    monkeypatch.setattr(throughput, "_train", broken)
    with pytest.raises(RuntimeError, match="mat1"):
        next(measure(plugins, lengths=(16,), on="cpu"))


def test_what_cannot_be_measured(plugins: Plugins) -> None:
    for lengths in ((), (1, 2)):
        with pytest.raises(UsageError):
            next(measure(plugins, lengths=lengths))
    with pytest.raises(ExperimentError, match="no device"):
        next(measure(plugins, lengths=(16,), on="cuda:77"))


def test_the_contenders_are_alike_in_size_and_leave_random_numbers_alone(plugins: Plugins) -> None:
    before = torch.get_rng_state()
    for n_tokens in (20, 3000):
        found = contenders(plugins, n_tokens, 4096)
        sizes = [contender.n_parameters for contender in found]
        assert max(sizes) < 1.03 * min(sizes)
        for contender in found:
            network = contender.build(seed=1)
            assert sum(p.numel() for p in network.parameters()) == contender.n_parameters
            again = contender.build(seed=1)
            assert all(map(torch.equal, network.parameters(), again.parameters()))
    assert torch.equal(before, torch.get_rng_state())


def test_an_architecture_that_is_gone(plugins: Plugins) -> None:
    del plugins._classes["architecture"]["lstm"]
    assert [each.key for each in contenders(plugins, 11, 14)] == ["rnn", "gpt"]
    del plugins._classes["architecture"]["rnn"]
    with pytest.raises(ExperimentError, match="no two architectures"):
        contenders(plugins, 20, 64)


def test_ratios() -> None:
    def point(key: str, speed: float) -> Speed:
        return Speed(key, key, "training", 64, 1, 9, speed, speed, speed, 3)

    points = [point("a", 10.0), point("b", 40.0)]
    assert throughput.ratio(points, "training", 64) == {"a": 1.0, "b": 4.0}
    assert throughput.ratio(points, "reading", 64) == {}
