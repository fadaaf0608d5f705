"""Chances: how likely a token was, as a colour behind it, and what the colours mean."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.theme import ThemeManager

# A token is as likely as this, or less likely than all of these; the rarer, the stronger.
LEVELS = (0.9, 0.5, 0.1)
_ALPHAS_LIGHT, _ALPHAS_DARK = (0, 45, 95, 160), (0, 55, 105, 165)
_GAP = 6


def level(logprob: float) -> int:
    """0 for what was nearly certain, 3 for what was hardly expected."""
    chance = math.exp(min(0.0, logprob))
    return sum(chance < bound for bound in LEVELS)


def shade(colors: Any, number: int) -> QColor:
    """The colour behind a token of a level."""
    color = QColor(colors.negative)
    color.setAlpha((_ALPHAS_DARK if colors.dark else _ALPHAS_LIGHT)[number])
    return color


class Legend(QWidget):
    """The four colours with what they stand for."""

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        percents = [f"{bound:.0%}" for bound in LEVELS]
        self._words = [
            f"≥ {percents[0]}",
            *(f"≥ {lower}" for lower in percents[1:]),
            f"< {percents[-1]}",
        ]
        words = self.tr("The stronger the colour, the less likely the token was: {levels}")
        self.setToolTip(words.format(levels=", ".join(self._words)))
        self.setAccessibleName(self.toolTip())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(words) + 8 for words in self._words)
        return QSize(width + _GAP * (len(self._words) - 1), metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, x = QPainter(self), 0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, words in enumerate(self._words):
            width = self.fontMetrics().horizontalAdvance(words) + 8
            box = QRectF(x, 1, width, self.height() - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade(self._theme.colors, number))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(self._theme.colors.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            x += width + _GAP
