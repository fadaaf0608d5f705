"""Plot picture: a plot with its title and legend as pixels or as SVG, in the theme's colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView, QWidget

from workbench.ui.colors import Colors

MARGIN, GAP, DOT = 10, 16, 9
# A picture for a page has more pixels than the same plot on the screen.
PIXEL_RATIO = 2.0


@runtime_checkable
class HasLegend(Protocol):
    """A plot whose lines are named elsewhere in the window."""

    def plot_legend(self) -> Sequence[tuple[str, str]]:
        """Colours and names."""
        ...


@runtime_checkable
class PaintsPlot(Protocol):
    """A plot that keeps a picture of itself, or shows what belongs to the window alone."""

    def paint_plot(self, painter: QPainter) -> None:
        """Paint it afresh, without focus and pointer."""
        ...


@dataclass(frozen=True)
class _Header:
    """Title and legend, laid out: baselines' boxes, and the height of all."""

    title: QRectF
    entries: tuple[tuple[str, str, QRectF], ...]
    height: float


def plot_image(plot: QWidget, colors: Colors) -> QImage:
    """The plot as it looks now, without pointer and buttons."""
    header = _header(plot)
    size = _size(plot, header)
    image = QImage(size * PIXEL_RATIO, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(PIXEL_RATIO)
    image.fill(QColor(colors.panel))
    painter = QPainter(image)
    _paint(plot, painter, header, colors)
    painter.end()
    return image


def plot_svg(plot: QWidget, colors: Colors) -> bytes:
    """The same as vectors; texts are texts."""
    header = _header(plot)
    size = _size(plot, header)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    generator.setResolution(plot.logicalDpiX())
    generator.setTitle(plot.accessibleName())
    generator.setDescription(plot.accessibleDescription())
    painter = QPainter(generator)
    painter.fillRect(QRect(QPoint(), size), QColor(colors.panel))
    _paint(plot, painter, header, colors)
    painter.end()
    return bytes(buffer.data().data())


def png_bytes(image: QImage) -> bytes:
    """The file's content; may be called in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _size(plot: QWidget, header: _Header) -> QSize:
    return QSize(plot.width() + 2 * MARGIN, round(header.height) + plot.height() + MARGIN)


def _paint(plot: QWidget, painter: QPainter, header: _Header, colors: Colors) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_bold(plot))
    painter.setPen(QColor(colors.text))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(header.title, left, plot.accessibleName())
    painter.setFont(plot.font())
    for color, name, box in header.entries:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(QPointF(box.left() + DOT / 2, box.center().y()), DOT / 2, DOT / 2)
        painter.setPen(QColor(colors.text))
        painter.drawText(box.adjusted(DOT + 5, 0, 0, 0), left, name)
    painter.restore()
    at = QPointF(MARGIN, header.height)
    painter.save()
    if isinstance(plot, QGraphicsView):
        plot.render(painter, QRectF(at, QRectF(plot.viewport().rect()).size()))
    elif isinstance(plot, PaintsPlot):
        painter.translate(at)
        painter.setFont(plot.font())
        plot.paint_plot(painter)
    else:
        # Buttons and readouts are children and stay out.
        plot.render(painter, at.toPoint(), QRegion(), QWidget.RenderFlag(0))
    painter.restore()


def _bold(plot: QWidget) -> QFont:
    font = QFont(plot.font())
    font.setBold(True)
    return font


def _header(plot: QWidget) -> _Header:
    metrics = QFontMetricsF(_bold(plot))
    line = metrics.height() + 4
    title = QRectF(MARGIN, MARGIN / 2, plot.width(), line)
    legend = plot.plot_legend() if isinstance(plot, HasLegend) else ()
    plain = QFontMetricsF(plot.font())
    x, y = float(MARGIN), title.bottom()
    entries = []
    for color, name in legend:
        width = DOT + 5 + plain.horizontalAdvance(name)
        if x > MARGIN and x + width > MARGIN + plot.width():
            x, y = float(MARGIN), y + line
        entries.append((color, name, QRectF(x, y, width, line)))
        x += width + GAP
    bottom = y + line if entries else title.bottom()
    return _Header(title, tuple(entries), bottom + 2)
