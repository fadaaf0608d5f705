"""Predictions: the numbers that a run predicted, beside the true ones. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import Evaluated, Examples, Number, Plugins, metric_text, metric_title
from workbench.inference import RowModel

Floats = npt.NDArray[np.float64]
# Of a longer test split so many rows are drawn; more points cover each other.
MOST = 5000


@dataclass(frozen=True)
class NumberPredictions:
    """Numbers of rows of a split.

    Attributes
    ----------
    split
        ``train`` or ``test`` of the dataset.
    rows
        Their numbers in it, int64 ``(n,)``; -1 where an evaluation does not say which they are.
    truth, predicted
        In the target's unit, float64 ``(n,)``.
    total
        How many rows were measured; more than ``n`` where only some are here.
    """

    split: str
    rows: npt.NDArray[np.int64]
    truth: Floats
    predicted: Floats
    total: int

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def residuals(self) -> Floats:
        """Predicted minus true."""
        return self.predicted - self.truth

    def describe(self, index: int, target: Number) -> str:
        """One of them in words, a line each."""
        off = float(self.residuals[index])
        sign = "+" if off >= 0 else "−"
        row = f", row {self.rows[index]:,}" if self.rows[index] >= 0 else ""
        return (
            f"true {target.text(self.truth[index])}\n"
            f"predicted {target.text(self.predicted[index])}\n"
            f"off by {sign}{target.text(abs(off))}{row}"
        )

    def summary(self, target: Number) -> str:
        """Their metrics, and whether they lie too high or too low on the whole."""
        found = target.metrics(self.predicted, self.truth)
        shown = (f"{metric_title(k)} {metric_text(k, v, target)}" for k, v in found.items())
        bias = float(self.residuals.mean())
        side = "high" if bias > 0 else "low"
        return f"{', '.join(shown)}; on average {target.text(abs(bias))} too {side}"


def _some(n: int) -> npt.NDArray[np.int64]:
    """All of so many rows, or `MOST` drawn at random, rising."""
    if n <= MOST:
        return np.arange(n)
    return np.sort(np.random.default_rng(0).choice(n, MOST, replace=False))


def of_model(model: Path, plugins: Plugins, data: Examples) -> NumberPredictions:
    """Ask a run's model about its test rows, all or `MOST` drawn at random.

    Raises
    ------
    ModelFileError
        When it cannot be used.
    """
    n = len(data.test)
    rows = _some(n)
    chosen = data.test.at(rows)
    opened = RowModel(model, plugins)
    predicted = opened.target.predictions(opened.predict(chosen.x)).astype(np.float64)
    return NumberPredictions("test", rows, chosen.y.astype(np.float64), predicted, n)


def of_scores(evaluated: Evaluated, target: Number) -> NumberPredictions | None:
    """All answers of an evaluation, where a view in sight had them sent; at most `MOST`."""
    if evaluated.scores is None or evaluated.truth is None:
        return None
    predicted = target.predictions(np.asarray(evaluated.scores, np.float32)).astype(np.float64)
    truth = np.asarray(evaluated.truth, np.float64)
    chosen = _some(len(truth))
    is_test = evaluated.split == "test"
    rows = chosen if is_test else np.full(len(chosen), -1)
    split = "test" if is_test else "train"
    return NumberPredictions(split, rows, truth[chosen], predicted[chosen], len(truth))


def of_mistakes(evaluated: Evaluated, data: Examples) -> NumberPredictions | None:
    """The largest errors of an evaluation, which is all that one without scores tells."""
    if evaluated.mistakes is None or evaluated.predicted is None:
        return None
    name = "test" if evaluated.split == "test" else "train"
    split = data.test if name == "test" else data.train
    rows = np.asarray(evaluated.mistakes, np.int64)
    present = rows < len(split)
    rows = rows[present]
    predicted = np.asarray(evaluated.predicted, np.float64)[present]
    return NumberPredictions(name, rows, split.y[rows].astype(np.float64), predicted, len(rows))
