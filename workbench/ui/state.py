"""RunState: a run as the window shows it, rebuilt from its events by a pure function.

No Qt here: what a widget shows can be tested without a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.events import (
    MEASURING,
    Activations,
    AttentionMaps,
    Checkpointed,
    Custom,
    Evaluated,
    Event,
    Failed,
    Finished,
    Progress,
    Sampled,
    Started,
    Stepped,
    WeightHistograms,
)

CURVE_LIMIT = 20_000
SAMPLES_KEPT = 50
_EMPTY = np.zeros(0, np.float64)

# What the user can still act on; everything else is over.
LIVE = ("starting", "running", "paused", "stopping")


@dataclass(frozen=True)
class Curve:
    """Values against steps; thinned by averaging pairs when it is long.

    Attributes
    ----------
    x
        Steps, float64 ``(n,)``, rising.
    y
        Values, float64 ``(n,)``.
    """

    x: npt.NDArray[np.float64] = field(default_factory=lambda: _EMPTY, repr=False)
    y: npt.NDArray[np.float64] = field(default_factory=lambda: _EMPTY, repr=False)

    def __len__(self) -> int:
        return len(self.x)

    def add(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Curve:
        """Return the curve with points appended."""
        xs = np.concatenate([self.x, np.atleast_1d(np.asarray(x, np.float64))])
        ys = np.concatenate([self.y, np.atleast_1d(np.asarray(y, np.float64))])
        while len(xs) > CURVE_LIMIT:
            even = len(xs) // 2 * 2
            xs = np.concatenate([xs[:even].reshape(-1, 2)[:, 1], xs[even:]])
            ys = np.concatenate([ys[:even].reshape(-1, 2).mean(1), ys[even:]])
        return Curve(xs, ys)

    def before(self, step: int) -> Curve:
        """Return the part before ``step``, for a run that goes back to a checkpoint."""
        keep = self.x < step
        return self if bool(keep.all()) else Curve(self.x[keep], self.y[keep])


@dataclass(frozen=True)
class RunState:
    """Everything a panel may show of one run.

    Attributes
    ----------
    run, name
        The run's id, and what people call it; empty for no run.
    status
        ``starting``, ``running``, ``paused``, ``stopping``, ``finished``, ``stopped``, ``failed``
        or ``interrupted`` (the process died); empty for no run.
    progress
        Work before or after training; ``None`` while it trains.
    device
        What it is computed on, in words.
    loss_unit
        What the loss is counted in, such as ``nats``; may be empty.
    n_parameters
        Weights of the network.
    layers
        Names of the layers that can be looked at, first to last.
    step, steps_per_epoch, total_steps
        Steps that were made, in an epoch, and in all (``None`` if that is unknown).
    seconds, seconds_remaining
        Training time until now, and until the end (``None`` if that is unknown).
    samples_per_s
        Rows learnt from in a second.
    checkpoint
        After how many steps the state was last written to disk.
    curves
        Keyed ``loss`` (each step), ``lr``, ``seconds`` (training time at each report) and
        ``split/metric`` for evaluations, such as ``val/accuracy``.
    evaluations
        The last `Evaluated` of each split.
    captured, weighed, attended
        The last looks inside: `Activations`, `WeightHistograms`, `AttentionMaps`.
    samples
        The last that the model produced, oldest first.
    custom
        The last `Custom` event of each name.
    series
        Values of these over the steps, keyed ``NAME/VALUE``.
    metrics
        The last of each, keyed ``split/name``.
    reason, model
        Why it ended, in words, and the exported file; empty before the end.
    error
        `Failed`, where it ended in an error.
    """

    run: str = ""
    name: str = ""
    status: str = ""
    progress: Progress | None = None
    device: str = ""
    loss_unit: str = ""
    n_parameters: int = 0
    layers: tuple[str, ...] = ()
    step: int = 0
    steps_per_epoch: int = 0
    total_steps: int | None = None
    seconds: float = 0.0
    seconds_remaining: float | None = None
    samples_per_s: float = 0.0
    checkpoint: int = 0
    curves: Mapping[str, Curve] = field(default_factory=dict)
    evaluations: Mapping[str, Evaluated] = field(default_factory=dict)
    captured: Activations | None = None
    weighed: WeightHistograms | None = None
    attended: AttentionMaps | None = None
    samples: tuple[Sampled, ...] = ()
    custom: Mapping[str, Custom] = field(default_factory=dict)
    series: Mapping[str, Curve] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    reason: str = ""
    model: str = ""
    error: Failed | None = None

    @property
    def live(self) -> bool:
        """Whether the run is still going (or paused)."""
        return self.status in LIVE

    @property
    def measuring(self) -> bool:
        """Whether it trains no more and measures what it has learnt, which can be skipped."""
        what = "" if self.progress is None else self.progress.what
        return self.step > 0 and what.startswith(MEASURING)

    @property
    def epoch(self) -> float:
        """Epochs done, with the fraction."""
        return self.step / self.steps_per_epoch if self.steps_per_epoch else 0.0

    @property
    def fraction(self) -> float | None:
        """Progress of the training, 0…1, or ``None`` where the end is unknown."""
        return min(1.0, self.step / self.total_steps) if self.total_steps else None


def apply(state: RunState, event: Event) -> RunState:
    """Return the state after ``event``; unknown events change nothing."""
    match event:
        case Progress():
            return replace(state, progress=event)
        case Started():
            return _started(state, event)
        case Stepped():
            return _stepped(state, event)
        case Evaluated():
            return _evaluated(state, event)
        case Activations():
            return replace(state, captured=event)
        case WeightHistograms():
            return replace(state, weighed=event)
        case AttentionMaps():
            return replace(state, attended=event)
        case Sampled():
            return replace(state, samples=(*state.samples, event)[-SAMPLES_KEPT:])
        case Custom():
            return _reported(state, event)
        case Checkpointed(step=step):
            return replace(state, checkpoint=step)
        case Finished():
            return replace(
                state,
                status=event.status,
                reason=event.reason,
                metrics={**state.metrics, **event.metrics},
                model=event.model,
                progress=None,
                seconds_remaining=0.0,
            )
        case Failed():
            return replace(
                state, status="failed", error=event, progress=None, seconds_remaining=None
            )
    return state


def _started(state: RunState, event: Started) -> RunState:
    # A step's loss is of the weights before it, an evaluation of those after it: the checkpoint's.
    curves = {
        name: curve.before(event.step + ("/" in name)) for name, curve in state.curves.items()
    }
    return replace(
        state,
        run=event.run,
        status="running",
        progress=None,
        device=event.device,
        n_parameters=event.n_parameters,
        layers=event.layers,
        loss_unit=event.loss_unit,
        step=event.step,
        steps_per_epoch=event.steps_per_epoch,
        total_steps=event.total_steps,
        curves=curves,
        samples=tuple(sample for sample in state.samples if sample.step <= event.step),
        custom={name: each for name, each in state.custom.items() if each.step <= event.step},
        series={name: curve.before(event.step + 1) for name, curve in state.series.items()},
        error=None,
    )


def _stepped(state: RunState, event: Stepped) -> RunState:
    steps = np.arange(event.first, event.first + len(event.loss))
    curves = dict(state.curves)
    curves["loss"] = curves.get("loss", Curve()).add(steps, event.loss)
    curves["lr"] = curves.get("lr", Curve()).add(steps, event.lr)
    done = event.first + len(event.loss)
    curves["seconds"] = curves.get("seconds", Curve()).add(done, event.seconds)
    return replace(
        state,
        step=done,
        seconds=event.seconds,
        seconds_remaining=event.seconds_left,
        samples_per_s=event.samples_per_s,
        curves=curves,
    )


def _evaluated(state: RunState, event: Evaluated) -> RunState:
    curves = dict(state.curves)
    for name, value in event.metrics.items():
        # Who goes on from a checkpoint may measure its weights again.
        before = curves.get(name, Curve()).before(event.step)
        curves[name] = before.add(event.step, value)
    return replace(
        state,
        curves=curves,
        evaluations={**state.evaluations, event.split: event},
        metrics={**state.metrics, **event.metrics},
    )


def _reported(state: RunState, event: Custom) -> RunState:
    series = dict(state.series)
    for name, value in event.values.items():
        key = f"{event.name}/{name}"
        # The same weights may be measured again, behind a resume.
        series[key] = series.get(key, Curve()).before(event.step).add(event.step, value)
    return replace(state, custom={**state.custom, event.name: event}, series=series)
