"""Disagreements: rows on which answerers differ, and what each said about the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.report.data import Report
from workbench.comparison.report.examples import example
from workbench.ui.column_header import align_headings

MOST, SHOWN = 500, 70


class Disagreements(QWidget):
    """A list of rows, most disputed first; arrow keys or a click choose one.

    ``wanted`` carries places of held-out rows that people are to label.
    """

    wanted = Signal(list)

    def __init__(self, page: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.rows = QListWidget()
        self.text = QLabel(wordWrap=True)
        self.picture = QLabel()
        self.said = QTableWidget(0, 3)
        align_headings(self.said)
        self.send = QPushButton()
        self.rows.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.rows.setProperty("role", "rows")
        self.rows.setAccessibleName(self.tr("Rows on which the models differ"))
        self.said.setAccessibleName(self.tr("Answer of each model"))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setHorizontalHeaderLabels(
            [self.tr("Model"), self.tr("Label"), self.tr("Full answer")]
        )
        self.said.horizontalHeader().setStretchLastSection(True)
        self.said.verticalHeader().hide()
        self.said.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.said.setTabKeyNavigation(False)
        right = QVBoxLayout()
        for widget in (self.picture, self.text):
            right.addWidget(widget)
        right.addWidget(self.said, 1)
        self.send.setToolTip(self.tr("Choose several rows with Shift or Ctrl to send only those"))
        left = QVBoxLayout()
        left.addWidget(self.rows, 1)
        left.addWidget(self.send)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.setMinimumHeight(280)
        self._fill()

    def _fill(self) -> None:
        held_out = self._page.found.held_out
        texts = held_out.texts
        for row in self._page.disagreements[:MOST]:
            words = " ".join(texts[row].split())[:SHOWN] or self.tr("Picture {0}").format(
                held_out.indices[row]
            )
            label = held_out.target.text(held_out.truth[row])
            item = QListWidgetItem(f"{words}  ·  {label}")
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.rows.addItem(item)
        self.rows.currentItemChanged.connect(lambda item, _: self._show(item))
        self.rows.itemSelectionChanged.connect(self._name_button)
        # Numbers are not labelled with a click.
        self.send.setVisible(bool(held_out.classes))
        self.send.clicked.connect(lambda: self.wanted.emit(self.chosen))
        self.rows.setCurrentRow(0)
        self._name_button()

    @property
    def chosen(self) -> list[int]:
        """The rows that are chosen, where these are several; else all on which they differ."""
        items = self.rows.selectedItems()
        if len(items) < 2:
            return list(self._page.disagreements)
        return sorted(item.data(Qt.ItemDataRole.UserRole) for item in items)

    def _name_button(self) -> None:
        several = len(self.rows.selectedItems()) > 1
        words = (
            self.tr("Send {0:,} chosen rows to labelling…")
            if several
            else self.tr("Send these {0:,} rows to labelling…")
        )
        self.send.setText(words.format(len(self.chosen)))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        row = item.data(Qt.ItemDataRole.UserRole)
        asked = self._page.found.held_out.rows[row]
        true = self.tr("It is: {0}").format(asked.label)
        self.text.setText(f"{asked.text}\n{true}".strip())
        self.picture.setVisible(bool(asked.images))
        if asked.images:
            pixels = QPixmap()
            pixels.loadFromData(asked.images[0])
            self.picture.setPixmap(pixels.scaledToHeight(84))
        found = example(self._page, row).answers
        self.said.setRowCount(len(found))
        measured = not self._page.found.held_out.classes
        for number, each in enumerate(found):
            shown = f"{'✓' if each.right else '✗'} {each.said}"
            if measured:
                shown = f"{each.said} ({each.mark})"
            words = " ".join(each.words.split())[:300]
            for column, text in enumerate((each.name, shown, words)):
                self.said.setItem(number, column, QTableWidgetItem(text))
        self.said.resizeColumnToContents(0)
        self.said.resizeColumnToContents(1)
