"""What a screen reader is told of widgets that Qt has no role for: plots, pads and scrolled areas.

Qt calls a widget that paints itself a *client*, which says nothing. Names and descriptions are
those that each widget sets.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QGraphicsView, QScrollArea, QTextBrowser, QWidget

# Qt takes them apart with their widgets, and must not find that Python did so before.
_interfaces: dict[int, QAccessibleWidget] = {}
_installed = False


def install() -> None:
    """Say it from now on; a second call changes nothing."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface)


def role_of(widget: QWidget) -> QAccessible.Role | None:
    """The role of a widget that Qt would call a client; ``None`` where Qt knows better."""
    if isinstance(widget, QGraphicsView):
        return QAccessible.Role.Graphic
    if isinstance(widget, QTextBrowser):
        return None
    qt = next(cls for cls in type(widget).__mro__ if cls.__module__.startswith("PySide6."))
    if qt is QScrollArea:
        return QAccessible.Role.Pane
    # One of our own that derives from no control of Qt's, and that takes the keyboard: it paints.
    if (
        qt is QWidget
        and type(widget) is not QWidget
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ):
        return QAccessible.Role.Graphic
    return None


def _interface(_: str, target: QObject) -> QAccessibleInterface | None:
    if not isinstance(target, QWidget):
        return None
    role = role_of(target)
    if role is None:
        return None
    face = QAccessibleWidget(target, role)
    key = id(face)
    _interfaces[key] = face
    target.destroyed.connect(lambda: _interfaces.pop(key, None))
    return face
