"""Houses: rows by column, of a kind that nobody here has, with a price, a class or labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.answerer import Answerer, Fitted, Tools, TrainingSplit
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Card, Dataset
from workbench.core.contracts.examples import Examples, Rows, examples
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes, Labels, Number
from workbench.core.contracts.task import Task
from workbench.core.few_labels import FewLabelsParams, with_few
from workbench.core.plugins import PluginRecord, Plugins

COLUMNS = ("rooms", "floor space", "storey")
PRICE = Number(quantity="price", unit="EUR")


@dataclass(frozen=True)
class House(ArrayInputs):
    """A house by its columns."""

    id: ClassVar[str] = "house"
    name: ClassVar[str] = "Houses"
    about: ClassVar[str] = "Houses by their columns."
    noun: ClassVar[tuple[str, str]] = ("house", "houses")

    shape: tuple[int, ...] = (3,)

    def cells(self, rows: Any, index: int) -> Mapping[str, str]:
        """Column by column."""
        return dict(zip(COLUMNS, (f"{value:g}" for value in rows[index]), strict=True))

    def text(self, rows: Any, index: int) -> str:
        """In one line."""
        return ", ".join(f"{name}: {value}" for name, value in self.cells(rows, index).items())


def prices(n: int = 240, seed: int = 0) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Houses ``(n, 3)`` and what they cost, ``(n,)``; a little noise lies on that."""
    random = np.random.default_rng(seed)
    x = np.stack(
        [random.integers(1, 9, n), random.integers(20, 300, n), random.integers(0, 5, n)], 1
    ).astype(np.float64)
    y = 40_000 + 15_000 * x[:, 0] + 2_000 * x[:, 1] + random.normal(0, 20_000, n)
    return x, y.round()


def houses(target: TargetKind = PRICE, n: int = 240) -> Examples:
    """Two in three to learn from."""
    x, price = prices(n)
    y: Any = price
    if target.classes:
        y = (price > np.median(price)).astype(np.int64)
    elif isinstance(target, Labels):
        y = np.stack([x[:, 0] > 4, x[:, 1] > 160], 1).astype(np.int64)
    cut = 2 * n // 3
    return examples(Rows(x[:cut], y[:cut]), Rows(x[cut:], y[cut:]), House(), target)


class HousePrices(Dataset):
    """Houses with a price."""

    id, name, about = "houses", "Houses", "Houses with a price."
    Params = FewLabelsParams
    card = Card(summary="Houses.", licence="none", source="made up")
    target: ClassVar[TargetKind] = PRICE

    def load(self, params: FewLabelsParams) -> Examples:
        return with_few(houses(self.target), params)


class HouseClasses(HousePrices):
    """Houses that are dear or cheap."""

    id, name = "house-classes", "Dear houses"
    target = Classes(("cheap", "dear"))


class HouseLabels(HousePrices):
    """Houses that are large, and have many rooms."""

    id, name = "house-labels", "Large houses"
    target = Labels(labels=("many rooms", "large"))


class LeastSquares(Answerer):
    """A plane through the numbers."""

    id, name, about = "least-squares", "Least squares", "A plane through the numbers."

    def supports(self, task: Task) -> bool:
        return isinstance(task.inputs, House) and isinstance(task.target, Number)

    def fit(
        self, learn: TrainingSplit, target: TargetKind, params: Any, seed: int, tools: Tools
    ) -> Fitted:
        weights = plane(learn.x, learn.y)
        return Fitted(lambda rows: with_one(rows) @ weights[:, None], weights.nbytes)


def with_one(x: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Columns and a one, ``(n, 4)``."""
    return np.column_stack([np.asarray(x, np.float64), np.ones(len(x))])


def plane(x: npt.NDArray[Any], y: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Weights of the columns and the constant."""
    found: npt.NDArray[np.float64] = np.linalg.lstsq(with_one(x), y, rcond=None)[0]
    return found


class HouseNet(Architecture):
    """One layer."""

    id, name, about = "house-net", "House network", "One layer."

    def supports(self, task: Task) -> bool:
        return isinstance(task.inputs, House)

    def build(self, task: Task, params: Any) -> Any:
        from torch import nn

        return nn.Linear(3, task.target.n_outputs)


def add_to(plugins: Plugins) -> None:
    """Register all of it."""
    plugins.add(
        PluginRecord("houses", "file"),
        [
            ("input_kind", House),
            ("dataset", HousePrices),
            ("dataset", HouseClasses),
            ("dataset", HouseLabels),
            ("answerer", LeastSquares),
            ("architecture", HouseNet),
        ],
    )
