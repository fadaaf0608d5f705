"""Ranges: the numbers that an option takes, as click checks them."""

from __future__ import annotations

import click

from workbench.core.bounds import Bounds


def range_of(bounds: Bounds) -> click.IntRange | click.FloatRange:
    """The type of a click option that takes these numbers."""
    if not bounds.is_whole:
        return click.FloatRange(bounds.low, bounds.high, min_open=bounds.is_low_open)
    high = None if bounds.high is None else int(bounds.high)
    return click.IntRange(int(bounds.low), high, min_open=bounds.is_low_open)
