"""Wheel: turning it scrolls what is behind a field and never changes the field."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

# Qt's widgets whose value a turn of the wheel changes; date edits are spin boxes, dials sliders.
FIELDS = (QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar)


def keep_from(widget: QWidget, event: QWheelEvent) -> bool:
    """Pass a turn over a field on to what is behind it; whether the widget must not see it.

    Focused or not: who scrolls a page does not look at what lies below the pointer.
    """
    if not is_field(widget):
        return False
    event.setAccepted(not event.spontaneous() and _pass_on(widget, event))
    return True


def keep_focus(widget: QWidget) -> None:
    """Let the wheel no longer give a widget the keyboard.

    A page that is scrolled must not send what is typed next into a field that passed by.
    """
    if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def is_field(widget: QObject) -> bool:
    """Whether a turn of the wheel would change what a widget stands for."""
    return isinstance(widget, FIELDS) and not isinstance(widget, QScrollBar)


def _pass_on(field: QWidget, event: QWheelEvent) -> bool:
    """Offer a turn to the widgets behind a field; whether one of them took it.

    Qt does so by itself with an event of the system, and only with the first widget of it.
    """
    behind = None if field.isWindow() else field.parentWidget()
    while behind is not None:
        if is_field(behind):
            behind = None if behind.isWindow() else behind.parentWidget()
            continue
        turn = QWheelEvent(
            QPointF(behind.mapFromGlobal(event.globalPosition())),
            event.globalPosition(),
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        )
        turn.ignore()
        QApplication.sendEvent(behind, turn)
        if turn.isAccepted():
            return True
        behind = None if behind.isWindow() else behind.parentWidget()
    return False
