"""A tour through the window: every page, playground, view, drawer and dialog, one after another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from tests.ui.hosts import tiny_experiment
from workbench.core.experiment import PARTS
from workbench.ui.pages.train import TrainPage
from workbench.ui.strip.view_tabs import ViewTabs
from workbench.ui.window import PAGES, MainWindow

LONG_S = 120.0
Stop = tuple[str, QWidget]


def until(condition: Callable[[], bool]) -> None:
    """Let the event loop run until something holds; works without pytest, too.

    Raises
    ------
    TimeoutError
        When it does not in two minutes.
    """
    end = time.monotonic() + LONG_S
    while not condition():
        if time.monotonic() > end:
            message = "the window did not get there"
            raise TimeoutError(message)
        spin(10)


def spin(milliseconds: int) -> None:
    """Let the event loop run for so long."""
    QTimer.singleShot(milliseconds, QApplication.exit)
    QApplication.exec()


def settle() -> None:
    """Until no background job is going, and what they brought has been shown."""
    until(lambda: not any(t.name.startswith("task ") for t in threading.enumerate()))
    QApplication.processEvents()
    spin(30)


def pages(window: MainWindow) -> Iterator[Stop]:
    """Every page, as it is first shown."""
    for name, *_ in PAGES:
        window.show_page(name)
        settle()
        yield name, window


def playgrounds(window: MainWindow) -> Iterator[Stop]:
    """Every playground, and every tab inside it."""
    window.show_page("play")
    tabs = window.pages["play"].findChild(QTabWidget)
    assert tabs is not None
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        settle()
        name = f"play: {tabs.tabText(index)}"
        yield name, window
        inside = tabs.widget(index)
        assert inside is not None
        for inner in inside.findChildren(QTabWidget):
            for each in range(inner.count()):
                inner.setCurrentIndex(each)
                settle()
                yield f"{name}: {inner.tabText(each)}", window


def train(window: MainWindow) -> None:
    """Train the tiny network to its end."""
    window.host.set_experiment(tiny_experiment(epochs=2))
    window.show_page("train")
    until(lambda: window.host.training_start.allowed)
    window.actions_by_id["train"].trigger()
    until(lambda: bool(window.host.run.run) and not window.host.run.live)
    assert window.host.run.status == "finished", window.host.run.error
    settle()


def views(window: MainWindow) -> Iterator[Stop]:
    """Every view that is offered of the run, and every drawer, on the Train page."""
    window.show_page("train")
    page = window.pages["train"]
    assert isinstance(page, TrainPage)
    areas: tuple[ViewTabs, ...] = (page.main, page.side)
    for area in areas:
        for index in range(area.count()):
            if area.isTabVisible(index):
                area.setCurrentIndex(index)
                settle()
                yield f"view: {area.tabText(index)}", window
    for what in (*PARTS, "run"):
        page.drawer.toggle(what)
        settle()
        yield f"settings: {what}", window
    page.drawer.drawer.close_drawer()


def dialogs(window: MainWindow) -> Iterator[Stop]:
    """Every dialog and window that can be opened without a file; each is closed after its stop."""
    runs: Any
    label: Any
    openers: list[tuple[str, Callable[[], object]]] = [
        ("palette", window.open_palette),
        ("manual", window.open_manual),
        ("shortcuts", window.open_shortcuts),
        ("about", window.open_about),
    ]
    window.show_page("label")
    label = window.pages["label"]
    openers.append(("new labelling", label.ask_for_new))
    window.show_page("runs")
    settle()
    runs = window.pages["runs"]
    until(lambda: runs.current() is not None)
    openers += [("export", runs.export), ("train longer", runs.train_longer)]
    for name, opener in openers:
        before = set(QApplication.topLevelWidgets())
        opener()
        settle()
        opened = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]
        assert len(opened) == 1, f"{name}: {opened}"
        yield name, opened[0]
        opened[0].close() if not isinstance(opened[0], QDialog) else opened[0].reject()
        settle()


def whole(window: MainWindow) -> Iterator[Stop]:
    """All of it: empty pages first, then with a trained run."""
    yield from pages(window)
    train(window)
    yield from views(window)
    yield from playgrounds(window)
    yield from pages(window)
    yield from dialogs(window)
