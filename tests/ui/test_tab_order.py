"""Tab goes through every page as it is read, gets stuck nowhere, and where it is can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QGridLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import tour
from tests.ui.accessible import reachable
from tests.ui.tabbing import disorder, name_of, walk
from workbench.ui.window import PAGES, MainWindow


@pytest.mark.parametrize("swapped", [False, True])
def test_an_order_that_is_not_that_of_reading_is_found(
    qtbot: QtBot, window: MainWindow, swapped: bool
) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    grid = QGridLayout(box)
    buttons = [QPushButton(name, box) for name in "abcd"]
    for number, button in enumerate(buttons):
        grid.addWidget(button, number // 2, number % 2)
    if swapped:
        QWidget.setTabOrder(buttons[1], buttons[0])
        QWidget.setTabOrder(buttons[0], buttons[2])
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=60_000)
    visits, stuck = walk(box)
    assert not stuck
    assert {visit.widget for visit in visits} == set(buttons)
    assert all(visit.is_seen for visit in visits)
    assert bool(disorder(box, [visit.widget for visit in visits])) is swapped


def test_where_tab_is_stuck_is_found(qtbot: QtBot, window: MainWindow) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    for widget in (QPushButton("a"), QTextEdit(), QPushButton("b")):
        column.addWidget(widget)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=60_000)
    assert "stuck in QTextEdit" in walk(box)[1]


@pytest.mark.slow
def test_tab_reads_every_page(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1440, 900)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    wrong, n_visited = [], 0
    tour.train(window)
    for name, *_ in PAGES:
        window.show_page(name)
        tour.settle()
        page = window.pages[name]
        visits, stuck = walk(page)
        visited = [visit.widget for visit in visits]
        wrong += [f"{name}: {stuck}"] if stuck else []
        wrong += [f"{name}: {sentence}" for sentence in disorder(page, visited)]
        wrong += [
            f"{name}: focus is not seen: {name_of(v.widget)}" for v in visits if not v.is_seen
        ]
        expected = {each for each in reachable(window) if page.isAncestorOf(each)}
        wrong += [f"{name}: never visited: {name_of(w)}" for w in expected - set(visited)]
        n_visited += len(visited)
    assert not wrong, "\n".join(wrong)
    assert n_visited > 80
