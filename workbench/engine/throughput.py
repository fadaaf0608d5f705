"""Throughput: how many tokens a second networks read and learn from, against the text's length.

A recurrent network must take one token after the other; a transformer takes all at once, but its
attention costs the square of their number. Which of the two wins where depends on the machine, so
it is measured on this one.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.core.contracts.errors import UsageError
from workbench.core.plugins import Plugins
from workbench.engine import device
from workbench.engine.contenders import Contender, contenders

TRAINING, READING = MODES = ("training", "reading")
N_TOKENS = 256
# Every step has so many tokens: of longer texts it takes fewer side by side.
TOKENS = 4096
LENGTHS = (64, 128, 256, 512, 1024, 2048)
REPEATS = 5
# A step that takes longer ends its curve.
LIMIT_S = 2.0


@dataclass(frozen=True)
class Speed:
    """One point of a curve.

    ``mode`` is ``training`` (forward and backward) or ``reading`` (forward alone); ``batch`` texts
    of ``length`` tokens make a step. ``tokens_per_s`` is the median of ``n_repeats`` steps,
    ``low`` and ``high`` the quartiles.
    """

    key: str
    name: str
    mode: str
    length: int
    batch: int
    n_parameters: int
    tokens_per_s: float
    low: float
    high: float
    n_repeats: int


@dataclass(frozen=True)
class Ended:
    """A curve ends before the longest text, and why."""

    key: str
    name: str
    mode: str
    length: int
    why: str


@dataclass
class _Curve:
    contender: Contender
    network: nn.Module
    mode: str
    ended: bool = False


def measure(
    plugins: Plugins,
    *,
    lengths: Sequence[int] = LENGTHS,
    on: str = "auto",
    check: Callable[[], None] = lambda: None,
) -> Iterator[Speed | Ended]:
    """Measure the `contenders` length by length; each point comes as soon as it is there.

    Parameters
    ----------
    lengths
        Tokens in a text, shortest first.
    on
        The device, as in an experiment.
    check
        Raises `Stopped` when nobody wants it any more; called before every step.

    Raises
    ------
    UsageError
        When there is no length, or one below 2.
    ExperimentError
        When there is no such device, or an architecture is gone.
    """
    if not lengths or min(lengths) < 2:
        raise UsageError("A text must have two tokens at least.", "Choose longer texts.")
    where = device.pick(on)
    generator = torch.Generator().manual_seed(0)
    curves = [
        _Curve(contender, contender.build().to(where), mode)
        for contender in contenders(plugins, N_TOKENS, max(lengths))
        for mode in MODES
    ]
    for length in lengths:
        batch = max(1, TOKENS // length)
        # One more, so that each token has a next one to be guessed.
        ids = torch.randint(4, N_TOKENS, (batch, length + 1), generator=generator).to(where)
        for curve in curves:
            if not curve.ended:
                yield from _point(curve, ids, check)


def _point(curve: _Curve, ids: Tensor, check: Callable[[], None]) -> Iterator[Speed | Ended]:
    contender, batch, length = curve.contender, ids.shape[0], ids.shape[1] - 1
    who, n = (contender.key, contender.name, curve.mode, length), batch * length
    # As a training would: a token costs twice its weights, and three passes.
    device.use_threads(6.0 * contender.n_parameters * n)
    try:
        seconds = _timed(curve, ids, check)
    except (RuntimeError, MemoryError) as error:
        if not device.out_of_memory(error):
            raise
        curve.ended = True
        yield Ended(*who, f"there is not enough memory for texts of {length:,} tokens")
        return
    finally:
        curve.network.zero_grad(set_to_none=True)
    slow, median, fast = np.quantile(seconds, (0.75, 0.5, 0.25))
    rates = (n / median, n / slow, n / fast)
    yield Speed(*who, batch, contender.n_parameters, *rates, len(seconds))
    if median > LIMIT_S:
        curve.ended = True
        yield Ended(*who, f"a step takes {median:.1f} s, longer than {LIMIT_S:g} s")


def _timed(curve: _Curve, ids: Tensor, check: Callable[[], None]) -> list[float]:
    """Seconds of each step; the first, which allocates, counts only where it is slow by far."""
    step = _train if curve.mode == TRAINING else _read
    seconds: list[float] = []
    for _ in range(1 + REPEATS):
        check()
        began = time.perf_counter()
        step(curve.network, ids)
        _wait_for(ids.device)
        seconds.append(time.perf_counter() - began)
        if seconds[-1] > LIMIT_S:
            return seconds[-1:]
    return seconds[1:]


def _train(network: nn.Module, ids: Tensor) -> None:
    network.train()
    network.zero_grad(set_to_none=True)
    logits = network(ids[:, :-1])
    F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten()).backward()  # type: ignore[no-untyped-call]


def _read(network: nn.Module, ids: Tensor) -> None:
    network.eval()
    with torch.inference_mode():
        network(ids[:, :-1])


def _wait_for(where: torch.device) -> None:
    # A GPU has only been told what to do when the call comes back.
    if where.type == "cuda":
        torch.cuda.synchronize(where)
    elif where.type == "mps":
        torch.mps.synchronize()


def ratio(points: Sequence[Speed], mode: str, length: int) -> dict[str, float]:
    """How many times as fast each network is as the slowest, at one length."""
    found = {p.key: p.tokens_per_s for p in points if (p.mode, p.length) == (mode, length)}
    slowest = min(found.values(), default=math.nan)
    return {key: speed / slowest for key, speed in found.items()}
