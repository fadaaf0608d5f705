"""The columns of a step-by-step table: what each step is called, and vectors as coloured strips."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from workbench.ui.plots import shades


@dataclass(frozen=True)
class StepColumn:
    """One step: its name, what it does in plain words, its least width, its part of the rest.

    Numbers stand at the ``right``.
    """

    id: str
    title: str
    description: str
    least: int
    share: int = 0
    right: bool = False


class Strips:
    """Vectors ``(time, head_dim)`` as one picture, a row each, in diverging colours."""

    def __init__(self, vectors: npt.NDArray[np.float32], stops: tuple[str, ...]) -> None:
        self.vectors = vectors
        limit = float(np.abs(vectors).max()) if vectors.size else 1.0
        self._indices = np.ascontiguousarray(shades.of_signed(vectors, limit))
        self._image: QImage = shades.image(self._indices, shades.table(stops))

    def draw(self, painter: QPainter, box: QRectF, row: int) -> None:
        """Paint one vector."""
        source = QRectF(0, row, self.vectors.shape[1], 1)
        painter.drawImage(box, self._image, source)


def columns_of(head_dim: int, causal: bool, tr: Callable[[str], str]) -> tuple[StepColumn, ...]:
    """The steps of a head whose vectors have ``head_dim`` numbers; ``tr`` translates."""
    root = math.sqrt(head_dim)
    shown = f"√{head_dim}" if root % 1 else f"{root:.0f}"
    masked = (StepColumn("masked", tr("Mask"), tr("no later ones"), 52, right=True),)
    return (
        StepColumn("token", tr("Token"), tr("click: let it ask"), 60, 2),
        StepColumn("key", tr("Key"), tr("what it offers"), 44, 3),
        StepColumn("score", tr("Q · K"), tr("how well they fit"), 56, right=True),
        StepColumn("scaled", f"÷ {shown}", tr("kept small"), 50, right=True),
        *(masked if causal else ()),
        StepColumn("weight", tr("Softmax"), tr("shares of 100 %"), 84, 3),
        StepColumn("value", tr("Value"), tr("what it tells"), 44, 3),
        StepColumn("weighted", tr("Taken"), tr("share × value"), 56, 3),
    )


def number(value: float) -> str:
    """Two decimals, with a minus sign that is one."""
    return f"{float(value):.2f}".replace("-", "−")
