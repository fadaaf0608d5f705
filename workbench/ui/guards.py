"""Guards: what holds for every widget of the application, whoever made it, plugins included."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from workbench.ui import markup, wheel


class Guards(QObject):
    """Keeps the wheel from fields, the focus from the wheel, and markup out of names.

    An event filter of the application: a widget meets it when it is polished, which Qt does once,
    before it is first shown.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at a turn of the wheel, and at every new widget."""
        if isinstance(event, QWheelEvent):
            return isinstance(watched, QWidget) and wheel.keep_from(watched, event)
        if event.type() == QEvent.Type.Polish and isinstance(watched, QWidget):
            wheel.keep_focus(watched)
            markup.make_plain(watched)
        return False


def install(app: QApplication) -> None:
    """Guard an application; a second call changes nothing."""
    if app.findChild(Guards) is None:
        guards = Guards(app)
        app.installEventFilter(guards)
