"""What views of an evaluation share: which split to show, and its mistakes as pictures or texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.events import Evaluated
from workbench.core.contracts.targets import Number
from workbench.ui.plots.data_rows import RowItem, is_running, split_of
from workbench.ui.plots.gallery import GalleryItem
from workbench.ui.plots.texts import TextItem


def _tr(text: str) -> str:
    return QCoreApplication.translate("evaluations", text)


@dataclass(frozen=True)
class Mistake:
    """A row answered wrongly.

    Attributes
    ----------
    row, test
        Its number in the split it comes from, and whether that is the test split.
    truth, predicted
        A label and a prediction, as the target has them: a class's index, a number, or 0 and 1 for
        each label.
    confidence
        How sure the model was, 0…1; NaN where it does not say.
    """

    row: int
    test: bool
    truth: Any
    predicted: Any
    confidence: float


def mistakes_in(evaluated: Evaluated, data: Data) -> tuple[Mistake, ...]:
    """The kept mistakes, worst first; rows that the data no longer has are left out."""
    if evaluated.mistakes is None or evaluated.predicted is None or evaluated.confidence is None:
        return ()
    if is_running(data):
        return ()  # each place has an answer of its own
    test = evaluated.split == "test"
    split = split_of(data, "test" if test else "train")
    rows = np.asarray(evaluated.mistakes, np.int64)
    guesses = np.asarray(evaluated.predicted)
    sure = np.asarray(evaluated.confidence, np.float64)
    n_classes = len(data.target.classes)
    # Of classes there may be fewer than when it was measured.
    return tuple(
        Mistake(int(row), test, split.y[row], guess, float(confidence))
        for row, guess, confidence in zip(rows, guesses, sure, strict=True)
        if 0 <= row < len(split)
        and guess.shape == split.y[row].shape
        and (not n_classes or 0 <= guess < n_classes)
    )


def item(mistake: Mistake, data: Data) -> GalleryItem | TextItem:
    """A mistake as a gallery or a list of texts shows it."""
    target = data.target
    truth, guess = (
        target.text(value) or _tr("none") for value in (mistake.truth, mistake.predicted)
    )
    row = f"{mistake.row:,}"
    if isinstance(target, Number):
        off = float(mistake.predicted) - float(mistake.truth)
        detail = ("+" if off >= 0 else "−") + target.text(abs(off))
        about = _tr("This is {0}; the network answered {1} (row {2}).").format(truth, guess, row)
    elif np.isfinite(mistake.confidence):
        detail = f"{100 * mistake.confidence:.0f} %"
        about = _tr("This is {0}; the network read {1} and was {2} sure (row {3}).").format(
            truth, guess, detail, row
        )
    else:
        detail = ""
        about = _tr("This is {0}; the network answered {1} (row {2}).").format(truth, guess, row)
    return example(data, mistake.row, mistake.test, f"{truth} → {guess}", detail, about)


def example(
    data: Data, row: int, test: bool, title: str, detail: str = "", about: str = ""
) -> GalleryItem | TextItem:
    """One row of the data with its caption: its picture where it has one, else its text."""
    split, kind = split_of(data, "test" if test else "train"), data.inputs
    picture = kind.picture(split.x, row)
    if picture is not None:
        return GalleryItem(picture, title, detail, about)
    return TextItem(
        kind.text(split.x, row), title, detail, about, RowItem(kind, split, row, title, about)
    )


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

    def choose_from(self, evaluations: Mapping[str, Evaluated]) -> Evaluated | None:
        """Offer the splits of evaluations, and return the one to show; ``None`` of none.

        The training split is the last choice: what matters is what was not learnt by heart.
        """
        self.offer(tuple(split for split in ("test", "val", "train") if split in evaluations))
        return evaluations.get(self.split)

    def forget(self) -> None:
        """Another run: choose by itself again."""
        self._by_user = ""

    def _picked(self) -> None:
        self._by_user = self.split
        self.chosen.emit(self.split)
