"""Spin boxes with room before their number: a style sheet's padding does not reach it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

ROOM_PX = 7


class SpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_room(self)


class DoubleSpinBox(QDoubleSpinBox):
    """A number with a point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_room(self)


def give_room(box: QAbstractSpinBox) -> None:
    """Move a box's text away from its border, as that of other fields is."""
    box.lineEdit().setTextMargins(ROOM_PX, 0, 0, 0)
