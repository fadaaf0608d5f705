"""The application: the window first, torch behind it."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from workbench.core import memory, paths, settings
from workbench.core.contracts.errors import StorageError
from workbench.core.plugins import Plugins, discover
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.ui import accessibility, guards, translation
from workbench.ui.garbage import collected_by_the_window
from workbench.ui.host import Host
from workbench.ui.pluginguard import plugins_cannot_exit
from workbench.ui.window import PAGES, MainWindow

# Seconds after the first paint before torch is imported behind the window.
WARM_UP_AFTER_MS = 300
CHUNK = 1 << 24
# How long a training thread may keep the interpreter once the window wants it. Python's own 5 ms
# add up to a visible stutter where opening a view asks a dozen times.
SWITCH_INTERVAL_S = 0.0005


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, in our style."""
    # Qt's own file dialog keeps which folders were visited, and would in a file of Qt's.
    scope, own = QSettings.Scope.UserScope, str(paths.config() / "qt")
    QSettings.setPath(QSettings.Format.NativeFormat, scope, own)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(arguments)
    app.setApplicationName("workbench")
    app.setApplicationDisplayName("Workbench")
    guards.install(app)
    accessibility.install()
    memory.keep_heaps_few()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    return app


def make_host(
    files: Iterable[Path] = (), plugins: Plugins | None = None, *, safe: bool = False
) -> Host:
    """Everything the window stands on, from the user's settings and folders."""
    chosen: Settings = settings.load()
    app = QCoreApplication.instance()
    if app is not None:
        translation.install(chosen.language, app)
    if plugins is None:
        loose = [*files, *chosen.plugin_paths]
        plugins = discover(loose, folder=paths.plugins(), blocked=chosen.blocked, safe=safe)
    store, problem = _store()
    host = Host(plugins, store, chosen)
    if problem is not None:
        words = QCoreApplication.translate(
            "app", "{problem} Runs are kept in {folder} for now, which the system may empty."
        )
        host.notices.warn(
            words.format(problem=problem.message, folder=store.folder), problem.remedy
        )
    return host


def _store() -> tuple[RunStore, StorageError | None]:
    """The user's runs; where their folder cannot be made, a temporary one and why."""
    try:
        return RunStore(), None
    except StorageError as error:
        return RunStore(Path(tempfile.mkdtemp(prefix="workbench-runs-"))), error


class _FirstPaint(QObject):
    """Says when the window has been painted for the first time."""

    def __init__(self, window: MainWindow, began: float) -> None:
        super().__init__(window)
        self._began = began
        self._window = window
        self._seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event, then for the event loop to come round."""
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self) -> None:
        if os.environ.get("WORKBENCH_EXIT_AFTER_PAINT"):
            # For benchmarks/startup: how long until the window could be used.
            sys.stdout.write(f"{time.perf_counter() - self._began:.4f}\n")
            self._window.close()
            QApplication.exit(0)
            return
        self._window.host.jobs.adopt()
        QTimer.singleShot(WARM_UP_AFTER_MS, warm_up)


def warm_up() -> threading.Thread:
    """Import torch and the engine in a thread, so that the first Train need not wait.

    The library's files are read first: loading them holds the interpreter's lock, reading
    does not, and what is in the page cache loads in a fraction of the time.
    """

    def work() -> None:
        spec = __import__("importlib.util").util.find_spec("torch")
        if spec is None or spec.origin is None:
            return
        for path in sorted((Path(spec.origin).parent / "lib").glob("*torch*")):
            try:
                with path.open("rb", buffering=0) as file:
                    while file.read(CHUNK):
                        pass
            except OSError:
                continue
        _load_libraries(Path(spec.origin).parent / "lib")
        import workbench.engine.train  # noqa: F401

        memory.set_aside()
        # What the pages import, scipy and tables among it, would hold the window at their first
        # sight for as long.
        for *_, page in PAGES:
            importlib.import_module(page.partition(":")[0])

    thread = threading.Thread(target=work, name="warm up", daemon=True)
    thread.start()
    return thread


def _load_libraries(folder: Path) -> None:
    """Load torch's libraries without the interpreter's lock, where the system allows it.

    A call through ctypes lets go of the lock, which an import of an extension does not; loaded
    once, the libraries are there at once when the import asks for them.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    try:
        dlopen = ctypes.CDLL(None).dlopen
    except (OSError, AttributeError):
        return
    dlopen.restype = ctypes.c_void_p
    dlopen.argtypes = (ctypes.c_char_p, ctypes.c_int)
    for name in ("libc10.so", "libtorch_cpu.so", "libtorch.so"):
        if (folder / name).is_file():
            dlopen(str(folder / name).encode(), os.RTLD_NOW)


def main(
    files: Iterable[Path] = (), arguments: list[str] | None = None, *, safe: bool = False
) -> int:
    """Open the window and run until it is closed; returns the exit code."""
    began = time.perf_counter()
    app = make_application(arguments or sys.argv[:1])
    with plugins_cannot_exit():
        host = make_host(files, safe=safe)
        with host.notices.catching(), collected_by_the_window():
            window = MainWindow(host)
            _FirstPaint(window, began)
            window.show()
            return app.exec()


def leave(code: int) -> NoReturn:
    """End the process, also while a thread is still loading a library or waits in one.

    Such a thread cannot be stopped. When the interpreter is taken down around it, it unwinds
    through C++ that does not expect that, and the process aborts after all was saved.
    """
    ours = threading.current_thread()
    for thread in threading.enumerate():
        if thread is not ours and not thread.daemon:
            thread.join()
    if not any(thread is not ours for thread in threading.enumerate()):
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
