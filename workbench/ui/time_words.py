"""Times in words: how long something will still take, no more exact than it is known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def about(seconds: float) -> str:
    """An estimate: ``about 20 s``, ``about 2 min``, ``about 1 h 30 min``."""
    tr = QCoreApplication.translate
    if seconds < 8:
        return tr("time", "a few seconds")
    if seconds < 55:
        return tr("time", "about {0} s").format(5 * round(seconds / 5))
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return tr("time", "about {0} min").format(minutes)
    hours, minutes = divmod(5 * round(minutes / 5), 60)
    if not minutes or hours >= 10:
        return tr("time", "about {0} h").format(hours + (minutes >= 30))
    return tr("time", "about {0} h {1} min").format(hours, minutes)


def left(seconds: float) -> str:
    """The same with what it means: ``about 2 min left``."""
    return QCoreApplication.translate("time", "{0} left").format(about(seconds))
