"""DownloadRow: how far a download is, how fast, and how long it will take."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

# The bar's steps: bytes would be too many for it.
STEPS = 1000
# Over so many seconds the speed is measured.
WINDOW_S = 5.0


class DownloadRow(QWidget):
    """A bar and a line of words below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.words = QLabel()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How much of the model has come"))
        self.words.setProperty("role", "muted")
        self._seen: list[tuple[float, float]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.words)

    def begin(self, total: float) -> None:
        """Nothing has come yet that is known of."""
        self._seen = []
        self.bar.setValue(0)
        self.words.setText(self.tr("Asking for {size}…").format(size=size(total)))

    def show_progress(self, done: float, total: float) -> None:
        """So many bytes are there."""
        now = time.monotonic()
        self._seen = [seen for seen in self._seen if now - seen[0] < WINDOW_S]
        self._seen.append((now, done))
        self.bar.setValue(round(STEPS * done / total) if total else STEPS)
        parts = [self.tr("{done} of {total}").format(done=size(done), total=size(total))]
        began, before = self._seen[0]
        if now - began > 1 and done > before:
            speed = (done - before) / (now - began)
            left = (total - done) / speed
            parts.append(self.tr("{size} a second").format(size=size(speed)))
            minutes, seconds = divmod(round(left), 60)
            words = self.tr("{m} min {s} s left") if minutes else self.tr("{s} s left")
            parts.append(words.format(m=minutes, s=seconds))
        self.words.setText(" · ".join(parts))

    def end(self, message: str) -> None:
        """Say how it ended; the bar stays where it is."""
        self.words.setText(message)


def size(n_bytes: float) -> str:
    """A number of bytes as people say it."""
    for unit in ("B", "kB", "MB"):
        if n_bytes < 1000:
            return f"{n_bytes:.0f} {unit}"
        n_bytes /= 1000
    return f"{n_bytes:.1f} GB"
