"""TaskContribution: what works on some tasks and not on others says on which."""

from __future__ import annotations

from typing import ClassVar

from workbench.core import blame
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.task import Task


class TaskContribution(Contribution):
    """A contribution that is offered only for the tasks that it works on.

    Attributes
    ----------
    takes
        Classes of tasks that it works on; who has more to say overrides `supports`.
    """

    takes: ClassVar[tuple[type[Task], ...]] = (Task,)

    def supports(self, task: Task) -> bool:
        """Whether this works on ``task``; the window offers it only then."""
        return isinstance(task, self.takes)


def supports(cls: type[TaskContribution], task: Task, otherwise: bool = False) -> bool:
    """Whether a class works on ``task``; ``otherwise`` for one that fails to say so."""
    try:
        return bool(cls().supports(task))
    except BaseException as error:  # noqa: BLE001 - a plugin's fault must not take the others down
        blame.let_through(error)
        return otherwise
