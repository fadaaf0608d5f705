"""Parallel coordinates: a vertical axis for each setting and figure, a line for each run.

Inselberg, "The plane with parallel coordinates" (1985).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.core import metric_text
from workbench.core.runs.settings_table import SettingsTable, Value
from workbench.ui.host import Host
from workbench.ui.plots.placeholder import Placeholder
from workbench.ui.plots.plot_actions import add_plot_actions
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.runs.table_model import EMPTY, heading, worded

# More axes than that cannot be told apart, and more ticks of texts neither.
MOST_AXES, MOST_TICKS = 12, 8
# Pixels that a letter of a tick takes, roughly.
LETTER_PX = 7.5
# From this ratio on, numbers above zero are spread by their logarithm.
LOG_RATIO = 30.0


def _within(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1] + "…"


class Axis:
    """Where the values of one column lie between 0 and 1.

    Attributes
    ----------
    places
        float64 ``(n_runs,)``, NaN where a run has no value.
    ticks
        Places and what stands there.
    """

    def __init__(self, name: str, table: SettingsTable) -> None:
        self.name = name
        values = [row.get(name) for _, row in table.rows]
        self._table = table
        numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
        if numbers and all(v is None or v in numbers for v in values):
            self.places, self.ticks = self._of_numbers(values, min(numbers), max(numbers))
        else:
            self.places, self.ticks = self._of_texts(values)

    def _of_numbers(
        self, values: Sequence[Value], low: float, high: float
    ) -> tuple[npt.NDArray[np.float64], list[tuple[float, str]]]:
        array = np.array([np.nan if v is None else float(v) for v in values])
        log = low > 0 and high / low >= LOG_RATIO
        scale = np.log if log else np.asarray
        first, last = float(scale(low)), float(scale(high))
        if last <= first:
            return np.where(np.isnan(array), np.nan, 0.5), [(0.5, self._text(low))]
        places = (scale(array) - first) / (last - first)
        middle = float(np.exp((first + last) / 2)) if log else (low + high) / 2
        marks = [(0.0, low), (0.5, float(f"{middle:.3g}")), (1.0, high)]
        return places, [(place, self._text(value)) for place, value in marks]

    def _of_texts(
        self, values: Sequence[Value]
    ) -> tuple[npt.NDArray[np.float64], list[tuple[float, str]]]:
        texts = [None if v is None else self._text(v) for v in values]
        names = sorted({text for text in texts if text is not None})
        step = 1 / max(1, len(names) - 1)
        where = {name: (k * step if len(names) > 1 else 0.5) for k, name in enumerate(names)}
        places = np.array([np.nan if text is None else where[text] for text in texts])
        every = max(1, -(-len(names) // MOST_TICKS))
        return places, [(where[name], name) for name in names[::every]]

    def _text(self, value: Value) -> str:
        return worded(self.name, value, self._table)


class ParallelPlot(pg.PlotWidget):  # type: ignore[misc]
    """The lines, and the values that they go through."""

    table = EMPTY
    names: tuple[str, ...] = ()

    def plot_table(self) -> PlotTable:
        """A row a run: its name, and what it has on each axis."""
        if not self.names:
            return PlotTable({})
        rows = self.table.rows
        columns: dict[str, npt.ArrayLike] = {self.tr("Run"): [info.name for info, _ in rows]}
        for name in self.names:
            columns[heading(name)] = [
                "" if (value := values.get(name)) is None else worded(name, value, self.table)
                for _, values in rows
            ]
        return PlotTable(columns)


class ParallelCoordinates(QWidget):
    """Settings that differ from left to right, and at the right the figure that colours the lines.

    A line breaks where a run has no such setting.
    """

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = host.theme
        self._table = EMPTY
        self.axes: list[Axis] = []
        self._letters = 0
        self.figure = QComboBox()
        self.figure.setAccessibleName(self.tr("Figure that colours the lines"))
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.plot = ParallelPlot(background=None)
        self.plot.setAccessibleName(self.tr("Parallel coordinates of runs"))
        add_plot_actions(host, self.plot)
        self.nothing = Placeholder()
        self.nothing.say(
            self.tr("Nothing to compare yet"),
            self.tr("Two runs whose settings differ are drawn here as lines."),
        )
        self._build()
        self.figure.currentIndexChanged.connect(self._draw)
        host.theme.changed.connect(self._draw)

    def _build(self) -> None:
        item = self.plot.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.getViewBox().setMouseEnabled(x=False, y=False)
        item.hideAxis("left")
        item.hideAxis("bottom")
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Colour by")))
        row.addWidget(self.figure)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        column.addWidget(self.nothing, 1)

    def show_table(self, table: SettingsTable) -> None:
        """Show these runs."""
        self._table = table
        before = self.figure.currentData()
        self.figure.blockSignals(True)
        self.figure.clear()
        for name in table.figures:
            self.figure.addItem(heading(name), name)
        decides = metric_text.deciding(name for name in table.figures if "/" in name)
        chosen = before or f"test/{decides}"
        self.figure.setCurrentIndex(max(0, self.figure.findData(chosen)))
        self.figure.blockSignals(False)
        self._draw()

    def _draw(self) -> None:
        self.plot.clear()
        figure = self.figure.currentData()
        # What has one value wherever it is at all tells no run from another.
        names = self._table.varying()
        shown = names[:MOST_AXES]
        self.axes = [Axis(name, self._table) for name in (*shown, *filter(None, [figure]))]
        usable = len(self._table.rows) > 1 and len(shown) > 0
        self.plot.table = self._table
        self.plot.names = tuple(axis.name for axis in self.axes) if usable else ()
        self.plot.setVisible(usable)
        self.nothing.setVisible(not usable)
        hidden = len(names) - len(shown)
        self.words.setText(
            self.tr("{0} more settings are not drawn").format(hidden) if hidden else ""
        )
        if not usable:
            return
        places = np.stack([axis.places for axis in self.axes], 1)
        tints = self.axes[-1].places if figure else np.zeros(len(places))
        for line, tint in zip(places, tints, strict=True):
            pen = pg.mkPen(self._tint(float(tint)), width=2)
            self.plot.plot(
                np.arange(len(line)),
                line,
                pen=pen,
                connect="finite",
                symbol="o",
                symbolSize=6,
                symbolBrush=self._tint(float(tint)),
                symbolPen=None,
            )
        self._draw_axes()

    def _tint(self, place: float) -> QColor:
        """From low to high between two colours that can be told apart in grey as well."""
        colors = self._theme.colors
        if not np.isfinite(place):
            return QColor(colors.muted)
        low, high = QColor(colors.negative), QColor(colors.positive)
        mixed = [
            round(a + place * (b - a))
            for a, b in zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)  # type: ignore[index]
        ]
        return QColor(*mixed)

    def _letters_beside_an_axis(self) -> int:
        """How much of a name there is room for up to the next axis."""
        between = self.plot.width() / (len(self.axes) + 1)
        return max(5, int(between / LETTER_PX) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names are as long as there is room for them now."""
        super().resizeEvent(event)
        if self.axes and self._letters_beside_an_axis() != self._letters:
            self._draw()

    def _draw_axes(self) -> None:
        colors = self._theme.colors
        veil = QColor(colors.window)
        veil.setAlpha(235)
        self._letters = letters = self._letters_beside_an_axis()
        for x, axis in enumerate(self.axes):
            self.plot.plot([x, x], [0, 1], pen=pg.mkPen(colors.border, width=1))
            title = pg.TextItem(
                _within(heading(axis.name), letters + 1), color=colors.text, anchor=(0.5, 1)
            )
            title.setPos(x, 1.06)
            title.setToolTip(axis.name)
            self.plot.addItem(title)
            for place, text in axis.ticks:
                tick = pg.TextItem(
                    _within(text, letters), color=colors.muted, anchor=(0, 0.5), fill=veil
                )
                tick.setPos(x + 0.05, place)
                self.plot.addItem(tick)
        box = self.plot.getPlotItem().getViewBox()
        box.setRange(xRange=(-0.45, len(self.axes) - 0.15), yRange=(-0.08, 1.16), padding=0)
