"""Numbers: how often 95 % intervals of errors and of differences hold the true figure.

Errors are drawn from distributions whose true figures are known or drawn from ten million rows,
heavy tails and few rows among them; the test of pairs is given equals.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from benchmarks.report import Options, Result, Row
from workbench.core.statistics import number_with_interval, paired_losses
from workbench.core.statistics.numbers import NumberMetric

Floats = npt.NDArray[np.float64]
Draw = Callable[[np.random.Generator, int], Floats]

ERRORS: dict[str, Draw] = {
    "normal": lambda random, n: random.normal(size=n),
    "exponential": lambda random, n: random.exponential(1.0, n),
    "Student's t, 5 degrees": lambda random, n: random.standard_t(5, n),
    "Student's t, 3 degrees": lambda random, n: random.standard_t(3, n),
    "lognormal, σ = 1": lambda random, n: random.lognormal(0.0, 1.0, n),
}
METRICS: tuple[NumberMetric, ...] = ("mae", "rmse", "median_ae", "r2")
SIZES = (15, 30, 100, 300)
LEAST = 0.93
HOW = """\
Errors are drawn, {runs} times for each number of rows ({sizes}, in this order), and the part of the
95 % intervals is counted that holds the true figure. Equals are two answerers whose losses come
from the same distribution: how often the test at 5 % says that one is better."""
# Deviation of the truth that R² is measured on.
SPREAD = 3.0


def measure(options: Options) -> Result:
    """How often, of each kind of errors."""
    runs = options.count(1000, 20)
    sizes = SIZES[:2] if options.quick else SIZES
    # Two standard errors of the simulation.
    slack = 2 * (0.93 * 0.07 / runs) ** 0.5
    rows = []
    for name, draw in ERRORS.items():
        for metric in METRICS:
            true = _true(metric, draw, 200_000 if options.quick else 10_000_000)
            held = [_held(metric, draw, true, n, runs) for n in sizes]
            rows.append(_row(f"{metric}, {name}", held, min(held) >= LEAST - slack, f"≥ {LEAST}"))
        told = [_told(draw, n, runs) for n in sizes]
        rows.append(_row(f"equals told apart, {name}", told, max(told) <= 0.05 + slack, "≤ 0.05"))
    return Result(HOW.format(runs=runs, sizes=", ".join(map(str, sizes))), rows)


def _row(what: str, parts: list[float], held: bool, wanted: str) -> Row:
    return Row(what, " · ".join(f"{part:.3f}" for part in parts), wanted, held)


def _pair(draw: Draw, random: np.random.Generator, n: int) -> tuple[Floats, Floats]:
    truth = SPREAD * random.normal(size=n)
    return truth, truth + draw(random, n) * random.choice([-1.0, 1.0], n)


def _true(metric: NumberMetric, draw: Draw, n: int) -> float:
    truth, predicted = _pair(draw, np.random.default_rng(2**31), n)
    error = np.abs(predicted - truth)
    if metric == "median_ae":
        return float(np.median(error))
    if metric == "mae":
        return float(error.mean())
    squares = float((error**2).mean())
    return squares**0.5 if metric == "rmse" else 1 - squares / SPREAD**2


def _held(metric: NumberMetric, draw: Draw, true: float, n: int, runs: int) -> float:
    hits = 0
    for seed in range(runs):
        truth, predicted = _pair(draw, np.random.default_rng((seed, n)), n)
        interval = number_with_interval(metric, truth, predicted, seed)
        hits += interval.low <= true <= interval.high
    return hits / runs


def _told(draw: Draw, n: int, runs: int) -> float:
    told = 0
    for seed in range(runs):
        random = np.random.default_rng((seed, n, 1))
        told += bool(paired_losses(np.abs(draw(random, n)), np.abs(draw(random, n))).better)
    return told / runs
