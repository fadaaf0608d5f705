"""A plugin of kinds that nobody else has: points in the plane, with a class, a number or labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from workbench import (
    Architecture,
    ArrayInputs,
    Classes,
    Dataset,
    Examples,
    Labels,
    Number,
    Rows,
    Task,
    examples,
    hookimpl,
)
from workbench import InputKind as Kind

N, N_TRAIN = 120, 90


@dataclass(frozen=True)
class Points(ArrayInputs):
    id: ClassVar[str] = "point"
    name: ClassVar[str] = "Points"
    about: ClassVar[str] = "Points in the plane."
    noun: ClassVar[tuple[str, str]] = ("point", "points")
    files: ClassVar[tuple[str, ...]] = (".txt",)

    def tokens(self, rows: Any, index: int) -> tuple[str, ...]:
        return ("across", "up")

    def cells(self, rows: Any, index: int) -> dict[str, str]:
        return {"across": f"{rows[index][0]:.3f}", "up": f"{rows[index][1]:.3f}"}

    def text(self, rows: Any, index: int) -> str:
        return " / ".join(self.cells(rows, index).values())

    def read(self, source: Any) -> Any:
        if hasattr(source, "read_text"):
            return super().read(
                [[float(v) for v in line.split()] for line in source.read_text().splitlines()]
            )
        return super().read(source)


@dataclass(frozen=True)
class Painted(Points):
    """Points that have a look, and a preview that is a public name."""

    id: ClassVar[str] = "painted-point"
    preview: ClassVar[str] = "workbench.ui:PicturesPreview"

    def picture(self, rows: Any, index: int) -> Any:
        picture = np.zeros((16, 16), np.uint8)
        across, up = np.clip(8 + 4 * rows[index], 0, 15).astype(int)
        picture[15 - up, across] = 255
        return picture


@dataclass(frozen=True)
class Unseen(Points):
    """Points whose preview cannot be made."""

    id: ClassVar[str] = "unseen-point"
    preview: ClassVar[str] = "nowhere_at_all:Nothing"


def _points() -> Any:
    return np.random.default_rng(0).normal(size=(N, 2))


def _of(x: Any, y: Any, kind: Kind, target: Any, notes: tuple[str, ...] = ()) -> Examples:
    train, test = Rows(x[:N_TRAIN], y[:N_TRAIN]), Rows(x[N_TRAIN:], y[N_TRAIN:])
    return examples(train, test, kind, target, notes)


class Sides(Dataset):
    id, name, about = "sides", "Sides", "Left or right."
    kind: ClassVar[type[Points]] = Points

    def load(self, params: Any) -> Examples:
        x = _points()
        y = (x[:, 0] > 0).astype(np.int64)
        return _of(x, y, self.kind(shape=(2,)), Classes(("left", "right")), ("120 points drawn.",))


class PaintedSides(Sides):
    id, name = "painted-sides", "Painted sides"
    kind = Painted


class UnseenSides(Sides):
    id, name = "unseen-sides", "Unseen sides"
    kind = Unseen


class Prices(Dataset):
    id, name, about = "prices", "Prices", "A number for each point."

    def load(self, params: Any) -> Examples:
        x = _points()
        target = Number(quantity="price", unit="EUR")
        return _of(x, 100 + 30 * x[:, 0] - 5 * x[:, 1], Points(shape=(2,)), target)


class Quadrants(Dataset):
    id, name, about = "quadrants", "Quadrants", "Several labels for each point."

    def load(self, params: Any) -> Examples:
        x = _points()
        y = np.stack([x[:, 0] > 0, x[:, 1] > 0], 1).astype(np.int64)
        return _of(x, y, Points(shape=(2,)), Labels(("right", "up")))


class PointNet(Architecture):
    id, name, about = "point-net", "Point net", "Two layers."

    def supports(self, task: Task) -> bool:
        return isinstance(task.inputs, Points)

    def build(self, task: Task, params: Any) -> Any:
        from torch import nn

        return nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, task.target.n_outputs))


@hookimpl
def register_input_kinds() -> list[type[Kind]]:
    return [Points, Painted, Unseen]


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [Sides, PaintedSides, UnseenSides, Prices, Quadrants]


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [PointNet]
