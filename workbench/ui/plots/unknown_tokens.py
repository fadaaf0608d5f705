"""Unknown tokens: in words, what of a text a model has no token for."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from workbench.core.tokenizer import visible

NAMED = 8


class UnknownTokens(QLabel):
    """One line that is there only when there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.hide()

    def show_unknown(self, unknown: tuple[str, ...]) -> None:
        """Name what `workbench.core.tokenizer.unknown` found."""
        shown = ", ".join(map(visible, unknown[:NAMED]))
        if len(unknown) > NAMED:
            shown = self.tr("{0} and {1} more").format(shown, len(unknown) - NAMED)
        if len(unknown) == 1:
            words = self.tr("This model does not know: {0}; it reads it as unknown.")
        else:
            words = self.tr("This model does not know: {0}; it reads them as unknown.")
        self.setText(words.format(shown))
        self.setVisible(bool(unknown))
