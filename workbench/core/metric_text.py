"""Metric text: what metrics are called, how they are written, and which one of a run decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes, Labels, NextToken, Number

BUILT_IN: tuple[type[TargetKind], ...] = (Classes, Labels, Number, NextToken)
_TITLES = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "micro_f1": "micro-F1",
    "exact": "exact match",
    "hamming": "Hamming loss",
    "mae": "MAE",
    "rmse": "RMSE",
    "r2": "R²",
}


def title(metric: str) -> str:
    """What a metric is called, such as ``MAE``; its name may have a split before a slash."""
    name = metric.rpartition("/")[2]
    return _TITLES.get(name, name.replace("_", " "))


def heading(metric: str, unit: str = "") -> str:
    """The same as a heading, such as ``Accuracy`` or ``MAE (EUR)``."""
    name = title(metric)
    name = name[:1].upper() + name[1:]
    return f"{name} ({unit})" if unit else name


def text(metric: str, value: float, target: TargetKind | None = None) -> str:
    """A metric's value as it is shown: as its target says, where that is known.

    Otherwise those that are parts of a whole by the built-in kinds are in per cent.
    """
    name = metric.rpartition("/")[2]
    if target is None:
        target = next((kind() for kind in BUILT_IN if name in kind.shares), TargetKind())
    return target.metric_text(name, value)


def is_share(metric: str, kinds: Iterable[type[TargetKind]] = ()) -> bool:
    """Whether a metric is a part of a whole, 0…1, by these or the built-in kinds."""
    name = metric.rpartition("/")[2]
    return any(name in kind.shares for kind in (*kinds, *BUILT_IN))


def directions(kinds: Iterable[type[TargetKind]]) -> dict[str, int]:
    """Every metric that these and the built-in kinds know: 1 where more is better, -1 where less.

    Training time is among them: ``seconds``.
    """
    known = {"seconds": -1}
    for kind in (*kinds, *BUILT_IN):
        known |= kind.directions
    return known


def deciding(metrics: Iterable[str], kinds: Iterable[type[TargetKind]] = ()) -> str:
    """The metric that says which of two runs is better, of those that a run was measured by.

    A run's figures do not name its target, so it is the kind that knows most of them, and of
    several the one that knows least beside.

    Parameters
    ----------
    metrics
        Names, with their split before a slash or without.
    kinds
        Targets beside the built-in ones.

    Returns
    -------
    str
        The name without its split; empty where there are no metrics.
    """
    names = {name.rpartition("/")[2] for name in metrics} - {"seconds"}
    fitting = [kind for kind in (*kinds, *BUILT_IN) if kind.decides in names]
    if fitting:
        closest = min(
            fitting, key=lambda kind: (len(names - set(kind.directions)), len(kind.directions))
        )
        return closest.decides
    return next((name for name in sorted(names) if name != "loss"), "loss" if names else "")


def of_run(
    metrics: Mapping[str, float], split: str, kinds: Iterable[type[TargetKind]] = ()
) -> tuple[str, float] | None:
    """The name and value of what decides on a split, such as ``("mae", 2.5)``; ``None`` without."""
    name = deciding((key for key in metrics if "/" in key), kinds)
    value = metrics.get(f"{split}/{name}")
    return None if value is None else (name, value)
