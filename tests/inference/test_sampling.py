"""Sampling: each function's promise, for any logits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from workbench.core.contracts.errors import UsageError
from workbench.inference.sampling import Sampling, draw, softmax, top_k, top_p

LOGITS = hnp.arrays(np.float32, st.integers(1, 30), elements=st.floats(-1e4, 1e4, width=32))
TEMPERATURES = st.sampled_from([0.0, 1e-300, 0.3, 1.0, 4.0])


@given(LOGITS, TEMPERATURES, st.none() | st.integers(1, 40), st.floats(1e-6, 1))
def test_always_probabilities(
    logits: np.ndarray, temperature: float, k: int | None, share: float
) -> None:
    p = Sampling(temperature, k, share).probabilities(logits)
    assert p.dtype == np.float64
    assert p.shape == logits.shape
    assert (p >= 0).all()
    assert p.sum() == pytest.approx(1)
    assert p[softmax(logits, temperature).argmax()] > 0
    assert (p > 0).sum() <= (k or len(p))
    assert p[draw(p, np.random.default_rng(0))] > 0


@given(LOGITS)
def test_softmax(logits: np.ndarray) -> None:
    p = softmax(logits)
    wanted = np.exp(logits.astype(float) - logits.max())
    np.testing.assert_allclose(p, wanted / wanted.sum())
    np.testing.assert_allclose(p, softmax(logits.astype(float) + 7), rtol=1e-6)
    assert softmax(logits, 0.5).max() >= p.max() - 1e-12
    assert softmax(logits, 2).max() <= p.max() + 1e-12


@given(LOGITS, st.integers(1, 40))
def test_top_k_keeps_the_likeliest_and_their_proportions(logits: np.ndarray, k: int) -> None:
    p = softmax(logits / 1e3)
    few = top_k(p, k)
    kept = few > 0
    assert kept.sum() == min(k, len(p))
    if not kept.all():
        assert p[kept].min() >= p[~kept].max()
    np.testing.assert_allclose(few[kept], p[kept] / p[kept].sum())


@given(LOGITS, st.floats(1e-6, 1, exclude_max=True))
def test_top_p_keeps_the_fewest_that_reach_it(logits: np.ndarray, share: float) -> None:
    p = softmax(logits / 1e3)
    few = top_p(p, share)
    kept = few > 0
    assert p[kept].sum() >= share - 1e-9
    assert p[kept].sum() - p[kept].min() <= share + 1e-9
    if not kept.all():
        assert p[kept].min() >= p[~kept].max()
    np.testing.assert_allclose(few[kept], p[kept] / p[kept].sum())


def test_known_values() -> None:
    p = np.array([0.1, 0.5, 0.15, 0.25])
    np.testing.assert_allclose(top_p(p, 0.5), [0, 1, 0, 0])
    np.testing.assert_allclose(top_p(p, 0.51), [0, 2 / 3, 0, 1 / 3])
    np.testing.assert_allclose(top_k(p, 2), [0, 2 / 3, 0, 1 / 3])
    np.testing.assert_allclose(top_k(np.full(4, 0.25), 1), [1, 0, 0, 0])
    np.testing.assert_allclose(softmax(np.log(p)), p)
    np.testing.assert_allclose(softmax([3.0, 9.0, 9.0], 0), [0, 1, 0])
    np.testing.assert_allclose(Sampling().probabilities([-np.inf, 2.0]), [0, 1])


def test_draws_follow_the_chances() -> None:
    p = np.array([0.2, 0.0, 0.5, 0.3])
    rng = np.random.default_rng(3)
    counts = np.bincount([draw(p, rng) for _ in range(4000)], minlength=4)
    np.testing.assert_allclose(counts / 4000, p, atol=0.03)
    assert counts[1] == 0


@pytest.mark.parametrize(
    "values",
    [
        {"temperature": -1},
        {"temperature": np.nan},
        {"temperature": np.inf},
        {"top_k": 0},
        {"top_p": 0},
        {"top_p": 1.5},
        {"top_p": np.nan},
    ],
)
def test_impossible_values(values: dict[str, float]) -> None:
    with pytest.raises(UsageError) as caught:
        Sampling(**values)
    assert caught.value.remedy
