"""Which runs' curves may share axes: those of the same task, measured alike. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from workbench import Number, Task


@dataclass(frozen=True)
class MeasuredRun:
    """What curves of a run mean.

    Attributes
    ----------
    loss_unit
        What its loss is counted in.
    metrics
        What else was measured.
    task
        What it was about; ``None`` where that is not known any more, because its data is gone.
    """

    loss_unit: str
    metrics: frozenset[str]
    task: Task | None


def same_axes(one: MeasuredRun, other: MeasuredRun) -> bool:
    """Whether curves of two runs mean the same: rows of one kind, the same answers and units.

    Where a task is not known, it goes by what was measured.
    """
    if one.loss_unit != other.loss_unit:
        return False
    if one.task is None or other.task is None:
        return one.metrics == other.metrics
    return _question(one.task) == _question(other.task)


def _question(task: Task) -> tuple[object, ...]:
    """What a task asks, without what was fitted on its rows."""
    target = task.target
    measured_in = (target.quantity, target.unit) if isinstance(target, Number) else ()
    # Of classes the names, of tokens the number: a loss over more of them is another one.
    return task.inputs.id, target.id, target.n_outputs, tuple(target.names), measured_in
