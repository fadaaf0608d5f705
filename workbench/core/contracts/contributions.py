"""The small kinds of plugin: playgrounds, exporters, views and lessons.

Those that show something name their widget as ``"package.module:Class"``; the
module is imported only when the window asks, so the command line never loads Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from workbench.core.contracts.contribution import Contribution


class Playground(Contribution):
    """A place to try models.

    The widget class is called with the window's ``Host``
    (`workbench.ui.Host`) and is shown on the Play page.
    """

    widget: ClassVar[str]


class View(Contribution):
    """A panel that shows a run, live and afterwards.

    The widget class is called with the window's ``Host``; its
    ``show_run(state)`` gets a frozen `workbench.ui.RunState`, at most ten
    times a second and only while it can be seen. ``place`` is ``"main"`` for the
    large area of the Train page or ``"side"`` for the column beside it.
    ``order`` sorts the tabs. A view that shows what captures hold (activations,
    histograms, attention) says so by ``looks_inside``: a training looks inside
    itself only while such a view is in sight.
    """

    widget: ClassVar[str]
    place: ClassVar[str] = "side"
    order: ClassVar[int] = 100
    looks_inside: ClassVar[bool] = False


class Exporter(Contribution):
    """A way for a model to leave the workbench."""

    suffix: ClassVar[str]

    def export(
        self, run: Path, target: Path, params: Any, report: Callable[[str], None]
    ) -> dict[str, float]:
        """Write the run's model to ``target``.

        Returns figures worth showing, such as ``{"accuracy/fp32": 0.991}``.

        Raises
        ------
        ParityError
            When the written model does not answer as the trained one does.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class LessonStep:
    """One thing to do.

    ``done`` names the moment that ticks it off: ``"trained"``, ``"drew"``,
    ``"exported"``, ``"page:NAME"``; empty for a step that is only read. ``show``
    is the object name of a widget to point at.
    """

    text: str
    done: str = ""
    show: str = ""


class Lesson(Contribution):
    """A guided walk through the window."""

    steps: ClassVar[tuple[LessonStep, ...]]
