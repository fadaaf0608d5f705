"""Dataset: windows of a table whose rows follow each other in time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from workbench import (
    TABLE_SUFFIXES,
    Card,
    Dataset,
    DatasetError,
    Examples,
    FewLabelsParams,
    FilePreview,
    OptionalPath,
    Rows,
    column_numbers,
    divide_rows,
    examples,
    param,
    preview_table,
    read_table,
    table_columns,
    table_head,
    text_identities,
    with_few_labels,
)

from . import held_out, windows
from .kinds import Series
from .names import changes_param, read_changes
from .sound_dataset import targets

Indices = npt.NDArray[np.int64]
# Without groups validation takes whole stretches of time: so many, each of this many windows' rows.
BLOCKS = 10
BLOCK_WINDOWS = 4


class WindowParams(FewLabelsParams):
    path: OptionalPath = param(
        None,
        "Table",
        "A CSV, TSV, JSON or Parquet file with a row for each point in time.",
        blank="no file chosen",
        suffixes=TABLE_SUFFIXES,
    )
    values: str = param(
        "",
        "Value columns",
        "Columns of the series, separated by commas; blank uses all numbers.",
        offers="columns",
        several=True,
        blank="all numbers",
    )
    target_column: str = param(
        "",
        "Target column",
        "What to predict; its value at the end of a window counts.",
        offers="columns",
        blank="no column chosen",
    )
    target: Literal["class", "number"] = param(
        "class", "Target is", "One of several classes, or a number."
    )
    unit: str = param("", "Unit", "Unit of a number.", blank="none", advanced=True)
    ahead: int = param(
        0, "Ahead", "Rows between the end of a window and its target.", unit="rows", ge=0
    )
    length: int = param(64, "Length", "Rows in a window.", unit="rows", ge=2, le=100_000)
    step: int = param(16, "Step", "Rows from one window to the next.", unit="rows", ge=1)
    time: str = param(
        "",
        "Time column",
        "Rows are sorted by it; blank keeps the order of the file.",
        offers="columns",
        blank="order of the file",
    )
    group: str = param(
        "",
        "Group column",
        "Rows of one group, such as one device or patient, are a series by themselves and stay in "
        "one split.",
        offers="columns",
        blank="one series",
    )
    test_where: str = param(
        "",
        "Test groups",
        "Which groups are for testing, such as device=3, 4; blank draws them at random.",
        blank="random groups",
    )
    test_part: float = param(
        0.2,
        "Test split",
        "Share of the groups for testing; without groups, the last part of the series.",
        ge=0.01,
        le=0.9,
    )
    seed: int = param(0, "Seed", "Which groups are for testing.", ge=0, advanced=True)
    rate: float = param(
        0.0,
        "Rate",
        "Rows in a second, to show times; 0 where time is not counted in seconds.",
        unit="Hz",
        ge=0,
        advanced=True,
    )
    changes: str = changes_param("noise, masks")


class SeriesTable(Dataset):
    """The user's own measurements."""

    id, name = "series-table", "Series from a table"
    section = "own"
    needs_path = True
    opens = TABLE_SUFFIXES
    about = "Windows of a table whose rows follow each other in time, with a class or a number."
    Params = WindowParams
    card = Card(
        summary=(
            "Windows of consecutive rows. None that overlap lie in both splits: groups stay "
            "together, and without groups the last part of the time is the test."
        ),
        size="as many windows as fit into the table",
        licence="that of your table",
        source="a table of your own",
    )

    @classmethod
    def suits(cls, path: Path) -> float:
        """Less than a dataset of single rows, which reads any table."""
        return 0.05

    def columns(self, params: WindowParams) -> tuple[str, ...]:
        return table_columns(params, self.loading)

    def preview(self, params: WindowParams) -> FilePreview | None:
        """The first rows, with the columns that make the series."""
        head = table_head(params, self.loading)
        if head is None:
            return None
        try:
            roles = dict.fromkeys(_value_columns(head.columns, params), "value")
        except DatasetError:  # loading says so
            roles = {}
        roles |= {params.time: "time", params.group: "group", params.target_column: "target"}
        settings = {
            "Predict this column": "target_column",
            "Sort rows by it": "time",
            "Rows that belong together": "group",
        }
        return preview_table(head, roles, settings)

    def load(self, params: WindowParams) -> Examples:
        if params.path is None:
            remedy = "Choose a CSV, TSV, JSON or Parquet file under Table (dataset.path)."
            raise DatasetError("No table has been chosen.", remedy)
        changes = read_changes(params.changes)
        path = params.path.expanduser()
        self.loading.report(f"Reading {path.name}", 0, None)
        table = read_table(path)
        self.loading.check()
        if params.target_column not in table.columns:
            there = f"There are: {', '.join(table.columns)}."
            message = f"{path} has no column {params.target_column!r}."
            message = message if params.target_column else "No target column has been chosen."
            raise DatasetError(message, there)
        columns = _value_columns(table.columns, params)
        rows = windows.ordered(table, columns, params.time, params.group, str(path))
        cells = [table.columns[params.target_column][row] for row in rows.order.tolist()]
        span = params.length + params.ahead
        parts = _parts(rows, params, span)
        self.loading.check()
        train, test = parts.train, parts.test
        if not len(train) or not len(test):
            message = (
                f"{len(table):,} rows give {len(train):,} windows to learn from and {len(test):,} "
                f"for the test."
            )
            raise DatasetError(message, "Take shorter windows, smaller steps, or a longer table.")
        ends = np.concatenate([train, test]) + span - 1
        y, target = targets(
            [cells[end] for end in ends.tolist()], params.target, params.target_column, params.unit
        )
        kind = Series(
            length=params.length,
            channels=columns,
            rate=params.rate,
            changes=changes,
            time=params.time,
            group=params.group,
            step=params.step,
        )
        n = len(train)
        data = examples(
            Rows(windows.cut(rows.values, train, params.length), y[:n], parts.train_groups, kind),
            Rows(windows.cut(rows.values, test, params.length), y[n:], parts.test_groups, kind),
            kind,
            target,
            parts.notes,
        )
        return with_few_labels(data, params)


@dataclass(frozen=True)
class _Parts:
    """Where windows of each split begin, and which of them belong together."""

    train: Indices
    test: Indices
    train_groups: npt.NDArray[np.uint64] | None
    test_groups: npt.NDArray[np.uint64] | None
    notes: tuple[str, ...]


def _value_columns(columns: dict[str, tuple[str, ...]], params: WindowParams) -> tuple[str, ...]:
    if params.values.strip():
        names = tuple(dict.fromkeys(name.strip() for name in params.values.split(",")))
    else:
        others = {params.time, params.group, params.target_column}
        names = tuple(n for n, c in columns.items() if n not in others and column_numbers(c))
    if not names:
        message = "No column of the table holds numbers to make a series of."
        raise DatasetError(message, "Name some under Value columns (dataset.values).")
    if params.target_column in names and not params.ahead:
        message = f"{params.target_column!r} is both a value and the target of the same row."
        raise DatasetError(message, "Leave it out of the values, or predict it rows ahead.")
    return names


def _parts(rows: windows.Ordered, params: WindowParams, span: int) -> _Parts:
    if params.group:
        return _by_groups(rows, params, span)
    if params.test_where:
        message = "Test groups are set, but there is no column of groups."
        raise DatasetError(message, "Set Group column (dataset.group), or blank Test groups.")
    n = len(rows.order)
    border = n - round(params.test_part * n)
    blocks = max(1, min(BLOCKS, border // (BLOCK_WINDOWS * span)))
    edges = np.linspace(0, border, blocks + 1).astype(int).tolist()
    stretches = list(itertools.pairwise(edges))
    starts = [windows.begins(stretch, span, params.step) for stretch in stretches]
    train = np.concatenate(starts)
    groups = np.repeat(np.arange(blocks, dtype=np.uint64), [len(each) for each in starts])
    test = windows.begins((border, n), span, params.step)
    notes = [f"The last {n - border:,} of {n:,} rows are the test."]
    if blocks > 1:
        notes.append(
            f"The others are cut into {blocks} stretches of time that no window crosses: one that "
            "is kept for validation overlaps none that is learnt from."
        )
    return _Parts(train, test, groups if blocks > 1 else None, None, tuple(notes))


def _by_groups(rows: windows.Ordered, params: WindowParams, span: int) -> _Parts:
    identities = text_identities(rows.names)
    if params.test_where:
        condition = held_out.parse_condition(params.test_where)
        if condition.column != params.group:
            message = f"{params.test_where!r} is not about the groups, {params.group!r}."
            raise DatasetError(message, f"Write it as {params.group}=VALUE.")
        holds = held_out.chosen(params.test_where, {params.group: rows.names})
    elif len(rows.names) < 2:
        message = f"All rows are of one {params.group}, so none can be kept for the test."
        raise DatasetError(message, "Choose another column of groups, or none.")
    else:
        holds = np.zeros(len(rows.names), bool)
        holds[divide_rows(identities, params.test_part, params.seed)[1]] = True
    starts = [windows.begins(run, span, params.step) for run in rows.runs]
    short = sum(not len(each) for each in starts)
    sides = []
    for side in (~holds, holds):
        some = [k for k in np.flatnonzero(side).tolist() if len(starts[k])]
        begin = [starts[k] for k in some]
        groups = [np.full(len(starts[k]), identities[k]) for k in some]
        empty = np.empty(0, np.int64)
        sides.append(
            (np.concatenate([empty, *begin]), np.concatenate([empty, *groups]).astype(np.uint64))
        )
    notes = [
        f"Rows of one {params.group} stay in one split: {int((~holds).sum()):,} to learn from, "
        f"{int(holds.sum()):,} for the test."
    ]
    if short:
        notes.append(f"{short:,} in {params.group} have fewer rows than a window and are left out.")
    (train, train_groups), (test, test_groups) = sides
    return _Parts(train, test, train_groups, test_groups, tuple(notes))
