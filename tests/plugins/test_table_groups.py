"""Tables of rows that belong together, and of columns that give the target away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.params import make
from workbench.core.leaks import leaks_of
from workbench.core.plugins import Plugins
from workbench.core.row_identity import of_groups
from workbench.engine.batches import holdout


def load(plugins: Plugins, path: Path, **params: object) -> Examples:
    cls = plugins.get(Dataset, "row-table")
    data = cls(Loading()).load(make(cls.Params, {"path": str(path), **params}))
    assert isinstance(data, Examples)
    return data


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    lines = ["patient,age,pulse,extra,bill,total"]
    for row in range(400):
        patient = f"P{row // 8}" if row % 40 else ""
        bill, extra = random.integers(100, 9000, 2) / 10
        numbers = (random.integers(20, 90), random.integers(50, 120), extra, bill, bill + extra)
        lines.append(f"{patient}," + ",".join(f"{number:.1f}" for number in numbers))
    path = tmp_path / "visits.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_rows_of_one_patient_are_in_one_split_and_the_name_is_not_learnt(
    plugins: Plugins, visits: Path
) -> None:
    data = load(plugins, visits, target="pulse", group="patient")
    assert "patient" not in data.inputs.raw(data.train.x)
    train, test = data.train.groups, data.test.groups
    assert train is not None
    assert test is not None
    assert not set(train.tolist()) & set(test.tolist())
    named = of_groups([f"P{number}" for number in range(50)], np.arange(50, dtype=np.uint64))
    assert set(named.tolist()) <= {*train.tolist(), *test.tolist()}
    # A row without a patient stands alone.
    assert len({*train.tolist(), *test.tolist()}) == 60
    assert any("Rows of one patient stay in one split" in note for note in data.notes)
    strata = data.target.strata(data.train.y)
    rows, aside = holdout(data.train, 0.2, strata=strata)
    assert len(aside)
    assert not set(train[rows].tolist()) & set(train[aside].tolist())
    with pytest.raises(DatasetError, match="surgeon"):
        load(plugins, visits, target="pulse", group="surgeon")


def test_a_total_that_contains_the_target_is_named(plugins: Plugins, visits: Path) -> None:
    (leak,) = leaks_of(load(plugins, visits, target="bill"))
    assert leak.columns == ("total",)
    assert "a sum that contains “bill”" in leak.sentence
    (leak,) = leaks_of(load(plugins, visits, target="total"))
    assert set(leak.columns) == {"bill", "extra"}
    assert not leaks_of(load(plugins, visits, target="bill", ignore="total"))
    assert not leaks_of(load(plugins, visits, target="pulse"))
