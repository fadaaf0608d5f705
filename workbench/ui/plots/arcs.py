"""Arcs: a sentence written out, and from one of its tokens arcs to those it looks at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workbench.ui.plots.attention_map import attention_table
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.shades import percent

PAD, GAP = 5, 3
# Room above a line of text for its arcs: much for a single line, little where there are many.
HEADROOM, MOST_HEADROOM = 44, 150
# Fainter looks than this are not drawn: an arc to everything shows nothing.
LEAST = 0.01
STRONGEST = 3


class Sentence(QWidget):
    """Tokens that flow like words; ``pointed`` carries the one whose arcs are drawn.

    The pointer, a click, or the arrow keys move it.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map: npt.NDArray[Any] = np.zeros((0, 0), np.float32)
        self._tokens: tuple[str, ...] = ()
        self._causal = False
        self._boxes: list[QRect] = []
        self._colors: Any = None
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Sentence with arcs to what a token looks at"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self.update()

    def set_map(self, weights: npt.NDArray[Any], tokens: Sequence[str], causal: bool) -> None:
        """Show tokens and how much each looks at each other, ``(time, time)``."""
        self._map = weights
        self._causal = causal
        if tuple(tokens) != self._tokens:
            self._tokens = tuple(tokens)
            self.current = min(self.current, max(0, len(tokens) - 1))
            self._lay_out()
        self.update()

    def set_current(self, index: int) -> None:
        """Draw another token's arcs."""
        index = min(max(index, 0), len(self._tokens) - 1)
        if self._tokens and index != self.current:
            self.current = index
            self.pointed.emit(index)
            self.update()

    def strongest(self) -> list[tuple[str, float]]:
        """What the current token looks at most, the strongest first."""
        if not self._tokens:
            return []
        row = self._map[self.current]
        order = np.argsort(-row.astype(np.float32), kind="stable")[:STRONGEST]
        return [(self._tokens[j], float(row[j])) for j in order.tolist() if row[j] > 0]

    def box(self, index: int) -> QRect:
        """Where a token is written."""
        return self._boxes[index]

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(300, 160)

    def plot_table(self) -> PlotTable:
        """The arcs of every token, not of the current one alone."""
        return attention_table(self._map, self._tokens)

    def _lay_out(self) -> None:
        """Lay the tokens out in lines; those of a single line have high arcs."""
        metrics, width = self.fontMetrics(), max(60, self.width())
        text, lines, x = metrics.height() + 4, 0, 0
        places: list[tuple[int, int, int]] = []
        for token in self._tokens:
            wide = min(metrics.horizontalAdvance(token) + 2 * PAD, width)
            if x and x + wide > width:
                x, lines = 0, lines + 1
            places.append((x, lines, wide))
            x += wide + GAP
        least = (lines + 1) * (HEADROOM + text)
        spare = (self.height() - least) // (lines + 1)
        self._headroom = min(MOST_HEADROOM, HEADROOM + max(0, spare))
        step = self._headroom + text
        self._boxes = [QRect(x, y * step + self._headroom, w, text) for x, y, w in places]
        self.setMinimumHeight(least)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._tokens or self._colors is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        weights = self._map[self.current].astype(np.float32)
        for place in np.argsort(weights, kind="stable").tolist():
            if weights[place] >= LEAST:
                self._draw_arc(painter, place, float(weights[place]))
        for place, token in enumerate(self._tokens):
            self._draw_token(painter, place, token, float(weights[place]))
        painter.end()

    def _draw_arc(self, painter: QPainter, index: int, weight: float) -> None:
        color = QColor(self._colors.accent)
        color.setAlphaF(min(1.0, 0.2 + 0.8 * weight**0.5))
        painter.setPen(QPen(color, 1 + 6 * weight, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start = QPointF(self._boxes[self.current].center().x(), self._boxes[self.current].top())
        end = QPointF(self._boxes[index].center().x(), self._boxes[index].top())
        if index == self.current:
            start, end = start - QPointF(7, 0), end + QPointF(7, 0)
        lift = min(self._headroom - 6.0, 16 + 0.4 * abs(end.x() - start.x()))
        # A cubic curve rises to three quarters of where its handles are.
        above = min(start.y(), end.y()) - lift * 4 / 3
        path = QPainterPath(start)
        path.cubicTo(QPointF(start.x(), above), QPointF(end.x(), above), end)
        painter.drawPath(path)

    def _draw_token(self, painter: QPainter, index: int, token: str, weight: float) -> None:
        box, current = QRectF(self._boxes[index]), index == self.current
        tint = QColor(self._colors.accent)
        tint.setAlphaF(min(0.55, 0.7 * weight**0.5) if weight >= LEAST else 0.0)
        if current:
            painter.setPen(QPen(QColor(self._colors.accent), 2 if self.hasFocus() else 1))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 4, 4)
        later = self._causal and index > self.current
        painter.setPen(QColor(self._colors.muted if later else self._colors.text))
        shown = self.fontMetrics().elidedText(
            token, Qt.TextElideMode.ElideRight, int(box.width()) - PAD
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def _at(self, position: QPoint) -> int:
        return next((i for i, box in enumerate(self._boxes) if box.contains(position)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (place := self._at(event.position().toPoint())) >= 0:
            self.set_current(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._tokens) - 1
        targets = {
            Qt.Key.Key_Right: self.current + 1,
            Qt.Key.Key_Left: self.current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if self._tokens and Qt.Key(event.key()) in targets:
            self.set_current(targets[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Arcs(QWidget):
    """The sentence, and below it in words what the current token looks at most."""

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Sentence()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.sentence)
        self.sentence.setObjectName("scrolled")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.said)
        self.sentence.pointed.connect(self._pointed)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self.sentence.set_colors(colors)

    def set_map(self, weights: npt.NDArray[Any], tokens: Sequence[str], causal: bool) -> None:
        """Show tokens and how much each looks at each other, ``(time, time)``."""
        self.sentence.set_map(weights, tokens, causal)
        self._say(tokens)

    def set_current(self, index: int) -> None:
        """Draw another token's arcs."""
        self.sentence.set_current(index)

    def _pointed(self, index: int) -> None:
        self._say(self.sentence._tokens)
        box = self.sentence.box(index)
        self._scroll.ensureVisible(box.center().x(), box.center().y(), 0, 60)
        self.pointed.emit(index)

    def _say(self, tokens: Sequence[str]) -> None:
        strongest = self.sentence.strongest()
        if not strongest:
            self.said.setText("")
            return
        looked = ", ".join(f"“{token}” {percent(weight)}" for token, weight in strongest)
        words = self.tr("“{0}” looks most at {1}").format(tokens[self.sentence.current], looked)
        self.said.setText(words)
        self.sentence.setAccessibleDescription(words)
