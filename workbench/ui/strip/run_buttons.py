"""Run buttons: Train; while something trains, Pause and Stop instead."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from workbench.core.resolve import Problem
from workbench.ui.state import RunState


class RunButtons(QWidget):
    """Intentions about the selected run; says them, does nothing itself."""

    train_wanted = Signal()
    pause_wanted = Signal()
    unpause_wanted = Signal()
    stop_wanted = Signal(bool)
    options_wanted = Signal()

    def __init__(self, theme: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paused = False
        self.train = QPushButton(self.tr("Train"))
        self.train.setProperty("role", "primary")
        self.train.setObjectName("train")
        self.train.clicked.connect(self.train_wanted)
        self.pause = QPushButton()
        self.pause.setProperty("role", "primary")
        self.pause.setStyleSheet("padding: 8px 6px")
        self.pause.clicked.connect(self._pause_clicked)
        self.stop = QToolButton()
        self.discard = QAction(self.tr("Stop and discard"), self)
        self._build_stop()
        self.options = QPushButton()
        self.options.setCheckable(True)
        self.options.setProperty("role", "flat")
        self.options.setAccessibleName(self.tr("Run options"))
        self.options.clicked.connect(self.options_wanted)
        self._arrange()
        theme.changed.connect(self._retint)
        self._retint()
        self.show_run(RunState())

    def _build_stop(self) -> None:
        keep = QAction(self.tr("Stop and save"), self)
        keep.setToolTip(self.tr("Measure and export what was learnt so far"))
        keep.triggered.connect(lambda: self.stop_wanted.emit(True))
        self.discard.setToolTip(self.tr("Stop immediately; the last checkpoint stays"))
        self.discard.triggered.connect(lambda: self.stop_wanted.emit(False))
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions([keep, self.discard])
        self.stop.setText(self.tr("Stop"))
        self.stop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.stop.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.stop.setMenu(menu)
        self.stop.setToolTip(self.tr("Stop, and save what was learnt"))
        self.stop.setAccessibleName(self.tr("Stop"))
        self.stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stop.clicked.connect(lambda: self.stop_wanted.emit(True))
        # In the place of Pause, which a run that ends has no use for.
        self.skip = QPushButton(self.tr("Skip measuring"))
        self.skip.setToolTip(
            self.tr("Export what was learnt without the figures that are still missing (Ctrl+.)")
        )
        self.skip.clicked.connect(lambda: self.stop_wanted.emit(True))
        self.skip.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in (self.train, self.pause, self.skip, self.stop):
            widget.setMinimumHeight(40)
            row.addWidget(widget)
        for index in range(3):
            row.setStretch(index, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.options)
        column.addStretch(1)
        self.setFixedWidth(176)

    def _retint(self) -> None:
        colors = self._theme.colors
        self.train.setIcon(self._theme.tinted("start", colors.accent_text))
        self._pause_icon()
        self.stop.setIcon(self._theme.icon("stop"))
        self.options.setIcon(self._theme.icon("settings"))

    def _pause_icon(self) -> None:
        name = "start" if self._paused else "pause"
        self.pause.setIcon(self._theme.tinted(name, self._theme.colors.accent_text))

    def _pause_clicked(self) -> None:
        (self.unpause_wanted if self._paused else self.pause_wanted).emit()

    def show_options(self, summary: str, launcher: str) -> None:
        """Show the run options in a few words; ``launcher`` is empty for the usual one."""
        self.options.setText("\n".join(filter(None, (summary, launcher))))
        self.options.setToolTip(self.tr("Name, seed, device, precision, where to train"))

    def show_problem(self, problem: Problem | None) -> None:
        """Allow Train when nothing stands in the way, else say what does."""
        self.train.setEnabled(problem is None)
        text = self.tr("Train this experiment (Ctrl+Return)")
        if problem is not None:
            text = " ".join(filter(None, (problem.message, problem.remedy)))
        self.train.setToolTip(text)
        self.train.setAccessibleDescription(text)

    def show_run(self, state: RunState) -> None:
        """Offer what makes sense for the run as it is."""
        buttons = (self.train, self.pause, self.skip, self.stop)
        had_focus = any(b.hasFocus() for b in buttons)
        measuring = state.live and state.measuring
        self.train.setVisible(not state.live)
        self.pause.setVisible(state.live and not measuring)
        self.skip.setVisible(measuring)
        self.stop.setVisible(state.live)
        paused = state.status == "paused"
        if paused != self._paused or not self.pause.text():
            self._paused = paused
            self._pause_icon()
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.pause.setEnabled(state.status in ("running", "paused"))
        if had_focus and not any(b.hasFocus() for b in buttons):
            # The keyboard stays where it was: on whatever took the button's place.
            target = self.pause if state.live and self.pause.isEnabled() else self.stop
            target = self.skip if measuring else target
            (target if state.live else self.train).setFocus()
