"""Void calls into Qt leave the reference count of ``None`` alone.

PySide6 6.12.0 releases a reference to ``None`` that it does not own on every call
that returns nothing. Before Python 3.12, where ``None`` became immortal, the process
aborts after some thousand repaints (``none_dealloc: deallocating None``). That is why
pyproject.toml asks for ``PySide6-Essentials<6.12``.

**When the bound may go:** install a newer PySide6 under Python 3.11, run this file, and
if it passes, raise the bound. (Or when Python 3.12 is the oldest version supported.)
"""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

CALLS = 400
NOISE = 40


def _path() -> None:
    path = QPainterPath()
    for i in range(CALLS):
        path.moveTo(i, i)


def _pen() -> None:
    pen = QPen()
    for i in range(CALLS):
        pen.setWidth(i % 9)


def _painter() -> None:
    pixmap = QPixmap(32, 32)
    painter = QPainter(pixmap)
    for i in range(CALLS):
        painter.drawLine(0, 0, i % 32, 31)
    painter.end()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
@pytest.mark.parametrize("calls", [_path, _pen, _painter])
def test_void_calls_keep_none_alive(qapp: object, calls: object) -> None:
    assert callable(calls)
    calls()  # the first round fills caches
    before = sys.getrefcount(None)
    calls()
    lost = before - sys.getrefcount(None)
    message = f"PySide6 {PySide6.__version__}: {CALLS} void calls took {lost} references from None"
    assert lost < NOISE, message
