"""Desktop notices: the system says that a long job has ended, while the window is not in use."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from workbench.ui.host import Host
from workbench.ui.state import RunState

# What took less needs no word: nobody has gone away meanwhile.
LONG_S = 15.0
SHOWN_MS = 8000


class DesktopNotices(QObject):
    """Watches trainings and jobs of the background; others call `ended`."""

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._began: dict[str, float] = {}
        self._tray: QSystemTrayIcon | None = None
        # The icon is there only as long as a message is: most systems show none without it.
        self._hide = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hide.timeout.connect(self._hide_icon)
        host.jobs.changed.connect(self._run_changed)
        host.background.long_ended.connect(self._long_ended)
        host.job_ended.connect(self.ended)

    def _long_ended(self, title: str) -> None:
        self.ended(title, LONG_S)

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if after.live:
            self._began.setdefault(after.run, time.monotonic())
            return
        began = self._began.pop(after.run, None)
        if began is None or not before.live:
            return
        words = {
            "finished": self.tr("{0} has finished training."),
            "stopped": self.tr("{0} was stopped."),
            "failed": self.tr("{0} failed."),
        }.get(after.status, self.tr("{0} has ended."))
        self.ended(words.format(after.name or after.run), time.monotonic() - began)

    def ended(self, text: str, seconds: float) -> None:
        """Tell the system, if that took long, the user wants it and looks elsewhere."""
        active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        if seconds >= LONG_S and self._host.settings.desktop_notices and not active:
            self.show_message(text)

    def show_message(self, text: str) -> None:
        """Show a message of the system; nothing happens where it shows none."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        theme = self._host.theme
        if self._tray is None:
            self._tray = QSystemTrayIcon(theme.tinted("logo", theme.colors.accent), self)
            self._tray.messageClicked.connect(self._raise)
        self._tray.show()
        icon = QSystemTrayIcon.MessageIcon.Information
        self._tray.showMessage("Workbench", text, icon, SHOWN_MS)
        self._hide.start()

    def _hide_icon(self) -> None:
        if self._tray is not None:
            self._tray.hide()

    def _raise(self) -> None:
        window = self.parent()
        for name in ("showNormal", "raise_", "activateWindow"):
            if (call := getattr(window, name, None)) is not None:
                call()
