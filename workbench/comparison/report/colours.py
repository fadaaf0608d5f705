"""Colours: each answerer has one role in every picture; what has learnt nothing is grey."""

from __future__ import annotations

from workbench.comparison.table import ResultTable

SERIES = 7


def colours(table: ResultTable) -> dict[str, str]:
    """The role of each answerer, by name."""
    found, number = {}, 0
    for entry in table.entries:
        if entry.approach == "baseline":
            found[entry.name] = "muted"
            continue
        found[entry.name] = f"series-{number % SERIES + 1}"
        number += 1
    return found
