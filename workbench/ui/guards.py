"""Guards: what holds for every widget of the application, whoever made it, plugins included."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QProxyStyle, QWidget

from workbench.ui import markup, wheel


class GuardedStyle(QProxyStyle):
    """Fusion, which keeps the wheel from fields, the focus from the wheel, and markup out of names.

    A style meets every widget when Qt polishes it: before it is first shown, and again when the
    theme changes. An event filter of the application would meet them too, but with every event
    there is, which took a tenth of the time in which pages are built.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._turns = _Turns(self)

    def polish(self, target: Any) -> Any:
        """Guard a widget; palettes and the application pass unchanged."""
        if isinstance(target, QWidget):
            wheel.keep_focus(target)
            markup.make_plain(target)
            if wheel.is_field(target):
                target.installEventFilter(self._turns)
        return super().polish(target)


class _Turns(QObject):
    """Turns of the wheel over fields."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            isinstance(event, QWheelEvent)
            and isinstance(watched, QWidget)
            and wheel.keep_from(watched, event)
        )


def install(app: QApplication) -> None:
    """Give an application the guarded style; a second call changes nothing."""
    if app.findChild(GuardedStyle) is None:
        app.setStyle(GuardedStyle())
