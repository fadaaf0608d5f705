"""Tabs for which there is no room are in a menu; mouse, keys and a screen reader find them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle
from workbench.ui.host import Host
from workbench.ui.overflow_tabs import OverflowTabs
from workbench.ui.window import MainWindow

NAMES = [f"Playground {n}" for n in range(9)]


@pytest.fixture
def tabs(qtbot: QtBot) -> OverflowTabs:
    made = OverflowTabs("More of them")
    for name in NAMES:
        made.addTab(QLabel(name), name)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: bool(made.in_menu), timeout=60_000)
    return made


def in_sight(tabs: OverflowTabs) -> list[int]:
    return [i for i in range(tabs.count()) if tabs.isTabVisible(i)]


def assert_whole(tabs: OverflowTabs) -> None:
    """Every tab in sight has the room that its text needs, left of the menu's button."""
    bar: Any = tabs.tabBar()
    shown = in_sight(tabs)
    for index in shown:
        assert bar.tabRect(index).width() >= bar.width_of(index)
    right = bar.mapTo(tabs, bar.tabRect(shown[-1]).topRight()).x()
    assert right <= (tabs.more.x() if tabs.more.isVisible() else tabs.width())


def test_what_fits_is_whole_and_the_rest_in_the_menu(tabs: OverflowTabs) -> None:
    assert_whole(tabs)
    assert tabs.more.isVisible()
    assert sorted([*in_sight(tabs), *tabs.in_menu]) == list(range(9))
    assert in_sight(tabs)[0] == 0
    tabs.resize(2000, 300)
    assert in_sight(tabs) == list(range(9))
    assert not tabs.more.isVisible()


def test_the_menu_is_opened_and_left_by_keys(qtbot: QtBot, tabs: OverflowTabs) -> None:
    tabs.more.setFocus(Qt.FocusReason.TabFocusReason)
    assert tabs.more.hasFocus()
    last, offered = tabs.in_menu[-1], [NAMES[i] for i in tabs.in_menu]
    seen: list[str] = []

    def choose() -> None:
        seen.extend(action.text() for action in tabs.menu.actions())
        qtbot.keyClick(tabs.menu, Qt.Key.Key_Up)
        qtbot.keyClick(tabs.menu, Qt.Key.Key_Return)

    # The menu has a loop of its own while it is open.
    tabs.menu.aboutToShow.connect(lambda: QTimer.singleShot(50, choose))
    qtbot.keyClick(tabs.more, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tabs.currentIndex() == last, timeout=60_000)
    assert seen == offered
    assert tabs.isTabVisible(last)
    qtbot.waitUntil(lambda: tabs.tabBar().hasFocus(), timeout=60_000)
    assert_whole(tabs)
    # It stays in sight while one looks at another.
    qtbot.keyClick(tabs.tabBar(), Qt.Key.Key_Left)
    assert tabs.currentIndex() != last
    assert tabs.isTabVisible(last)


def test_a_tab_is_chosen_by_mouse(qtbot: QtBot, tabs: OverflowTabs) -> None:
    second = in_sight(tabs)[1]
    middle: QPoint = tabs.tabBar().tabRect(second).center()
    qtbot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=middle)
    assert tabs.currentIndex() == second


def test_a_screen_reader_is_told(tabs: OverflowTabs) -> None:
    found = QAccessible.queryAccessibleInterface(tabs.more)
    assert found.text(QAccessible.Text.Name) == "More of them"
    assert found.role() in (QAccessible.Role.ButtonMenu, QAccessible.Role.PushButton)


def test_one_that_is_not_offered_is_nowhere(tabs: OverflowTabs) -> None:
    gone = tabs.in_menu[0]
    tabs.set_offered(gone, False)
    tabs.set_offered(1, False)
    assert gone not in tabs.in_menu
    assert 1 not in [*in_sight(tabs), *tabs.in_menu]
    tabs.resize(2000, 300)
    assert in_sight(tabs) == [i for i in range(9) if i not in (1, gone)]
    tabs.set_offered(1, True)
    assert 1 in in_sight(tabs)


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (760, 560)])
def test_no_tab_of_the_window_is_cut(
    qtbot: QtBot, window: MainWindow, host: Host, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.show_page("play")
    window.show_page("train")
    page: Any = window.pages["train"]
    qtbot.waitUntil(lambda: page._ready, timeout=60_000)
    settle(qtbot)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    for tabs in (page.main, page.side):
        assert_whole(tabs)
    window.show_page("play")
    play: Any = window.pages["play"]
    QApplication.processEvents()
    assert_whole(play.tabs)
    for id, widget in play.playgrounds.items():
        play.show_playground(id)
        QApplication.processEvents()
        assert play.tabs.currentWidget() is widget
        assert_whole(play.tabs)
