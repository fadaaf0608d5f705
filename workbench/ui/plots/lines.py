"""Which lines show a run: from RunState to what `CurvePlot` draws. Pure; no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from workbench.ui.plots import thin
from workbench.ui.plots.thin import Floats
from workbench.ui.state import Curve, RunState

AXES = ("steps", "epochs", "seconds")


@dataclass(frozen=True)
class CurveStyle:
    """How curves are shown: the x axis (one of `AXES`) and over how many steps to smooth."""

    axis: str = "steps"
    window: float = 1.0


@dataclass(frozen=True)
class Trace:
    """One line of a plot.

    ``split`` is ``train``, ``val`` or ``test``; ``raw`` marks the faint unsmoothed one.
    """

    run: RunState = field(repr=False)
    split: str
    x: Floats = field(repr=False)
    y: Floats = field(repr=False)
    raw: bool = False
    dots: bool = False


def axis_values(state: RunState, steps: Floats, axis: str) -> Floats:
    """Steps in the units of ``axis``; seconds are interpolated between reports."""
    if axis == "epochs":
        epochs: Floats = steps / max(1, state.steps_per_epoch)
        return epochs
    if axis == "seconds":
        clock = state.curves.get("seconds", Curve())
        if len(clock) > 1:
            xs = np.concatenate([[0.0], clock.x])
            between: Floats = np.interp(steps, xs, np.concatenate([[0.0], clock.y]))
            return between
        seconds: Floats = steps * (state.seconds / max(1, state.step))
        return seconds
    return steps


def end(state: RunState, axis: str) -> float:
    """Where the x axis ends: at the planned end, so that progress can be seen."""
    if axis == "seconds":
        left = state.seconds_remaining or 0.0
        return thin.nice_ceiling(max(0.1, state.seconds + left))
    last = max([state.step, *(curve.x[-1] for curve in state.curves.values() if len(curve))])
    total = float(state.total_steps or 0) if state.live else 0.0
    steps = total if total >= last else float(last)
    if state.live and not total:
        steps = thin.nice_ceiling(steps)
    return max(float(axis_values(state, np.array([steps]), axis)[0]), 1e-6)


def loss(state: RunState, look: CurveStyle) -> list[Trace]:
    """Training loss raw and smoothed, validation and test loss."""
    found = []
    curve = state.curves.get("loss", Curve())
    if len(curve):
        x = axis_values(state, curve.x, look.axis)
        found.append(Trace(state, "train", x, curve.y, raw=True))
        smooth = thin.trailing_mean(curve.x, curve.y, look.window)
        found.append(Trace(state, "train", x, smooth))
    return found + _evaluated(state, "loss", look, ("val", "test"))


def metric(state: RunState, name: str, look: CurveStyle) -> list[Trace]:
    """A metric on every split that was measured."""
    return _evaluated(state, name, look, ("train", "val", "test"))


def measured(state: RunState) -> tuple[str, ...]:
    """The metrics that were measured on any split, beside the loss, in their order."""
    names = (curve.rpartition("/") for curve in state.curves)
    return tuple(dict.fromkeys(name for split, _, name in names if split and name != "loss"))


def learning_rate(state: RunState, look: CurveStyle) -> list[Trace]:
    """The learning rate of each step."""
    curve = state.curves.get("lr", Curve())
    if not len(curve):
        return []
    return [Trace(state, "train", axis_values(state, curve.x, look.axis), curve.y)]


def _evaluated(state: RunState, name: str, look: CurveStyle, splits: Sequence[str]) -> list[Trace]:
    curves: Mapping[str, Any] = state.curves
    return [
        Trace(state, split, axis_values(state, curve.x, look.axis), curve.y, dots=True)
        for split in splits
        if len(curve := curves.get(f"{split}/{name}", Curve()))
    ]
