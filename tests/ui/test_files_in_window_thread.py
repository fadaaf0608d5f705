"""While everything in the window is used, its thread opens next to no file, no model, no socket.

What a press of *Train* or a change of a run may touch is held by test_window_thread.py; here every
page, playground, view and dialog is opened, which is to touch nothing but what `ALLOWED` says.
"""

from __future__ import annotations

import fnmatch
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import onnxruntime
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui import tour
from workbench.core import paths
from workbench.ui import translation
from workbench.ui.window import MainWindow

FILES = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename")
OTHERS = ("sqlite3.connect", "socket.connect", "socket.bind", "socket.getaddrinfo")
EVENTS = (*FILES, *OTHERS, "subprocess.Popen")
# Below the resources that ship with the program, and below the user's folder: a few KB each, on
# which the next frame depends (docs/architecture.md says which, and why).
ALLOWED = (
    "resources: icons/*.svg",
    "resources: prompts",
    "resources: prompts/*.toml",
    "resources: prices.toml",
    "resources: experiments/first.toml",
    "home: data/prompt.toml",
    "home: config/prices.toml",
    "home: data/prompts",
    # "Train longer" asks how long this run was trained.
    "home: data/runs/*/experiment.toml",
    "home: data/runs/*/run.json",
    "home: data/runs/*/lock",
)


class Watch:
    """Notes what the main thread opens, but for what an import reads."""

    def __init__(self) -> None:
        self.on = False
        self.stop = ""
        self.touched: list[str] = []
        self._roots: tuple[tuple[str, str], ...] = ()

    def note(self, event: str, arguments: Sequence[object]) -> None:
        if not self.on or event not in EVENTS:
            return
        if threading.current_thread() is not threading.main_thread() or _importing():
            return
        where = arguments[0] if arguments else ""
        text = os.fsdecode(where) if isinstance(where, str | bytes | os.PathLike) else ""
        if event in FILES and not text:
            return  # a file that was opened by its number, which has been noted by its name
        what = self._named(text)
        if event in FILES and any(fnmatch.fnmatchcase(what, pattern) for pattern in ALLOWED):
            return
        self.touched.append(f"{self.stop}: {event} {what}")

    def _named(self, path: str) -> str:
        for name, root in self._roots:
            if path.startswith(root):
                return f"{name}: {os.path.relpath(path, root)}"
        return path

    def watch(self, home: Path) -> None:
        """Begin; without it nothing is noted."""
        self._roots = (("home", str(home)), ("resources", str(paths.resource(""))))
        self.touched = []
        self.on = True


def _importing() -> bool:
    frame = sys._getframe(2)
    while frame is not None:
        if "importlib" in frame.f_code.co_filename:
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return False


WATCH = Watch()
# A hook cannot be taken away again; switched off it does nothing.
sys.addaudithook(WATCH.note)


@pytest.fixture
def watch(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """A watch that also notes models loaded in this thread."""
    real: Callable[..., None] = onnxruntime.InferenceSession.__init__

    def load(self: object, *arguments: object, **named: object) -> None:
        if WATCH.on and threading.current_thread() is threading.main_thread():
            WATCH.touched.append(f"{WATCH.stop}: loads a model")
        real(self, *arguments, **named)

    monkeypatch.setattr(onnxruntime.InferenceSession, "__init__", load)
    WATCH.watch(home)
    yield WATCH
    WATCH.on = False


@contextmanager
def unwatched() -> Iterator[None]:
    """What is held elsewhere."""
    WATCH.on = False
    yield
    WATCH.on = True


def test_the_watch_sees_files_models_and_sockets(
    watch: Watch, home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    home.mkdir(exist_ok=True)
    watch.touched.clear()
    model = tmp_path / "no.onnx"
    model.write_bytes(b"x")
    with pytest.raises(Exception, match="onnx"):
        onnxruntime.InferenceSession(str(model))
    (home / "strange.txt").write_text("x", "utf-8")
    with socket.socket() as made, pytest.raises(ConnectionError):
        made.connect(("127.0.0.1", 1))
    paths.resource("icons/logo.svg").read_text("utf-8")
    thread = threading.Thread(target=(home / "other.txt").write_text, args=("x",))
    thread.start()
    thread.join()
    assert watch.touched == [
        f": open {model}",
        ": loads a model",
        ": open home: strange.txt",
        ": socket.connect ",
    ]


@pytest.mark.slow
def test_opening_everything_touches_nothing(qtbot: QtBot, window: MainWindow, watch: Watch) -> None:
    stops = []

    def follow(where: Iterator[tour.Stop]) -> None:
        for name, _ in where:
            stops.append(name)
            watch.stop = f"after {name}"

    translation.languages()  # as the start of the application does
    watch.touched.clear()
    follow(tour.pages(window))
    with unwatched():
        tour.train(window)
    follow(tour.views(window))
    follow(tour.playgrounds(window))
    follow(tour.pages(window))
    follow(tour.dialogs(window))
    watch.stop = "palette"
    palette = window.open_palette()
    qtbot.keyClicks(palette.field, "learn")
    tour.settle()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    watch.stop = "manual"
    manual = window.open_manual("docs/text.md")
    qtbot.keyClicks(manual.search, "memory")
    tour.settle()
    manual.close()
    watch.stop = "copy details"
    window.copy_details()
    tour.settle()
    assert not watch.touched, "\n".join(dict.fromkeys(watch.touched))
    assert len(stops) > 30
