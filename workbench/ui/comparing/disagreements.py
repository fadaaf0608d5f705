"""Disagreements: rows on which answerers differ, and what each said about the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.page import Page, answers

MOST, SHOWN = 500, 70


class Disagreements(QWidget):
    """A list of rows, most disputed first; arrow keys or a click choose one."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.rows, self.text = QListWidget(), QLabel(wordWrap=True)
        self.picture, self.said = QLabel(), QTableWidget(0, 3)
        self.rows.setAccessibleName(self.tr("Rows on which answerers differ"))
        self.said.setAccessibleName(self.tr("What each answerer said"))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setHorizontalHeaderLabels(
            [self.tr("Answerer"), self.tr("Label"), self.tr("In its words")]
        )
        self.said.horizontalHeader().setStretchLastSection(True)
        self.said.verticalHeader().hide()
        self.said.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.said.setTabKeyNavigation(False)
        right = QVBoxLayout()
        for widget in (self.picture, self.text):
            right.addWidget(widget)
        right.addWidget(self.said, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.rows, 2)
        row.addLayout(right, 3)
        self.setMinimumHeight(280)
        self._fill()

    def _fill(self) -> None:
        held_out = self._page.found.held_out
        for row in self._page.disagreements[:MOST]:
            asked = held_out.rows[row]
            words = " ".join(asked.text.split())[:SHOWN] or self.tr("Picture {0}").format(
                asked.index
            )
            item = QListWidgetItem(f"{words}  ·  {asked.label}")
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.rows.addItem(item)
        self.rows.currentItemChanged.connect(lambda item, _: self._show(item))
        self.rows.setCurrentRow(0)

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
        found = answers(self._page, row)
        self.said.setRowCount(len(found))
        for number, (name, label, words) in enumerate(found):
            mark = "✓ " if label == asked.label else "✗ "
            shown = mark + (label or self.tr("no label"))
            for column, text in enumerate((name, shown, " ".join(words.split())[:300])):
                self.said.setItem(number, column, QTableWidgetItem(text))
        self.said.resizeColumnToContents(0)
        self.said.resizeColumnToContents(1)
