"""Answer pane: a model to choose, what it answers to a row, and what is to be said beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.ui.host import Host
from workbench.ui.plots.bars import BarChart
from workbench.ui.plots.model_box import ModelBox
from workbench.ui.plots.plot_actions import add_plot_actions


class AnswerPane(QWidget):
    """The right side of a playground that asks one model about one row."""

    def __init__(self, host: Host, models: ModelBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.models = models
        self.models.setAccessibleName(self.tr("Model"))
        self.answer, self.remark = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.answer.setProperty("role", "title")
        self.answer.setAccessibleName(self.tr("Answer"))
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setProperty("role", "muted")
        self.bars = BarChart(host.theme)
        add_plot_actions(host, self.bars)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.models, self.answer, self.remark):
            column.addWidget(widget)
        column.addWidget(self.bars, 1)
        column.addStretch(0)

    def clear(self, text: str) -> None:
        """Show no answer but a sentence."""
        self.answer.setText(text)
        self.remark.hide()
        self.bars.hide()

    def show_answer(
        self,
        text: str,
        confidence: float,
        names: Sequence[str],
        answer: npt.NDArray[np.float32],
        remarks: Sequence[str],
    ) -> None:
        """Show an answer.

        Parameters
        ----------
        confidence
            How sure it is, 0…1; NaN where it does not say, and then there are no bars.
        names, answer
            What each number of the answer is called, and these numbers, ``(n_outputs,)``.
        remarks
            Sentences.
        """
        sure = bool(np.isfinite(confidence))
        self.answer.setText(f"{text} · {confidence:.0%}" if sure else text)
        # Without a probability there is nothing to draw a bar of.
        self.bars.setVisible(sure)
        if sure:
            self.bars.show_answers(tuple(names), [(self.models.currentText(), answer)])
        self.remark.setText(" ".join(remarks))
        self.remark.setVisible(bool(remarks))
