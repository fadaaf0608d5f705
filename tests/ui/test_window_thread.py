"""What the window's thread reads and writes while pages are driven: what ALLOWED says, no more.

docs/architecture.md says which may stay and why.
"""

from __future__ import annotations

import fnmatch
import os
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle, tiny_experiment, wait_for_end
from tests.ui.labelling import of_reviews
from workbench.comparison import stored
from workbench.comparison.plan import Plan, Spec
from workbench.core.experiment import Part
from workbench.prompting.prompts import files
from workbench.prompting.prompts.template import Prompt
from workbench.ui.host import Host
from workbench.ui.pages.compare import ComparePage
from workbench.ui.pages.label import LabelPage
from workbench.ui.pages.runs import RunsPage
from workbench.ui.window import PAGES, MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 60_000
EVENTS = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "sqlite3.connect")
# What each action may touch, below the user's folder; RUN is a run's id, NEW a file beside its own.
SETTINGS = ("config/settings.toml",)
ONE_RUN = (
    "data/runs/RUN",
    "data/runs/RUN/experiment.toml",
    "data/runs/RUN/run.json",
    "data/runs/RUN/lock",
    "data/runs/RUN/events.jsonl",
    "data/runs/index.sqlite",
    "data/runs/RUN/.worker.log",
)
ALLOWED = {
    "show a page": (*SETTINGS, "data/prompt.toml"),
    "draw": (),
    "train": (*SETTINGS, *ONE_RUN),
    "pause": ONE_RUN,
    "change a run": SETTINGS,
    "train a run's experiment again": (*SETTINGS, "data/runs/RUN/experiment.toml"),
    "choose a comparison": (),
    "delete a comparison": (),
    "label a row": ("data/labelling/*/labels.jsonl",),
    "type into a prompt": (),
    "open the prompts": ("data/prompts", "data/prompts/versions/*"),
    "save a prompt": (
        "data/prompts",
        "data/prompts/*.toml",
        "data/prompts/versions",
        "data/prompts/versions/*",
    ),
}


class Watch:
    """Notes what the main thread touches below a folder, and where it waits for the disk."""

    def __init__(self) -> None:
        self.folder = ""
        self.touched: list[str] = []

    def note(self, event: str, arguments: Sequence[object]) -> None:
        if not self.folder or event not in EVENTS or not arguments:
            return
        if threading.current_thread() is threading.main_thread():
            path = arguments[0]
            text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
            if text.startswith(self.folder):
                self.touched.append(os.path.relpath(text, self.folder))


WATCH = Watch()
# A hook cannot be taken away again; without a folder it does nothing.
sys.addaudithook(WATCH.note)


@contextmanager
def doing(action: str, home: Path) -> Iterator[None]:
    """Refuse what ``action`` may not touch in this thread."""
    WATCH.touched.clear()
    WATCH.folder = str(home)
    try:
        yield
    finally:
        WATCH.folder = ""
    touched = {_plain(path) for path in WATCH.touched}
    strange = {
        path
        for path in touched
        if not any(fnmatch.fnmatchcase(path, pattern) for pattern in ALLOWED[action])
    }
    assert not strange, f"{action}: the window's thread touched {sorted(strange)}"


def _plain(path: str) -> str:
    """A path as `ALLOWED` says it."""
    path = re.sub(r"\d{8}-\d{6}-[0-9a-f]{4}", "RUN", path)
    return re.sub(r"/\.([^/]+)\.\d+-\d+-\d+\.new$", r"/\1", path)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=60_000)
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_the_watch_sees_what_it_is_for(home: Path) -> None:
    home.mkdir(exist_ok=True)
    with pytest.raises(AssertionError, match=r"draw: .*'strange\.txt'"), doing("draw", home):
        (home / "strange.txt").write_text("x")
    with doing("draw", home):
        thread = threading.Thread(target=(home / "other.txt").write_text, args=("x",))
        thread.start()
        thread.join()


def test_pages_read_and_write_behind_the_window(
    window: MainWindow, host: Host, qtbot: QtBot, home: Path
) -> None:
    window.activateWindow()
    of_reviews()
    for name in ("First", "Second"):
        plan = Plan(name=name, dataset=Part(id="tiny"), answerer=(Spec(id="majority"),))
        stored.keep(plan, stored.folder(plan))

    with doing("train", home):
        press(qtbot, Qt.Key.Key_Return)
        wait_for_end(qtbot, host)
    for number, (name, *_) in enumerate(PAGES, 1):
        with doing("show a page", home):
            press(qtbot, Qt.Key(Qt.Key.Key_0 + number))
            assert window.page == name
            settle(qtbot)

    _draw(window, qtbot, home)
    _change_runs(window, qtbot, home)
    _compare(window, qtbot, home)
    _label(window, qtbot, home)


def test_pausing_writes_one_run(window: MainWindow, host: Host, qtbot: QtBot, home: Path) -> None:
    window.activateWindow()
    host.set_experiment(tiny_experiment(epochs=10_000))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: host.run.status == "running", timeout=LONG)
    with doing("pause", home):
        press(qtbot, Qt.Key.Key_P)
        assert host.run.status == "paused"
        press(qtbot, Qt.Key.Key_P)
        assert host.run.status == "running"


def _draw(window: MainWindow, qtbot: QtBot, home: Path) -> None:
    window.show_page("play")
    playground = window.pages["play"].playgrounds["draw"]  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(playground._models), timeout=LONG)
    with doing("draw", home):
        square = playground.pad.square
        middle = QPoint(int(square.center().x()), int(square.center().y()))
        qtbot.mousePress(playground.pad, Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseMove(playground.pad, middle + QPoint(20, 30))
        qtbot.mouseRelease(playground.pad, Qt.MouseButton.LeftButton, pos=middle + QPoint(20, 30))
        assert playground.answer.text()
        qtbot.keyClick(playground, Qt.Key.Key_7)
        settle(qtbot)


def _change_runs(window: MainWindow, qtbot: QtBot, home: Path) -> None:
    window.show_page("runs")
    page = window.pages["runs"]
    assert isinstance(page, RunsPage)
    qtbot.waitUntil(lambda: page.current() is not None, timeout=LONG)
    with doing("train a run's experiment again", home):
        page.duplicate()
        settle(qtbot)
    window.show_page("runs")
    with doing("change a run", home):
        page.note.setFocus()
        qtbot.keyClicks(page.note, "good")
        page.table.setFocus()
        qtbot.waitUntil(lambda: any(info.note == "good" for info in page.model.infos), timeout=LONG)
        settle(qtbot)
    with doing("change a run", home):
        page.delete()
        page.deletions.undo()
        settle(qtbot)
        qtbot.waitUntil(lambda: page.current() is not None, timeout=LONG)


def _compare(window: MainWindow, qtbot: QtBot, home: Path) -> None:
    window.show_page("compare")
    page = window.pages["compare"]
    assert isinstance(page, ComparePage)
    with doing("choose a comparison", home):
        page.look()
        qtbot.waitUntil(lambda: page.list.count() == 2, timeout=LONG)
        item = page.list.visualItemRect(page.list.item(0)).center()
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=item)
        assert page.chosen is not None
        settle(qtbot)
    with doing("delete a comparison", home):
        qtbot.mouseClick(page.delete, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.list.count() == 1, timeout=LONG)
        settle(qtbot)
    with doing("bring a comparison back", home):
        qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.list.count() == 2, timeout=LONG)
        settle(qtbot)


def _label(window: MainWindow, qtbot: QtBot, home: Path) -> None:
    window.show_page("label")
    page = window.pages["label"]
    assert isinstance(page, LabelPage)
    qtbot.waitUntil(lambda: page.work is not None and not page.work.ordering, timeout=LONG)
    window.activateWindow()  # a dialog had the keyboard
    page.label.view.take_focus()
    work = page.work
    assert work is not None
    with doing("label a row", home):
        press(qtbot, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier)
        press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier)
        assert len(work.walk.mine) == 2
        settle(qtbot)


def test_prompts_are_written_behind_the_window(
    window: MainWindow, host: Host, qtbot: QtBot, home: Path
) -> None:
    for name in ("mine", "other"):
        files.save(Prompt(name=name, description=name))
    window.show_page("play")
    page = window.pages["play"]
    tabs = page.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentWidget(page.playgrounds["prompt"])  # type: ignore[attr-defined]
    settle(qtbot)
    one = page.playgrounds["prompt"]  # type: ignore[attr-defined]
    menu, form = one.menu, one.form
    with doing("type into a prompt", home):
        form.description.box.selectAll()
        qtbot.keyClicks(form.description.box, "Something else")
        qtbot.waitUntil(lambda: files_remember(home), timeout=LONG)
        settle(qtbot)
    with doing("open the prompts", home):
        menu.menu.aboutToShow.emit()
        assert [action.text() for action in menu.own.actions()] == ["mine", "other"]
    with doing("save a prompt", home):
        menu.own.actions()[0].trigger()
        form.description.box.selectAll()
        qtbot.keyClicks(form.description.box, "Better")
        qtbot.mouseClick(menu.save_button, Qt.MouseButton.LeftButton)
        assert not menu.save_button.isEnabled()
        settle(qtbot)


def files_remember(home: Path) -> bool:
    """Whether the prompt was written down; asked without opening it."""
    return (home / "data" / "prompt.toml").is_file()
