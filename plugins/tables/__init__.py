"""Tables: rows of numbers, categories and dates, with a class or a number to predict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench import (
    Answerer,
    Architecture,
    Card,
    Dataset,
    Examples,
    FewLabelsParams,
    FilePreview,
    InputKind,
    Learner,
    LearnerParams,
    OptionalPath,
    Params,
    Playground,
    Problem,
    Setup,
    Task,
    Trainer,
    hookimpl,
    param,
)

from .kind import TableRows

if TYPE_CHECKING:
    from torch import nn


class ColumnParams(Params):
    path: OptionalPath = param(
        None,
        "Table",
        "A CSV, TSV, Excel, Parquet or JSON file.",
        blank="no file chosen",
        suffixes=TableRows.files,
    )
    target: str = param(
        "",
        "Target",
        "The column to predict; blank takes the likeliest.",
        offers="columns",
        blank="automatic",
    )
    target_kind: Literal["auto", "class", "labels", "number"] = param(
        "auto",
        "Predict",
        "A class, any number of labels (cells such as warm; dry, or lists), or a number; auto "
        "decides by the target's values.",
    )
    types: str = param(
        "",
        "Column types",
        "Corrects what was guessed, such as age=number, cabin=category. "
        "Types: number, category, yes/no, date, text, ignore.",
        blank="automatic",
    )
    columns: str = param(
        "",
        "Columns",
        "Learn from these only, separated by commas; blank uses all.",
        offers="columns",
        several=True,
        blank="all",
    )
    ignore: str = param(
        "",
        "Leave out",
        "Columns not to learn from, separated by commas.",
        offers="columns",
        several=True,
        blank="none",
    )
    scaling: Literal["standard", "quantile"] = param(
        "standard",
        "Scaling",
        "standard: zero mean and unit variance; quantile: by rank, for long tails and outliers.",
        advanced=True,
    )
    test_part: float = param(0.2, "Test split", "Share of the rows for testing.", ge=0.01, le=0.9)
    seed: int = param(0, "Seed", "Which rows are for testing.", ge=0, advanced=True)
    group: str = param(
        "",
        "Rows that belong together",
        "The column that says whose row it is (customer, device, patient): rows of one are never "
        "in both splits, and it is not learnt from. Blank if rows are independent.",
        offers="columns",
        blank="independent rows",
    )
    split_column: str = param(
        "",
        "Split column",
        "The column with train or test in each row; blank splits at random.",
        advanced=True,
        offers="columns",
        blank="random split",
    )
    test_path: OptionalPath = param(
        None,
        "Test table",
        "A second table with the test rows; blank splits this one.",
        advanced=True,
        blank="split this table",
        suffixes=TableRows.files,
    )
    header: Literal["auto", "yes", "no"] = param(
        "auto",
        "Header",
        "Whether the first row names the columns; auto decides by content.",
        advanced=True,
    )
    sheet: str = param(
        "", "Sheet", "Of an Excel workbook; blank takes the first.", blank="first", advanced=True
    )
    bad_rows: Literal["refuse", "skip"] = param(
        "refuse",
        "Unreadable rows",
        "Refuse the table, or skip rows with too many cells.",
        advanced=True,
    )


# Settings of the base that comes last are shown first.
class ColumnTableParams(FewLabelsParams, ColumnParams):
    """How a table is read, and how many labels of it there are."""


class ColumnTable(Dataset):
    """The user's own table."""

    id, name = "row-table", "Table of numbers and categories"
    section = "own"
    needs_path = True
    about = "Rows from your own CSV, TSV, Excel, Parquet or JSON file; predicts any column."
    opens = TableRows.files
    Params = ColumnTableParams
    card = Card(
        summary=(
            "Rows with a class or a number to predict. Types of columns are guessed from the first "
            "rows and can be corrected. Rows without a target are left out."
        ),
        size="as many rows as the table has",
        licence="that of your table",
        source="a table of your own",
    )

    @classmethod
    def suits(cls, path: Path) -> float:
        """The better the more of its columns are numbers, categories or dates, and not texts."""
        from .dataset import suits

        return suits(path)

    def preview(self, params: ColumnTableParams) -> FilePreview | None:
        """The columns with their types, and a menu of other types for each."""
        from .dataset import preview

        return preview(params, self.loading)

    def columns(self, params: ColumnTableParams) -> tuple[str, ...]:
        from .dataset import columns

        return columns(params, self.loading)

    def load(self, params: ColumnTableParams) -> Examples:
        from .dataset import load

        return load(params, self.loading)


class SampleTableParams(FewLabelsParams):
    table: Literal["iris", "wine", "breast cancer", "diabetes"] = param(
        "wine", "Table", "Diabetes has a number to predict, the others have classes."
    )
    seed: int = param(0, "Seed", "Which rows are for testing.", ge=0, advanced=True)


class SampleTable(Dataset):
    """Tables that need no file."""

    id, name = "sample-table", "Sample tables"
    section = "tables"
    about = "Iris, wine, breast cancer and diabetes: small classical tables; no file needed."
    order = 110
    Params = SampleTableParams
    card = Card(
        summary="Measurements with a class (iris, wine, breast cancer) or a number (diabetes).",
        size="150, 178, 569 and 442 rows of 4 to 30 columns; a fifth is for testing",
        licence="CC BY 4.0 (UCI); diabetes: Efron et al., free to use",
        source="scikit-learn, from the UCI Machine Learning Repository and Efron et al. (2004)",
    )

    def load(self, params: SampleTableParams) -> Examples:
        from .samples import load

        return load(params)


def _takes(task: Task) -> bool:
    return isinstance(task.inputs, TableRows) and not task.target.per_token


class TableLinear(Architecture):
    """Linear or logistic regression, by gradient descent."""

    id, name = "table-linear", "Linear model of a table"
    about = (
        "One weight for each number and each value of a category: linear or logistic regression."
    )
    order = 30

    def supports(self, task: Task) -> bool:
        return _takes(task)

    def build(self, task: Task, params: Params) -> nn.Module:
        from .model import Linear

        assert isinstance(task.inputs, TableRows)
        return Linear(task.inputs, task.target.n_outputs)


class TableMLPParams(Params):
    layers: int = param(3, "Hidden layers", "How many layers of neurons.", ge=1, le=16)
    width: int = param(256, "Width", "Neurons in each layer.", unit="neurons", ge=1, le=4096)
    dropout: float = param(
        0.1, "Dropout", "Share of neurons dropped at each step, against overfitting.", ge=0, lt=1
    )
    embedding: int = param(
        16, "Embedding", "Numbers by which each column is represented.", ge=1, le=256
    )
    bins: int = param(
        32, "Bins", "Intervals that each number column is cut into, by its quantiles.", ge=1, le=47
    )


class TablePerceptron(Architecture):
    """A perceptron over embedded columns."""

    id, name = "table-mlp", "Perceptron with embeddings"
    about = "Embeds every column, numbers piecewise-linearly, and passes all through dense layers."
    Params = TableMLPParams
    order = 10

    def supports(self, task: Task) -> bool:
        return _takes(task)

    def build(self, task: Task, params: TableMLPParams) -> nn.Module:
        from .model import TableMLP

        assert isinstance(task.inputs, TableRows)
        return TableMLP(
            task.inputs,
            task.target.n_outputs,
            params.width,
            params.layers,
            params.dropout,
            params.embedding,
            params.bins,
        )


class FTParams(Params):
    layers: int = param(2, "Layers", "Blocks of attention.", ge=1, le=16)
    width: int = param(64, "Width", "Numbers for each column.", ge=4, le=1024)
    heads: int = param(4, "Heads", "Attention maps in each layer.", ge=1, le=16)
    dropout: float = param(0.1, "Dropout", "Share of connections dropped at each step.", ge=0, lt=1)
    bins: int = param(
        32, "Bins", "Intervals that each number column is cut into, by its quantiles.", ge=1, le=47
    )


class TableTransformer(Architecture):
    """The FT-Transformer: attention over columns."""

    id, name = "ft-transformer", "FT-Transformer"
    about = "Every column is a token; attention says which columns are read together."
    Params = FTParams
    order = 20

    def supports(self, task: Task) -> bool:
        return _takes(task)

    def problem(self, task: Task, params: FTParams) -> Problem | None:
        if params.width % params.heads == 0:
            return None
        fix = {"architecture": {"width": -(-params.width // params.heads) * params.heads}}
        message = f"A width of {params.width} cannot be shared by {params.heads} heads."
        remedy = f"Set the width to {fix['architecture']['width']}."
        return Problem("architecture.width", message, remedy, fix)

    def build(self, task: Task, params: FTParams) -> nn.Module:
        from .model import FTTransformer

        assert isinstance(task.inputs, TableRows)
        return FTTransformer(
            task.inputs,
            task.target.n_outputs,
            params.width,
            params.layers,
            params.heads,
            params.dropout,
            params.bins,
        )


class TableTrainingParams(LearnerParams):
    epochs: int = param(20, "Epochs", "Passes over the training data.", ge=1, le=10_000)
    batch_size: int = param(
        256,
        "Batch size",
        "Rows in each step at most; of few rows fewer, so that an epoch has 20 steps.",
        unit="rows",
        log=True,
        ge=1,
        le=65_536,
    )
    optimizer: Literal["sgd", "momentum", "adam", "adamw"] = param(
        "adamw", "Optimiser", "How the gradient becomes a step; adamw suits tables."
    )
    lr: float = param(0.002, "Learning rate", "Step size; tune this first.", log=True, gt=0, le=100)
    weight_decay: float = param(
        0.01, "Weight decay", "Pulls weights towards zero at each step.", log=True, ge=0, le=1
    )
    averaging: Literal["none", "ema"] = param(
        "ema", "Weight averaging", "ema keeps a running average of the weights and exports that."
    )
    early_stopping: int | None = param(
        8,
        "Early stopping",
        "Stop after this many evaluations without a better validation loss; blank trains all "
        "epochs.",
        blank="off",
        unit="evaluations",
        ge=1,
    )


class TableSupervised(Trainer):
    """The target's own loss, with settings that suit tables."""

    id, name = "table-supervised", "Supervised learning on tables"
    about = "Trains on batches of rows, averages the weights, and stops when it gets no better."
    loss_unit = None
    Params = TableTrainingParams
    order = 20

    def supports(self, task: Task) -> bool:
        return _takes(task)

    def learner(self, setup: Setup, params: TableTrainingParams) -> Learner:
        from .steps import TableSupervision

        return TableSupervision(setup, params)


class FillRow(Playground):
    """A form with a field for each column."""

    id, name = "fill-row", "Fill in a row"
    about = "A field for each column of the table; the model answers as you type."
    widget = f"{__name__}.widget:FillRowPlayground"
    order = 20

    def supports(self, task: Task) -> bool:
        return _takes(task)


@hookimpl
def register_trainers() -> list[type[Trainer]]:
    return [TableSupervised]


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [FillRow]


@hookimpl
def register_input_kinds() -> list[type[InputKind]]:
    return [TableRows]


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [ColumnTable, SampleTable]


@hookimpl
def register_answerers() -> list[type[Answerer]]:
    from .answerers import TableBoosting, TableRegression

    return [TableRegression, TableBoosting]


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [TablePerceptron, TableTransformer, TableLinear]
