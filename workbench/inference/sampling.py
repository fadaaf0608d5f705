"""Sampling: from logits to the next token. Temperature, top-k, and top-p after Holtzman 2020."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import UsageError

Probabilities = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sampling:
    """How a token is chosen.

    Parameters
    ----------
    temperature
        Logits are divided by it; 0 takes the likeliest token always.
    top_k
        Only so many of the likeliest tokens may be chosen; ``None`` for all.
    top_p
        Only the smallest set of likeliest tokens that together have this probability.

    Raises
    ------
    UsageError
        When a value is impossible.
    """

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float = 1.0

    def __post_init__(self) -> None:
        if not (np.isfinite(self.temperature) and self.temperature >= 0):
            raise _impossible("temperature", self.temperature, "0 (no chance) or more")
        if self.top_k is not None and self.top_k < 1:
            raise _impossible("top_k", self.top_k, "1 or more")
        if not 0 < self.top_p <= 1:
            raise _impossible("top_p", self.top_p, "more than 0 and at most 1")

    def probabilities(self, logits: npt.ArrayLike) -> Probabilities:
        """Chance of each token, float64 ``(n,)``, from logits ``(n,)``; -inf is never chosen.

        Temperature comes first, then top-k, then top-p.
        """
        p = softmax(logits, self.temperature)
        if self.top_k is not None:
            p = top_k(p, self.top_k)
        return top_p(p, self.top_p)


def softmax(logits: npt.ArrayLike, temperature: float = 1.0) -> Probabilities:
    """Probabilities float64 ``(n,)`` of logits ``(n,)``, of which one is finite and none +inf.

    At temperature 0 the first of the largest has probability 1.
    """
    values = np.asarray(logits, np.float64)
    if temperature == 0:
        certain = np.zeros_like(values)
        certain[values.argmax()] = 1
        return certain
    with np.errstate(over="ignore"):
        raised = np.exp((values - values.max()) / temperature)
    found: Probabilities = raised / raised.sum()
    return found


def top_k(p: Probabilities, k: int) -> Probabilities:
    """Keep the ``k`` likeliest, of equals the first, and scale them to 1."""
    return _only(p, _likeliest_first(p)[:k])


def top_p(p: Probabilities, share: float) -> Probabilities:
    """Keep the fewest of the likeliest that together reach ``share``, and scale them to 1.

    The nucleus of Holtzman et al., *The Curious Case of Neural Text Degeneration* (2020); one
    token is always kept.
    """
    if share >= 1:
        return p
    order = _likeliest_first(p)
    n = int(np.searchsorted(np.cumsum(p[order]), share)) + 1
    return _only(p, order[:n])


def draw(p: Probabilities, rng: np.random.Generator) -> int:
    """An index with the chances ``p``, which sum to 1."""
    return int(rng.choice(len(p), p=p))


def _likeliest_first(p: Probabilities) -> npt.NDArray[np.intp]:
    return np.argsort(-p, kind="stable")


def _only(p: Probabilities, indices: npt.NDArray[np.intp]) -> Probabilities:
    few = np.zeros_like(p)
    few[indices] = p[indices]
    found: Probabilities = few / few.sum()
    return found


def _impossible(name: str, value: float, allowed: str) -> UsageError:
    return UsageError(f"{name} cannot be {value}.", f"Give {allowed}.")
