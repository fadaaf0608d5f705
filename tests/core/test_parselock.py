"""Arrays are read in several threads while garbage is collected."""

from __future__ import annotations

import gc
import io
import sys
import threading
from collections.abc import Iterator

import numpy as np
import pytest

import workbench  # noqa: F401  (its import installs the lock)


@pytest.fixture
def eager() -> Iterator[None]:
    """Threads that take turns quickly, and collections that run Python code, as hypothesis has."""

    def collected(phase: str, info: dict[str, int]) -> None:
        sum(range(50))

    before = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-5)
    gc.set_threshold(50)
    gc.callbacks.append(collected)
    yield
    gc.callbacks.remove(collected)
    sys.setswitchinterval(before[0])
    gc.set_threshold(*before[1])


def test_arrays_are_read_by_several_threads(eager: None) -> None:
    """Without the lock, hundreds of these reads fail on Python 3.11."""
    file = io.BytesIO()
    np.save(file, np.zeros((3, 4)))
    stored, failed = file.getvalue(), list[Exception]()

    def read(depth: int) -> None:
        if depth:
            read(depth - 1)
            return
        for _ in range(2000):
            cycle: list[object] = []
            cycle.append(cycle)
            try:
                np.load(io.BytesIO(stored))
            except (SystemError, ValueError) as error:
                failed.append(error)

    threads = [threading.Thread(target=read, args=(7 * n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
