"""Commands: every action once, as data; menus and the palette read the same list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget


@dataclass(frozen=True)
class Command:
    """Something the user can do.

    ``menu`` is the menu's title; ``enabled`` is asked whenever the menu or the palette opens, and
    again at the moment of use. ``refused`` is called instead of ``run`` where it is not enabled by
    then, to say why.
    """

    id: str
    title: str
    menu: str
    run: Callable[[], object]
    shortcut: str = ""
    enabled: Callable[[], bool] = lambda: True
    refused: Callable[[], object] = lambda: None

    def invoke(self) -> None:
        """Do it, unless it is not enabled any more."""
        (self.run if self.enabled() else self.refused)()


def install(window: QMainWindow, commands: list[Command]) -> dict[str, QAction]:
    """Make menus of the commands, in their order; returns the actions by id."""
    actions: dict[str, QAction] = {}
    menus = {}
    for command in commands:
        if command.menu not in menus:
            menus[command.menu] = window.menuBar().addMenu(command.menu)
        action = QAction(command.title, window)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            action.setAutoRepeat(False)  # a key that is held down means one start, one pause
        action.triggered.connect(lambda _=False, c=command: c.invoke())
        menus[command.menu].addAction(action)
        actions[command.id] = action
    for title, menu in menus.items():
        of_menu = [c for c in commands if c.menu == title]
        menu.aboutToShow.connect(partial(_enable, actions, of_menu, check=True))
        menu.aboutToHide.connect(partial(_enable, actions, of_menu, check=False))
    return actions


def _enable(actions: dict[str, QAction], commands: list[Command], *, check: bool) -> None:
    for command in commands:
        actions[command.id].setEnabled(command.enabled() if check else True)


def yield_keys(
    actions: dict[str, QAction], commands: list[Command], focused: QWidget | None
) -> None:
    """Leave keys to what has the keyboard, where they mean something else in there.

    Two shortcuts with the same keys would be ambiguous for Qt, which then calls neither.
    """
    own = set()
    widget = focused
    while widget is not None and not widget.isWindow():
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        own |= {s.key() for s in widget.findChildren(QShortcut, options=direct) if s.isEnabled()}
        widget = widget.parentWidget()
    for command in commands:
        keys = QKeySequence(command.shortcut)
        actions[command.id].setShortcut(QKeySequence() if keys in own else keys)


def matching(commands: list[Command], text: str) -> list[Command]:
    """Commands whose title holds the letters of ``text`` in order, best first."""
    scored = [(score, c) for c in commands if c.enabled() and (score := _score(c.title, text))]
    return [command for score, command in sorted(scored, key=lambda item: -item[0])]


def _score(title: str, text: str) -> float:
    low, wanted = title.lower(), text.lower().strip()
    if not wanted:
        return 1.0
    if wanted in low:
        starts_word = low.startswith(wanted) or f" {wanted}" in low
        return 3.0 + starts_word - len(low) / 1000
    position = 0
    for letter in wanted.replace(" ", ""):
        position = low.find(letter, position) + 1
        if not position:
            return 0.0
    return 1.0 - len(low) / 1000
