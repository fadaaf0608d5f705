"""The Data page: what a dataset is, how its classes are balanced, and its pictures or texts."""

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
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.dataset import Data, Dataset, ImageClasses
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import Part
from workbench.core.task import LanguageModelling
from workbench.core.text import Corpus, TextClasses
from workbench.core.tokenizer import Tokenizer
from workbench.ui.forms.form import Form
from workbench.ui.host import Host
from workbench.ui.markup import escaped
from workbench.ui.plots.balance import Balance
from workbench.ui.plots.gallery import Gallery, Item, PictureDialog
from workbench.ui.plots.row_filter import RowFilter
from workbench.ui.plots.text_panes import CorpusPane, TextRowsPane


class DataPage(QWidget):
    """Loads a dataset in the background and shows it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data: Data | None = None
        self._part = Part(id=host.experiment.dataset.id, params=host.experiment.dataset.params)
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
        self._card, self._about = QLabel(wordWrap=True), ""
        self._card.setTextFormat(Qt.TextFormat.RichText)
        self._card.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._form_place = QVBoxLayout()
        self.balance = Balance(self._host.theme)
        self._heading, self._amounts = QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        frame = QFrame()
        frame.setProperty("role", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.choice)
        column.addWidget(self._card)
        column.addLayout(self._form_place)
        for widget in (self._heading, self._amounts, self.balance):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(frame)
        scroll.setFixedWidth(300)
        return scroll

    def _right(self) -> QVBoxLayout:
        self.filter = RowFilter()
        self.filter.changed.connect(self._show_rows)
        self.gallery = Gallery(self.tr("Pictures"))
        self.gallery.set_colors(self._host.theme.colors)
        self.gallery.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.gallery)
        self._stack.addWidget(self._waiting())
        self.texts, self.corpus = TextRowsPane(self._host.theme), CorpusPane(self._host.theme)
        self._stack.addWidget(self.texts)
        self._stack.addWidget(self.corpus)
        column = QVBoxLayout()
        column.addWidget(self.filter)
        column.addWidget(self._stack, 1)
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
        self._host.data.cancel(self._part, self._loaded)
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
        rows = [f"<p>{escaped(cls.about)}</p>"]
        for label, text in (
            (self.tr("What"), card.summary),
            (self.tr("Size"), card.size),
            (self.tr("Licence"), card.licence),
            (self.tr("Source"), card.source),
            (self.tr("Cite"), card.citation),
        ):
            if text:
                rows.append(f"<p><b>{escaped(label)}:</b> {escaped(text)}</p>")
        self._about = "".join(rows)
        self._card.setText(self._about)

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
        self._host.data.cancel(self._part, self._loaded)
        self._show_stop(self.tr("Cancelled."))

    def _failed(self, error: WorkbenchError) -> None:
        self._show_stop(f"{error.message}\n{error.remedy}")

    def _show_stop(self, words: str) -> None:
        self._words.setText(words)
        self._progress.hide()
        self._cancel.hide()
        self._again.show()

    def _loaded(self, data: Data) -> None:
        self._data = data
        self._again.hide()
        self._show_amounts(data)
        self.filter.set_data(data)
        if isinstance(data, ImageClasses):
            self._stack.setCurrentWidget(self.gallery)
        else:
            pane = self.corpus if isinstance(data, Corpus) else self.texts
            pane.set_tokenizer(None)
            self._stack.setCurrentWidget(pane)
            text = data.tokenizer
            self._host.tasks.start(
                "data: tokenizer", lambda _: Tokenizer.from_json(text), pane.set_tokenizer
            )
        self._host.tasks.start("data: hash", lambda _: data.digest(), self._show_hash)

    def _show_amounts(self, data: Data) -> None:
        """How much there is: of running text its tokens, else the rows of each class."""
        running = isinstance(data, Corpus)
        self.balance.setVisible(not running)
        self._amounts.setVisible(running)
        if isinstance(data, Corpus):
            words = self.tr("Training: {0}\nTest: {1}\nVocabulary: {2}")
            self._heading.setText(self.tr("Tokens"))
            known = self._host.data.task(self._part)
            vocabulary = known.n_tokens if isinstance(known, LanguageModelling) else 0
            amounts = (len(data.train), len(data.test), vocabulary)
            self._amounts.setText(words.format(*(f"{n:,}" for n in amounts)))
            return
        n = len(data.classes)
        counts = [np.bincount(split.y, minlength=n) for split in (data.train, data.test)]
        self._heading.setText(self.tr("Classes: training + test"))
        self.balance.show_counts(data.classes, *counts)

    def _show_hash(self, digest: str) -> None:
        words = f"<p><b>{escaped(self.tr('Hash'))}:</b> {escaped(digest[:16])}…</p>"
        self._card.setText(self._about + words)
        self._card.setToolTip(f"SHA-256 {digest}")

    def _show_rows(self) -> None:
        data, split, rows = self._data, self.filter.split, self.filter.rows
        if isinstance(data, TextClasses):
            self.texts.show_rows(data, split, rows.tolist())
        elif isinstance(data, Corpus):
            self.corpus.show_rows(data, split, rows)
        elif data is not None:
            self._show_pictures(data, split, rows.tolist())

    def _show_pictures(self, data: ImageClasses, split: str, rows: list[int]) -> None:
        part = data.test if split == "test" else data.train
        items = []
        for row in rows:
            name = data.classes[int(part.y[row])]
            about = self.tr("Row {row}: {name}").format(row=row, name=name)
            items.append(Item(part.x[row], name, str(row), about))
        self.gallery.set_items(items)

    def _open(self, row: int) -> None:
        PictureDialog(self.gallery.items, row, self._host.theme.colors, self).open()
