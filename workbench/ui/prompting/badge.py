"""Badge: whether what is asked stays on this machine, or where it goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

# What is shown of a host; the whole one is in the tooltip.
SHOWN = 40


class Badge(QLabel):
    """Says where data goes, in words; the colour only says it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "badge")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_destination(None)

    def show_destination(self, destination: str | None) -> None:
        """Show a host, or this machine (empty); nothing for ``None``."""
        self.setVisible(destination is not None)
        if destination is None:
            self.setText("")
            self.setAccessibleName("")
            return
        if destination:
            words = self.tr("Goes to {host}")
            self.setText("↗ " + words.format(host=_short(destination)))
            self.setToolTip(self.tr("What you ask is sent to {host}.").format(host=destination))
        else:
            self.setText("⌂ " + self.tr("Stays on this machine"))
            self.setToolTip(self.tr("What you ask does not leave this machine."))
        self.setAccessibleName(self.toolTip())
        self.setProperty("place", "away" if destination else "here")
        # A style sheet looks at properties only when it is told to.
        self.style().unpolish(self)
        self.style().polish(self)


def _short(host: str) -> str:
    """A host whose end, which says whose it is, can be read."""
    return host if len(host) <= SHOWN else "…" + host[1 - SHOWN :]
