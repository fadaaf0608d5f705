"""The Data page: what a dataset is, how its classes are balanced, and its pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.core.dataset import Dataset, ImageClasses
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import Part
from workbench.ui.forms.form import Form
from workbench.ui.host import Host
from workbench.ui.plots.balance import Balance
from workbench.ui.plots.gallery import Gallery, Item, PictureDialog

ROWS_AT_ONCE = 400


class DataPage(QWidget):
    """Loads a dataset in the background and shows it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data: ImageClasses | None = None
        self._part = Part(id=host.experiment.dataset.id, params=host.experiment.dataset.params)
        self._start = 0
        self._rows = np.zeros(0, np.int64)
        self.form: Form | None = None
        self._build()
        host.theme.changed.connect(lambda: self.gallery.set_colors(host.theme.colors))

    def _build(self) -> None:
        title = QLabel(self.tr("Data"))
        title.setProperty("role", "title")
        row = QHBoxLayout()
        row.addWidget(self._about_column(), 0)
        row.addLayout(self._right(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(title)
        layout.addLayout(row, 1)

    def _about_column(self) -> QScrollArea:
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Dataset"))
        for id, cls in self._host.plugins.of(Dataset).items():
            self.choice.addItem(cls.name, id)
        self.choice.setCurrentIndex(self.choice.findData(self._part.id))
        self.choice.currentIndexChanged.connect(self._chosen)
        self._card = QLabel(wordWrap=True)
        self._card.setTextFormat(Qt.TextFormat.RichText)
        self._card.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._form_place = QVBoxLayout()
        self.balance = Balance(self._host.theme)
        heading = QLabel(self.tr("Classes: training + test"))
        heading.setProperty("role", "heading")
        frame = QFrame()
        frame.setProperty("role", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.choice)
        column.addWidget(self._card)
        column.addLayout(self._form_place)
        column.addWidget(heading)
        column.addWidget(self.balance)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(frame)
        scroll.setFixedWidth(300)
        return scroll

    def _right(self) -> QVBoxLayout:
        self.split, self.of_class = QComboBox(), QComboBox()
        self.split.addItem(self.tr("Training"), "train")
        self.split.addItem(self.tr("Test"), "test")
        self.split.setAccessibleName(self.tr("Split"))
        self.of_class.setAccessibleName(self.tr("Class"))
        for box in (self.split, self.of_class):
            box.currentIndexChanged.connect(lambda _: self._filter())
        self._where = QLabel()
        self._where.setProperty("role", "muted")
        self._where.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        for box in (self.split, self.of_class):
            box.setMinimumWidth(96)
        self._before = QPushButton(self.tr("Before"))
        self._after = QPushButton(self.tr("After"))
        self._before.clicked.connect(lambda: self._turn(-ROWS_AT_ONCE))
        self._after.clicked.connect(lambda: self._turn(ROWS_AT_ONCE))
        row = QHBoxLayout()
        row.addWidget(self.split)
        row.addWidget(self.of_class)
        row.addStretch(1)
        for widget in (self._where, self._before, self._after):
            row.addWidget(widget)
        self.gallery = Gallery(self.tr("Pictures"))
        self.gallery.set_colors(self._host.theme.colors)
        self.gallery.opened.connect(self._open)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.gallery)
        self._stack.addWidget(self._waiting())
        column = QVBoxLayout()
        column.addLayout(row)
        column.addLayout(self._stack, 1)
        return column

    def _waiting(self) -> QWidget:
        page = QWidget()
        self._words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Loading"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(360)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._cancelled)
        self._again = QPushButton(self.tr("Try again"))
        self._again.clicked.connect(self.load)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._words)
        for widget in (self._progress, self._cancel, self._again):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def showEvent(self, event: QShowEvent) -> None:
        """Load when first seen, and again when files changed."""
        super().showEvent(event)
        if self._data is None or self._host.data.peek(self._part) is None:
            self._show_about()
            self.load()

    def _chosen(self) -> None:
        self._host.data.cancel(self._part)
        self._part = Part(id=self.choice.currentData())
        self._show_about()
        self.load()

    def _show_about(self) -> None:
        cls = self._host.plugins.of(Dataset).get(self._part.id)
        if cls is None:
            return
        if self.form is not None:
            self.form.deleteLater()
            self.form = None
        if cls.Params.model_fields:
            self.form = Form(cls.Params, self._part.params, self._host.theme)
            self.form.changed.connect(self._set_params)
            self._form_place.addWidget(self.form)
        card = cls.card
        rows = [f"<p>{cls.about}</p>"]
        for label, text in (
            (self.tr("What"), card.summary),
            (self.tr("Size"), card.size),
            (self.tr("Licence"), card.licence),
            (self.tr("Source"), card.source),
            (self.tr("Cite"), card.citation),
        ):
            if text:
                rows.append(f"<p><b>{label}:</b> {text}</p>")
        self._card.setText("".join(rows))

    def _set_params(self, values: dict[str, object]) -> None:
        if self.form is not None and not self.form.problems:
            self._part = Part(id=self._part.id, params=values)
            self.load()

    def load(self) -> None:
        """Load the chosen dataset in the background."""
        self._data = None
        self._stack.setCurrentIndex(1)
        self._words.setText(self.tr("Loading…"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._cancel.show()
        self._again.hide()
        self._host.data.request(self._part, self._loaded, self._failed, self._report)

    def _report(self, what: str, done: float, total: float | None) -> None:
        self._words.setText(what)
        self._progress.setRange(0, 1000 if total else 0)
        if total:
            self._progress.setValue(round(1000 * done / total))

    def _cancelled(self) -> None:
        self._host.data.cancel(self._part)
        self._show_stop(self.tr("Cancelled."))

    def _failed(self, error: WorkbenchError) -> None:
        self._show_stop(f"{error.message}\n{error.remedy}")

    def _show_stop(self, words: str) -> None:
        self._words.setText(words)
        self._progress.hide()
        self._cancel.hide()
        self._again.show()

    def _loaded(self, data: ImageClasses) -> None:
        self._data = data
        self._stack.setCurrentIndex(0)
        self._again.hide()
        n = len(data.classes)
        counts = [np.bincount(split.y, minlength=n) for split in (data.train, data.test)]
        self.balance.show_counts(data.classes, *counts)
        self.of_class.blockSignals(True)
        self.of_class.clear()
        self.of_class.addItem(self.tr("All classes"), -1)
        for index, name in enumerate(data.classes):
            self.of_class.addItem(name, index)
        self.of_class.blockSignals(False)
        self._filter()
        self._host.tasks.start("data: hash", lambda _: data.digest(), self._show_hash)

    def _show_hash(self, digest: str) -> None:
        words = f"<p><b>{self.tr('Hash')}:</b> {digest[:16]}…</p>"
        self._card.setText(self._card.text().split("<!--")[0] + f"<!--hash-->{words}")
        self._card.setToolTip(f"SHA-256 {digest}")

    def _filter(self) -> None:
        if self._data is None:
            return
        split = getattr(self._data, self.split.currentData())
        wanted = self.of_class.currentData()
        every = np.arange(len(split))
        self._rows = every if wanted in (None, -1) else np.flatnonzero(split.y == wanted)
        self._start = 0
        self._show_rows()

    def _turn(self, by: int) -> None:
        self._start = max(0, min(self._start + by, len(self._rows) - 1))
        self._show_rows()

    def _show_rows(self) -> None:
        if self._data is None:
            return
        split = getattr(self._data, self.split.currentData())
        rows = self._rows[self._start : self._start + ROWS_AT_ONCE]
        items = []
        for row in rows:
            name = self._data.classes[int(split.y[row])]
            about = self.tr("Row {row}: {name}").format(row=row, name=name)
            items.append(Item(split.x[row], name, str(row), about))
        self.gallery.set_items(items)
        end = self._start + len(rows)
        words = self.tr("{first:,} to {last:,} of {n:,}")
        first = self._start + 1 if len(rows) else 0
        self._where.setText(words.format(first=first, last=end, n=len(self._rows)))
        self._before.setEnabled(self._start > 0)
        self._after.setEnabled(end < len(self._rows))

    def _open(self, row: int) -> None:
        PictureDialog(self.gallery.items, row, self._host.theme.colors, self).open()
