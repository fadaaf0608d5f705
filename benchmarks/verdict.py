"""How often a comparison's verdict errs: by simulation, the rule as it is and as it was before."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from benchmarks.report import Options, Result, Row
from workbench.comparison.best import standings
from workbench.comparison.scoring import scoring_of
from workbench.core import statistics
from workbench.core.contracts.targets import Classes as TwoClasses
from workbench.core.statistics import (
    Classes,
    Metric,
    bias_corrected,
    figure,
    holm,
    p_value,
    resampled_counts,
    with_interval,
)

HOW = """\
Answers are drawn, not asked: of two classes, six models with an accuracy of 0.80 each beside the
majority class; a row is hard or easy for all of them (correlation 0.7 of what decides, so that two
of them differ on every sixth row). *Before*: p-values corrected (Holm) for all pairs, the
majority class among them, and the cheapest of those not worse than the best is recommended. *Now*:
comparison with the best within 2 points, and the model confidence set
(`workbench/comparison/best.py`). Both judge the same answers. An interval's coverage is how often
it holds the figure of a million rows, at 95 %."""

MARGIN, LEVEL = 0.02, 0.05
CORRELATION = 0.7
RIGHT = 0.80
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """What a rule says: whom it recommends (-1 for nobody), and whom it calls worse or as good."""

    choice: int
    worse: frozenset[int]
    as_good: frozenset[int]


Rule = Callable[[Metric, Classes, Sequence[Classes]], Judged]


def measure(options: Options) -> Result:
    """Simulate."""
    trials = options.count(400, 4)
    few = max(2, trials // 4)
    rows: list[Row] = []
    for n in (100, 300, 1000):
        rows += _one_worse("accuracy", n, trials)
    rows += _one_worse("macro_f1", 300, few)
    for count in (2, 12):
        rows += _one_worse("accuracy", 300, trials, count)
    for n in (100, 300, 1000):
        rows += _equals("accuracy", n, trials)
    rows += _equals("macro_f1", 300, few)
    rows += _useful(trials)
    rows += _coverage(trials)
    rows += _differences(trials)
    return Result(HOW, rows)


# The rules


def now(metric: Metric, truth: Classes, predicted: Sequence[Classes]) -> Judged:
    """The rule as it is; the last of those within the margin is the cheapest."""
    scoring = scoring_of(TwoClasses(("a", "b")), metric, truth)
    found = standings(scoring.field(predicted), MARGIN)
    within = [place for place, each in enumerate(found) if each.within]
    worse = frozenset(place for place, each in enumerate(found) if each.behind)
    return Judged(max(within, default=-1), worse, frozenset(within))


def before(metric: Metric, truth: Classes, predicted: Sequence[Classes]) -> Judged:
    """The rule as it was; the last of those that are not worse is the cheapest."""
    commonest = np.full_like(truth, np.bincount(truth).argmax())
    everyone = [*predicted, commonest]
    figures = [figure(metric, truth, each, 2) for each in everyone]
    pairs = list(itertools.combinations(range(len(everyone)), 2))
    p = holm([p_value(metric, truth, everyone[a], everyone[b], 2) for a, b in pairs])
    apart = {pair for pair, each in zip(pairs, p, strict=True) if each < LEVEL}
    best = int(np.argmax(figures[:-1]))
    worse = frozenset(
        place
        for place in range(len(predicted))
        if (min(place, best), max(place, best)) in apart and figures[place] < figures[best]
    )
    equals = [place for place in range(len(predicted)) if place not in worse]
    return Judged(max(equals), worse, frozenset(equals))


# The answers


def drawn(
    right: Sequence[float], n: int, random: np.random.Generator
) -> tuple[Classes, list[Classes]]:
    """Rows of two classes, and answers that are right so often; mistakes go together."""
    truth = random.integers(0, 2, n)
    shared = random.normal(size=n) * CORRELATION**0.5
    own = random.normal(size=(len(right), n)) * (1 - CORRELATION) ** 0.5
    good = shared + own < np.asarray(norm.ppf(right))[:, None]
    return truth, [np.where(each, truth, 1 - truth) for each in good]


def _judged(
    metric: Metric, right: Sequence[float], n: int, trials: int, seed: int
) -> dict[str, list[Judged]]:
    random = np.random.default_rng((seed, n, len(right)))
    rules: dict[str, Rule] = {"before": before, "now": now}
    found: dict[str, list[Judged]] = {name: [] for name in rules}
    for _ in range(trials):
        truth, predicted = drawn(right, n, random)
        for name, rule in rules.items():
            found[name].append(rule(metric, truth, predicted))
    return found


def _share(judged: Sequence[Judged], happens: Callable[[Judged], bool]) -> float:
    return float(np.mean([happens(each) for each in judged]))


def _both(
    what: str, found: dict[str, list[Judged]], happens: Callable[[Judged], bool], most: float | None
) -> Row:
    old, new = (_share(found[name], happens) for name in ("before", "now"))
    trials = len(found["now"])
    # Three standard errors above what is allowed would be no chance.
    limit = None if most is None else most + 3 * (most * (1 - most) / trials) ** 0.5
    held = None if limit is None else new <= limit
    wanted = "" if most is None else f"≤ {most:.0%}"
    return Row(what, f"before {old:.1%}, now {new:.1%}", wanted, held)


def _one_worse(metric: Metric, n: int, trials: int, count: int = 6) -> list[Row]:
    """The cheapest is 5 points worse than all others, which are equals."""
    right = [RIGHT] * (count - 1) + [RIGHT - 0.05]
    found = _judged(metric, right, n, trials, 1)
    last, what = count - 1, f"{metric}, {n:,} rows, {count} models, the cheapest 5 points worse"
    return [
        _both(f"{what}: it is recommended", found, lambda j: j.choice == last, LEVEL),
        _both(f"{what}: it is called worse", found, lambda j: last in j.worse, None),
    ]


def _equals(metric: Metric, n: int, trials: int) -> list[Row]:
    """Six equals: nobody is worse, and nobody is wrong to be recommended."""
    found = _judged(metric, [RIGHT] * 6, n, trials, 2)
    what = f"{metric}, {n:,} rows, 6 equals"
    return [
        _both(f"{what}: one is called worse than another", found, lambda j: bool(j.worse), LEVEL),
        _both(f"{what}: some model is recommended", found, lambda j: j.choice >= 0, None),
    ]


def _useful(trials: int) -> list[Row]:
    """What there is to be said is said: one that is better, and the cheapest as good as it."""
    right = [RIGHT - 0.10] * 4 + [RIGHT, RIGHT]
    rows = []
    for n in (300, 1000, 3000):
        found = _judged("accuracy", right, n, max(1, trials // 4), 3)
        what = f"accuracy, {n:,} rows, two equals and four 10 points worse"
        rows += [
            _both(
                f"{what}: the cheaper of the two is recommended",
                found,
                lambda j: j.choice == 5,
                None,
            ),
            _both(
                f"{what}: one of the four is recommended", found, lambda j: 0 <= j.choice < 4, LEVEL
            ),
            _both(
                f"{what}: one of the two is called worse",
                found,
                lambda j: bool({4, 5} & j.worse),
                LEVEL,
            ),
        ]
    return rows


# Intervals


def _coverage(trials: int) -> list[Row]:
    """How often the interval of macro-F1 holds the true figure, near 1 and away from it."""
    rows = []
    for n, right, share in (
        (20, 0.98, 0.5),
        (20, 0.98, 0.15),
        (100, 0.98, 0.15),
        (200, 0.90, 0.15),
        (200, 0.80, 0.5),
    ):
        random = np.random.default_rng((4, n))
        large = _lopsided(1_000_000, right, share, random)
        true = figure("macro_f1", *large, 2)
        held: dict[str, list[bool]] = {"before": [], "now": []}
        empty: dict[str, list[bool]] = {"before": [], "now": []}
        for trial in range(trials):
            truth, said = _lopsided(n, right, share, random)
            value = figure("macro_f1", truth, said, 2)
            plain = resampled_counts(truth, [said], 2, trial).macro_f1(0)
            both = bias_corrected(value, plain), with_interval("macro_f1", truth, said, 2, trial)
            for name, each in zip(("before", "now"), both, strict=True):
                held[name].append(each.low <= true <= each.high)
                empty[name].append(each.low == each.high)
        old, new = (float(np.mean(held[name])) for name in held)
        what = f"macro-F1 of {true:.3f}, {n} rows, {share:.0%} in the rarer class: coverage"
        none = float(np.mean(empty["before"])), float(np.mean(empty["now"]))
        figures = f"before {old:.1%}, now {new:.1%} (no width: {none[0]:.0%}, {none[1]:.0%})"
        # Wilson's own interval of 20 rows holds the true figure 92 times in 100 at its worst.
        rows.append(Row(what, figures, "≥ 92%", new >= 0.92 - 3 * (0.08 * 0.92 / trials) ** 0.5))
    return rows


def _lopsided(
    n: int, right: float, share: float, random: np.random.Generator
) -> tuple[Classes, Classes]:
    truth = (random.random(n) < share).astype(np.int64)
    return truth, np.where(random.random(n) < right, truth, 1 - truth)


def _differences(trials: int) -> list[Row]:
    """How often the interval of a difference holds the true one."""
    rows = []
    for n, right in ((20, (0.98, 0.96)), (100, (0.98, 0.96)), (300, (0.85, 0.80))):
        random = np.random.default_rng((5, n))
        truth, large = drawn(right, 1_000_000, random)
        for metric in ("accuracy", "macro_f1"):
            one, other = (figure(metric, truth, each, 2) for each in large)
            held = 0
            for trial in range(trials):
                some, (first, second) = drawn(right, n, random)
                found = statistics.paired(metric, some, first, second, 2, trial).difference
                held += found.low <= one - other <= found.high
            share = held / trials
            what = f"{metric} of {right[0]} and {right[1]}, {n} rows: coverage of the difference"
            held_up = share >= 0.93 - 3 * (0.07 * 0.93 / trials) ** 0.5
            rows.append(Row(what, f"{share:.1%}", "≥ 93%", held_up))
    return rows
