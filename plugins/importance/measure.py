"""What columns mean to a model: measured by asking it about rows that are changed. No Qt here.

Permutation importance after Breiman (2001), Random forests, as Fisher, Rudin, Dominici (2019) have
it for any model; partial dependence after Friedman (2001), Greedy function approximation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats

from workbench import Arrays, Examples, Plugins
from workbench.inference import RowModel

Floats = npt.NDArray[np.float64]
# Rows and shuffles: enough for intervals that tell columns apart, within seconds.
ROWS, DEPENDENCE_ROWS, REPEATS = 2000, 500, 10
CONFIDENCE = 0.95
# Places on a number's axis, and values of a category.
PLACES, MOST_VALUES = 24, 12


@dataclass(frozen=True)
class ColumnImportance:
    """How much worse a model is when a column says nothing.

    Attributes
    ----------
    name
        Of the column.
    value
        The mean loss of the deciding metric over `REPEATS` shuffles; more is more important.
    low, high
        The interval of that mean over shuffles, by Student's t.
    """

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Importances:
    """All columns, the most important first; ``base`` is the metric with nothing shuffled."""

    metric: str
    base: float
    columns: tuple[ColumnImportance, ...]
    n_rows: int


@dataclass(frozen=True)
class Dependence:
    """How the mean answer follows a column.

    Attributes
    ----------
    column
        Its name.
    values
        Where it was put: numbers rising, or texts, the most frequent first.
    answers
        The mean over rows, float64 ``(n_values, n_outputs)``.
    low, high
        Between these lie eight of ten rows, of the same shape.
    """

    column: str
    values: tuple[float, ...] | tuple[str, ...]
    answers: Floats = field(repr=False)
    low: Floats = field(repr=False)
    high: Floats = field(repr=False)

    @property
    def is_number(self) -> bool:
        """Whether the column has numbers."""
        return not isinstance(self.values[0], str)


class Measurement:
    """A run's model and some test rows, as the model takes them.

    Raises
    ------
    ModelFileError
        When the model cannot be used.
    """

    def __init__(self, path: Path, plugins: Plugins, data: Examples) -> None:
        self.model = RowModel(path, plugins)
        n = len(data.test)
        rows = np.arange(n)
        if n > ROWS:
            rows = np.sort(np.random.default_rng(0).choice(n, ROWS, replace=False))
        chosen = data.test.at(rows)
        self.target = self.model.target
        self.y = chosen.y
        self.raw: Arrays = self.model.inputs.raw(chosen.x)

    def __len__(self) -> int:
        return len(self.y)

    def importances(
        self, check: Callable[[], None], report: Callable[[int, int], None] | None = None
    ) -> Importances:
        """Shuffle each column in turn, and measure the model again.

        Parameters
        ----------
        check
            Called between shuffles; may raise to stop.
        report
            Takes how many columns are measured, and how many there are.
        """
        metric = self.target.decides
        direction = self.target.directions[metric]
        base = self._metric(self.raw, metric)
        found = []
        for place, name in enumerate(self.raw):
            losses = []
            for repeat in range(REPEATS):
                check()
                order = np.random.default_rng([repeat, place]).permutation(len(self))
                shuffled = {**self.raw, name: self.raw[name][order]}
                losses.append(direction * (base - self._metric(shuffled, metric)))
            found.append(_with_interval(name, losses))
            if report is not None:
                report(len(found), len(self.raw))
        ordered = sorted(found, key=lambda column: -column.value)
        return Importances(metric, base, tuple(ordered), len(self))

    def _metric(self, raw: Arrays, metric: str) -> float:
        predicted = self.target.predictions(self.model.predict_raw(raw))
        return float(self.target.metrics(predicted, self.y)[metric])

    def dependence(self, name: str, check: Callable[[], None]) -> Dependence:
        """Put one column to each of some values in all rows, and average the answers."""
        some = {column: values[:DEPENDENCE_ROWS] for column, values in self.raw.items()}
        places = _places(self.raw[name])
        every = []
        for value in places:
            check()
            changed = np.full(len(some[name]), value, some[name].dtype)
            every.append(self.model.predict_raw({**some, name: changed}).astype(np.float64))
        answers = np.stack(every)  # (n_values, n_rows, n_outputs)
        low, high = np.quantile(answers, (0.1, 0.9), axis=1)
        return Dependence(name, tuple(places), answers.mean(1), low, high)


def _with_interval(name: str, losses: list[float]) -> ColumnImportance:
    mean, deviation = float(np.mean(losses)), float(np.std(losses, ddof=1))
    reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(losses) - 1))
    half = reach * deviation / np.sqrt(len(losses))
    return ColumnImportance(name, mean, mean - half, mean + half)


def _places(values: npt.NDArray[Any]) -> list[Any]:
    """Values that rows have: of numbers quantiles, of texts the most frequent."""
    if values.dtype.kind == "f":
        known = values[np.isfinite(values)]
        if not len(known):
            return [float("nan")]
        quantiles = np.quantile(known, np.linspace(0.01, 0.99, PLACES), method="nearest")
        return [float(value) for value in np.unique(quantiles)]
    different, counts = np.unique(values.astype(str), return_counts=True)
    order = np.lexsort((different, -counts))[:MOST_VALUES]
    return [str(different[at]) for at in order]
