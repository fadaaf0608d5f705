"""Contribution: what every kind of plugin class has in common."""

from __future__ import annotations

from typing import ClassVar

from workbench.core import blame
from workbench.core.contracts.params import Params
from workbench.core.contracts.task import Task


class Contribution:
    """One thing a plugin adds.

    Attributes
    ----------
    id
        Stable, unique within its kind, lower case with dashes; it is written
        into experiments and runs, so it never changes.
    name
        What people read.
    about
        One sentence.
    Params
        The settings; see `workbench.Params`.
    order
        Where the window chooses for the user, it takes the lowest that fits; of
        equals, the first. What is shown as tabs stands in this order.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    about: ClassVar[str] = ""
    Params: ClassVar[type[Params]] = Params
    order: ClassVar[int] = 100

    def supports(self, task: Task) -> bool:
        """Whether this works on ``task``; the window offers it only then."""
        return True


def supports(cls: type[Contribution], task: Task, otherwise: bool = False) -> bool:
    """Whether a class works on ``task``; ``otherwise`` for one that fails to say so."""
    try:
        return bool(cls().supports(task))
    except BaseException as error:  # noqa: BLE001 - a plugin's fault must not take the others down
        blame.let_through(error)
        return otherwise
