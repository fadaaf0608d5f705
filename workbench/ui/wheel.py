"""Wheel: turning it scrolls what is behind a field and never changes the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
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


class WheelGuard(QObject):
    """Keeps the wheel from every field of the application, focused or not.

    The keyboard's focus stays where it is as well: a page that is scrolled must not send what is
    typed next into a field that passed by.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass a turn of the wheel over a field on to what is behind it."""
        if isinstance(event, QWheelEvent) and isinstance(watched, QWidget) and is_field(watched):
            event.setAccepted(not event.spontaneous() and _pass_on(watched, event))
            return True
        if event.type() == QEvent.Type.Polish and isinstance(watched, QWidget):
            _keep_focus(watched)
        return False


def is_field(widget: QObject) -> bool:
    """Whether a turn of the wheel would change what a widget stands for."""
    return isinstance(widget, FIELDS) and not isinstance(widget, QScrollBar)


def _pass_on(field: QWidget, event: QWheelEvent) -> bool:
    """Offer a turn to the widgets behind a field; whether one of them took it.

    Qt does so by itself with an event of the system, and only with the first widget of it.
    """
    behind = field
    while not behind.isWindow():
        behind = behind.parentWidget()
        if is_field(behind):
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
    return False


def _keep_focus(widget: QWidget) -> None:
    if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def guard(app: QApplication) -> None:
    """Keep the wheel from all fields of an application; a second call changes nothing."""
    if app.findChild(WheelGuard) is None:
        app.installEventFilter(WheelGuard(app))
