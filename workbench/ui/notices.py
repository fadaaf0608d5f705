"""Notices: the one door through which errors and remarks reach the user."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from workbench.core import blame
from workbench.core.contracts.errors import WorkbenchError
from workbench.ui.background_jobs import StoppedByUser

KEPT = 50


@dataclass(frozen=True)
class Notice:
    """One message.

    ``severity`` is ``info``, ``warning`` or ``error``; ``actions`` are ``(label, callback)``;
    ``count`` says how often the same was said in a row.
    """

    severity: str
    message: str
    remedy: str = ""
    details: str = ""
    actions: tuple[tuple[str, Callable[[], None]], ...] = ()
    count: int = 1


class Notices(QObject):
    """Keeps the latest notices; may be called from any thread."""

    posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: list[Notice] = []
        self._lock = threading.Lock()

    def error(self, error: BaseException) -> None:
        """Tell of an error, with its remedy where it has one."""
        if isinstance(error, StoppedByUser):
            self.info(error.message)
            return
        details = blame.details(error)
        if not isinstance(error, WorkbenchError) and blame.culprit(error) is not None:
            error = blame.contained(error)
        if isinstance(error, WorkbenchError):
            self.post(Notice("error", error.message, error.remedy, details))
            return
        text = f"Something unexpected happened: {type(error).__name__}: {error}"
        remedy = self.tr("Your runs are safe. Copy the details to report this.")
        self.post(Notice("error", text, remedy, details))

    def warn(self, message: str, remedy: str = "") -> None:
        """Tell of something the user should know."""
        self.post(Notice("warning", message, remedy))

    def info(self, message: str, *actions: tuple[str, Callable[[], None]]) -> None:
        """Tell that something worked; ``actions`` become buttons."""
        self.post(Notice("info", message, actions=actions))

    def post(self, notice: Notice) -> None:
        """Take a notice; the same twice in a row is counted, not repeated."""
        with self._lock:
            last = self.shown[-1] if self.shown else None
            if last and (last.severity, last.message) == (notice.severity, notice.message):
                fields = {**vars(notice), "count": last.count + 1}
                notice = Notice(**fields)
                self.shown[-1] = notice
            else:
                self.shown.append(notice)
                del self.shown[:-KEPT]
        self.posted.emit(notice)

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Show what nobody caught, in any thread, instead of ending the program."""
        before, before_thread = sys.excepthook, threading.excepthook

        def hook(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            if blame.is_interrupt(error):
                before(kind, error, trace)
                return
            sys.stderr.write(blame.details(error))
            self.error(error)

        def thread_hook(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                hook(args.exc_type, args.exc_value, args.exc_traceback)

        sys.excepthook = hook
        threading.excepthook = thread_hook
        try:
            yield
        finally:
            sys.excepthook = before
            threading.excepthook = before_thread
