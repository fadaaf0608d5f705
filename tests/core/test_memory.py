"""Memory: what is given back, and what garbage collection is spared."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from workbench.core import memory


class Node:
    """Refers to itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def collected_by_hand() -> Iterator[None]:
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def test_giving_back_ends_cycles() -> None:
    node = weakref.ref(Node())
    assert node() is not None
    memory.give_back()
    assert node() is None


def test_what_is_set_aside_is_not_looked_at_again() -> None:
    before = gc.get_freeze_count()
    memory.set_aside()
    assert gc.get_freeze_count() > before
    assert gc.get_count()[2] == 0


def test_few_heaps_can_be_asked_for_anywhere() -> None:
    memory.keep_heaps_few()
    memory.keep_heaps_few()
