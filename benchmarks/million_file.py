"""A CSV of a million rows and fifty columns, the same each time: numbers, categories, a number."""

from __future__ import annotations

from pathlib import Path

import numpy as np

ROWS, NUMBERS, CATEGORIES = 1_000_000, 40, 9
COLOURS = np.array(["red", "green", "blue", "black", "white"], dtype=object)
_CHUNK = 20_000
# Four decimals from −8 to 8: texts are looked up, not formatted fifty million times.
_SCALE, _LARGEST = 10_000, 80_000


def write(path: Path, rows: int = ROWS) -> None:
    """Write it: 40 columns of numbers, 9 of categories, and ``y``, which depends on some."""
    rng = np.random.default_rng(0)
    texts = np.array([f"{k / _SCALE:g}" for k in range(-_LARGEST, _LARGEST + 1)], dtype=object)
    weights = rng.normal(size=NUMBERS)
    weights[NUMBERS // 2 :] = 0
    names = [f"n{k}" for k in range(NUMBERS)] + [f"c{k}" for k in range(CATEGORIES)] + ["y"]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(names) + "\n")
        for start in range(0, rows, _CHUNK):
            n = min(_CHUNK, rows - start)
            x = rng.normal(size=(n, NUMBERS))
            colours = rng.integers(0, len(COLOURS), (n, CATEGORIES))
            y = x @ weights / 4 + colours[:, 0] / 4 + 0.1 * rng.normal(size=n)
            whole = np.rint(np.column_stack([x, y]) * _SCALE).astype(np.int64)
            written = texts[np.clip(whole, -_LARGEST, _LARGEST) + _LARGEST]
            cells = np.concatenate(
                [written[:, :NUMBERS], COLOURS[colours], written[:, NUMBERS:]], 1
            )
            file.writelines(",".join(row) + "\n" for row in cells.tolist())
