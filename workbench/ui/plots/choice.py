"""Choice: bars of probabilities, one of which can be taken with a click or a key."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.ui.plots.bars import BarChart
from workbench.ui.theme import ThemeManager


class RowChooser(BarChart):
    """Arrow keys walk through the rows; Enter, Space or a click takes one.

    ``chosen`` carries the row.
    """

    chosen = Signal(int)

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.current = -1
        self._marked = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_answers(
        self,
        classes: Sequence[str],
        answers: list[tuple[str, npt.NDArray[np.float32]]],
        number: int = 0,
    ) -> None:
        """Show answers; none of them is current any more."""
        self.current = self._marked = -1
        super().show_answers(classes, answers, number)

    def mark(self, row: int) -> None:
        """Say which row is taken already, -1 for none."""
        self._marked = row
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        for row, color in ((self._marked, colors.muted), (self.current, colors.accent)):
            if 0 <= row < len(self._classes):
                painter.setPen(QPen(QColor(color), 1.5))
                painter.drawRoundedRect(self.row_rect(row).adjusted(1, 1, -1, -1), 5, 5)

    def row_rect(self, row: int) -> QRectF:
        """Where a row lies."""
        height = self.row_height()
        return QRectF(0, row * height, self.width(), height)

    def _row_at(self, y: float) -> int:
        row = int(y / self.row_height())
        return row if 0 <= row < len(self._classes) else -1

    def _go(self, row: int) -> None:
        if row != self.current:
            self.current = row
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(self._row_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self._go(-1)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._go(-1)
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._classes and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go(max(0, self.current))
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if (row := self._row_at(event.position().y())) >= 0:
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._classes) - 1
        moves = {
            Qt.Key.Key_Down: min(self.current + 1, last),
            Qt.Key.Key_Up: max(self.current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in moves:
            self._go(moves[Qt.Key(event.key())])
        elif self.current >= 0 and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)
