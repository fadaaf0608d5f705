"""Fitting: when the kind of data changed, an architecture and a trainer that can take it."""

from __future__ import annotations

from typing import Any

from workbench.core import blame
from workbench.core.contracts import task_contribution
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.task import Task
from workbench.core.contracts.task_contribution import TaskContribution
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins
from workbench.core.resolve import Resolved

FITTED = ("architecture", "trainer")


class Fitting:
    """Replaces parts that cannot take a task, and remembers what was used for each kind of task."""

    def __init__(self, plugins: Plugins) -> None:
        self._plugins = plugins
        self._used: dict[tuple[type[Task], str], Part] = {}

    def fitted(self, resolved: Resolved) -> Experiment:
        """The experiment itself where it fits, else with the first parts that do."""
        experiment, task = resolved.experiment, resolved.task
        if task is None:
            return experiment
        for kind in FITTED:
            cls: Any = getattr(resolved, kind)
            if cls is None or supports(cls, task):
                if cls is not None:
                    self._used[type(task), kind] = experiment.part(kind)
                continue
            if (part := self._instead(kind, task)) is not None:
                experiment = experiment.with_part(kind, part.id, dict(part.params))
        return experiment

    def _instead(self, kind: str, task: Task) -> Part | None:
        """What was used on such a task before, else the first in order that can take it."""
        classes: dict[str, Any] = self._plugins.of(KINDS[kind][1])
        in_order = sorted(classes.items(), key=lambda item: item[1].order)
        able = {id: cls for id, cls in in_order if supports(cls, task)}
        used = self._used.get((type(task), kind))
        if used is not None and used.id in able:
            return used
        ready = [id for id, cls in able.items() if kind == "trainer" or _ready(cls, task)]
        id = next(iter([*ready, *able]), None)
        return Part(id=id) if id is not None else None


def supports(cls: type[TaskContribution], task: Task) -> bool:
    """Whether a part can take a task; one that cannot even say does not take the strip down."""
    return task_contribution.supports(cls, task)


def _ready(cls: Any, task: Task) -> bool:
    try:
        return cls().problem(task, cls.Params()) is None
    except BaseException as error:  # noqa: BLE001 - a plugin's fault
        blame.let_through(error)
        return False
