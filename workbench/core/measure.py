"""Measure: the metric that decides, how its figures are written, and what 'as good' means in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbench.core import metric_text
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.statistics import Interval

ABOUT = {
    "accuracy": "Share of the rows predicted correctly; Wilson's interval",
    "macro_f1": "Mean of the classes' F1; the bootstrap's interval",
    "micro_f1": "F1 over all decisions; the bootstrap's interval",
    "exact": "Share of the rows with all labels correct; Wilson's interval",
    "hamming": "Share of the decisions that are wrong; the bootstrap's interval",
    "mae": "Mean absolute error; the studentised bootstrap's interval",
    "rmse": "Root of the mean squared error: large errors weigh more; the studentised bootstrap's "
    "interval",
    "r2": "Share of the variance explained; 0 for the mean of these rows; the studentised "
    "bootstrap's interval",
}
# A metric of a plan that does not say; a target without it has its own.
DEFAULT = "macro_f1"
_ARTICLES = {"accuracy": "an", "exact": "an", "mae": "an", "rmse": "an", "r2": "an"}


@dataclass(frozen=True)
class Measure:
    """A metric of a target.

    Attributes
    ----------
    sign
        1 where more is better, -1 where less is.
    unit
        Of its figures; empty where they have none.
    per_class
        Whether numbers of labels are counted for each class.
    """

    metric: str
    sign: int = 1
    unit: str = ""
    per_class: bool = True

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return metric_text.title(self.metric)

    @property
    def title(self) -> str:
        """What it is called over a column, with its unit."""
        return metric_text.heading(self.metric, self.unit)

    @property
    def about(self) -> str:
        """What it is."""
        return ABOUT.get(self.metric, "With the bootstrap's interval")

    @property
    def article(self) -> str:
        """What stands before its name."""
        return _ARTICLES.get(self.metric, "a")

    @property
    def best(self) -> str:
        """What the best has of it."""
        return "highest" if self.sign > 0 else "lowest"

    @property
    def is_share(self) -> bool:
        """Whether figures lie between 0 and 1."""
        return not self.unit and self.metric in ABOUT and self.metric not in ("mae", "rmse", "r2")

    @property
    def labels(self) -> str:
        """What numbers of labels are counted in."""
        return "labels per class" if self.per_class else "labels"

    @property
    def bounds(self) -> tuple[float, float]:
        """Between what figures lie: an axis goes no further."""
        if self.is_share:
            return 0.0, 1.0
        return (-math.inf, 1.0) if self.metric == "r2" else (0.0, math.inf)

    def tick(self, value: float) -> str:
        """A value on an axis."""
        if self._plain:
            return f"{value:.2f}"
        for unit, factor in ((" M", 1e6), (" k", 1e3)):
            if abs(value) >= 10 * factor:
                return f"{value / factor:g}{unit}"
        return f"{value:,.6g}"

    def figure(self, value: float | None) -> str:
        """A figure without its unit; a dash where there is none."""
        if value is None or math.isnan(value):
            return "–"
        text = f"{value:.3f}" if self._plain else significant(value)
        return text.replace("-", "−")

    def interval(self, interval: Interval) -> str:
        """From where to where, without the unit."""
        return f"{self.figure(interval.low)} … {self.figure(interval.high)}"

    @property
    def heading(self) -> str:
        """What it is called over a column of a terminal, with its unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name

    def spoken_short(self, interval: Interval) -> str:
        """A figure with its interval, without the unit."""
        return f"{self.figure(interval.value)} ({self.interval(interval)})"

    def spoken(self, interval: Interval) -> str:
        """A figure with its interval and unit."""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.figure(interval.value)}{unit} (95 %: {self.interval(interval)})"

    def lead(self, ahead: Interval) -> str:
        """A difference in the metric, where ``ahead`` is by how much the first is better.

        Where less is better the metric is named: a minus is good news then.
        """
        value, low, high = (self._signed(self.sign * each) for each in _values(ahead))
        ends = (low, high) if self.sign > 0 else (high, low)
        unit = f" {self.unit}" if self.unit else ""
        name = f"{self.name} " if self.sign < 0 else ""
        return f"{name}{value} ({ends[0]} … {ends[1]}){unit}"

    def lead_value(self, ahead: Interval) -> str:
        """The difference alone."""
        return self._signed(self.sign * ahead.value)

    def lead_ends(self, ahead: Interval) -> str:
        """The interval of the difference alone."""
        low, high = sorted((self.sign * ahead.low, self.sign * ahead.high))
        return f"{self._signed(low)} … {self._signed(high)}"

    def gap(self, size: float) -> str:
        """The size of a difference, with its unit."""
        return f"{self.figure(size)} {self.unit}".strip()

    def own(self, ahead: Interval) -> Interval:
        """Figures that are better where they are greater, in the metric itself, or back."""
        if self.sign > 0:
            return ahead
        return Interval(-ahead.value, -ahead.high, -ahead.low)

    def margin(self, margin: float, best: float) -> float:
        """How far below the best is still as good, in the metric.

        Parameters
        ----------
        margin
            The plan's: of errors a part of the best's, else in the metric itself.
        best
            The best figure.
        """
        return margin if self.sign > 0 else margin * abs(best)

    def near(self, margin: float) -> str:
        """What is shown of whoever is as good."""
        return f"within {self.within(margin)} of the best" if margin else "the best"

    def within(self, margin: float) -> str:
        """A margin in words: in points, hundredths of the metric, or in per cent of an error."""
        number = f"{100 * margin:.3g}"
        if self.sign < 0:
            return f"{number} %"
        if not self.is_share:
            return f"{margin:.3g}"
        return f"{number} point{'' if number == '1' else 's'}"

    @property
    def _plain(self) -> bool:
        return self.is_share or self.metric == "r2"

    def _signed(self, value: float) -> str:
        if self._plain:
            rounded = round(value, 3)
            return f"{rounded:+.3f}".replace("-", "−") if rounded else "0.000"
        text = significant(abs(value))
        return text if float(text.replace(",", "")) == 0 else f"{'−' if value < 0 else '+'}{text}"


def measure_of(target: TargetKind, metric: str) -> Measure:
    """What a target's metric is."""
    sign = target.directions.get(metric, 1)
    return Measure(metric, sign, target.unit_of(metric), bool(target.classes))


def deciding(target: TargetKind, metric: str) -> str:
    """The metric that decides: the plan's, or the target's own where the plan does not say.

    Raises
    ------
    UsageError
        When the target has no such metric.
    """
    known = metrics_of(target)
    if metric in known:
        return metric
    if metric in (DEFAULT, ""):
        return target.decides
    message = f"There is no {metric_text.title(metric)} of answers {target}."
    raise UsageError(message, f"Choose one of {', '.join(known)} as the metric.")


def metrics_of(target: TargetKind) -> tuple[str, ...]:
    """What answers of a target are measured by, the one that decides first."""
    others = [name for name in target.directions if name not in ("loss", target.decides)]
    return (target.decides, *others)


def significant(value: float) -> str:
    """Four digits that mean something, with thousands' marks."""
    size = abs(value)
    if size >= 1000 or value == 0:
        return f"{value:,.0f}"
    places = min(8, max(0, 3 - math.floor(math.log10(size))))
    return f"{value:.{places}f}"


def _values(interval: Interval) -> tuple[float, float, float]:
    return interval.value, interval.low, interval.high
