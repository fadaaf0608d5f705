"""A screen of its own with the real application on it, driven by mouse and keys from outside.

Xvfb is the screen, openbox the window manager, xdotool the hands: events come as a user's do. What
is where is read through `benchmarks.observer`, which only looks.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from ctypes.util import find_library
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, ImageChops, ImageGrab

from benchmarks.observer import SOCKET
from benchmarks.processes import ROOT, Missing

T = TypeVar("T")

PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}
# What Qt's plugin for X links to beyond what it needs without a screen.
LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-render-util": "libxcb-render-util0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
SIZE = (1440, 900)
POLL_S = 0.1
# Between points of a stroke, as a hand's mouse reports them.
STROKE_POINT_S = 0.012
KEY_MS = 15
WHEEL_DOWN = 5
# After a Tab, until the line around what has the keyboard is painted.
FOCUS_S = 0.25
RING_PX = 3
MOST_TABS = 120
# A busy machine may take long for anything; who walks waits as long as that.
PATIENCE_S = 900.0


def need_screen() -> None:
    """Ask for the programs that make a screen and hands.

    Raises
    ------
    Missing
        Naming the Debian packages of those that are not installed, and of missing libraries.
    """
    absent = [package for name, package in PROGRAMS.items() if shutil.which(name) is None]
    absent += [package for name, package in LIBRARIES.items() if find_library(name) is None]
    if absent or not sys.platform.startswith("linux"):
        wanted = absent or PROGRAMS.values()
        message = "needs a screen and hands: apt-get install " + " ".join(wanted)
        raise Missing(message)


@dataclass(frozen=True)
class ScreenPart:
    """A part of a window, as a screen reader knows it.

    ``rect`` is x, y, width and height of what is in sight; ``hidden`` says that nothing is.
    """

    window: str
    role: str
    name: str
    value: str
    about: str
    rect: tuple[int, int, int, int]
    states: tuple[str, ...]
    hidden: bool

    @property
    def centre(self) -> tuple[int, int]:
        """The pixel in its middle."""
        x, y, width, height = self.rect
        return x + width // 2, y + height // 2


@dataclass(frozen=True)
class Counts:
    """What a user has done: an action is a click, a stroke, a shortcut, or a field filled in."""

    actions: int = 0
    clicks: int = 0
    keys: int = 0

    def __sub__(self, other: Counts) -> Counts:
        return Counts(
            self.actions - other.actions, self.clicks - other.clicks, self.keys - other.keys
        )


@dataclass
class User:
    """Eyes and hands before one screen, which count what they do.

    Parameters
    ----------
    display
        The X display, such as ``:99``.
    address
        The observer's socket.
    pictures
        Where a picture of the screen is kept at each step; ``None`` for nowhere.
    only_keys
        Do without the mouse.
    unseen
        What Tab came to without that it could be seen.
    """

    display: str
    address: Path
    pictures: Path | None = None
    only_keys: bool = False
    counts: Counts = field(default_factory=Counts)
    unseen: list[str] = field(default_factory=list)
    _n_pictures: int = 0

    # Eyes

    def look(self) -> tuple[list[ScreenPart], ScreenPart | None]:
        """Everything visible, and what has the keyboard."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PATIENCE_S)
            connection.connect(str(self.address))
            received = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        screen = json.loads(received)
        focus = screen["focus"]
        return [_part(each) for each in screen["parts"]], _part(focus) if focus else None

    def parts(self, name: str, role: str = "", window: str | None = None) -> list[ScreenPart]:
        """Visible parts that can be used, whose name begins so."""
        return [
            part
            for part in self.look()[0]
            if part.name.startswith(name)
            and part.role.startswith(role)
            and (window is None or part.window == window)
            and not (part.hidden or "disabled" in part.states)
        ]

    def wait_for(self, name: str, role: str = "", window: str | None = None) -> ScreenPart:
        """Wait until a part can be used and lies still; returns it."""
        before: list[ScreenPart] = []

        def still() -> ScreenPart | None:
            nonlocal before
            previous, before = before, self.parts(name, role, window)
            same = previous and before and previous[0].rect == before[0].rect
            return before[0] if same else None

        return self.wait_until(still, f"{role or 'part'} {name!r}")

    def wait_until(self, condition: Callable[[], T | None], what: str) -> T:
        """Wait until ``condition`` returns something; returns that.

        Raises
        ------
        TimeoutError
            Naming ``what``; a picture of the screen is kept first.
        """
        until = time.perf_counter() + PATIENCE_S
        while True:
            if found := condition():
                return found
            if time.perf_counter() > until:
                self.picture("not there")
                names = ", ".join(sorted({part.name for part in self.look()[0] if part.name}))
                message = f"{what} did not come in {PATIENCE_S:g} s; on the screen: {names}"
                raise TimeoutError(message)
            time.sleep(POLL_S)

    def picture(self, name: str) -> None:
        """Keep a picture of the screen."""
        if self.pictures is None:
            return
        self._n_pictures += 1
        self._grab().save(self.pictures / f"{self._n_pictures:02d} {name}.png")

    def _grab(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display)

    # Hands, or the keyboard alone

    def use(self, name: str, role: str = "") -> None:
        """Press a button."""
        if self.only_keys:
            self.go_to(name, role)
            self.press("space")
        else:
            self.click(self.wait_for(name, role))

    def choose(self, box: str, item: str) -> None:
        """Choose an item of a box that shows ``box``."""
        if self.only_keys:
            self.go_to(box, "ComboBox")
            self.press("space")
            self.wait_for(item, "ListItem")
            self.press("Home")
            while not any("selected" in part.states for part in self.parts(item, "ListItem")):
                self.press("Down")
            self.press("Return")
        else:
            self.click(self.wait_for(box, "ComboBox"))
            self.click(self.wait_for(item, "ListItem"))

    def open_page(self, title: str, number: int) -> None:
        """Go to a page: by its button, or by the shortcut that the menu names."""
        if self.only_keys:
            self.press(f"ctrl+{number}")
        else:
            self.click(self.wait_for(f"{title} page"))

    def go_to(self, name: str, role: str = "") -> ScreenPart:
        """Press Tab until a part has the keyboard, watching that each shows it.

        Raises
        ------
        TimeoutError
            When Tab does not come by it.
        """
        self.wait_for(name, role)
        passed: list[str] = []
        focus = self.look()[1]
        while focus is None or not (focus.name.startswith(name) and focus.role.startswith(role)):
            if len(passed) > MOST_TABS:
                self.picture("not reached")
                message = f"Tab does not come to {name!r}, only to: {', '.join(passed)}"
                raise TimeoutError(message)
            before = self._grab()
            self.press("Tab")
            time.sleep(FOCUS_S)
            focus = self.look()[1]
            if focus is not None:
                passed.append(focus.name)
                if focus.hidden or not _differ(before, self._grab(), focus):
                    self.unseen.append(f"{focus.name or focus.window} ({focus.role})")
        return focus

    # Hands

    def click(self, part: ScreenPart) -> None:
        """Press the mouse in the middle of a part."""
        x, y = part.centre
        self._do("mousemove", x, y, "click", 1)
        self._count(actions=1, clicks=1)

    def scroll_to(self, name: str, role: str = "", inside: str = "") -> ScreenPart:
        """Turn the wheel over a part, such as a scrolled area, until another comes in sight."""
        if not self.parts(name, role):
            over = self.wait_for(inside)
            while not self.parts(name, role):
                self._do("mousemove", *over.centre, "click", "--repeat", 3, WHEEL_DOWN)
                time.sleep(POLL_S)
            self._count(actions=1)
        return self.wait_for(name, role)

    def draw(self, part: ScreenPart, points: Sequence[tuple[float, float]]) -> None:
        """Draw one stroke through points given as fractions of the square in a part's middle."""
        side = min(part.rect[2:])
        left, top = (middle - side / 2 for middle in part.centre)
        places = [(round(left + u * side), round(top + v * side)) for u, v in points]
        steps: list[object] = ["mousemove", *places[0], "mousedown", 1]
        for place in places[1:]:
            steps += ["mousemove", *place, "sleep", STROKE_POINT_S]
        self._do(*steps, "mouseup", 1)
        self._count(actions=1, clicks=1)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key or a chord, such as ``ctrl+Return``; however often, it is one action."""
        self._do("key", "--delay", KEY_MS, *[key] * times)
        self._count(actions=1, keys=times)

    def fill(self, text: str) -> None:
        """Type into what has the keyboard."""
        self._do("type", "--delay", KEY_MS, text)
        self._count(actions=1, keys=len(text))

    def _do(self, *command: object) -> None:
        subprocess.run(
            ["xdotool", *map(str, command)],
            env={**os.environ, "DISPLAY": self.display},
            check=True,
            timeout=PATIENCE_S,
        )

    def _count(self, actions: int = 0, clicks: int = 0, keys: int = 0) -> None:
        now = self.counts
        self.counts = replace(
            now, actions=now.actions + actions, clicks=now.clicks + clicks, keys=now.keys + keys
        )


def _differ(before: Image.Image, after: Image.Image, part: ScreenPart) -> bool:
    """Whether a part, or the line around it, looks otherwise now."""
    x, y, width, height = part.rect
    box = (x - RING_PX, y - RING_PX, x + width + RING_PX, y + height + RING_PX)
    return ImageChops.difference(before.crop(box), after.crop(box)).getbbox() is not None


def _part(told: Mapping[str, Any]) -> ScreenPart:
    return ScreenPart(**{**told, "rect": tuple(told["rect"]), "states": tuple(told["states"])})


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An X display with a window manager; gone afterwards."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"]
    with _process([*command, "-nolisten", "tcp"], pass_fds=(writer,)):
        os.close(writer)
        with open(reader) as number:
            display = f":{number.readline().strip()}"
        with _process(["openbox"], env={**os.environ, "DISPLAY": display}):
            yield display


@contextlib.contextmanager
def application(
    display: str, home: Path, python: str = sys.executable, pictures: Path | None = None
) -> Iterator[User]:
    """``python -m workbench`` on a display, with settings and runs of its own in ``home``.

    Yields a user before it, as soon as the process has been started.
    """
    address = home / "observer.sock"
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),  # where a file dialog begins
        "WORKBENCH_HOME": str(home),
        SOCKET: str(address),
    }
    observer = ROOT / "benchmarks" / "observer.py"
    command = [python, "-m", "workbench", "--plugin", str(observer)]
    with (
        (home / "stderr.txt").open("wb") as errors,
        _process(command, cwd=home, env=environment, stderr=errors) as process,
    ):
        user = User(display, address, pictures)
        user.wait_until(lambda: address.exists() or process.poll() is not None, "the window")
        if process.poll() is not None:
            text = (home / "stderr.txt").read_text("utf-8", "replace")
            raise SystemExit(f"the application ended with {process.returncode}:\n{text}")
        yield user


@contextlib.contextmanager
def _process(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    process = subprocess.Popen(command, **{**quiet, **options})
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
