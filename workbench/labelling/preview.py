"""Preview: what a labelling function would hit, before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.labelling.functions import ABSTAINED, Function, compiled, votes
from workbench.labelling.items import Items

EXAMPLES, AROUND = 3, 60


@dataclass(frozen=True)
class Hit:
    """A row with what was found in it, and some of the text on both sides."""

    row: int
    before: str
    match: str
    after: str


@dataclass(frozen=True)
class Preview:
    """How many rows hold what a function looks for, and the first ones."""

    hits: int
    rows: int
    examples: tuple[Hit, ...]


def preview(
    function: Function,
    items: Items,
    classes: Sequence[str],
    check: Callable[[], None] = lambda: None,
) -> Preview:
    """Try a function of words or of a pattern on all rows.

    Raises
    ------
    UsageError
        When rows are pictures, it says what is no class, or takes too long for a text.
    """
    alone = function.model_copy(update={"otherwise": ""})
    hit = np.flatnonzero(votes(alone, items, classes, check) != ABSTAINED).tolist()
    examples = tuple(_hit(function, items, row) for row in hit[:EXAMPLES])
    return Preview(len(hit), len(items), examples)


def _hit(function: Function, items: Items, row: int) -> Hit:
    text = items.texts[row]
    match = compiled(function).search(text)
    assert match is not None
    first, last = match.span()
    before = text[max(0, first - AROUND) : first]
    cut = "…" if first > AROUND else "", "…" if last + AROUND < len(text) else ""
    return Hit(row, cut[0] + before, text[first:last], text[last : last + AROUND] + cut[1])
