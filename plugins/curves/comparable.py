"""Which runs' curves may share axes: those of the same task, measured alike. No Qt here."""

from __future__ import annotations

from workbench import Number, Task
from workbench.ui import RunState, measured_metrics


def same_axes(one: RunState, one_task: Task | None, other: RunState, task: Task | None) -> bool:
    """Whether curves of two runs mean the same: rows of one kind, the same answers and units.

    Where a task is not known any more, because its data is gone, it goes by what was measured.
    """
    if one.loss_unit != other.loss_unit:
        return False
    if one_task is None or task is None:
        return set(measured_metrics(one)) == set(measured_metrics(other))
    return _question(one_task) == _question(task)


def _question(task: Task) -> tuple[object, ...]:
    """What a task asks, without what was fitted on its rows."""
    target = task.target
    measured_in = (target.quantity, target.unit) if isinstance(target, Number) else ()
    # Of classes the names, of tokens the number: a loss over more of them is another one.
    return task.inputs.id, target.id, target.n_outputs, tuple(target.names), measured_in
