"""Baselines: ridge or logistic regression, and gradient boosting, as scikit-learn has them."""

from __future__ import annotations

import pickle
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench import (
    Answerer,
    Classes,
    Fitted,
    Inputs,
    Number,
    Params,
    TargetKind,
    Task,
    Tools,
    TrainingSplit,
    UsageError,
    param,
)

from .kind import TableRows

if TYPE_CHECKING:
    import pandas as pd

# What scikit-learn's histograms tell apart of one column, one of which is for missing values.
MOST_BINNED = 254


class TableLinearParams(Params):
    strength: float = param(
        1.0,
        "Regularisation",
        "Pull of the weights towards zero; larger is simpler.",
        log=True,
        gt=0,
    )


class _OfTables(Answerer):
    """What learns from a table's columns: classes and numbers."""

    def supports(self, task: Task) -> bool:
        return isinstance(task.inputs, TableRows) and isinstance(task.target, Classes | Number)

    def model(self, kind: TableRows, classes: bool, params: Any, seed: int) -> Any:
        """An estimator of scikit-learn that takes `frame` of rows."""
        raise NotImplementedError

    def fit(
        self, learn: TrainingSplit, target: TargetKind, params: Any, seed: int, tools: Tools
    ) -> Fitted:
        kind = getattr(learn, "kind", None)
        if not isinstance(kind, TableRows):
            raise UsageError(f"{self.name} takes rows of a table.", "Choose a table as dataset.")
        classes = isinstance(target, Classes)
        y = learn.y.astype(np.int64) if classes else learn.y.astype(np.float64)
        if classes and len(np.unique(y)) < 2:
            shares = np.bincount(y, minlength=target.n_outputs).astype(np.float32) / len(y)
            return Fitted(lambda rows: np.tile(shares, (len(rows), 1)), shares.nbytes)
        tools.check()
        model = self.model(kind, classes, params, seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of settings that nobody here can change
            model.fit(frame(learn.x, kind), y)
        size = len(pickle.dumps(model))
        known = model[-1].classes_.astype(np.int64) if classes else None

        def predict(rows: Inputs) -> npt.NDArray[Any]:
            table = frame(rows, kind)
            if known is None:
                found = model.predict(table) if len(table) else np.empty(0)
                return np.asarray(found, np.float64)[:, None]
            answers = np.zeros((len(table), target.n_outputs), np.float32)
            if len(table):
                answers[:, known] = model.predict_proba(table)
            return answers

        return Fitted(predict, size, memory=size)


class TableRegression(_OfTables):
    """Logistic regression of classes, ridge regression of numbers."""

    id, name = "table-regression", "Linear regression of a table"
    about = "Logistic regression for classes, ridge regression for numbers: the classical answer."
    order = 10
    Params = TableLinearParams

    def model(self, kind: TableRows, classes: bool, params: TableLinearParams, seed: int) -> Any:
        from sklearn.compose import ColumnTransformer
        from sklearn.impute import SimpleImputer
        from sklearn.linear_model import LogisticRegression, Ridge
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import OneHotEncoder, StandardScaler

        numbers = make_pipeline(
            SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
            StandardScaler(),
        )
        columns = ColumnTransformer(
            [
                ("numbers", numbers, [c.name for c in kind.numbers]),
                ("categories", OneHotEncoder(handle_unknown="ignore"), _categories(kind)),
            ]
        )
        if classes:
            head: Any = LogisticRegression(C=1 / params.strength, max_iter=2000)
        else:
            head = Ridge(alpha=params.strength)
        return make_pipeline(columns, head)


class TableBoostingParams(Params):
    trees: int = param(
        100, "Trees", "How many, each for what those before got wrong.", ge=1, le=5000
    )
    rate: float = param(0.1, "Learning rate", "How much each tree corrects.", log=True, gt=0, le=1)


class TableBoosting(_OfTables):
    """Gradient-boosted trees on histograms.

    Ke et al. (2017), LightGBM: a highly efficient gradient boosting decision tree; in
    scikit-learn's own implementation.
    """

    id, name = "table-boosting", "Gradient boosting"
    about = "Trees that correct each other: hard to beat on tables."
    order = 20
    Params = TableBoostingParams

    def model(self, kind: TableRows, classes: bool, params: TableBoostingParams, seed: int) -> Any:
        from sklearn.compose import ColumnTransformer
        from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import OrdinalEncoder

        ordinal = OrdinalEncoder(
            handle_unknown="use_encoded_value",
            unknown_value=np.nan,
            max_categories=MOST_BINNED,
        )
        columns = ColumnTransformer(
            [
                ("numbers", "passthrough", [c.name for c in kind.numbers]),
                ("categories", ordinal, _categories(kind)),
            ]
        )
        n = len(kind.numbers)
        cls = HistGradientBoostingClassifier if classes else HistGradientBoostingRegressor
        head = cls(
            max_iter=params.trees,
            learning_rate=params.rate,
            categorical_features=list(range(n, n + len(kind.categories))),
            random_state=seed,
        )
        return make_pipeline(columns, head)


def _categories(kind: TableRows) -> list[str]:
    return [column.name for column in kind.categories]


def frame(rows: pd.DataFrame, kind: TableRows) -> pd.DataFrame:
    """Rows as scikit-learn takes them: floats of 64 bits with NaN, and texts, empty where missing.

    They are the values of the file, so that a plain script that reads it learns the same.
    """
    import pandas as pd

    columns: dict[str, Any] = {}
    for column in (*kind.numbers, *kind.categories):
        values = rows[column.name]
        if column.is_number:
            columns[column.name] = values.to_numpy(np.float64)
        else:
            texts = np.array(["", *map(str, values.cat.categories)], object)
            columns[column.name] = texts[values.cat.codes.to_numpy(np.int64) + 1]
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))
