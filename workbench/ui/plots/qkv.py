"""Query, key, value: how one token comes to its answer in one head, a row for each token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QToolTip, QVBoxLayout, QWidget

from workbench.inference.attention import Steps
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.qkv_columns import StepColumn, Strips, columns_of, number
from workbench.ui.plots.shades import percent

ROW, EDGE, GAP = 24, 6, 8
Columns = dict[str, npt.ArrayLike]
# How many products of a dot product are written out.
PRODUCTS = 3


class StepTable(QAbstractScrollArea):
    """Dot product → scaled → masked → softmax → weighted value, and their sum at the end.

    Up and down walk the rows (``row_changed``); Enter, or a click on a token, makes it the
    word that asks (``word_chosen``). The head and the sum stay in sight.
    """

    row_changed = Signal(int)
    word_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: Steps | None = None
        self._tokens: tuple[str, ...] = ()
        self._word = self.current = 0
        self._columns: tuple[StepColumn, ...] = ()
        self._strips: dict[str, Strips] = {}
        self._colors: Any = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMinimumSize(200, 160)
        self.setAccessibleName(self.tr("How a token comes to its answer, step by step"))

    def sizeHint(self) -> QSize:
        return QSize(560, 360)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self._strips = {}
        self.viewport().update()

    def set_steps(self, steps: Steps, tokens: Sequence[str], word: int, causal: bool) -> None:
        """Show how the token at ``word`` asks all others."""
        fresh = tuple(tokens) != self._tokens
        self.current = word if fresh else self.current
        self._steps = steps
        self._tokens = tuple(tokens)
        self._word = word
        self._columns = columns_of(len(steps.query), causal, self.tr)
        self._strips = {}
        self._fit()
        if fresh:
            self._reveal()
        self.viewport().update()

    def describe(self, row: int) -> str:
        """One row in words."""
        steps = self._steps
        if steps is None:
            return ""
        asks, other = self._tokens[self._word], self._tokens[row]
        if not steps.visible[row]:
            return self.tr("“{0}” must not look at “{1}”: it comes later").format(asks, other)
        pairs = zip(steps.query[:PRODUCTS], steps.keys[row][:PRODUCTS], strict=True)
        products = " + ".join(f"{number(q)} × {number(k)}" for q, k in pairs)
        more = " + …" if len(steps.query) > PRODUCTS else ""
        words = self.tr("“{0}” asks “{1}”: {2} = {3}; divided by √{4}: {5}; its share: {6}")
        return words.format(
            asks,
            other,
            products + more,
            number(steps.scores[row]),
            len(steps.query),
            number(steps.scaled[row]),
            percent(steps.weights[row]),
        )

    def set_current(self, row: int) -> None:
        """Walk to a row."""
        row = min(max(row, 0), len(self._tokens) - 1)
        if self._tokens and row != self.current:
            self.current = row
            self._reveal()
            self.setAccessibleDescription(self.describe(row))
            self.row_changed.emit(row)
            self.viewport().update()

    def _reveal(self) -> None:
        bar, top = self.verticalScrollBar(), self.current * ROW
        bar.setValue(min(max(bar.value(), top + ROW - self._room()), top))

    # Places

    def _head(self) -> int:
        """Height of the query's line and the columns' names."""
        return ROW + EDGE + self.fontMetrics().height() + 2 * self._small_line() + 8

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(11)
        return font

    def _small_line(self) -> int:
        return QFontMetrics(self._small()).height()

    def _room(self) -> int:
        """Height that is left for rows between the head and the sum."""
        return max(ROW, self.viewport().height() - self._head() - ROW - EDGE)

    def _fit(self) -> None:
        bar, wide = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, len(self._tokens) * ROW - self._room()))
        bar.setPageStep(self._room())
        bar.setSingleStep(ROW)
        wide.setRange(0, max(0, self._least() - self.viewport().width()))
        wide.setPageStep(self.viewport().width())

    def _least(self) -> int:
        return sum(c.least + GAP for c in self._columns) + 2 * EDGE - GAP

    def _spans(self) -> dict[str, tuple[float, float]]:
        """Left edge and width of each column, in the viewport."""
        spare = max(0, self.viewport().width() - self._least())
        part = spare / max(1, sum(c.share for c in self._columns))
        x, spans = float(EDGE - self.horizontalScrollBar().value()), {}
        for column in self._columns:
            width = column.least + part * column.share
            spans[column.id] = (x, width)
            x += width + GAP
        return spans

    def row_top(self, row: int) -> int:
        """Where a row begins, in the viewport."""
        return self._head() + row * ROW - self.verticalScrollBar().value()

    def _row_at(self, y: float) -> int:
        head = self._head()
        row = int(y - head + self.verticalScrollBar().value()) // ROW
        inside = head <= y < head + self._room() and 0 <= row < len(self._tokens)
        return row if inside else -1

    def _column_at(self, x: float) -> str:
        spans = self._spans().items()
        return next((id for id, (left, w) in spans if left - GAP / 2 <= x < left + w), "")

    # Painting

    def _drawn(self) -> dict[str, Strips]:
        if not self._strips and self._steps is not None:
            stops = (self._colors.negative, self._colors.panel, self._colors.positive)
            steps = self._steps
            answer = np.vstack([steps.contributions, steps.answer[None]])
            vectors = {"query": steps.query[None], "key": steps.keys, "value": steps.values}
            self._strips = {n: Strips(v, stops) for n, v in vectors.items()}
            # The sum shares the scale of what it is the sum of.
            self._strips["weighted"] = Strips(answer, stops)
        return self._strips

    def plot_table(self) -> PlotTable:
        """A row a token: its key and value, the steps in between, and what it adds to the answer.

        The last row is the sum of what all add.
        """
        steps = self._steps
        if steps is None:
            return PlotTable({})

        def each(heading: str, rows: npt.NDArray[Any], last: npt.NDArray[Any]) -> Columns:
            whole = np.vstack([rows, last[None]])
            return {heading.format(n + 1): column for n, column in enumerate(whole.T)}

        def step(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
            return np.append(values, np.nan)

        nothing = np.full(len(steps.query), np.nan)
        columns: Columns = {
            self.tr("Token"): [*self._tokens, self.tr("sum")],
            **each(self.tr("Key {0}"), steps.keys, nothing),
            self.tr("Dot product"): step(steps.scores),
            self.tr("Scaled"): step(steps.scaled),
            self.tr("Masked"): step(steps.masked),
            self.tr("Weight"): step(steps.weights),
            **each(self.tr("Value {0}"), steps.values, nothing),
            **each(self.tr("Weighted value {0}"), steps.contributions, steps.answer),
        }
        asks = np.tile(steps.query, (len(self._tokens) + 1, 1))
        columns |= {self.tr("Query {0}").format(n + 1): column for n, column in enumerate(asks.T)}
        return PlotTable(columns)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint(painter, self.hasFocus())
        painter.end()

    def paint_plot(self, painter: QPainter) -> None:
        """What is in sight, without the focus."""
        self._paint(painter, focused=False)

    def _paint(self, painter: QPainter, focused: bool) -> None:
        if self._steps is None or self._colors is None:
            return
        spans, head, room = self._spans(), self._head(), self._room()
        painter.setClipRect(0, head, self.viewport().width(), room)
        first = self.verticalScrollBar().value() // ROW
        for row in range(first, min(len(self._tokens), first + room // ROW + 2)):
            self._draw_row(painter, spans, row, focused)
        painter.setClipping(False)
        self._draw_head(painter, spans)
        self._draw_sum(painter, spans, head + min(room, len(self._tokens) * ROW))

    def _draw_head(self, painter: QPainter, spans: dict[str, tuple[float, float]]) -> None:
        """The query's line, and below it what the columns are called."""
        asks = self.tr("“{0}” asks every token").format(self._tokens[self._word])
        middle, start = Qt.AlignmentFlag.AlignVCenter, spans["score"][0]
        room = self.viewport().width() - start
        shown = self.fontMetrics().elidedText(asks, Qt.TextElideMode.ElideRight, int(room))
        painter.setPen(QColor(self._colors.text))
        painter.drawText(
            QRectF(spans["token"][0], 0, spans["token"][1], ROW), middle, self.tr("Query")
        )
        painter.drawText(QRectF(start, 0, room, ROW), middle, shown)
        self._strip(painter, spans["key"], 0, "query", 0)
        for column in self._columns:
            self._draw_title(painter, column, spans[column.id])
        painter.setFont(self.font())
        painter.setPen(QPen(QColor(self._colors.border), 1))
        y = self._head() - 2
        painter.drawLine(0, y, self.viewport().width(), y)

    def _draw_title(self, painter: QPainter, column: StepColumn, span: tuple[float, float]) -> None:
        metrics, (left, wide), top = self.fontMetrics(), span, ROW + EDGE
        right, line = column.right, metrics.height()
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        room = wide - 6 if right else wide + GAP - 2
        painter.setFont(self.font())
        painter.setPen(QColor(self._colors.text))
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, top, room, line), side, title)
        painter.setFont(self._small())
        painter.setPen(QColor(self._colors.muted))
        box = QRectF(left, top + line, room, 2 * self._small_line() + 2)
        painter.drawText(box, side | Qt.TextFlag.TextWordWrap, column.description)

    def _draw_row(
        self, painter: QPainter, spans: dict[str, tuple[float, float]], row: int, focused: bool
    ) -> None:
        steps = self._steps
        assert steps is not None
        top, seen = self.row_top(row), bool(steps.visible[row])
        if row == self.current:
            band = QRectF(0, top, self.viewport().width(), ROW)
            painter.fillRect(band, QColor(self._colors.raised))
            if focused:
                painter.setPen(QPen(QColor(self._colors.accent), 1))
                painter.drawRect(band.adjusted(0, 0, -1, -1))
        painter.setPen(self._ink(row))
        token = self.fontMetrics().elidedText(
            self._tokens[row], Qt.TextElideMode.ElideRight, int(spans["token"][1])
        )
        self._text(painter, spans["token"], top, token, Qt.AlignmentFlag.AlignLeft)
        for id in ("key", "value", "weighted"):
            if seen or id == "key":
                self._strip(painter, spans[id], top, id, row)
        painter.setPen(QColor(self._colors.text if seen else self._colors.muted))
        self._text(painter, spans["score"], top, number(steps.scores[row]))
        self._text(painter, spans["scaled"], top, number(steps.scaled[row]))
        if "masked" in spans:
            shown = number(steps.masked[row]) if seen else "−∞"
            self._text(painter, spans["masked"], top, shown)
        self._bar(painter, spans["weight"], top, float(steps.weights[row]), seen)

    def _ink(self, row: int) -> QColor:
        return QColor(self._colors.accent if row == self._word else self._colors.text)

    def _text(
        self,
        painter: QPainter,
        span: tuple[float, float],
        top: float,
        text: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight,
    ) -> None:
        box = QRectF(span[0], top, span[1] - (6 if side == Qt.AlignmentFlag.AlignRight else 0), ROW)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _strip(
        self, painter: QPainter, span: tuple[float, float], top: float, id: str, row: int
    ) -> None:
        box = QRectF(span[0], top + 4, span[1], ROW - 8)
        self._drawn()[id].draw(painter, box, row)
        self._frame(painter, box)

    def _frame(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(self._colors.border), 1))
        painter.drawRect(box)

    def _bar(
        self, painter: QPainter, span: tuple[float, float], top: float, weight: float, seen: bool
    ) -> None:
        written = self.fontMetrics().horizontalAdvance("100 %") + 4
        track = QRectF(span[0], top + 5, span[1] - written, ROW - 10)
        painter.fillRect(track, QColor(self._colors.raised))
        color = QColor(self._colors.accent)
        painter.fillRect(
            QRectF(track.x(), track.y(), track.width() * weight, track.height()), color
        )
        painter.setPen(QColor(self._colors.text if seen else self._colors.muted))
        box = QRectF(span[0], top, span[1], ROW)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, percent(weight))

    def _draw_sum(
        self, painter: QPainter, spans: dict[str, tuple[float, float]], top: float
    ) -> None:
        painter.setPen(QPen(QColor(self._colors.border), 1))
        painter.drawLine(QPointF(0, top), QPointF(self.viewport().width(), top))
        left, end = spans["token"][0], spans["weighted"][0]
        painter.setPen(QColor(self._colors.text))
        asks = self._tokens[self._word]
        words = self.tr("Their sum is what this head adds to “{0}”").format(asks)
        room = int(end - left - GAP)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, top + 2, room, ROW), right, shown)
        self._strip(painter, spans["weighted"], top + 2, "weighted", len(self._tokens))

    # Events

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()
        self._reveal()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.number_at(event.pos()), self)
            return True
        return bool(super().viewportEvent(event))

    def number_at(self, position: QPoint) -> str:
        """What a strip holds there, in words; a row's calculation elsewhere."""
        steps, row, id = self._steps, self._row_at(position.y()), self._column_at(position.x())
        if steps is None or row < 0:
            return ""
        strips = self._drawn()
        if id not in strips:
            return self.describe(row)
        left, width = self._spans()[id]
        n = strips[id].vectors.shape[1]
        place = min(n - 1, max(0, int((position.x() - left) / width * n)))
        title = next(c.title for c in self._columns if c.id == id)
        words = self.tr("{0} of “{1}”, number {2} of {3}: {4}")
        value = number(strips[id].vectors[row, place])
        return words.format(title, self._tokens[row], place + 1, n, value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        pickable = self._row_at(place.y()) >= 0 and self._column_at(place.x()) == "token"
        shape = Qt.CursorShape.PointingHandCursor if pickable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self.set_current(row)
        if self._column_at(event.position().x()) == "token":
            self.word_chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self._room() // ROW - 1)
        targets = {
            Qt.Key.Key_Up: self.current - 1,
            Qt.Key.Key_Down: self.current + 1,
            Qt.Key.Key_PageUp: self.current - page,
            Qt.Key.Key_PageDown: self.current + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._tokens) - 1,
        }
        key = Qt.Key(event.key())
        if key in targets:
            self.set_current(targets[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._tokens:
            self.word_chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class StepByStep(QWidget):
    """The table, and below it the calculation of the row that is walked to."""

    word_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = StepTable()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        self.table.row_changed.connect(lambda row: self.said.setText(self.table.describe(row)))
        self.table.word_chosen.connect(self.word_chosen)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self.table.set_colors(colors)

    def set_steps(self, steps: Steps, tokens: Sequence[str], word: int, causal: bool) -> None:
        """Show how the token at ``word`` asks all others."""
        self.table.set_steps(steps, tokens, word, causal)
        self.said.setText(self.table.describe(self.table.current))
