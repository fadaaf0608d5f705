"""Nothing moves under the pointer, what takes long is shown and stopped, and its end is told."""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

import workbench.ui
import workbench_plugins
from tests.ui.hosts import tiny_experiment, wait_for_end
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.control import Control
from workbench.ui import time_words
from workbench.ui.activity_bar import ActivityBar
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.desktop_notices import LONG_S
from workbench.ui.host import Host
from workbench.ui.notice_bar import INFO_MS
from workbench.ui.state import RunState
from workbench.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000


def places(window: MainWindow, *widgets: QWidget) -> list[QRect]:
    """Where widgets are in the window."""
    QApplication.processEvents()
    return [QRect(w.mapTo(window, QPoint(0, 0)), w.size()) for w in widgets]


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_a_notice_moves_nothing(
    window: MainWindow, host: Host, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.show_page("play")
    playground = window.pages["play"].playgrounds["draw"]  # type: ignore[attr-defined]
    pad = playground.pad
    before = places(window, pad, window.pages["play"], window.statusBar())
    host.notices.warn("Something to know.", "And what to do about it, in a longer sentence.")
    bar = window.notice_bar
    assert bar.isVisible()
    assert places(window, pad, window.pages["play"], window.statusBar()) == before
    # It lies inside of the page, and stays there when the window or the page becomes another.
    assert window._stack.rect().contains(bar.geometry())
    window.show_page("runs")
    window.resize(size[0] - 100, size[1])
    QApplication.processEvents()
    assert window._stack.rect().contains(bar.geometry())
    assert window._stack.childAt(bar.geometry().center()) in (bar, *bar.findChildren(QWidget))
    dismiss = next(b for b in bar.findChildren(QPushButton) if b.text() == "Dismiss")
    dismiss.setFocus()
    qtbot.keyClick(dismiss, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_no_notice_comes_between_the_pen_and_the_pad(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    window.show_page("play")
    pad = window.pages["play"].playgrounds["draw"].pad  # type: ignore[attr-defined]
    qtbot.mousePress(pad, LEFT, pos=pad.rect().center())
    host.notices.info("Something was done.")
    qtbot.mouseMove(pad, pad.rect().center() + QPoint(30, 30))
    assert not window.notice_bar.isVisible()
    qtbot.mouseRelease(pad, LEFT, pos=pad.rect().center() + QPoint(30, 30))
    qtbot.waitUntil(window.notice_bar.isVisible, timeout=LONG)


def test_what_offers_undo_stays_until_the_next(window: MainWindow, host: Host) -> None:
    bar, done = window.notice_bar, list[str]()
    host.notices.info("Deleted.", ("Undo", lambda: done.append("undone")))
    assert not bar._timer.isActive()
    host.notices.info("Only a remark.")
    assert bar._timer.isActive()
    assert bar._timer.interval() == INFO_MS


def test_a_run_that_begins_and_ends_moves_nothing(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    page = window.pages["train"]
    qtbot.waitUntil(lambda: page._ready, timeout=LONG)  # type: ignore[attr-defined]
    splitter, strip = page.splitter, page.strip  # type: ignore[attr-defined]
    before = places(window, splitter, strip)
    host.select_run(host.jobs.train(tiny_experiment(epochs=30)))
    qtbot.waitUntil(lambda: host.run.status == "running", timeout=LONG)
    assert places(window, splitter, strip) == before
    wait_for_end(qtbot, host)
    assert places(window, splitter, strip) == before


def test_measuring_is_skipped_by_a_button(
    window: MainWindow, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.engine.loop import Loop

    measure, slow = Loop.measure, threading.Event()

    def endless(loop: Loop, split: str, check: Callable[[], None]) -> Any:
        if split == "test":
            slow.set()
            while True:
                check()
                slow.wait(0.01)
        return measure(loop, split, check)

    monkeypatch.setattr(Loop, "measure", endless)
    host.select_run(host.jobs.train(tiny_experiment(epochs=10_000)))
    buttons = window.pages["train"].strip.buttons  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=LONG)
    for _ in range(2):  # the second click of a double click skips nothing
        qtbot.mouseClick(buttons.stop, LEFT)
    qtbot.waitUntil(buttons.skip.isVisible, timeout=LONG)
    assert slow.wait(60)
    assert host.run.live
    assert "Measuring on the test split (1 of 3)" in window.pages["train"].bar.text  # type: ignore[attr-defined]
    qtbot.mouseClick(buttons.skip, LEFT)
    wait_for_end(qtbot, host)
    assert host.run.status == "stopped"
    assert host.run.reason == "stopped by the user; measuring was skipped"
    assert host.store.get(host.run.run).model_file.is_file()
    assert buttons.train.isVisible()


def test_the_key_that_stops_skips_measuring_as_well(
    window: MainWindow, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.engine.loop import Loop

    measure, wait = Loop.measure, threading.Event()

    def endless(loop: Loop, split: str, check: Callable[[], None]) -> Any:
        while split == "test":
            check()
            wait.wait(0.01)
        return measure(loop, split, check)

    monkeypatch.setattr(Loop, "measure", endless)
    host.select_run(host.jobs.train(tiny_experiment(epochs=10_000)))
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=LONG)
    for ready in (lambda: host.run.status == "running", lambda: host.run.measuring):
        qtbot.waitUntil(ready, timeout=LONG)
        qtbot.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    wait_for_end(qtbot, host)
    assert host.run.reason.endswith("measuring was skipped")


def test_a_long_job_is_shown_with_how_far_it_is_and_stopped(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    bar = window.findChild(ActivityBar)
    assert isinstance(bar, ActivityBar)
    before = places(window, window._stack)
    ended, failures = threading.Event(), list[WorkbenchError]()

    def work(job: BackgroundJob) -> None:
        try:
            while True:
                job.report("Packing", 30, 120)
                job.check()
                ended.wait(0.01)
        finally:
            ended.set()

    host.background.start("slow", work, print, failures.append, title="Packing a run")
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible, timeout=LONG)
    assert bar.text.text().startswith("Packing a run")
    assert bar.bar.value() == 250
    assert places(window, window._stack) == before
    qtbot.mouseClick(bar.stop, LEFT)
    # Whoever waits is told at once, and the work ends by itself.
    assert [error.message for error in failures] == ["Stopped."]
    assert ended.wait(60)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=LONG)
    host.notices.error(failures[0])
    assert host.notices.shown[-1].severity == "info"


def test_changes_on_the_disk_are_shown_and_never_dropped(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    bar = window.findChild(ActivityBar)
    assert isinstance(bar, ActivityBar)
    go, done = threading.Event(), list[bool]()
    host.background.enqueue("write", lambda _: go.wait(60), done.append, title="Writing")
    qtbot.waitUntil(bar.isVisible, timeout=LONG)
    assert not bar.stop.isVisible()
    go.set()
    qtbot.waitUntil(lambda: done == [True], timeout=LONG)


def test_every_job_of_the_window_and_of_the_plugins_has_a_title() -> None:
    """Read from the source: whoever starts one says what is done."""
    untitled = []
    for folder in (Path(workbench.ui.__file__).parent, Path(workbench_plugins.__file__).parent):
        for file in sorted(folder.rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and starts_a_job(node):
                    titles = [each.value for each in node.keywords if each.arg == "title"]
                    if not titles or not ast.unparse(titles[0]).strip("\"'"):
                        untitled.append(f"{file.name}:{node.lineno}")
    assert untitled == []


def starts_a_job(call: ast.Call) -> bool:
    """Whether it is ``….background.start(…)`` or ``enqueue``."""
    method = call.func
    if not isinstance(method, ast.Attribute) or method.attr not in ("start", "enqueue"):
        return False
    return ast.unparse(method.value).split(".")[-1].lstrip("_") == "background"


def test_a_job_that_a_page_shows_is_in_the_status_bar_while_the_page_is_out_of_sight(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    bar = window.findChild(ActivityBar)
    assert isinstance(bar, ActivityBar)
    go, failures = threading.Event(), list[WorkbenchError]()

    def work(job: BackgroundJob) -> None:
        job.on_cancel(go.set)
        job.report("", 10, 40)
        go.wait(60)

    window.show_page("play")
    page = window.pages["play"]
    host.background.start("asked", work, print, failures.append, title="Asking", widget=page)
    other = threading.Event()
    host.background.start("other", lambda _: other.wait(60), print, print, title="Other")
    qtbot.waitUntil(bar.isVisible, timeout=LONG)
    assert bar.text.text().startswith("Other")
    window.show_page("data")
    qtbot.waitUntil(lambda: bar.text.text().startswith("Asking"), timeout=LONG)
    assert " more" in bar.text.text()
    assert bar.bar.value() == 250
    qtbot.mouseClick(bar.stop, LEFT)
    assert [error.message for error in failures] == ["Stopped."]
    assert go.wait(60)
    other.set()


def test_the_system_tells_the_end_of_what_took_long_while_another_window_is_used(
    window: MainWindow, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list[str]()
    notices = window.desktop_notices
    monkeypatch.setattr(notices, "show_message", told.append)
    state = Qt.ApplicationState.ApplicationInactive
    monkeypatch.setattr(
        "workbench.ui.desktop_notices.QGuiApplication.applicationState", lambda: state
    )
    host.job_ended.emit("Over.", LONG_S + 1)
    host.job_ended.emit("Short.", LONG_S - 1)
    state = Qt.ApplicationState.ApplicationActive
    host.job_ended.emit("In sight.", LONG_S + 1)
    state = Qt.ApplicationState.ApplicationInactive
    window.show_page("settings")
    box = window.pages["settings"].desktop_notices  # type: ignore[attr-defined]
    box.setChecked(False)
    host.job_ended.emit("Not wanted.", LONG_S + 1)
    assert told == ["Over."]
    assert host.settings.desktop_notices is False
    host.settings.desktop_notices = True
    monkeypatch.setattr("workbench.ui.desktop_notices.LONG_S", 0.0)
    live, over = RunState(run="r", name="Mine", status="running"), RunState(run="r", name="Mine")
    host.jobs.changed.emit(live, live)
    host.jobs.changed.emit(live, over.__class__(run="r", name="Mine", status="finished"))
    assert told[1:] == ["Mine has finished training."]


def test_a_message_is_shown_where_the_system_shows_any(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = list[str]()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, *a: shown.append(a[1]))
    window.desktop_notices.show_message("It is over.")
    assert shown == ["It is over."]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "a few seconds left"),
        (22, "about 20 s left"),
        (70, "about 1 min left"),
        (125, "about 2 min left"),
        (5400, "about 1 h 30 min left"),
        (7190, "about 2 h left"),
    ],
)
def test_times_are_no_more_exact_than_they_are_known(seconds: float, words: str) -> None:
    assert time_words.left(seconds) == words


def test_a_second_stop_skips_and_one_at_once_does_not() -> None:
    control = Control()
    control.stop()
    assert not control.skipping
    control.stop()
    assert control.skipping
    control.stop(keep=False)
    assert not control.skipping
    assert not control.keep
