"""Syncing: what was labelled is brought to the disk behind the window, in the order it was said."""

from __future__ import annotations

import threading
from collections.abc import Callable

from workbench.core.contracts.errors import WorkbenchError
from workbench.labelling.project import Project
from workbench.ui.background_jobs import BackgroundJobs


class LabelSync:
    """Waits for the disk in a background job, so that the window does not.

    A disk that takes longer than a person takes for a row is waited for once for several rows.
    Closing the window waits for a job that is going on.
    """

    def __init__(self, jobs: BackgroundJobs, failed: Callable[[WorkbenchError], None]) -> None:
        self._jobs = jobs
        self._failed = failed
        self._lock = threading.Lock()
        self._pending: Project | None = None
        self._running = False

    def request(self, project: Project) -> None:
        """Have what was said so far brought to the disk."""
        with self._lock:
            start = not self._running
            self._pending = project
            self._running = True
        if start:
            self._jobs.enqueue("label: sync", lambda _: self._work(), lambda _: None, self._failed)

    def _work(self) -> None:
        while True:
            with self._lock:
                project = self._pending
                self._pending = None
                if project is None:
                    self._running = False
                    return
            try:
                project.sync()
            except BaseException:
                with self._lock:
                    self._running = False
                raise
