"""Nearest: the neighbours of what is chosen as a list, and analogies to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

Found = Sequence[tuple[str, float]]


class NearestList(QWidget):
    """``opened`` carries the place in the list that was activated, ``asked`` three words."""

    opened = Signal(int)
    asked = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        # A long name is cut instead of widening the panel.
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Nearest, with their cosines"))
        self.list.setToolTip(self.tr("Cosine of the angle between the two vectors; 1 is the most"))
        self.list.setMinimumHeight(90)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(self._activated)
        self.list.itemClicked.connect(self._activated)
        self.analogy = self._analogy()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.analogy)
        self.setMinimumWidth(170)
        self.clear()

    def _analogy(self) -> QWidget:
        box = QWidget()
        self.words = [QLineEdit() for _ in range(3)]
        self.solve = QPushButton(self.tr("Solve"))
        self.answer = QLabel(wordWrap=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        heading = QLabel(self.tr("Analogy"))
        heading.setProperty("role", "heading")
        grid.addWidget(heading, 0, 0, 1, 3)
        hints = (self.tr("man"), self.tr("king"), self.tr("woman"))
        names = (self.tr("First word"), self.tr("Second word"), self.tr("Third word"))
        for word, hint, name in zip(self.words, hints, names, strict=True):
            word.setPlaceholderText(hint)
            word.setAccessibleName(name)
            word.returnPressed.connect(self._ask)
        first, second, third = self.words
        for row, (left, between, right) in enumerate(
            ((first, self.tr("is to"), second), (third, self.tr("is to"), self.solve)), 1
        ):
            label = QLabel(between)
            label.setProperty("role", "muted")
            grid.addWidget(left, row, 0)
            grid.addWidget(label, row, 1)
            grid.addWidget(right, row, 2)
        grid.addWidget(self.answer, 3, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.solve.setToolTip(self.tr("As the first is to the second, so is the third to what?"))
        self.solve.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.solve.clicked.connect(self._ask)
        return box

    def clear(self) -> None:
        """Nothing is chosen."""
        self.heading.setText(self.tr("Nearest"))
        self.heading.setToolTip("")
        self.list.clear()
        self.list.addItem(self._note(self.tr("Click a point, or find one.")))

    def show_neighbors(self, name: str, neighbors: Found) -> None:
        """Show what is nearest to ``name``, with cosines."""
        self.heading.setText(self.tr("Nearest to {0}").format(" ".join(name.split())))
        self.heading.setToolTip(name)
        self.list.clear()
        for near, cosine in neighbors:
            item = QListWidgetItem(f"{cosine:.2f}   {' '.join(near.split())}")
            item.setToolTip(near)
            self.list.addItem(item)

    def show_answer(self, candidates: Found) -> None:
        """Show what completes the analogy, best first."""
        best, *others = [f"{name} {cosine:.2f}" for name, cosine in candidates]
        self.answer.setText(self.tr("{0}, then {1}").format(best, ", ".join(others)))

    def say(self, text: str) -> None:
        """Say instead why there is no answer."""
        self.answer.setText(text)

    def _note(self, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _activated(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.opened.emit(self.list.row(item))

    def _ask(self) -> None:
        words = [word.text().strip() for word in self.words]
        missing = next((w for w, text in zip(self.words, words, strict=True) if not text), None)
        if missing is not None:
            self.say(self.tr("Write all three words."))
            missing.setFocus()
            return
        self.asked.emit(*words)
