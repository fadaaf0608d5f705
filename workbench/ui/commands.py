"""Commands: every action once, as data; menus and the palette read the same list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from workbench.ui.fuzzy import Query, Searchable


@dataclass(frozen=True)
class Command:
    """Something the user can do.

    ``menu`` is the menu's title, ``submenu`` that of a menu inside it; ``enabled`` is asked
    whenever the menu or the palette opens, and again at the moment of use. ``refused`` is called
    instead of ``run`` where it is not enabled by then, to say why.
    """

    id: str
    title: str
    menu: str
    run: Callable[[], object]
    shortcut: str = ""
    enabled: Callable[[], bool] = lambda: True
    refused: Callable[[], object] = lambda: None
    submenu: str = ""

    def invoke(self) -> None:
        """Do it, unless it is not enabled any more."""
        (self.run if self.enabled() else self.refused)()


def install(window: QMainWindow, commands: list[Command]) -> dict[str, QAction]:
    """Make menus of the commands, in their order; returns the actions by id."""
    actions: dict[str, QAction] = {}
    menus: dict[tuple[str, str], QMenu] = {}
    for command in commands:
        if (command.menu, "") not in menus:
            menus[command.menu, ""] = window.menuBar().addMenu(command.menu)
        if (command.menu, command.submenu) not in menus:
            inside = menus[command.menu, ""].addMenu(command.submenu)
            menus[command.menu, command.submenu] = inside
        action = QAction(command.title, window)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            action.setAutoRepeat(False)  # a key that is held down means one start, one pause
        action.triggered.connect(lambda _=False, c=command: c.invoke())
        menus[command.menu, command.submenu].addAction(action)
        actions[command.id] = action
    for (title, submenu), menu in menus.items():
        of_menu = [c for c in commands if (c.menu, c.submenu) == (title, submenu)]
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
    """Commands that are meant by the letters of ``text`` and can be used now, best first."""
    query = Query(text)
    scored = [(query.score(Searchable(c.title)), c) for c in commands if c.enabled()]
    usable = [item for item in scored if item[0]]
    return [command for _, command in sorted(usable, key=lambda item: -item[0])]
