"""What views of an evaluation share: which split to show, and its mistakes as pictures or texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.core.contracts.dataset import Data, ImageClasses
from workbench.core.contracts.events import Evaluated
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.ui.plots.gallery import GalleryItem
from workbench.ui.plots.texts import TextItem

Classes = ImageClasses | TextClasses


@dataclass(frozen=True)
class Mistake:
    """An example read wrongly: its row in the split it comes from, and how sure the model was."""

    row: int
    test: bool
    truth: int
    predicted: int
    confidence: float


def mistakes_in(evaluated: Evaluated, data: Data) -> tuple[Mistake, ...]:
    """The kept mistakes, worst first; rows that the data no longer has are left out."""
    if evaluated.mistakes is None or evaluated.predicted is None or evaluated.confidence is None:
        return ()
    if isinstance(data, Corpus):
        return ()  # running text has no classes to mistake
    test = evaluated.split == "test"
    split = data.test if test else data.train
    rows = np.asarray(evaluated.mistakes, np.int64)
    guesses = np.asarray(evaluated.predicted, np.int64)
    sure = np.asarray(evaluated.confidence, np.float64)
    n_classes = len(data.classes)
    return tuple(
        Mistake(int(row), test, int(split.y[row]), int(guess), float(confidence))
        for row, guess, confidence in zip(rows, guesses, sure, strict=True)
        if 0 <= row < len(split) and 0 <= guess < n_classes
    )


def item(mistake: Mistake, data: Classes) -> GalleryItem | TextItem:
    """A mistake as a gallery or a list of texts shows it."""
    truth, guess = data.classes[mistake.truth], data.classes[mistake.predicted]
    sure = f"{100 * mistake.confidence:.0f} %"
    about = QCoreApplication.translate(
        "evaluations", "This is {0}; the network read {1} and was {2} sure (row {3})."
    ).format(truth, guess, sure, f"{mistake.row:,}")
    return example(data, mistake.row, mistake.test, f"{truth} → {guess}", sure, about)


def example(
    data: Classes, row: int, test: bool, title: str, detail: str = "", about: str = ""
) -> GalleryItem | TextItem:
    """One row of the data with its caption."""
    if isinstance(data, ImageClasses):
        return GalleryItem((data.test if test else data.train).x[row], title, detail, about)
    return TextItem((data.test if test else data.train).texts[row], title, detail, about)


class SplitBox(QComboBox):
    """Chooses the split to show; until the user does, the first one offered."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_user = ""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(112)
        self.setAccessibleName(self.tr("Split"))
        self.setToolTip(self.tr("Which part of the data was measured"))
        self.activated.connect(self._picked)

    @property
    def split(self) -> str:
        """``test``, ``val`` or ``train``; empty when nothing is offered."""
        return str(self.currentData() or "")

    def offer(self, splits: tuple[str, ...]) -> None:
        """Replace the choices; what the user chose stays if it is there."""
        names = {
            "test": self.tr("Test"),
            "val": self.tr("Validation"),
            "train": self.tr("Training"),
        }
        if tuple(self.itemData(i) for i in range(self.count())) != splits:
            self.clear()
            for split in splits:
                self.addItem(names.get(split, split), split)
        wanted = self._by_user if self._by_user in splits else next(iter(splits), "")
        self.setCurrentIndex(max(0, self.findData(wanted)))

    def forget(self) -> None:
        """Another run: choose by itself again."""
        self._by_user = ""

    def _picked(self) -> None:
        self._by_user = self.split
        self.chosen.emit(self.split)
