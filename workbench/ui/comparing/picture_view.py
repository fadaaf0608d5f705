"""Picture view: a report's picture in the window, in the theme's colours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatchmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.report.picture import Area, Box, Dot, Mark, Picture, PictureText, Polyline
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

# A picture is not blown up further than this.
LARGEST = 1.25
# Narrower than this nobody can read it.
LEAST = 280
# A second column is begun where each has so much.
ROOM = 430


class PictureView(QWidget):
    """Paints a picture as wide as there is room."""

    def __init__(
        self, theme: ThemeManager, picture: Picture, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture = picture
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setMinimumWidth(LEAST)
        theme.changed.connect(self.update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the picture is at this width."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.picture.height * self._scale(self.width())))

    def plot_table(self) -> PlotTable:
        """The numbers that it shows."""
        return PlotTable(self.picture.table)

    def sizeHint(self) -> QSize:
        """The picture's own size."""
        return QSize(round(self.picture.width), round(self.picture.height))

    def _scale(self, width: float) -> float:
        return min(LARGEST, width / self.picture.width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every mark, in order."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        for mark in self.picture.marks:
            self._paint(mark, painter)
        painter.end()

    def _colour(self, role: str, opacity: float = 1.0) -> QColor:
        colors = self._theme.colors
        if role.startswith("series-"):
            found = QColor(colors.series[int(role.removeprefix("series-")) - 1])
        else:
            found = QColor(getattr(colors, role))
        found.setAlphaF(opacity)
        return found

    @singledispatchmethod
    def _paint(self, mark: Mark, painter: QPainter) -> None:
        raise NotImplementedError(type(mark).__name__)

    @_paint.register
    def _(self, mark: Polyline, painter: QPainter) -> None:
        pen = QPen(self._colour(mark.role), mark.width)
        if mark.dashed:
            pen.setDashPattern([5 / mark.width, 4 / mark.width])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(_polygon(mark.points))

    @_paint.register
    def _(self, mark: Area, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(mark.role, mark.opacity))
        painter.drawPolygon(_polygon(mark.points))

    @_paint.register
    def _(self, mark: Box, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(mark.role, mark.opacity))
        painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))

    @_paint.register
    def _(self, mark: Dot, painter: QPainter) -> None:
        painter.setPen(QPen(self._colour(mark.role), 1.5))
        painter.setBrush(self._colour("panel" if mark.hollow else mark.role))
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)

    @_paint.register
    def _(self, mark: PictureText, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(round(mark.size))
        font.setBold(mark.bold)
        painter.setFont(font)
        painter.setPen(self._colour(mark.role))
        width = QFontMetricsF(font).horizontalAdvance(mark.text)
        back = {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
        painter.save()
        painter.translate(mark.x, mark.y)
        if mark.up:
            painter.rotate(-90)
        painter.drawText(QPointF(-back, 0), mark.text)
        painter.restore()

    def event(self, event: QEvent) -> bool:
        """Tell what is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tip(self, position: QPointF) -> str:
        """What a mark at a place of the widget says; the topmost one speaks."""
        at = position / self._scale(self.width())
        for mark in reversed(self.picture.marks):
            if isinstance(mark, Box) and mark.tip:
                if QRectF(mark.x, mark.y, mark.width, mark.height).contains(at):
                    return mark.tip
            elif isinstance(mark, Dot) and mark.tip and _near(mark, at):
                return mark.tip
        return ""


def _near(dot: Dot, position: QPointF) -> bool:
    return (position - QPointF(dot.x, dot.y)).manhattanLength() <= dot.radius + 4


def _polygon(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


class PictureGrid(QWidget):
    """Pictures with their titles, beside each other where there is room."""

    def __init__(
        self, theme: ThemeManager, pictures: Sequence[Picture], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._columns = 0
        self.views = tuple(PictureView(theme, picture) for picture in pictures)
        self._cells = [self._cell(view) for view in self.views]
        self._arrange(1)

    def _cell(self, view: PictureView) -> QFrame:
        frame, title = QFrame(), QLabel(view.picture.title)
        frame.setProperty("role", "card")
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(title)
        column.addWidget(view)
        column.addStretch(1)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange(max(1, min(2, self.width() // ROOM)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, cell in enumerate(self._cells):
            self._grid.addWidget(cell, number // columns, number % columns)
        for number in range(2):
            self._grid.setColumnStretch(number, int(number < columns))
