"""View tabs: the panels that plugins contribute, made when looked at or, before, in idle time."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.core import blame
from workbench.core.contracts import task_contribution
from workbench.core.contracts.contributions import View
from workbench.core.contracts.task import Task
from workbench.ui import contained
from workbench.ui.host import Host
from workbench.ui.long_text import LongText
from workbench.ui.overflow_tabs import OverflowTabs
from workbench.ui.state import RunState
from workbench.ui.tab_order import read_in_order
from workbench.ui.translation import contributed

# Between two pieces of preparing views nobody has looked at yet; the event loop runs meanwhile.
PREPARE_EVERY_MS = 120


class _Filling(QVBoxLayout):
    """A layout that asks for the least its widget needs, whatever the text in it.

    A scroll area gives a widget with wrapped text its preferred height instead of the room
    there is; a view is to fill the room.
    """

    def hasHeightForWidth(self) -> bool:
        return False


class ViewFrame(QScrollArea):
    """One view; scrolls where the window is too small for it, shows its fault if it has one.

    ``filled`` carries the frame when its widget has been made.
    """

    filled = Signal(object)

    def __init__(self, host: Host, view: type[View], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.view = view
        self.fault = ""
        self._made: Any = None
        self._shown: RunState | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def view_widget(self) -> Any:
        """The view's widget, once it has been looked at or prepared."""
        return self._made

    def preparation(self) -> Iterator[Callable[[], object]]:
        """Pieces of the work that the first look would otherwise wait for."""
        if self._made is None and not self.fault:
            yield lambda: importlib.import_module(self.view.widget.partition(":")[0])
            yield self._ensure_widget
            # Style sheet, layout and fonts are worked out at the first paint.
            yield lambda: self._made is not None and self._made.grab()

    def show_run(self, state: RunState) -> None:
        """Make the widget if need be and give it the state; never raises."""
        if self.fault or state is self._shown:
            return
        self._shown = state
        try:
            self._ensure_widget()
            self._made.show_run(state)
        except BaseException as error:  # noqa: BLE001 - a plugin's fault stays in its tab
            blame.let_through(error)
            self._show_fault(blame.details(error))

    def _ensure_widget(self) -> None:
        if self._made is None:
            self._made = self._make()
            self._fill(self._made)

    def _fill(self, widget: QWidget) -> None:
        box = QWidget()
        box.setObjectName("scrolled")
        layout = _Filling(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        self.setWidget(box)
        self.filled.emit(self)

    def _make(self) -> QWidget:
        widget = contained.new_widget(self.view.widget, self._host)
        if not callable(getattr(widget, "show_run", None)):
            message = f"{self.view.widget} has no method show_run(state)"
            raise TypeError(message)
        return widget

    def _show_fault(self, fault: str) -> None:
        self.fault = fault
        owner = self._host.plugins.owner(View, self.view.id)
        text = self.tr("The view {0} of the plugin {1} stopped working.")
        label = QLabel(text.format(contributed(self.view.name), owner))
        label.setWordWrap(True)
        label.setProperty("role", "error")
        details = LongText(fault)
        details.setReadOnly(True)
        details.setAccessibleName(self.tr("What went wrong"))
        box = QWidget()
        box.setObjectName("scrolled")
        column = QVBoxLayout(box)
        column.addWidget(label)
        column.addWidget(details, 1)
        self.setWidget(box)
        self._made = None


class ViewTabs(OverflowTabs):
    """Every view of one ``place``, in order; only the one in sight is told of changes."""

    def __init__(self, host: Host, area: str, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("ViewTabs", "More views"), parent)
        self._state: RunState | None = None
        self._task: Task | None = None
        self.tabBar().setStyleSheet("QTabBar::tab { padding: 7px 8px; }")
        views = [v for v in host.plugins.of(View).values() if v.place == area]
        for view in sorted(views, key=lambda v: (v.order, v.name)):
            frame = ViewFrame(host, view)
            frame.filled.connect(self._put_in_order)
            index = self.addTab(frame, contributed(view.name))
            self.setTabToolTip(index, contributed(view.about))
        self.currentChanged.connect(lambda _: self._deliver())
        self._pieces = self._preparation()
        self._idle = QTimer(self, interval=PREPARE_EVERY_MS)
        self._idle.timeout.connect(self._prepare)

    def _put_in_order(self, frame: ViewFrame) -> None:
        """Tab goes on from the tabs to the view, whenever it was made."""
        read_in_order(frame, after=self.more)

    @property
    def current(self) -> type[View] | None:
        """The view in sight."""
        frame = self.currentWidget()
        return frame.view if isinstance(frame, ViewFrame) else None

    def frame(self, id: str) -> ViewFrame:
        """The frame of a view by its id."""
        return next(f for f in self._frames() if f.view.id == id)

    def _frames(self) -> list[ViewFrame]:
        frames = (self.widget(index) for index in range(self.count()))
        return [frame for frame in frames if isinstance(frame, ViewFrame)]

    def prepare(self) -> None:
        """Make the views that are out of sight, bit by bit, so that opening one is instant."""
        self._idle.start()

    def _preparation(self) -> Iterator[Callable[[], object]]:
        for index, frame in enumerate(self._frames()):
            if self.is_offered(index):
                yield from frame.preparation()

    def _prepare(self) -> None:
        if not self.isVisible():
            return  # on another page a piece would come between a pen and what it draws
        piece = next(self._pieces, None)
        if piece is None:
            self._idle.stop()
            return
        try:
            piece()
        except BaseException as error:  # noqa: BLE001 - it says so in its tab when it is looked at
            blame.let_through(error)

    def offer(self, task: Task | None) -> None:
        """Hide the views that have nothing to say about this kind of task, nor about the run."""
        self._task = task
        self._offer()

    def _offer(self) -> None:
        task, state = self._task, self._state
        gone = False
        for index, frame in enumerate(self._frames()):
            offered = task is None or _supports(frame.view, task) or _applies(frame.view, state)
            gone |= index == self.currentIndex() and not offered
            self.set_offered(index, offered)
        if gone:
            # The first one that is left; Qt would take a neighbour.
            left = (index for index in range(self.count()) if self.is_offered(index))
            self.setCurrentIndex(next(left, -1))

    def show_run(self, state: RunState) -> None:
        """Take a new state; the tab in sight shows it at once, another when it is opened."""
        before = self._state
        self._state = state
        if before is None or _reports(before) != _reports(state):
            self._offer()
        self._deliver()

    def _deliver(self) -> None:
        frame = self.currentWidget()
        # Before the first state nothing is imported, so that the page is painted at once.
        if self._state is not None and self.isVisible() and isinstance(frame, ViewFrame):
            frame.show_run(self._state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._deliver()


def _supports(view: type[View], task: Task) -> bool:
    # One that fails to say so is shown: it will say itself what is wrong with it.
    return task_contribution.supports(view, task, otherwise=True)


def _applies(view: type[View], state: RunState | None) -> bool:
    if state is None:
        return False
    try:
        return bool(view().applies(state))
    except BaseException as error:  # noqa: BLE001 - a plugin's fault hides its own view alone
        blame.let_through(error)
        return False


def _reports(state: RunState) -> tuple[str, frozenset[str], bool]:
    """What of a run a view may go by: its samples, and the names of what plugins reported."""
    return state.run, frozenset(state.custom), bool(state.samples)
