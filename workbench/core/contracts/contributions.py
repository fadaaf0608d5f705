"""The small kinds of plugin: playgrounds, views and lessons.

Those that show something name their widget as ``"package.module:Class"``; the
module is imported only when the window asks, so the command line never loads Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from workbench.core.contracts.task_contribution import TaskContribution


class Playground(TaskContribution):
    """A place to try models.

    The widget class is called with the window's ``Host``
    (`workbench.ui.Host`) and is shown on the Play page.
    """

    widget: ClassVar[str]


class View(TaskContribution):
    """A panel that shows a run, live and afterwards.

    The widget class is called with the window's ``Host``; its
    ``show_run(state)`` gets a frozen `workbench.ui.RunState`, at most ten
    times a second and only while it can be seen. ``place`` is ``"main"`` for the
    large area of the Train page or ``"side"`` for the column beside it.
    ``order`` sorts the tabs. A view that shows what captures hold (activations,
    histograms, attention) says so by ``looks_inside``: a training looks inside
    itself only while such a view is in sight. One that shows what the model answered
    to every row (`Evaluated.scores`) says so by ``wants_scores``.
    """

    widget: ClassVar[str]
    place: ClassVar[str] = "side"
    order: ClassVar[int] = 100
    looks_inside: ClassVar[bool] = False
    wants_scores: ClassVar[bool] = False

    def applies(self, state: Any) -> bool:
        """Whether a run holds what this view shows, although it does not support the run's task.

        Such as events of a plugin's own: ``"my-plugin/noise" in state.custom``. Then the view is
        offered as well. Called often, in the window's thread.

        Parameters
        ----------
        state
            A `workbench.ui.RunState`.
        """
        return False


@dataclass(frozen=True)
class LessonStep:
    """One thing to do.

    ``done`` names the moment that ticks it off: ``"trained"``, ``"drew"``,
    ``"exported"``, ``"page:NAME"``; empty for a step that is only read, which ends
    with *Next*. What comes before its turn counts in its turn, and *Skip* passes a step over.
    ``show`` is the object name of a widget to point at.
    """

    text: str
    done: str = ""
    show: str = ""


class Lesson(TaskContribution):
    """A guided walk through the window.

    It stands in the Help menu, where it goes on at the step where it was left; the lowest in
    ``order`` that is not done is offered when the window opens.
    """

    steps: ClassVar[tuple[LessonStep, ...]]
