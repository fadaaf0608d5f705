"""The real window, driven by synthetic events."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins, discover
from workbench.ui.app import make_application, make_host
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.pages.play import PlayPage
from workbench.ui.window import MainWindow

PROBE_MS = 5
POLL_S = 0.01


class Bench:
    """An open main window with only the built-in plugins, unless others are given."""

    def __init__(
        self, width: int = 1440, height: int = 900, plugins: Plugins | None = None
    ) -> None:
        self.app: QApplication = make_application(["workbench"])
        self.app.setQuitOnLastWindowClosed(False)
        self.host = make_host(plugins=plugins or discover(installed=False))
        self.window = MainWindow(self.host)
        self.window.resize(width, height)
        self.window.show()
        self.spin(0.3)

    def spin(self, seconds: float) -> None:
        """Let the event loop run for so long, undisturbed."""
        # exec() rather than processEvents in a loop: it sleeps as the real application does.
        QTimer.singleShot(round(1000 * seconds), self.app.exit)
        self.app.exec()

    def wait(self, condition: Callable[[], bool], timeout: float = 60) -> None:
        """Let the event loop run until ``condition``.

        Raises
        ------
        TimeoutError
            When it does not come true in time.
        """
        until = time.perf_counter() + timeout
        while not condition():
            if time.perf_counter() > until:
                message = f"the window did not get there in {timeout:g} s"
                raise TimeoutError(message)
            self.spin(POLL_S)

    def train(self, experiment: Experiment) -> str:
        """Choose an experiment and give the window's own command to train it."""
        self.host.set_experiment(experiment)
        self.window.actions_by_id["train"].trigger()
        self.wait(lambda: self.host.run.live or self.host.run.status == "failed")
        return str(self.host.run.run)

    def training(self) -> bool:
        """Whether the shown run has made its first steps."""
        return self.host.run.status == "running" and self.host.run.step > 0

    def page(self, name: str) -> QWidget:
        """Go to a page by its button."""
        self.window.show_page(name)
        shown: QWidget = self.window.pages[name]
        return shown

    def settle(self) -> None:
        """Wait until what the window does in the background has been done."""
        self.spin(0.5)
        self.wait(lambda: not any(t.name.startswith("task ") for t in threading.enumerate()), 300)
        self.spin(0.5)

    def playground(self, id: str) -> QWidget:
        """Go to a playground by its tab."""
        page = self.page("play")
        assert isinstance(page, PlayPage)
        page.show_playground(id)
        return page.playgrounds[id]

    def pad(self) -> DrawingPad:
        """The pad of the Draw playground; others, such as a prompt's, have one as well."""
        page = self.window.pages["play"]
        assert isinstance(page, PlayPage)
        (found,) = page.playgrounds["draw"].findChildren(DrawingPad)
        assert isinstance(found, DrawingPad)
        return found

    def close(self) -> None:
        """Stop what trains and close."""
        for run in self.host.jobs.live:
            self.host.jobs.stop(run, keep=False)
        self.wait(lambda: not self.host.jobs.live)
        self.window.close()
        self.spin(0.05)


class Ticks(QObject):
    """How late the event loop is: a precise timer, and the milliseconds past its due time."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self._timer = QTimer(self, interval=PROBE_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0

    def start(self) -> None:
        """Begin to measure."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> Sequence[float]:
        """End, and return what was measured."""
        self._timer.stop()
        return self.late_ms

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, 1000 * (now - self._last) - PROBE_MS))
        self._last = now


def mouse(widget: QWidget, kind: QEvent.Type, point: QPointF) -> None:
    """Send a mouse event the way the window system does, through the application."""
    moving = kind == QEvent.Type.MouseMove
    button = Qt.MouseButton.NoButton if moving else Qt.MouseButton.LeftButton
    released = kind == QEvent.Type.MouseButtonRelease
    held = Qt.MouseButton.NoButton if released else Qt.MouseButton.LeftButton
    everywhere = QPointF(widget.mapToGlobal(point.toPoint()))
    nothing = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QMouseEvent(kind, point, everywhere, button, held, nothing))


def draw(
    pad: QWidget, points: Sequence[tuple[float, float]], each: Callable[[], None] | None = None
) -> None:
    """Draw one stroke through points given as fractions of the pad's size."""
    size = pad.size()
    places = [QPointF(x * size.width(), y * size.height()) for x, y in points]
    mouse(pad, QEvent.Type.MouseButtonPress, places[0])
    for place in places[1:]:
        mouse(pad, QEvent.Type.MouseMove, place)
        if each is not None:
            each()
    mouse(pad, QEvent.Type.MouseButtonRelease, places[-1])


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)
