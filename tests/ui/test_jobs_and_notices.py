"""Background work: newest wins, errors arrive in one place, and nothing blocks."""

from __future__ import annotations

import threading
import time
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from workbench.core.contracts.errors import DatasetError, StorageError, WorkbenchError
from workbench.core.experiment import Part
from workbench.ui.background_jobs import BackgroundJob, BackgroundJobs
from workbench.ui.host import Host
from workbench.ui.notice_bar import NoticeBar
from workbench.ui.notices import Notices


def test_a_newer_task_replaces_the_older_and_its_late_result_is_dropped(qtbot: QtBot) -> None:
    tasks, got, go = BackgroundJobs(), [], threading.Event()

    def slow(task: BackgroundJob) -> str:
        go.wait(60)
        return "old"

    tasks.start("k", slow, got.append)
    tasks.start("k", lambda task: "new", got.append)
    qtbot.waitUntil(lambda: got == ["new"], timeout=60_000)
    go.set()
    tasks.close()  # waits for the older one
    QApplication.processEvents()
    assert got == ["new"]


def test_results_and_errors_come_in_the_windows_thread(qtbot: QtBot) -> None:
    tasks, seen = BackgroundJobs(), []
    here = threading.get_ident()

    def fail(task: BackgroundJob) -> None:
        task.report("half", 1, 2)
        raise ValueError("odd")

    def failed(error: WorkbenchError) -> None:
        seen.append((threading.get_ident(), error.message))

    tasks.start("k", fail, seen.append, failed, lambda *a: seen.append((threading.get_ident(), a)))
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=60_000)
    assert [ident for ident, _ in seen] == [here, here]
    assert seen[0][1] == ("half", 1, 2)
    assert "odd" in seen[1][1]
    tasks.close()


def test_a_task_that_reports_without_end_does_not_hold_the_window(qtbot: QtBot) -> None:
    tasks, n = BackgroundJobs(), []

    def chatter(task: BackgroundJob) -> None:
        while not task.cancelled:
            task.report("again", 0, None)
            time.sleep(0)

    task = tasks.start("k", chatter, n.append, progress=lambda *a: n.append(a))
    beats: list[int] = []
    heart = QTimer(interval=10)
    heart.timeout.connect(lambda: beats.append(0))
    heart.start()
    qtbot.waitUntil(lambda: len(beats) > 10, timeout=60_000)
    task.cancel()
    tasks.close()


def test_data_is_loaded_once_for_all_who_ask(qtbot: QtBot, host: Host) -> None:
    got = []
    part = Part(id="tiny")
    host.data.request(part, got.append)
    host.data.request(part, got.append)
    qtbot.waitUntil(lambda: len(got) == 2, timeout=60_000)
    assert got[0] is got[1] is host.data.peek(part)
    failures: list[WorkbenchError] = []
    host.data.request(Part(id="own-drawings", params={"mix": False}), got.append, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1, timeout=60_000)
    assert isinstance(failures[0], DatasetError)


def test_an_error_shows_message_remedy_and_details(qtbot: QtBot) -> None:
    notices = Notices()
    bar = NoticeBar(notices)
    qtbot.addWidget(bar)
    error = WorkbenchError("It <broke>.", "Mend it.")
    notices.error(error)
    notices.error(error)
    assert bar.isVisible()
    assert "Mend it." in bar._text.text()
    assert "&lt;broke&gt;" in bar._text.text()
    assert "2×" in bar._text.text()
    dismiss = next(b for b in bar.findChildren(QPushButton) if b.text() == "Dismiss")
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_notice_after_another_shows_its_remedy_whole(qtbot: QtBot) -> None:
    """Its buttons take the place of others while it can be seen."""
    notices, over = Notices(), QWidget()
    qtbot.addWidget(over)
    over.resize(1200, 700)
    bar = NoticeBar(notices, over)
    over.show()
    error = StorageError(f"The run cannot be written to {'/folder' * 12}.", "Free some space.")
    for post in (
        lambda: notices.info("Wrote digits.onnx."),
        lambda: notices.warn("A comparison is already running.", "Wait for its end, or stop it."),
        lambda: notices.error(error),
    ):
        post()
        QApplication.processEvents()
        (words,) = [label for label in bar.findChildren(QLabel) if label.isVisible()]
        assert words.height() >= words.heightForWidth(words.width())


def test_what_nobody_caught_is_shown_in_any_thread(qtbot: QtBot) -> None:
    notices = Notices()

    def burst() -> None:
        raise RuntimeError("from a thread")

    with notices.catching():
        thread = threading.Thread(target=burst)
        thread.start()
        thread.join()
    assert "from a thread" in notices.shown[-1].message
    assert "burst" in notices.shown[-1].details


@pytest.mark.slow
def test_the_window_starts_without_torch(qtbot: QtBot) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from workbench.ui.app import make_application, make_host;"
        "from workbench.ui.window import MainWindow;"
        "a = make_application(['x']); w = MainWindow(make_host()); w.show(); a.processEvents();"
        "bad = {'torch', 'onnxruntime', 'pandas', 'matplotlib', 'sklearn'} & set(sys.modules);"
        "assert not bad, bad; w.host.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_widget_that_only_a_job_holds_ends_in_the_windows_thread(
    qtbot: QtBot, cancelled: bool
) -> None:
    """Qt's locks and Python's would wait for each other if it ended in the job's thread."""
    jobs, go, ended_in = BackgroundJobs(), threading.Event(), []

    class Shown(QObject):
        def show_result(self, result: int) -> None:
            pass

    shown = Shown()
    weakref.finalize(shown, lambda: ended_in.append(threading.current_thread()))
    job = jobs.start("slow", lambda job: int(go.wait(30)), shown.show_result)
    del shown
    if cancelled:
        job.cancel()
        del job
    go.set()
    qtbot.waitUntil(lambda: bool(ended_in), timeout=60_000)
    assert ended_in == [threading.main_thread()]
    jobs.close()


class Widget(QObject):
    """Hears of a job in every way that there is."""

    def __init__(self, heard: list[object]) -> None:
        super().__init__()
        self.heard = heard

    def hear(self, *what: object) -> None:
        self.heard.append(what)

    def begin(self, jobs: BackgroundJobs, how: str, go: threading.Event) -> BackgroundJob:
        def work(job: BackgroundJob) -> int:
            assert go.wait(60)
            job.report("Reading", 1, 2)
            return 3

        done = {
            "method": self.hear,
            "lambda": lambda result: self.hear(result),
            "partial": partial(self.hear, "said"),
            "partial of a lambda": partial(lambda _, result: self.hear(result), 0),
        }[how]
        return jobs.start(how, work, done, progress=lambda *words: self.hear(*words))


@pytest.mark.parametrize("how", ["method", "lambda", "partial", "partial of a lambda"])
@pytest.mark.parametrize("gone", [True, False])
def test_nothing_is_called_once_its_widget_is_gone(qtbot: QtBot, how: str, gone: bool) -> None:
    jobs, go, heard = BackgroundJobs(), threading.Event(), list[object]()
    widget = Widget(heard)
    job = widget.begin(jobs, how, go)
    if gone:
        delete(widget)
    go.set()
    qtbot.waitUntil(lambda: job.over and not jobs._queue, timeout=60_000)
    assert bool(heard) is not gone
    jobs.close()
