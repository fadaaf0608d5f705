"""Class buttons: one for each label with its key, or a search among many labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workbench.ui.labelling import keys

LEAST_WIDTH, MOST_WIDTH, GAP = 92, 220, 6


class ClassButtons(QWidget):
    """``taken`` carries the label that a click, a key or the search means.

    Up to twenty labels have a button and a key each. Of more, the most probable ones are shown,
    and a search finds the others: its matches take the place of the buttons.
    """

    taken = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes: tuple[str, ...] = ()
        self.buttons: list[QPushButton] = []
        self.search = QLineEdit()
        self._likely: list[int] = []
        self._shown: list[int] = []
        self._columns = 0
        self._now = ""
        self._keys = keys.KEYS
        self.search.setAccessibleName(self.tr("Find a label"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._update_buttons)
        self.search.returnPressed.connect(self._take_first)
        self.search.installEventFilter(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.search)
        column.addLayout(self._grid)
        self.search.hide()

    @property
    def many(self) -> bool:
        """Whether there are more labels than keys."""
        return len(self.classes) > keys.MOST

    def set_classes(self, classes: Sequence[str]) -> None:
        """Offer these labels."""
        self.classes = tuple(classes)
        self._columns = 0
        self._keys = keys.keys_of(self.classes)
        self._likely = list(range(len(self.classes)))
        self.search.clear()
        self.search.setVisible(self.many)
        words = self.tr("/ or a letter: find one of {n} labels; Enter takes the first")
        self.search.setPlaceholderText(words.format(n=len(self.classes)))
        for button in self.buttons:
            button.deleteLater()
        count = keys.PROBABLE if self.many else len(self.classes)
        self.buttons = [self._button(place) for place in range(count)]
        self._update_buttons()
        self._arrange()

    def _button(self, index: int) -> QPushButton:
        # Tab reaches it; a click leaves the keyboard with the row.
        button = QPushButton(self)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("role", "class")
        button.clicked.connect(lambda: self._take(index))
        return button

    def show_row(
        self, now: str, probabilities: npt.NDArray[np.float32] | None, counts: Sequence[int]
    ) -> None:
        """A row has come: what is said of it so far, and which labels are likely."""
        self._now = now
        if self.many:
            self._likely = keys.likeliest(len(self.classes), probabilities, counts)
            if self.search.text():
                self.search.clear()
        self._update_buttons()

    def label_of(self, text: str) -> str:
        """The label of a key; empty if it has none."""
        place = self._keys.find(text) if text else -1
        return self.classes[self._shown[place]] if 0 <= place < len(self._shown) else ""

    def look_for(self, typed: str = "") -> None:
        """Go to the search, with the first letter of what is looked for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the search."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.search.clear()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        self._arrange()
        self._update_buttons()

    def _update_buttons(self) -> None:
        typed = self.search.text() if self.many else ""
        places = keys.matching(self.classes, typed, self._likely) if typed else self._likely
        self._shown = places[: len(self.buttons)]
        for number, button in enumerate(self.buttons):
            there = number < len(self._shown)
            if button.isEnabled() != there:
                button.setEnabled(there)
            name = self.classes[self._shown[number]] if there else ""
            key = self._keys[number]
            if typed:  # then digits belong to the search
                key = self.tr("Enter") if number == 0 else ""
            self._write(button, key, name)

    def _write(self, button: QPushButton, key: str, name: str) -> None:
        room = max(40, button.width() - 34 - self.fontMetrics().horizontalAdvance(key))
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        # & would underline what follows it.
        text = (f"{key}   {shown}" if key != name.casefold() else shown).strip().replace("&", "&&")
        if button.text() != text:
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(self.tr("Label {name}").format(name=name) if name else "–")
        if button.isChecked() != (bool(name) and name == self._now):
            button.setChecked(not button.isChecked())

    def _arrange(self) -> None:
        if not self.buttons or not self.width():
            return
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(name) for name in self.classes) + 56
        wide = min(max(longest, LEAST_WIDTH), MOST_WIDTH)
        fit = max(1, (self.width() + GAP) // (wide + GAP))
        # Rows of equal length look calmer.
        rows = -(-len(self.buttons) // fit)
        columns = -(-len(self.buttons) // rows)
        if columns == self._columns:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for number, button in enumerate(self.buttons):
            self._grid.addWidget(button, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def _take(self, index: int) -> None:
        self.buttons[index].setChecked(not self.buttons[index].isChecked())
        if index < len(self._shown):
            self._give(self.classes[self._shown[index]])

    def _take_first(self) -> None:
        if self.search.text().strip() and self._shown:
            self._give(self.classes[self._shown[0]])

    def _give(self, label: str) -> None:
        self.search.clear()
        self.left.emit()
        self.taken.emit(label)
