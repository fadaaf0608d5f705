"""Keys: which key gives which label, and which labels letters mean; no widgets."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# The digits, then the row of letters below them.
KEYS = "1234567890qwertyuiop"
# With more labels than keys, letters search and digits take the most probable ones.
MOST, PROBABLE = len(KEYS), 6
_BETWEEN = re.compile(r"[\s_\-/]+")


def keys_of(classes: Sequence[str]) -> str:
    """The keys of labels, one after another; labels that are single letters have their own."""
    own = "".join(name.casefold() for name in classes)
    if len(own) == len(classes) == len(set(own)) <= MOST and own.isalnum() and own.isascii():
        return own
    return KEYS


def matching(classes: Sequence[str], typed: str, likely: Sequence[int] = ()) -> list[int]:
    """Labels that hold what was typed, as their places, the best first.

    One that begins with it comes before one with a word that does, and that before any other;
    among equals the likelier one, then the earlier one.

    Parameters
    ----------
    likely
        Places of labels, the most probable first.
    """
    wanted = _plain(typed)
    rank = {place: number for number, place in enumerate(likely)}
    found = []
    for place, name in enumerate(classes):
        plain = _plain(name)
        if wanted in plain:
            far = 0 if plain.startswith(wanted) else 1 if f" {wanted}" in plain else 2
            found.append((far, rank.get(place, len(classes)), place))
    return [place for _, _, place in sorted(found)]


def likeliest(
    n: int, probabilities: npt.NDArray[np.float32] | None, counts: Sequence[int]
) -> list[int]:
    """All labels as their places: by probability where one is known, else by how often given."""
    if probabilities is not None:
        return [int(place) for place in np.argsort(-probabilities, kind="stable")]
    return sorted(range(n), key=lambda place: -counts[place])


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text).strip().casefold()
