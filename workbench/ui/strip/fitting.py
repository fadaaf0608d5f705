"""Fitting: when the kind of data changed, an architecture and a trainer that can take it."""

from __future__ import annotations

from typing import Any

from workbench.core import blame
from workbench.core.contracts import task_contribution
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.task import Task
from workbench.core.contracts.task_contribution import TaskContribution
from workbench.core.contracts.training_part import pair_problem
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins
from workbench.core.resolve import Resolved

FITTED = ("architecture", "trainer")


class Fitting:
    """Replaces parts that cannot take a task, and remembers what was used for each kind of task."""

    def __init__(self, plugins: Plugins) -> None:
        self._plugins = plugins
        self._used: dict[tuple[type[Task], str], Part] = {}

    def fitted(self, resolved: Resolved, chosen: str = "architecture") -> Experiment:
        """The experiment itself where it fits, else with the first parts that do.

        Parameters
        ----------
        chosen
            The part that stays where architecture and trainer do not work together.
        """
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
        return self._paired(experiment, task, chosen)

    def _paired(self, experiment: Experiment, task: Task, chosen: str) -> Experiment:
        """With another part in place of the one that was not chosen, if the two do not work."""
        ids = {kind: experiment.part(kind).id for kind in FITTED}
        classes = {kind: self._plugins.of(KINDS[kind][1]).get(id) for kind, id in ids.items()}
        if None in classes.values() or not _pair_problem(classes):
            return experiment
        other = FITTED[0] if chosen == FITTED[1] else FITTED[1]
        part = self._instead(other, task, classes)
        if part is None:
            return experiment  # it is refused, with the reason
        return experiment.with_part(other, part.id, dict(part.params))

    def notes(self, kind: str, resolved: Resolved) -> dict[str, str]:
        """Why a part of ``kind`` would change the other one, by its id."""
        if kind not in FITTED or resolved.architecture is None or resolved.trainer is None:
            return {}
        now: dict[str, Any] = {kind: getattr(resolved, kind) for kind in FITTED}
        all_of: dict[str, Any] = self._plugins.of(KINDS[kind][1])
        problems = {id: _pair_problem({**now, kind: cls}) for id, cls in all_of.items()}
        return {id: problem for id, problem in problems.items() if problem}

    def _instead(
        self, kind: str, task: Task, partners: dict[str, Any] | None = None
    ) -> Part | None:
        """What was used on such a task before, else the first in order that can take it.

        Parameters
        ----------
        partners
            The classes of both parts, where the one of ``kind`` is to work with the other.
        """
        classes: dict[str, Any] = self._plugins.of(KINDS[kind][1])
        in_order = sorted(classes.items(), key=lambda item: item[1].order)
        able = {id: cls for id, cls in in_order if supports(cls, task)}
        if partners is not None:
            able = {
                id: cls for id, cls in able.items() if not _pair_problem({**partners, kind: cls})
            }
        used = self._used.get((type(task), kind))
        if used is not None and used.id in able:
            return used
        ready = [id for id, cls in able.items() if kind == "trainer" or _ready(cls, task)]
        id = next(iter([*ready, *able]), None)
        return Part(id=id) if id is not None else None


def _pair_problem(classes: dict[str, Any]) -> str:
    try:
        return pair_problem(classes["architecture"], classes["trainer"])
    except BaseException as error:  # noqa: BLE001 - a plugin's fault
        blame.let_through(error)
        return ""


def supports(cls: type[TaskContribution], task: Task) -> bool:
    """Whether a part can take a task; one that cannot even say does not take the strip down."""
    return task_contribution.supports(cls, task)


def _ready(cls: Any, task: Task) -> bool:
    try:
        return cls().problem(task, cls.Params()) is None
    except BaseException as error:  # noqa: BLE001 - a plugin's fault
        blame.let_through(error)
        return False
