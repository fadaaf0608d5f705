"""RowFilter: which rows of a dataset are looked at: a split, a class, a page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.text import Corpus

ROWS_AT_ONCE = 400
TOKENS_AT_ONCE = 2000


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
        self._where = QLabel()
        self._where.setProperty("role", "muted")
        self._where.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.before = QPushButton(self.tr("Before"))
        self.after = QPushButton(self.tr("After"))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self._arrange()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split_box)
        row.addWidget(self.of_class)
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
        running = isinstance(data, Corpus)
        self._at_once = TOKENS_AT_ONCE if running else ROWS_AT_ONCE
        self.of_class.setVisible(not running)
        self.of_class.blockSignals(True)
        self.of_class.clear()
        self.of_class.addItem(self.tr("All classes"), -1)
        for index, name in enumerate(() if isinstance(data, Corpus) else data.classes):
            self.of_class.addItem(name, index)
        self.of_class.view().setMinimumWidth(self.of_class.view().sizeHintForColumn(0) + 30)
        self.of_class.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        if self._data is None:
            return
        split, wanted = getattr(self._data, self.split), self.of_class.currentData()
        if wanted in (None, -1) or isinstance(self._data, Corpus):
            self._every = np.arange(len(split))
        else:
            self._every = np.flatnonzero(split.y == wanted)
        self._start = 0
        self._say()

    def _turn(self, pages: int) -> None:
        start = self._start + pages * self._at_once
        self._start = max(0, min(start, len(self._every) - 1))
        self._say()

    def _say(self) -> None:
        n, end = len(self._every), self._start + len(self.rows)
        words = self.tr("{first:,} to {last:,} of {n:,}")
        if isinstance(self._data, Corpus):
            words = self.tr("tokens {first:,} to {last:,} of {n:,}")
        first = self._start + 1 if len(self.rows) else 0
        self._where.setText(words.format(first=first, last=end, n=n))
        self.before.setEnabled(self._start > 0)
        self.after.setEnabled(end < n)
        self.changed.emit()
