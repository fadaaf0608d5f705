"""Steps view: everything a comparison does, with what is done and what it is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workbench.ui.theme import ThemeManager


class StepsView(QWidget):
    """One line for each model, with each number of labels; it follows the one being asked."""

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._titles: Sequence[str] = ()
        self._at = -1
        self.heading = QLabel()
        self.list = QListWidget()
        self.heading.setProperty("role", "heading")
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName(self.tr("Steps of the comparison"))
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        about = QLabel(
            self.tr(
                "You can stop or close at any time; it continues where it left off. The other "
                "pages can be used meanwhile."
            ),
            wordWrap=True,
        )
        about.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        for widget in (self.heading, about):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        theme.changed.connect(lambda: self._paint(range(len(self._titles))))

    def begin(self, name: str, titles: Sequence[str]) -> None:
        """Show what is to be done."""
        self.heading.setText(self.tr("Comparing: {0}").format(name))
        self._titles = titles
        self._at = -1
        self.list.clear()
        for _ in titles:
            self.list.addItem(QListWidgetItem())
        self._paint(range(len(titles)))

    @property
    def at(self) -> int:
        """The line that it is at; -1 before the first."""
        return self._at

    def show_at(self, number: int) -> None:
        """Show that it has come to this line; those before are done."""
        if number == self._at:
            return
        changed = range(max(self._at, 0), min(number + 1, len(self._titles)))
        self._at = number
        self._paint(changed)
        if 0 <= number < len(self._titles):
            self.list.scrollToItem(self.list.item(number))

    def _paint(self, rows: Sequence[int]) -> None:
        colors = self._theme.colors
        for row in rows:
            mark, color, state = "○", colors.muted, self.tr("waiting")
            if row < self._at:
                mark, color, state = "✓", colors.text, self.tr("done")
            elif row == self._at:
                mark, color, state = "▸", colors.accent, self.tr("in progress")
            item = self.list.item(row)
            item.setText(f"{mark}  {row + 1}. {self._titles[row]}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._titles[row]}: {state}")
            item.setForeground(QColor(color))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
