"""Remembered: an encoder that encodes each text once, while a comparison is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from workbench.core.answerer import Encode, Floats

AT_ONCE = 512


def remembered(encode: Encode, check: Callable[[], None]) -> Encode:
    """Wrap an encoder; single texts go past the memory, since those are what is timed."""
    known: dict[str, Floats] = {}

    def vectors(texts: Sequence[str]) -> Floats:
        if len(texts) == 1:
            return encode(texts)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        for start in range(0, len(new), AT_ONCE):
            check()
            part = new[start : start + AT_ONCE]
            known.update(zip(part, encode(part), strict=True))
        return np.stack([known[text] for text in texts])

    return vectors
