"""Influence: exact where the Jacobian is known, none from the future, no trace left behind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from tests.wordorder import train_run
from workbench.core.contracts.errors import ExperimentError, Stopped
from workbench.core.contracts.task import LanguageModelling, TextClassification
from workbench.core.contracts.text import Corpus
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine import memory_reach
from workbench.engine.contenders import contenders
from workbench.engine.memory_reach import influence, norms
from workbench.testing.data import example_corpus, example_texts
from workbench_plugins.recurrent import LongShortTermMemory, RecurrentParams
from workbench_plugins.transformer import (
    GPTParams,
    LanguageTransformer,
    TextTransformerClassifier,
    TextTransformerParams,
)

IDS = torch.randint(0, 11, (3, 14), generator=torch.Generator().manual_seed(0))
WRITING = LanguageModelling(11)
SORTING = TextClassification(("a", "b", "c"), 11)


class Linear(nn.Module):
    """h_t = A h_{t−1} + B x_t and o_t = C h_t, so ∂o_t / ∂x_{t−k} = C Aᵏ B."""

    def __init__(self, n_outputs: int, n_hidden: int = 5) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(n_outputs)

        def draw(*shape: int) -> Tensor:
            return torch.randn(shape, generator=generator, dtype=torch.float64)

        self.tokens = nn.Embedding(11, 4, dtype=torch.float64)
        self.a = 0.4 * draw(n_hidden, n_hidden)
        self.b = draw(n_hidden, 4)
        self.c = draw(n_outputs, n_hidden)

    def forward(self, ids: Tensor) -> Tensor:
        x, h, out = self.tokens(ids), torch.zeros(len(ids), 5, dtype=torch.float64), []
        for t in range(ids.shape[1]):
            h = h @ self.a.T + x[:, t] @ self.b.T
            out.append(h @ self.c.T)
        return torch.stack(out, 1)

    def known(self, n: int) -> np.ndarray:
        powers = (torch.linalg.matrix_power(self.a, k) for k in range(n))
        return np.array([float(torch.linalg.norm(self.c @ power @ self.b)) for power in powers])


def test_a_linear_network_has_the_known_norms() -> None:
    network = Linear(n_outputs=3)
    np.testing.assert_allclose(influence(network, IDS, 10), network.known(10), rtol=1e-9)


def test_many_outputs_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_reach, "PROJECTIONS", 64)
    network = Linear(n_outputs=300)
    np.testing.assert_allclose(influence(network, IDS, 10), network.known(10), rtol=0.25)
    same = [influence(network, IDS, 10, seed=seed) for seed in (1, 1, 2)]
    np.testing.assert_array_equal(same[0], same[1])
    assert not np.array_equal(same[0], same[2])


@pytest.mark.parametrize("kind", ["rnn", "lstm", "gpt"])
def test_no_output_depends_on_what_comes_later(plugins: Plugins, kind: str) -> None:
    (contender,) = (c for c in contenders(plugins, 11, 14) if c.key == kind)
    found = norms(contender.build(), IDS, [0, 6, 13])
    assert found.shape == (3, 3, 14)
    for row, t in enumerate((0, 6, 13)):
        assert (found[row, :, : t + 1] > 0).all()
        assert not found[row, :, t + 1 :].any()


def test_a_network_that_fills_gaps_looks_ahead() -> None:
    torch.manual_seed(0)
    params = GPTParams(n_layers=1, n_heads=2, d_model=16, context=16, causal=False)
    found = norms(LanguageTransformer().build(WRITING, params), IDS, [6])
    assert (found > 0).all()


def test_without_positions_every_place_before_counts_the_same() -> None:
    """Of the last token's answer: the same token at another place gives the same gradient."""
    torch.manual_seed(0)
    params = GPTParams(n_layers=1, n_heads=2, d_model=16, context=16, positions="none")
    network = LanguageTransformer().build(WRITING, params)
    with torch.no_grad():
        for weight in network.parameters():
            weight.copy_(torch.randn_like(weight) * 0.3)
    ids = torch.tensor([[5, 7, 7, 7, 7, 9]])
    (found,) = norms(network, ids, [5])
    np.testing.assert_allclose(found[0, 1:5], float(found[0, 1]), rtol=1e-4)
    moved = torch.tensor([[7, 7, 5, 7, 7, 9]])
    (again,) = norms(network, moved, [5])
    assert float(again[0, 2]) == pytest.approx(float(found[0, 0]), rel=1e-4)


@pytest.mark.slow
def test_the_transformer_remembers_what_the_recurrent_networks_forget(plugins: Plugins) -> None:
    found = {m.key: m for m in memory_reach.as_built(plugins, example_corpus())}
    assert set(found) == {"rnn", "lstm", "gpt"}
    for memory in found.values():
        assert memory.influence.shape == (memory_reach.PLACES,)
        assert memory.relative()[0] == 1
        assert 0 <= memory.beyond(40) < memory.beyond(5) < 1
        assert memory.beyond(memory_reach.PLACES) == 0
    assert found["gpt"].beyond(32) > 0.2
    assert found["rnn"].beyond(32) < 0.01
    assert found["lstm"].beyond(32) < 0.01
    sizes = [m.n_parameters for m in found.values()]
    assert max(sizes) < 1.03 * min(sizes)


@pytest.mark.parametrize("build", ["lstm", "transformer"])
def test_a_classifier_counts_back_from_the_end(build: str) -> None:
    torch.manual_seed(0)
    if build == "lstm":
        network = LongShortTermMemory().build(SORTING, RecurrentParams(embedding=6, width=8))
    else:
        params = TextTransformerParams(n_layers=1, n_heads=2, d_model=16, context=16)
        network = TextTransformerClassifier().build(SORTING, params)
    network.train()
    ids = IDS + 1
    ids = ids.clamp(max=10)
    found = influence(network, ids, 14)
    assert network.training
    network.eval()
    leaf = network.tokens(ids).detach().requires_grad_()
    handle = network.tokens.register_forward_hook(lambda *_: leaf)
    jacobian = [torch.autograd.grad(network(ids)[:, c].sum(), leaf)[0] for c in range(3)]
    handle.remove()
    wanted = torch.stack(jacobian).square().sum((0, 3)).sqrt().mean(0).flip(0)
    np.testing.assert_allclose(found, wanted.numpy(), rtol=1e-4)


def test_nothing_is_left_behind(plugins: Plugins) -> None:
    network = contenders(plugins, 11, 14)[0].build().train()
    before = torch.get_rng_state()
    weights = [w.clone() for w in network.parameters()]
    influence(network, IDS, 5)
    assert torch.equal(torch.get_rng_state(), before)
    assert network.training
    assert all(torch.equal(a, b) for a, b in zip(weights, network.parameters(), strict=True))
    assert all(w.grad is None for w in network.parameters())
    assert not any(m._forward_hooks for m in network.modules())


def test_cancelling_and_what_cannot_be_measured(plugins: Plugins) -> None:
    asked: list[int] = []

    def check() -> None:
        asked.append(1)
        if len(asked) > 3:
            raise Stopped

    network: Any = contenders(plugins, 11, 14)[0].build()
    with pytest.raises(Stopped):
        influence(network, IDS, 5, check=check)
    assert len(asked) == 4
    with pytest.raises(ExperimentError, match="15 places"):
        influence(network, IDS, 15)
    with pytest.raises(ExperimentError, match="no embedding"):
        influence(nn.Sequential(nn.Flatten(), nn.Identity()), IDS.float(), 5)


def test_passages_are_real_held_out_text() -> None:
    corpus, texts = example_corpus(), example_texts()
    for data in (corpus, texts):
        ids = memory_reach.passage(data, batch=3, length=40)
        assert ids.shape == (3, 40)
        assert ids.dtype == torch.int64
        assert int(ids.max()) < data.task.n_tokens
    np.testing.assert_array_equal(memory_reach.passage(corpus, 3, 40)[0], corpus.test[:40])
    short = Corpus(corpus.train, corpus.test[:5], corpus.tokenizer)
    np.testing.assert_array_equal(
        memory_reach.passage(short, 1, 12)[0], np.resize(corpus.test[:5], 12)
    )


@pytest.mark.slow
def test_trained_runs_are_rebuilt_with_their_weights(plugins: Plugins, home: Any) -> None:
    store = RunStore(home / "runs")
    run, data = train_run(store, plugins, "lstm", epochs=2)
    (found,) = memory_reach.trained(plugins, data, [run])
    assert (found.key, found.name) == (run.id, run.info().name)
    assert found.n_parameters == run.info().n_parameters
    fresh = store.create(run.experiment)
    fresh.close()
    with pytest.raises(ExperimentError, match="no weights"):
        next(memory_reach.trained(plugins, data, [fresh]))
    other = example_texts()
    with pytest.raises(ExperimentError, match="do not fit"):
        next(memory_reach.trained(plugins, other, [run]))
