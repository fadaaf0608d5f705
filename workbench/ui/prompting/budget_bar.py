"""BudgetBar: how much of what a model reads a prompt and its answer take."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.prompting.budget import Budget
from workbench.ui.theme import ThemeManager

HEIGHT, ROUND = 12, 4.0


class BudgetBar(QWidget):
    """Prompt, answer and what stays free, in proportion; beyond the context in another colour."""

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._budget: Budget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Context budget"))
        theme.changed.connect(self.update)
        self.show_budget(None)

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(160, HEIGHT)

    def show_budget(self, budget: Budget | None) -> None:
        """Show a budget whose context is known; nothing otherwise."""
        self._budget = budget if budget and budget.context else None
        self.setVisible(self._budget is not None)
        words = str(budget) if budget else ""
        self.setAccessibleDescription(words)
        tip = self.tr("{words}: the prompt, then the answer's share, then what stays free")
        self.setToolTip(tip.format(words=words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Three stretches, and a mark where the context ends if they go beyond."""
        budget, colors = self._budget, self._theme.colors
        if budget is None or not budget.context:
            return
        used = budget.prompt + budget.answer
        whole = max(used, budget.context)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), QColor(colors.raised))
        scale = self.width() / whole
        prompt = QRectF(0, 0, budget.prompt * scale, HEIGHT)
        answer = QRectF(prompt.right(), 0, budget.answer * scale, HEIGHT)
        painter.fillRect(prompt, QColor(colors.accent))
        light = QColor(colors.accent)
        light.setAlphaF(0.45)
        painter.fillRect(answer, light)
        if used > budget.context:
            edge = budget.context * scale
            painter.fillRect(QRectF(edge, 0, self.width() - edge, HEIGHT), QColor(colors.bad))
        painter.setClipping(False)
        painter.setPen(QColor(colors.border))
        painter.drawPath(frame)
        painter.end()
