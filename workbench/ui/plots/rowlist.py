"""Row list: a list of lines that says what to do while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget


class RowList(QListWidget):
    """A list with room around its lines; ``empty`` is shown while there are none."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.empty = QLabel(empty, wordWrap=True)
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QVBoxLayout(self).addWidget(self.empty)
        model = self.model()
        for moment in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            moment.connect(self._look)

    def _look(self) -> None:
        self.empty.setVisible(not self.count())
