"""Plugin that tells a watcher outside what is on the screen, as a screen reader would be told.

Whoever connects to the local socket that ``WORKBENCH_OBSERVER`` names gets one JSON object. Its
``parts`` are the parts of each window with role, name, value, states and what is in sight of its
rectangle (in the screen's pixels; ``hidden`` is what has to be scrolled to); ``focus`` is the one
that has the keyboard. It only looks: nothing can be pressed through it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workbench import Lesson, hookimpl

SOCKET = "WORKBENCH_OBSERVER"
# Of a long list, what its first screens show.
MOST_CHILDREN = 400
STATES = ("checked", "disabled", "selected")


class Observer(QObject):
    """Answers each connection with what is on the screen at that moment."""

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(address):
            raise OSError(self._server.errorString())

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        connection.write(json.dumps(_screen()).encode())
        connection.flush()
        connection.disconnectFromServer()


def _screen() -> dict[str, Any]:
    parts = [part for window in QApplication.topLevelWidgets() for part in _window_parts(window)]
    focused = QApplication.focusWidget()
    face = QAccessible.queryAccessibleInterface(focused) if focused is not None else None
    title = focused.window().windowTitle() if focused is not None else ""
    focus = next(_parts(face, title, QRect()), None) if face is not None else None
    return {"parts": parts, "focus": focus}


def _window_parts(window: Any) -> Iterator[dict[str, Any]]:
    face = QAccessible.queryAccessibleInterface(window) if window.isVisible() else None
    if face is not None:
        yield from _parts(face, window.windowTitle(), window.geometry())


def _parts(face: QAccessibleInterface, window: str, clip: QRect) -> Iterator[dict[str, Any]]:
    if face.state().invisible or face.rect().isEmpty():
        return
    widget = face.object()
    if isinstance(widget, QWidget):
        # Of what is scrolled, only what is in sight can be clicked.
        visible = widget.visibleRegion().boundingRect()
        clip = visible.translated(widget.mapToGlobal(QPoint(0, 0)))
    yield _part(face, window, clip)
    for index in range(min(face.childCount(), MOST_CHILDREN)):
        child = face.child(index)
        if child is not None and child.isValid():
            yield from _parts(child, window, clip)


def _part(face: QAccessibleInterface, window: str, clip: QRect) -> dict[str, Any]:
    rect, state, widget = face.rect().intersected(clip), face.state(), face.object()
    # A label that has a name of its own tells its text to eyes alone.
    text = widget.text() if isinstance(widget, QLabel) else face.text(QAccessible.Text.Value)
    return {
        "window": window,
        "role": face.role().name,
        "name": face.text(QAccessible.Text.Name),
        "value": text,
        "about": face.text(QAccessible.Text.Description),
        "rect": [rect.x(), rect.y(), rect.width(), rect.height()],
        "states": [name for name in STATES if getattr(state, name)],
        "hidden": rect.isEmpty(),
    }


def _observe() -> None:
    # The worker of a training loads every plugin as well, and has no screen.
    app, address = QApplication.instance(), os.environ.get(SOCKET)
    if app is not None and address:
        Observer(address, app)


_observe()


@hookimpl
def register_lessons() -> list[type[Lesson]]:
    """Bring nothing: a plugin has to have a hook."""
    return []
