"""Number axis: large numbers in groups of three digits, small ones by their power of ten."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg

# Below that a number is read without help.
GROUPED = 10_000
# Steps below that take more zeros than an axis has room for.
SMALL = 1e-3


class NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis on which half a million is ``500,000``.

    Attributes
    ----------
    counts
        Whether it counts something, such as steps: there is no tick at half of one.
    """

    counts = False

    def tickSpacing(self, least: float, most: float, size: float) -> list[tuple[float, float]]:
        """Distances of the ticks, largest first, each with where the first one is."""
        levels: list[tuple[float, float]] = super().tickSpacing(least, most, size)
        if not self.counts:
            return levels
        return [level for level in levels if level[0] >= 1] or [(1.0, 0.0)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """What stands at each tick."""
        texts = self._texts(values, scale, spacing)
        texts = [
            text if float(value) else text.lstrip("-")
            for text, value in zip(texts, values, strict=True)
        ]
        return [f"−{text[1:]}" if text.startswith("-") else text for text in texts]

    def _texts(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        texts: list[str] = super().tickStrings(values, scale, spacing)
        if self.logMode:
            return texts
        if spacing * scale < SMALL:
            shorts = [_short(value * scale) for value in values]
            # Where they hardly differ, the same number is not repeated at each tick.
            return [t if t != before else "" for t, before in zip(shorts, ["", *shorts])]  # noqa: B905
        if spacing * scale < 1:
            return texts
        return [
            f"{value * scale:,.0f}" if abs(value * scale) >= GROUPED else text
            for value, text in zip(values, texts, strict=True)
        ]


def _short(value: float) -> str:
    """``0.00012`` as ``1.2e-4``."""
    mantissa, exponent = f"{value:.3e}".split("e")
    return f"{float(mantissa):g}e{int(exponent)}" if value else "0"


def number_axes() -> dict[str, NumberAxis]:
    """A plot's left and bottom axis, for ``axisItems``."""
    return {side: NumberAxis(side) for side in ("left", "bottom")}
