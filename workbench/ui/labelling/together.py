"""Together: what all labelling functions say of the rows, by the label model."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from workbench.labelling.order import uncertainty
from workbench.ui.labelling.work import LabellingState
from workbench.ui.plots.rowlist import RowList
from workbench.ui.prompting.fields import Remark

LISTED, SHOWN = 100, 90


class Together(QWidget):
    """``wanted`` carries rows that are to be labelled next, the most uncertain first."""

    wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: LabellingState | None = None
        self._rows: list[int] = []
        self.covered = QLabel(wordWrap=True)
        self.sure = QLabel()
        self.silent = Remark("error")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.list = RowList("")
        self.label = QPushButton(self.tr("Label these"))
        self._build()
        self.slider.valueChanged.connect(lambda _: self._show_sure())
        self.label.clicked.connect(lambda: self.wanted.emit(self._rows))

    def _build(self) -> None:
        heading, uncertain = QLabel(self.tr("Together")), QLabel(self.tr("Least sure of"))
        heading.setProperty("role", "heading")
        uncertain.setProperty("role", "muted")
        self.slider.setRange(50, 100)
        self.slider.setValue(90)
        self.slider.setMaximumWidth(160)
        self.slider.setAccessibleName(self.tr("How certain the rules must be of a row"))
        self.list.setAccessibleName(self.tr("Rows on which the rules are least certain"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.label.setToolTip(self.tr("Rows whose label helps most come first"))
        row, low = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.slider)
        row.addWidget(self.sure, 1)
        low.addWidget(uncertain, 1)
        low.addWidget(self.label)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        for widget in (heading, self.covered, self.silent):
            column.addWidget(widget)
        column.addLayout(row)
        column.addLayout(low)
        column.addWidget(self.list, 1)

    def show_work(self, work: LabellingState) -> None:
        """What the functions say of this labelling's rows."""
        self._work = work
        found = work.functions
        model = found.model if found is not None else None
        self._rows = []
        self.list.clear()
        for widget in (self.slider, self.sure, self.list, self.label):
            widget.setEnabled(model is not None)
        if found is None or model is None:
            text = (
                self.tr("Looking…")
                if work.applying
                else self.tr(
                    "Rules are weighted here by their agreement and by the rows that you labelled."
                )
            )
            self.covered.setText(text)
            self.silent.say("")
            self.sure.setText("")
            return
        n = len(work.project.items)
        words = self.tr("{0} rules cover {1:,} of {2:,} rows.")
        self.covered.setText(words.format(len(found.functions), int(model.covered.sum()), n))
        self.silent.say(self._silent_text(found.silent))
        self._show_sure()
        unsure = uncertainty(model.probabilities.astype(np.float32))
        taken = work.walk.mine
        rows = np.argsort(-unsure, kind="stable").tolist()
        self._rows = [row for row in rows if model.covered[row] and row not in taken][:LISTED]
        items = work.project.items
        for row in self._rows:
            best = int(model.probabilities[row].argmax())
            p, label = float(model.probabilities[row, best]), work.project.classes[best]
            text = (
                " ".join(items.texts[row][:400].split())[:SHOWN]
                if items.texts
                else (self.tr("Picture {0}").format(row))
            )
            self.list.addItem(f"{label} {p:.0%}   {text}")
        self.label.setEnabled(bool(self._rows))

    def _silent_text(self, silent: tuple[str, ...]) -> str:
        if not silent:
            return ""
        shown = ", ".join(silent[:5]) + (", …" if len(silent) > 5 else "")
        return self.tr(
            "No function ever says {0}, and nobody has given that label: rows of that kind are "
            "taken for something else. Write a function for it, or label some."
        ).format(shown)

    def _show_sure(self) -> None:
        work = self._work
        if work is None or work.functions is None:
            return
        sureness = self.slider.value() / 100
        sure = len(work.functions.labels(work.project.classes, sureness))
        words = self.tr("at least {0:.0%} sure of {1:,} rows")
        self.sure.setText(words.format(sureness, sure))
