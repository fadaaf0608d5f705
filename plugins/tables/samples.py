"""Small tables that scikit-learn brings along, so that a newcomer has one without any file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench import Classes, Examples, Number, Rows, divide_rows, examples, with_few_labels

from .columns import Column, NumberFormat
from .kind import TableRows

if TYPE_CHECKING:
    from . import SampleTableParams

# What the numbers are counted in, where all of a table's are.
_UNITS = {"iris": "cm"}


def load(params: SampleTableParams) -> Examples:
    """One of the tables, with a fifth of its rows for testing."""
    from sklearn import datasets

    readers: dict[str, Any] = {
        "iris": datasets.load_iris,
        "wine": datasets.load_wine,
        "breast cancer": datasets.load_breast_cancer,
        "diabetes": lambda **options: datasets.load_diabetes(scaled=False, **options),
    }
    bunch = readers[params.table](as_frame=True)
    unit = _UNITS.get(params.table, "")
    table = bunch.data.rename(columns=lambda name: name.removesuffix(f" ({unit})")).astype(float)
    columns: list[Column] = []
    for name in table:
        if params.table == "diabetes" and name == "sex":
            table[name] = table[name].map({1.0: "1", 2.0: "2"}).astype("category")
            columns.append(Column(name, "category"))
        else:
            columns.append(Column(name, "number", NumberFormat(unit=unit)))
    kind = TableRows(tuple(columns))
    target: Any
    if params.table == "diabetes":
        y, target = bunch.target.to_numpy(np.float64), Number(quantity="progression")
    else:
        y = bunch.target.to_numpy(np.int64)
        target = Classes(tuple(str(name) for name in bunch.target_names))
    learn, test = divide_rows(kind.identities(table), 0.2, params.seed)
    split = (Rows(table.take(index), y[index]) for index in (learn, test))
    return with_few_labels(examples(*split, kind, target), params)
