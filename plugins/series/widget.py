"""Widgets: rows of the Data page as curve and spectrogram, and a playground for sounds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench import Rows, TargetKind, WorkbenchError
from workbench.inference import runs_of_kind
from workbench.ui import (
    BarChart,
    Host,
    ModelTicks,
    NoModel,
    PlotTable,
    add_plot_actions,
    answer_legend,
)

from . import hearing, playback, spectrogram
from .hearing import HeardSound, OpenSoundModel, Recording
from .kinds import Series, Sound
from .sound_files import SUFFIXES

LEFT, BOTTOM, TOP, RIGHT = 58, 22, 8, 10
SHADES = 256
TICKS = 5


class _TimePlot(QWidget):
    """What has time from left to right."""

    def __init__(self, host: Host, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = host.theme
        self.kind: Series | None = None
        self.setMinimumSize(220, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        host.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(560, 180)

    def _field(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, what is in it, and the time below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field, colors = self._field(), self._theme.colors
        painter.fillRect(field, QColor(colors.panel))
        if self.kind is not None:
            self._paint(painter, field)
            self._paint_time(painter, field, self.kind)
        painter.setPen(QColor(colors.border))
        painter.drawRect(field)
        painter.end()

    def _paint(self, painter: QPainter, field: QRectF) -> None:
        raise NotImplementedError

    def _paint_time(self, painter: QPainter, field: QRectF, kind: Series) -> None:
        painter.setPen(QColor(self._theme.colors.muted))
        end = kind.length / kind.rate if kind.rate else float(kind.length)
        for value in _ticks(0, end):
            x = field.left() + field.width() * value / end
            text = f"{value:g} s" if kind.rate else f"{value:g}"
            box = QRectF(x - 40, field.bottom() + 2, 80, BOTTOM - 2)
            # The last one would be cut at the edge.
            if x + 30 <= self.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)

    def _paint_scale(
        self, painter: QPainter, field: QRectF, marks: list[tuple[float, str]]
    ) -> None:
        """Texts left of the field, each at its part of the height from the bottom."""
        painter.setPen(QColor(self._theme.colors.muted))
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for share, text in marks:
            y = field.bottom() - share * field.height()
            painter.drawText(QRectF(0, y - 9, LEFT - 6, 18), alignment, text)


class WavePlot(_TimePlot):
    """A curve for each channel; of more samples than pixels the least and largest in each."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, "", parent)
        self.setAccessibleName(self.tr("Waveform"))
        self._values = np.zeros((0, 1), np.float32)

    def show_row(self, kind: Series | None, values: npt.NDArray[np.float32]) -> None:
        """Show ``(time, channels)``."""
        self.kind, self._values = kind, values
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a sample, a column a channel."""
        kind, n = self.kind, len(self._values)
        if kind is None or not n:
            return PlotTable({})
        channels = {
            self.tr("Channel {0}").format(i + 1): self._values[:, i]
            for i in range(self._values.shape[1])
        }
        step = np.arange(n)
        time = {self.tr("Time (s)"): step / kind.rate} if kind.rate else {self.tr("Step"): step}
        return PlotTable({**time, **channels})

    def _paint(self, painter: QPainter, field: QRectF) -> None:
        values = self._values
        if not len(values):
            return
        low, high = float(values.min()), float(values.max())
        if isinstance(self.kind, Sound):
            high = max(abs(low), abs(high), 1e-3)
            low = -high
        span = high - low or 1.0
        marks = [(k / 2, f"{low + span * k / 2:.3g}") for k in range(3)]
        self._paint_scale(painter, field, marks)
        series = self._theme.colors.series
        n = len(values)
        columns = max(2, min(n, int(field.width())))
        edges = np.linspace(0, n, columns + 1).astype(int)
        for channel, curve in enumerate(values.T):
            least = np.minimum.reduceat(curve, edges[:-1])
            most = np.maximum.reduceat(curve, edges[:-1])
            xs = field.left() + field.width() * (np.arange(columns) + 0.5) / columns
            ys = field.bottom() - field.height() * (np.stack([least, most]) - low) / span
            painter.setPen(QPen(QColor(series[channel % len(series)]), 1))
            if columns == n:
                points = zip(xs.tolist(), ys[0].tolist(), strict=True)
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
                continue
            ends = zip(xs.tolist(), ys[0].tolist(), xs.tolist(), ys[1].tolist(), strict=True)
            points = [QPointF(x, y) for x0, y0, x1, y1 in ends for x, y in ((x0, y0), (x1, y1))]
            painter.drawPolyline(QPolygonF(points))


class SpectrogramPlot(_TimePlot):
    """Mel bands over time, in the theme's colours from silence to loud."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, "", parent)
        self.setAccessibleName(self.tr("Log-mel spectrogram"))
        self._level = np.zeros((0, 0), np.float32)

    def show_row(self, kind: Sound | None, level: npt.NDArray[np.float32]) -> None:
        """Show decibels ``(frames, mels)``, at most 0."""
        self.kind, self._level = kind, level
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a frame and band: when it begins, its band's middle, and how loud it is."""
        kind = self.kind
        if not self._level.size or not isinstance(kind, Sound):
            return PlotTable({})
        frames, bands = self._level.shape
        middles = np.asarray(spectrogram.band_edges(kind.rate, kind.mels)[1:-1], np.float64)
        starts = np.arange(frames) * kind.hop / kind.rate
        return PlotTable(
            {
                self.tr("Time (s)"): np.repeat(starts, bands),
                self.tr("Frequency (Hz)"): np.tile(middles[:bands], frames),
                self.tr("Level (dB)"): self._level.ravel(),
            }
        )

    def _paint(self, painter: QPainter, field: QRectF) -> None:
        kind = self.kind
        if not self._level.size or not isinstance(kind, Sound):
            return
        shades = _shades(self._theme.colors.sequential)
        index = ((self._level.T[::-1] / kind.dynamic_range + 1) * (SHADES - 1)).clip(0, SHADES - 1)
        pixels = np.ascontiguousarray(shades[index.astype(np.uint8)])
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        frames = (width - 1) * kind.hop + kind.frame
        part = QRectF(field)
        part.setWidth(field.width() * frames / kind.length)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(part, image)
        edges = spectrogram.band_edges(kind.rate, kind.mels)[1:-1]
        marks = []
        for share in np.linspace(0, 1, 4).tolist():
            hz = float(edges[round(share * (len(edges) - 1))])
            text = f"{hz / 1000:.1f} kHz" if hz >= 1000 else f"{hz:.0f} Hz"
            marks.append((0.05 + 0.9 * share, text))
        self._paint_scale(painter, field, marks)


class RowPlots(QWidget):
    """A row's curve, and below it the spectrogram of a sound."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wave = WavePlot(host)
        self.bands = SpectrogramPlot(host)
        add_plot_actions(host, self.wave, self.bands)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.wave, 1)
        layout.addWidget(self.bands, 1)
        self.bands.hide()

    def show_row(self, kind: Series | None, row: npt.NDArray[np.float32] | None) -> None:
        """Show ``(1, time, channels)``; none empties the plots."""
        if kind is None or row is None:
            self.wave.show_row(None, np.zeros((0, 1), np.float32))
            self.bands.show_row(None, np.zeros((0, 0), np.float32))
            return
        self.wave.show_row(kind, row[0])
        heard = isinstance(kind, Sound) and bool(kind.mels)
        self.bands.setVisible(heard)
        if isinstance(kind, Sound) and heard:
            self.bands.show_row(kind, kind.log_mel(row)[0])


class PlayButton(QPushButton):
    """Plays the sound that it was given, or says what is missing for that."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.setText(self.tr("Play"))
        self.setToolTip(self.tr("Play the sound as the network hears it: of one channel, cut."))
        self._sound: tuple[npt.NDArray[np.float32], float] | None = None
        self.setEnabled(False)
        self.clicked.connect(self._play)

    def set_sound(self, samples: npt.NDArray[np.float32] | None, rate: float = 0.0) -> None:
        """Take samples ``(n,)``, or none."""
        self._sound = None if samples is None else (samples, rate)
        self.setEnabled(samples is not None)

    def _play(self) -> None:
        if missing := playback.problem():
            self._host.notices.warn(missing)
            return
        if self._sound is None:
            return
        samples, rate = self._sound
        self._host.background.start(
            "series: play",
            lambda _: playback.play(samples, rate),
            lambda _: None,
            self._failed,
            title=self.tr("Playing a sound"),
        )

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)


class SeriesPreview(QWidget):
    """Rows in a list; the chosen one as a curve, a spectrogram and a sound."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._kind: Series | None = None
        self._rows = np.zeros((0, 1, 1), np.float32)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Rows"))
        self.list.setMinimumWidth(150)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.facts.setWordWrap(True)
        self.plots = RowPlots(host)
        self.play = PlayButton(host)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.play)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.plots, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.list.currentRowChanged.connect(self._show)

    def show_rows(
        self, kind: Series, target: TargetKind, split: Rows, indices: npt.NDArray[np.int64]
    ) -> None:
        """Show rows of a split by their numbers."""
        self._kind = kind
        self._rows = kind.take(split.x, indices)
        self.list.blockSignals(True)
        self.list.clear()
        for number, (row, label) in enumerate(zip(indices.tolist(), split.y[indices], strict=True)):
            item = QListWidgetItem(f"{target.text(label)} · #{row:,}")
            item.setToolTip(_facts(kind, self._rows, number))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.play.setVisible(isinstance(kind, Sound))
        self.list.setCurrentRow(0 if len(indices) else -1)
        self._show(self.list.currentRow())

    def _show(self, place: int) -> None:
        kind = self._kind
        if kind is None or not 0 <= place < len(self._rows):
            self.title.clear()
            self.facts.clear()
            self.plots.show_row(None, None)
            self.play.set_sound(None)
            return
        item = self.list.item(place)
        self.title.setText(item.text().rpartition(" · ")[0])
        self.facts.setText(_facts(kind, self._rows, place))
        row = self._rows[place : place + 1]
        self.plots.show_row(kind, row)
        self.play.set_sound(row[0, :, 0] if isinstance(kind, Sound) else None, kind.rate)


class SoundPlayground(QWidget):
    """A file or what is spoken, seen as the model hears it, and every ticked model's answer."""

    heard = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._models: list[OpenSoundModel] = []
        self._source: Path | Recording | None = None
        self.setAcceptDrops(True)
        self.choose = QPushButton(self.tr("Choose a file…"))
        self.microphone = QPushButton(self.tr("Record"))
        self.microphone.setToolTip(self.tr("Record from the microphone; begin to speak at once."))
        self.play = PlayButton(host)
        self.plots = RowPlots(host)
        self.models = ModelTicks(
            host,
            "sound",
            lambda: runs_of_kind(host.store, Sound.id),
            lambda ticked: hearing.open_models(ticked, host.plugins),
            self._failed,
        )
        self.bars = BarChart(host.theme)
        add_plot_actions(host, self.bars)
        self.answer = QLabel()
        self.remark = QLabel()
        self.legend = QLabel(textFormat=Qt.TextFormat.RichText)
        self._heard = HeardSound()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self._empty())
        self.choose.clicked.connect(self._choose)
        self.microphone.clicked.connect(self._record)
        self.models.opened.connect(self._opened)
        self.models.offered.connect(lambda n: self._stack.setCurrentIndex(0 if n else 1))
        host.theme.changed.connect(self._show_legend)
        self._show(HeardSound())
        self.models.refresh()

    def _build(self) -> QWidget:
        page = QWidget()
        for label in (self.answer, self.remark, self.legend):
            label.setWordWrap(True)
        self.answer.setProperty("role", "title")
        self.answer.setAccessibleName(self.tr("Answer"))
        self.remark.setProperty("role", "muted")
        buttons = QHBoxLayout()
        for button in (self.choose, self.microphone, self.play):
            buttons.addWidget(button)
        buttons.addStretch()
        left, right = QVBoxLayout(), QVBoxLayout()
        right.setSpacing(6)
        left.addLayout(buttons)
        left.addWidget(self.plots, 1)
        left.addWidget(self.remark)
        label = QLabel(self.tr("Models (tick to compare)"))
        label.setProperty("role", "muted")
        right.addWidget(self.answer)
        right.addWidget(self.legend)
        right.addWidget(self.bars, 1)
        right.addWidget(label)
        right.addWidget(self.models)
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(18)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        return page

    def _empty(self) -> NoModel:
        return NoModel(
            self.tr("No model that hears sounds yet"),
            self.tr("Choose recordings in a folder as dataset on the Train page, and train."),
            [(self.tr("Go to Train"), lambda: self._host.go_to("train"))],
        )

    def _opened(self, models: list[OpenSoundModel]) -> None:
        self._models = models
        self._ask()

    def _failed(self, error: WorkbenchError) -> None:
        self.microphone.setEnabled(True)
        self.microphone.setText(self.tr("Record"))
        self._host.notices.error(error)

    def _choose(self) -> None:
        endings = " ".join(f"*{ending}" for ending in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a sound"), "", self.tr("Sounds") + f" ({endings})"
        )
        if name:
            self.hear(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file is heard."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.hear(Path(url.toLocalFile()))
                event.acceptProposedAction()
                return

    def _record(self) -> None:
        if missing := playback.problem():
            self._host.notices.warn(missing)
            return
        models = list(self._models)
        self.microphone.setEnabled(False)
        self.microphone.setText(self.tr("Listening…"))
        self._host.background.start(
            "sound: record",
            lambda job: hearing.record(models, job.check),
            self._recorded,
            self._failed,
            title=self.tr("Recording"),
        )

    def _recorded(self, recording: Recording) -> None:
        self.microphone.setEnabled(True)
        self.microphone.setText(self.tr("Record"))
        self.hear(recording)

    def hear(self, source: Path | Recording) -> None:
        """Show a file or recording, and ask the models about it."""
        self._source = source
        self._ask()

    def _ask(self) -> None:
        models, source = list(self._models), self._source
        if source is None:
            self._show(HeardSound())
            return
        self._host.background.start(
            "sound: hear",
            lambda _: hearing.hear(models, source),
            self._show,
            self._failed,
            title=self.tr("Classifying a recording"),
        )

    def _show(self, heard: HeardSound) -> None:
        self._heard = heard
        self.plots.show_row(heard.kind, heard.row)
        row, kind = heard.row, heard.kind
        self.play.set_sound(None if row is None else row[0, :, 0], kind.rate if kind else 0.0)
        self.bars.show_answers(heard.classes, list(heard.answers))
        self.bars.setVisible(bool(heard.classes) or not heard.texts)
        self.answer.setText(self._answer(heard))
        self._show_legend()
        remarks = []
        if isinstance(self._source, Path):
            remarks.append(self._source.name)
        if heard.excluded:
            words = self.tr("Not compared, because the classes are others: {0}.")
            remarks.append(words.format(", ".join(heard.excluded)))
        self.remark.setText(" · ".join(remarks))
        self.remark.setVisible(bool(remarks))
        self.heard.emit()

    def _answer(self, heard: HeardSound) -> str:
        if heard.answers:
            p = heard.answers[0][1]
            return f"{heard.classes[int(p.argmax())]} · {float(p.max()):.0%}"
        if heard.texts:
            return "\n".join(f"{name}: {text}" for name, text in heard.texts)
        if self._source is not None and not self._models:
            return self.tr("Tick a model")
        return self.tr("Choose, drop or record a sound")

    def _show_legend(self) -> None:
        """Which colour is whose, where there are several."""
        names = [name for name, _ in self._heard.answers]
        self.legend.setText(answer_legend(names, self._host.theme.colors.series))
        self.legend.setVisible(len(names) > 1)


def _facts(kind: Series, rows: npt.NDArray[np.float32], place: int) -> str:
    return " · ".join(f"{name}: {value}" for name, value in kind.cells(rows, place).items())


def _ticks(low: float, high: float) -> list[float]:
    """About `TICKS` round numbers from ``low`` to ``high``."""
    step = (high - low) / TICKS or 1.0
    size = 10.0 ** np.floor(np.log10(step))
    step = size * min((1, 2, 5, 10), key=lambda factor: abs(factor * size - step))
    return [round(k * step, 9) for k in range(int(high / step + 1e-9) + 1) if k * step >= low]


def _shades(stops: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    """Colours from silence to loud, uint8 ``(SHADES, 3)``."""
    points = np.array([QColor(stop).getRgb()[:3] for stop in stops], np.float64)
    at = np.linspace(0, len(points) - 1, SHADES)
    return np.stack(
        [np.interp(at, np.arange(len(points)), channel) for channel in points.T], 1
    ).astype(np.uint8)
