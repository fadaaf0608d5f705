"""What the window needs of the system, asked before Qt is started and can only abort."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping

# Qt platforms that paint without a display server.
SCREENLESS = {
    "offscreen",
    "minimal",
    "minimalegl",
    "vnc",
    "linuxfb",
    "eglfs",
    "vkkhrdisplay",
    "directfb",
}

# Library: its package on Debian and Ubuntu, and on Fedora.
LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libzstd.so.1": ("libzstd1", "libzstd"),
}

# What an X11 display needs besides; without the first Qt aborts with a riddle.
XCB_LIBRARIES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}

WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
}
OF_PLATFORM = {"xcb": XCB_LIBRARIES, "wayland": WAYLAND_LIBRARIES}

HEADLESS = """\
There is no display, so the window cannot open. Everything also works without one:

  workbench run examples/digits.toml       train; --json for programs
  workbench runs                           what was trained
  workbench predict RUN picture.png        ask a run's model
  workbench --help                         every verb

To open the window, start workbench in a desktop session, or with `ssh -X`.
"""


def platform(environment: Mapping[str, str] = os.environ) -> str:
    """The Qt platform that would be used, such as ``xcb``; empty where there is no display."""
    asked = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0].strip()
    if asked:
        return asked
    if not sys.platform.startswith("linux"):
        return {"darwin": "cocoa", "win32": "windows"}.get(sys.platform, "xcb")
    if environment.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "xcb" if environment.get("DISPLAY") else ""


def display_problem(environment: Mapping[str, str] = os.environ) -> str:
    """Why the window cannot open, and what to do; empty if nothing is known to be in the way."""
    if not sys.platform.startswith("linux"):
        return ""
    wanted = platform(environment)
    without = not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    if not wanted or (without and wanted not in SCREENLESS):
        return HEADLESS
    missing = missing_libraries(wanted)
    # Left to choose, Qt takes X11 where Wayland cannot be loaded.
    falls_back = not environment.get("QT_QPA_PLATFORM") and environment.get("DISPLAY")
    if wanted == "wayland" and falls_back and not missing_libraries("xcb"):
        return ""
    return _advice(missing)


def missing_libraries(qt_platform: str) -> list[str]:
    """System libraries that the Qt platform needs and that cannot be loaded."""
    if not sys.platform.startswith("linux"):
        return []
    names = [*LIBRARIES, *OF_PLATFORM.get(qt_platform, ())]
    return [name for name in names if not _loads(name)]


def library_problem(error: ImportError) -> str:
    """What to do about an import of Qt that failed."""
    found = re.search(r"(lib[\w.+-]+?\.so[.\d]*)", str(error))
    if found:
        return _advice([found.group(1)])
    lines = [f"The window cannot open: {error}.", "What to do: run `workbench doctor`."]
    if isinstance(error, ModuleNotFoundError):
        lines[1] = "What to do: install the missing package with `pip install workbench`."
    return "\n".join([*lines, "`workbench --help` lists what works without the window.", ""])


def packages(libraries: list[str]) -> tuple[list[str], list[str]]:
    """Packages that bring ``libraries``: on Debian and Ubuntu, and on Fedora."""
    known = LIBRARIES | XCB_LIBRARIES | WAYLAND_LIBRARIES
    found = [known[name] for name in libraries if name in known]
    debian, fedora = ({pair[side] for pair in found} for side in (0, 1))
    return sorted(debian), sorted(fedora)


def install_commands(libraries: list[str]) -> str:
    """How to install what brings ``libraries``."""
    debian, fedora = packages(libraries)
    if not debian:
        return "  Install the packages that bring them."
    return (
        f"  Debian, Ubuntu:  sudo apt install {' '.join(debian)}\n"
        f"  Fedora:          sudo dnf install {' '.join(fedora)}"
    )


def _advice(libraries: list[str]) -> str:
    if not libraries:
        return ""
    return (
        f"The window needs system libraries that are missing: {', '.join(libraries)}.\n"
        f"What to do:\n{install_commands(libraries)}\n"
        "Until then `workbench run examples/digits.toml` and every other verb work without them.\n"
    )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
