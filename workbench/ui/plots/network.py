"""The network view: picture, neurons and connectors, lit by the current example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots.network_layout import Array, LayerColumn, columns, diverging, grey
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

MARGIN = 14
CAPTION = 22
LABELS = 92
# Only the strongest lines are drawn: the others cost as much and show nothing.
LINES = 64
SHADES = 4


class NetworkView(QWidget):
    """Shows a network at work on one picture.

    Arrow keys (or a click) choose a neuron; its incoming weights are shown as a picture and told
    in words.
    """

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: npt.NDArray[np.uint8] | None = None
        self._columns: list[LayerColumn] = []
        self._classes: Sequence[str] = ()
        self._label: int | None = None
        self._chosen: tuple[int, int] | None = None
        self._spots: list[list[QRectF]] = []
        # The lines of the weights as they were painted last, and what they depend on.
        self._drawn: tuple[object, ...] = ()
        self._lines = QPixmap()
        self.setMinimumSize(320, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Network"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(760, 420)

    def clear(self) -> None:
        """Show the invitation again."""
        self._picture = None
        self._columns = []
        self.update()

    def show_network(
        self,
        picture: npt.NDArray[np.uint8],
        activations: Mapping[str, Array],
        weights: Mapping[str, Array],
        probabilities: Array,
        classes: Sequence[str] = (),
        label: int | None = None,
    ) -> None:
        """Show the network on ``picture``.

        Parameters
        ----------
        activations
            Outputs of the layers by name, in order, without a batch axis.
        weights
            Of linear layers ``(out, in)`` and convolutions ``(out, in, kh, kw)``, by name.
        probabilities
            float32 ``(n_classes,)``.
        """
        self._picture = np.ascontiguousarray(picture)
        self._columns = columns(picture, activations, weights, probabilities)
        self._classes = classes or [str(i) for i in range(len(probabilities))]
        self._label = label
        best = int(np.argmax(probabilities))
        words = self.tr("Reads {name} with {p}.")
        told = words.format(name=self._classes[best], p=f"{float(probabilities[best]):.0%}")
        self.setAccessibleDescription(f"{told} {self.description()}".strip())
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a neuron with what it says; of a map of numbers the largest."""
        layers: list[str] = []
        numbers: list[int] = []
        values: list[float] = []
        for column in self._columns:
            outputs = column.values.max((1, 2)) if column.is_maps else column.values
            layers += [column.name] * len(outputs)
            numbers += range(1, len(outputs) + 1)
            values += np.asarray(outputs, np.float64).tolist()
        return PlotTable(
            {self.tr("Layer"): layers, self.tr("Neuron"): numbers, self.tr("Output"): values}
        )

    def description(self) -> str:
        """The chosen neuron in words."""
        if self._chosen is None or self._chosen[0] >= len(self._columns):
            return ""
        index, row = self._chosen
        column = self._columns[index]
        if row >= len(column.values):
            return ""
        value = float(column.values[row].max() if column.is_maps else column.values[row])
        text = self.tr("{layer}, number {n}: {value}").format(
            layer=column.name, n=row + 1, value=f"{value:.3g}"
        )
        if column.weights is not None:
            spoken = column.weights[row]
            top = int(np.abs(spoken).argmax())
            text += self.tr("; number {n} before it says {value}").format(
                n=top + 1, value=f"{float(spoken[top]):+.3g}"
            )
        return text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines first, then what they join."""
        painter = QPainter(self)
        colors = self._theme.colors
        if self._picture is None or not self._columns:
            painter.setPen(QColor(colors.muted))
            words = self.tr("Train a network or draw a digit to see it think")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        source = self._lay_out()
        self._paint_lines(painter, source)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        self._paint_source(painter, source)
        for index, column in enumerate(self._columns):
            self._paint_column(painter, index, column)
        self._paint_captions(painter)

    def _lay_out(self) -> QRectF:
        """Find a place for everything; returns the picture's."""
        height = self.height() - 2 * MARGIN - CAPTION
        side = max(48.0, min(height * 0.5, self.width() * 0.2))
        source = QRectF(MARGIN, MARGIN + (height - side) / 2, side, side)
        left = source.right() + max(30.0, self.width() * 0.07)
        room = self.width() - left - LABELS - MARGIN
        share = room / max(1, len(self._columns)) * 0.9
        widths = [min(share, _preferred_width(column, height)) for column in self._columns]
        gap = max(6.0, (room - sum(widths)) / max(1, len(widths) - 1)) if len(widths) > 1 else 0
        x = left if len(widths) > 1 else left + max(0.0, room - widths[0])
        self._spots = []
        for column, width in zip(self._columns, widths, strict=True):
            self._spots.append(_spots(column, x, MARGIN, width, height))
            x += width + gap
        return source

    def _paint_source(self, painter: QPainter, source: QRectF) -> None:
        assert self._picture is not None
        painter.drawImage(source, _image(self._picture))
        painter.setPen(QPen(QColor(self._theme.colors.border), 1))
        painter.drawRect(source)
        if self._chosen is None or self._chosen[0] != 0:
            return
        images = self._columns[0].images
        if images is not None and self._chosen[1] < len(images):
            below = source.translated(0, source.height() + 8)
            if below.bottom() < self.height():
                painter.drawImage(below, self._weight_image(images[self._chosen[1]]))
                painter.drawRect(below)

    def _paint_lines(self, painter: QPainter, source: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        first = self._columns[0]
        strengths = first.values.reshape(len(first.values), -1).mean(1)
        if first.images is not None or len(self._columns) == 1:
            start = QPointF(source.right(), source.center().y())
            self._draw(painter, [start], self._spots[0], strengths[:, None])
        if painter.paintEngine().type() != QPaintEngine.Type.Raster:
            self._paint_weights(painter)  # a file keeps the lines as lines
            return
        ratio = self.devicePixelRatioF()
        weights = [c.weights for c in self._columns[1:] if c.weights is not None]
        colors = self._theme.colors
        drawn = (
            self.size(),
            ratio,
            colors.positive,
            colors.negative,
            *map(tuple, self._spots),
            *(each.tobytes() for each in weights),
        )
        if drawn != self._drawn:
            # They stay the same while one draws, and are most of the time that painting takes.
            self._drawn, self._lines = drawn, QPixmap(self.size() * ratio)
            self._lines.setDevicePixelRatio(ratio)
            self._lines.fill(Qt.GlobalColor.transparent)
            with QPainter(self._lines) as over:
                self._paint_weights(over)
        painter.drawPixmap(0, 0, self._lines)

    def _paint_weights(self, painter: QPainter) -> None:
        for index in range(1, len(self._columns)):
            weights = self._columns[index].weights
            if weights is not None:
                starts = [
                    _output_point(spot) for spot in self._spots[index - 1][: weights.shape[1]]
                ]
                self._draw(painter, starts, self._spots[index], weights)

    def _draw(
        self, painter: QPainter, starts: list[QPointF], ends: list[QRectF], weights: Array
    ) -> None:
        """Draw the strongest lines in few calls: one for each sign and shade."""
        flat = np.abs(weights).ravel()
        most = float(flat.max(initial=0.0)) or 1.0
        strongest = np.argsort(flat)[-LINES:]
        bundles: dict[tuple[int, bool], list[QLineF]] = {}
        for at in strongest:
            row, column = divmod(int(at), weights.shape[1])
            shade = min(SHADES, 1 + int(flat[at] / most * SHADES))
            line = QLineF(starts[column], _input_point(ends[row]))
            bundles.setdefault((shade, bool(weights[row, column] > 0)), []).append(line)
        for (shade, is_positive), bundle in sorted(bundles.items(), key=lambda item: item[0]):
            colors = self._theme.colors
            color = QColor(colors.positive if is_positive else colors.negative)
            color.setAlphaF(0.15 + 0.7 * shade / SHADES)
            painter.setPen(QPen(color, 1))
            painter.drawLines(bundle)

    def _paint_column(self, painter: QPainter, index: int, column: LayerColumn) -> None:
        spots = self._spots[index]
        colors = self._theme.colors
        last = index == len(self._columns) - 1
        if column.is_maps:
            brightness = grey(column.values)
            for spot, values in zip(spots, brightness, strict=True):
                painter.drawImage(spot, _image(np.ascontiguousarray(values)))
        else:
            self._paint_neurons(painter, column, spots, last)
        if self._chosen is not None and self._chosen[0] == index and self._chosen[1] < len(spots):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.drawRect(spots[self._chosen[1]].adjusted(-2, -2, 2, 2))

    def _paint_neurons(
        self, painter: QPainter, column: LayerColumn, spots: list[QRectF], last: bool
    ) -> None:
        colors = self._theme.colors
        low, high = min(0.0, float(column.values.min())), float(column.values.max())
        best = int(column.values.argmax())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, spot in enumerate(spots):
            level = (float(column.values[row]) - low) / max(high - low, 1e-9)
            if column.images is not None:
                picture = QRectF(spot.left(), spot.top(), spot.height(), spot.height())
                painter.drawImage(picture, self._weight_image(column.images[row]))
                spot = QRectF(picture.right() + 4, spot.top(), spot.height(), spot.height())
            painter.setPen(QPen(QColor(colors.muted), 1))
            painter.setBrush(_mixed(colors.panel, colors.accent, level))
            inset = spot.height() * 0.1
            painter.drawEllipse(spot.adjusted(inset, inset, -inset, -inset))
            if last:
                self._paint_label(painter, row, spot, float(column.values[row]), row == best)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_label(
        self, painter: QPainter, row: int, spot: QRectF, value: float, won: bool
    ) -> None:
        colors = self._theme.colors
        font = painter.font()
        font.setBold(won)
        painter.setFont(font)
        painter.setPen(QColor(colors.text if won else colors.muted))
        if won and self._label is not None and row != self._label:
            painter.setPen(QColor(colors.bad))
        truth = " ✓" if row == self._label else ""
        text = f"{self._classes[row]}  {value:.0%}{truth}"
        box = QRectF(spot.right() + 6, spot.center().y() - 10, LABELS, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_captions(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._theme.colors.muted))
        font = painter.font()
        font.setBold(False)
        painter.setFont(font)
        bottom = self.height() - CAPTION
        for column, spots in zip(self._columns, self._spots, strict=True):
            text = column.name
            if len(column.values) < column.total:
                text = self.tr("{0} ({1} of {2})").format(text, len(column.values), column.total)
            middle = (spots[0].left() + max(s.right() for s in spots)) / 2
            box = QRectF(middle - 90, bottom, 180, CAPTION)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _weight_image(self, values: Array) -> QImage:
        colors = self._theme.colors
        rgb = (_rgb(colors.positive), _rgb(colors.negative), _rgb(colors.panel))
        return _image(diverging(values, *rgb))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the neuron under the mouse."""
        for index, spots in enumerate(self._spots):
            for row, spot in enumerate(spots):
                if spot.adjusted(-3, -3, 3, 3).contains(event.position()):
                    self._choose(index, row)
                    return
        self._chosen = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the choice."""
        moves = {
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None or not self._columns:
            super().keyPressEvent(event)
            return
        index, row = self._chosen or (0, -move[1])
        index = min(len(self._columns) - 1, max(0, index + move[0]))
        row = min(len(self._columns[index].values) - 1, max(0, row + move[1]))
        self._choose(index, row)

    def _choose(self, index: int, row: int) -> None:
        self._chosen = (index, row)
        self.setAccessibleDescription(self.description())
        self.setToolTip(self.description())
        self.update()


def _preferred_width(column: LayerColumn, height: float) -> float:
    if column.is_maps:
        return min(height * 0.62, 260.0)
    spot = _neuron_side(column, height)
    return 2 * spot + 4 if column.images is not None else spot


def _neuron_side(column: LayerColumn, height: float) -> float:
    return min(34.0, max(5.0, height / len(column.values) - 3))


def _spots(column: LayerColumn, x: float, top: float, width: float, height: float) -> list[QRectF]:
    """Where each neuron or map of a column goes."""
    n = len(column.values)
    if not column.is_maps:
        side = _neuron_side(column, height)
        pitch = height / n
        return [QRectF(x, top + (i + 0.5) * pitch - side / 2, width, side) for i in range(n)]
    across = int(np.ceil(np.sqrt(n)))
    down = int(np.ceil(n / across))
    side = min(width / across, height / down)
    offset = top + (height - side * down) / 2
    return [
        QRectF(x + (i % across) * side, offset + (i // across) * side, side - 3, side - 3)
        for i in range(n)
    ]


def _input_point(spot: QRectF) -> QPointF:
    return QPointF(spot.left(), spot.center().y())


def _output_point(spot: QRectF) -> QPointF:
    return QPointF(spot.right(), spot.center().y())


def _image(values: npt.NDArray[np.uint8]) -> QImage:
    form = QImage.Format.Format_Grayscale8 if values.ndim == 2 else QImage.Format.Format_RGB888
    # A copy, because the image only borrows the array's memory.
    return QImage(values.data, values.shape[1], values.shape[0], values.strides[0], form).copy()


def _rgb(color: str) -> tuple[int, int, int]:
    parsed = QColor(color)
    return parsed.red(), parsed.green(), parsed.blue()


def _mixed(start: str, end: str, part: float) -> QColor:
    a, b = _rgb(start), _rgb(end)
    return QColor(*(round(x + (y - x) * part) for x, y in zip(a, b, strict=True)))
