"""RowFilter: which rows of a dataset are looked at: a split, a class or a range, a page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.targets import Labels, Number
from workbench.ui.forms.spin import DoubleSpinBox
from workbench.ui.plots.data_rows import is_running, split_of

ROWS_AT_ONCE = 400
TOKENS_AT_ONCE = 2000
# Of a field for an end of the range: both stand beside the split and the page in a small window.
RANGE_PX = 104


class RowFilter(QWidget):
    """``changed`` says that `rows` are others now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Data | None = None
        self._every: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._start = 0
        self._at_once = ROWS_AT_ONCE
        self.split_box = QComboBox()
        self.of_class = QComboBox()
        self.lowest, self.highest = DoubleSpinBox(), DoubleSpinBox()
        self._to = QLabel(self.tr("to"))
        self.split_box.addItem(self.tr("Training"), "train")
        self.split_box.addItem(self.tr("Test"), "test")
        self.split_box.setAccessibleName(self.tr("Split"))
        self.of_class.setAccessibleName(self.tr("Class"))
        # Long class names are read in the open list; they do not push the page apart.
        self.of_class.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.of_class.setMinimumContentsLength(14)
        for box in (self.split_box, self.of_class):
            box.setMinimumWidth(96)
            box.currentIndexChanged.connect(lambda _: self._filter())
        for end, name in ((self.lowest, self.tr("Lowest")), (self.highest, self.tr("Highest"))):
            end.setAccessibleName(name)
            end.setMaximumWidth(RANGE_PX)
            end.setKeyboardTracking(False)
            end.valueChanged.connect(lambda _: self._filter())
        self._where = QLabel()
        self._where.setProperty("role", "muted")
        self._where.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.before = QPushButton(self.tr("Previous"))
        self.after = QPushButton(self.tr("Next"))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self._arrange()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split_box)
        row.addWidget(self.of_class)
        row.addWidget(self.lowest)
        row.addWidget(self._to)
        row.addWidget(self.highest)
        row.addStretch(1)
        for widget in (self._where, self.before, self.after):
            row.addWidget(widget)

    @property
    def split(self) -> str:
        """``train`` or ``test``."""
        return str(self.split_box.currentData())

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The rows of the page in sight; of a running text, the places of its tokens."""
        return self._every[self._start : self._start + self._at_once]

    def set_data(self, data: Data) -> None:
        """Take other data, from its first row."""
        self._data = data
        self._at_once = TOKENS_AT_ONCE if is_running(data) else ROWS_AT_ONCE
        self._offer_names(data)
        self._offer_range(data)
        self._filter()

    def _offer_names(self, data: Data) -> None:
        """Classes or labels, where the target has some."""
        target = data.target
        several = isinstance(target, Labels)
        names = target.names if several else target.classes
        self.of_class.setVisible(bool(names))
        self.of_class.setAccessibleName(self.tr("Label") if several else self.tr("Class"))
        self.of_class.blockSignals(True)
        self.of_class.clear()
        self.of_class.addItem(self.tr("All labels") if several else self.tr("All classes"), -1)
        for index, name in enumerate(names):
            self.of_class.addItem(name, index)
        self.of_class.view().setMinimumWidth(self.of_class.view().sizeHintForColumn(0) + 30)
        self.of_class.blockSignals(False)

    def _offer_range(self, data: Data) -> None:
        """From the least to the greatest number of both splits, where the target is a number."""
        target = data.target
        is_number = isinstance(target, Number)
        for widget in (self.lowest, self._to, self.highest):
            widget.setVisible(is_number)
        if not isinstance(target, Number):
            return
        y = np.concatenate([split_of(data, name).y for name in ("train", "test")])
        low, high = float(y.min()), float(y.max())
        # Three digits of the range, so that the ends are not rounded to one value.
        span = (high - low) or 1.0
        decimals = int(min(max(0, 3 - np.floor(np.log10(span))), 9))
        step = 10.0**-decimals
        low, high = np.floor(low / step) * step, np.ceil(high / step) * step
        for box, value in ((self.lowest, low), (self.highest, high)):
            box.blockSignals(True)
            box.setDecimals(decimals)
            box.setRange(low, high)
            box.setSingleStep(span / 20)
            box.setGroupSeparatorShown(True)
            unit = self.tr(" (in {0})").format(target.unit) if target.unit else ""
            box.setToolTip(
                self.tr("{0} of the rows that are shown").format(box.accessibleName()) + unit
            )
            box.setValue(value)
            box.blockSignals(False)

    def _filter(self) -> None:
        if self._data is None:
            return
        split, target = split_of(self._data, self.split), self._data.target
        chosen = self.of_class.currentData()
        if isinstance(target, Number):
            inside = (split.y >= self.lowest.value()) & (split.y <= self.highest.value())
            self._every = np.flatnonzero(inside)
        elif chosen in (None, -1):
            self._every = np.arange(len(split))
        elif isinstance(target, Labels):
            self._every = np.flatnonzero(split.y[:, chosen])
        else:
            self._every = np.flatnonzero(split.y == chosen)
        self._start = 0
        self._say()

    def _turn(self, pages: int) -> None:
        start = self._start + pages * self._at_once
        self._start = max(0, min(start, len(self._every) - 1))
        self._say()

    def _say(self) -> None:
        n, end = len(self._every), self._start + len(self.rows)
        words = self.tr("{first:,} to {last:,} of {n:,}")
        if self._data is not None and is_running(self._data):
            words = self.tr("tokens {first:,} to {last:,} of {n:,}")
        first = self._start + 1 if len(self.rows) else 0
        self._where.setText(words.format(first=first, last=end, n=n))
        self.before.setEnabled(self._start > 0)
        self.after.setEnabled(end < n)
        self.changed.emit()
