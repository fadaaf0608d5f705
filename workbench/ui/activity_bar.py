"""Activity bar: what goes on in the background longer than a moment, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from workbench.core.time_left import TimeLeft
from workbench.ui import time_words
from workbench.ui.background_jobs import BackgroundJob, BackgroundJobs
from workbench.ui.translation import contributed

LOOK_MS = 250
_STEPS = 1000


class ActivityBar(QWidget):
    """One line in the status bar: the job that goes on longest, and how many do beside it."""

    def __init__(self, jobs: BackgroundJobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: BackgroundJob | None = None
        self._time_left = TimeLeft()
        self.text = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(90, 8)
        self.bar.setAccessibleName(self.tr("Progress in the background"))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setProperty("role", "flat")
        self.stop.setStyleSheet("padding: 0 8px")
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        for widget in (self.text, self.bar, self.stop):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self.tr("Work in the background"))
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        jobs.began.connect(self._begin)
        # The status bar stays as high as it is: the page above must not move.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def _begin(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def look(self) -> None:
        """Show what goes on now."""
        going = self._jobs.to_show()
        if not going:
            self._job = None
            self.hide()
            if not self._jobs.busy:
                self._timer.stop()
            return
        if going[0] is not self._job:
            self._job = going[0]
            self._time_left.forget()
        self._show(going[0], len(going) - 1)

    def _show(self, job: BackgroundJob, n_others: int) -> None:
        what, done, total = job.last
        words = [job.title or contributed(what) or self.tr("Working…")]
        left = self._time_left.update(what, done, total)
        if left is not None:
            words.append(time_words.left(left))
        if n_others:
            words.append(self.tr("{0} more").format(n_others))
        self.text.setText(" · ".join(words))
        self.bar.setRange(0, _STEPS if total else 0)
        if total:
            self.bar.setValue(round(_STEPS * min(1.0, done / total)))
        self.stop.setVisible(job.stoppable)
        self.stop.setAccessibleName(self.tr("Stop: {0}").format(words[0]))
        self.setAccessibleDescription(self.text.text())
        self.show()

    def _stop(self) -> None:
        if self._job is not None:
            self._jobs.stop(self._job)
        self.look()
