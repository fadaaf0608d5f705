"""What is said when the window cannot open, before Qt can abort."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from workbench.cli import display

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asked on Linux only")


@linux
@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({}, ""),
        ({"DISPLAY": ":0"}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wayland"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "vnc"),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}, "wayland"),
    ],
)
def test_the_platform_qt_would_choose(environment: dict[str, str], platform: str) -> None:
    assert display.platform(environment) == platform


@linux
def test_without_a_display_it_says_how_to_run_headless() -> None:
    for environment in ({}, {"QT_QPA_PLATFORM": "xcb"}):
        problem = display.display_problem(environment)
        assert "workbench run examples/digits.toml" in problem
    for name in ("offscreen", "minimal", "vnc"):
        assert "no display" not in display.display_problem({"QT_QPA_PLATFORM": name})


@linux
def test_missing_libraries_are_named_with_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(display, "_loads", lambda name: name not in gone)
    x11 = display.display_problem({"DISPLAY": ":0"})
    assert "libEGL.so.1, libxcb-cursor.so.0" in x11
    assert "sudo apt install libegl1 libxcb-cursor0" in x11
    assert "sudo dnf install libglvnd-egl xcb-util-cursor" in x11
    assert "workbench run" in x11
    # What only X11 needs is not asked of the others.
    assert "cursor" not in display.display_problem({"WAYLAND_DISPLAY": "wayland-0"})
    monkeypatch.setattr(display, "_loads", lambda name: True)
    assert display.display_problem({"DISPLAY": ":0"}) == ""


@linux
def test_wayland_falls_back_on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_loads", lambda name: "wayland" not in name)
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert display.display_problem(both) == ""
    assert "libwayland-cursor0" in display.display_problem({"WAYLAND_DISPLAY": "wayland-0"})
    assert "libwayland-cursor0" in display.display_problem(both | {"QT_QPA_PLATFORM": "wayland"})


def test_libraries_are_really_looked_for() -> None:
    assert not display._loads("libthere-is-no-such-thing.so.1")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ImportError("libEGL.so.1: cannot open shared object file"), ["libegl1", "libglvnd-egl"]),
        (ImportError("libxkbcommon.so.0: cannot open"), ["libxkbcommon0"]),
        (ImportError("libdbus-1.so.3: cannot open"), ["libdbus-1-3", "dbus-libs"]),
        (ImportError("libodd.so.7: cannot open shared object file"), ["libodd.so.7"]),
        (ModuleNotFoundError("No module named 'PySide6'"), ["PySide6", "pip install"]),
        (ImportError("DLL load failed"), ["DLL load failed", "workbench doctor"]),
    ],
)
def test_an_import_that_fails_names_the_remedy(error: ImportError, words: list[str]) -> None:
    problem = display.library_problem(error)
    for word in words:
        assert word in problem
    assert problem.endswith("\n")


@linux
def test_the_command_without_a_screen_ends_with_1_and_no_abort() -> None:
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in os.environ.items() if k not in gone}
    command = [sys.executable, "-m", "workbench"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "workbench run examples/digits.toml" in done.stderr
    assert "Traceback" not in done.stderr
