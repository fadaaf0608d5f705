"""A file of one's own, as rows with targets: what is chosen, guessed, left out and split."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench import (
    MOST_CLASSES,
    Choice,
    Classes,
    DataQuestion,
    DatasetError,
    Examples,
    FilePreview,
    Labels,
    Loading,
    Number,
    PreviewColumn,
    Rows,
    TargetKind,
    about_groups,
    divide_rows,
    examples,
    group_identities,
    is_list,
    listed_labels,
    with_few_labels,
)

from .columns import (
    MOST_BAD,
    TYPES,
    Column,
    ColumnType,
    Guess,
    date_format,
    guess,
    is_missing,
    number_format,
    parse_types,
)
from .kind import TableRows
from .reading import TableHead, read_columns, read_head, with_type

if TYPE_CHECKING:
    import pandas as pd

    from . import ColumnTableParams

TARGET_NAMES = ("target", "label", "y", "outcome", "survived", "class", "category", "price")
# Whole numbers of no more different values are classes, where it is to be guessed.
MOST_NUMBER_CLASSES = 10
TRAIN = frozenset({"train", "training", "validation", "valid", "val", "dev"})
TEST = frozenset({"test", "testing", "eval", "evaluation"})
NAMED = 12
PREVIEW_ROWS = 8


@dataclass(frozen=True)
class TablePlan:
    """How a file is read: its columns, what each is, and why.

    ``inputs`` are the columns to learn from (and texts, which are shown), ``left_out`` are others
    by name with the reason.
    """

    head: TableHead
    inputs: tuple[Column, ...]
    target: Column
    guesses: Mapping[str, Guess]
    left_out: Mapping[str, str]
    notes: tuple[str, ...] = ()


def plan(path: Path, params: ColumnTableParams) -> TablePlan:
    """Decide from a file's first rows what each column is.

    Raises
    ------
    DatasetError
        When the file cannot be read, or a setting names what is not there.
    """
    head = read_head(path, params.header, params.sheet)
    if not head.columns:
        raise DatasetError(f"{path} has no columns.", "Choose another file.")
    guesses = guess(head.columns)
    chosen = parse_types(params.types, head.columns)
    columns = {
        name: with_type(each.column, chosen.get(name, each.column.type), head.columns[name])
        for name, each in guesses.items()
    }
    notes: list[str] = []
    target = _target(columns, params, path, notes)
    special = _special(params)
    for name in special:
        if name not in columns:
            raise _no_column(name, columns)
    listed = _listed(params.columns, columns)
    ignored = set(_listed(params.ignore, columns))
    left_out: dict[str, str] = {}
    inputs = []
    for name, column in columns.items():
        if name == target.name or name in special:
            continue
        if name in ignored or (listed and name not in listed):
            left_out[name] = "as set"
        elif column.type == "ignore":
            left_out[name] = "as set" if name in chosen else guesses[name].reason
        else:
            inputs.append(column)
    if not any(column.type != "text" for column in inputs):
        message = f"{path} has no column to learn {target.name!r} from."
        raise DatasetError(message, "Choose another target, or set types such as name=category.")
    return TablePlan(head, tuple(inputs), target, guesses, left_out, tuple(notes))


def find(path: Path, loading: Loading) -> Path:
    """A file where it is said to be, else in one of the data folders."""
    path = path.expanduser()
    if path.is_absolute() or path.exists():
        return path
    inside = (folder / path for folder in loading.folders)
    return next((file for file in inside if file.is_file()), path)


def columns(params: ColumnTableParams, loading: Loading) -> tuple[str, ...]:
    """Names of the columns of the file that was chosen."""
    if params.path is None:
        return ()
    head = read_head(find(params.path, loading), params.header, params.sheet, rows=PREVIEW_ROWS)
    return tuple(head.columns)


def preview(params: ColumnTableParams, loading: Loading) -> FilePreview | None:
    """The columns of a file, what each is taken for, and what else it can be.

    Raises
    ------
    DatasetError
        When the file cannot be read.
    """
    if params.path is None:
        return None
    decided = plan(find(params.path, loading), params)
    chosen = parse_types(params.types, decided.head.columns)
    ignored = _listed(params.ignore, {name: g.column for name, g in decided.guesses.items()})
    types = {column.name: str(column.type) for column in decided.inputs}
    columns = []
    for name, values in decided.head.columns.items():
        if name == decided.target.name:
            shown, why = "target", decided.guesses[name].reason
        elif name in _special(params):
            shown, why = "split" if name == params.split_column else "group", "as set"
        else:
            shown = types.get(name, "not used")
            why = decided.left_out.get(name, decided.guesses[name].reason)
        used = shown not in ("not used", "text")
        choices = _choices(name, shown, _possible(values), chosen, ignored)
        columns.append(PreviewColumn(name, shown, values[:PREVIEW_ROWS], why, used, choices))
    return FilePreview(tuple(columns))


def _possible(values: Sequence[str]) -> set[ColumnType]:
    """The types that a column can be of."""
    filled = {value.strip() for value in values if not is_missing(value)}
    found: set[ColumnType] = {"category", "text"}
    if any(number_format([value]) is not None for value in filled):
        found.add("number")
    if date_format(filled):
        found.add("date")
    if len(filled) == 2:
        found.add("yes/no")
    return found


def _choices(
    name: str,
    type: str,
    possible: set[ColumnType],
    chosen: Mapping[str, ColumnType],
    ignored: Sequence[str],
) -> tuple[Choice, ...]:
    """What a column can be beside what it is, as settings."""
    found = []
    if type != "target":
        found.append(Choice("Predict this column", {"target": name}))
    for kind in TYPES:
        if kind in possible and kind != type:
            types = ", ".join(f"{n}={t}" for n, t in {**chosen, name: kind}.items())
            settings = {"types": types}
            if name in ignored:
                settings["ignore"] = ", ".join(other for other in ignored if other != name)
            found.append(Choice(f"Read as {kind}", settings))
    if type not in ("not used", "target"):
        found.append(Choice("Leave out", {"ignore": ", ".join([*ignored, name])}))
    return tuple(found)


def suits(path: Path) -> float:
    """How much of a file's columns can be learnt from, where there is more than a target; 0…1."""
    try:
        guesses = guess(read_head(path, rows=200).columns)
    except DatasetError:
        return 0.0
    types = [each.column.type for each in guesses.values()]
    usable = sum(type not in ("text", "ignore") for type in types)
    texts = 3 * types.count("text")
    return usable / (usable + texts) if usable > 1 else 0.1


def load(params: ColumnTableParams, loading: Loading) -> Examples:
    """Read the table, find out its target, and split it.

    Raises
    ------
    DatasetError
        When it cannot be read, or there is nothing to learn.
    """
    if params.path is None:
        remedy = "Choose a CSV, TSV, Excel, Parquet or JSON file under Table (dataset.path)."
        raise DatasetError("No table has been chosen.", remedy)
    path = find(params.path, loading)
    loading.report(f"Reading {path.name}", 0, None)
    decided = plan(path, params)
    if params.split_column and params.test_path is not None:
        remedy = "Leave one of split_column and test_path blank."
        raise DatasetError("The table's split is given twice.", remedy)
    fixed = set(parse_types(params.types, decided.head.columns))
    rows, inputs, notes = _read(path, decided, params, loading, fixed)
    loading.check()
    labels, target, dropped = _labels(rows[decided.target.name], decided.target, params)
    notes = [*decided.notes, *_about_columns(decided, inputs), *notes]
    if len(dropped):
        notes.append(f"{len(dropped):,} rows without {decided.target.name!r} are left out.")
        rows = rows.take(np.setdiff1d(np.arange(len(rows)), dropped))
        labels = np.delete(labels, dropped)
    kind = TableRows(tuple(inputs), params.scaling)
    names = [column.name for column in inputs]
    if params.test_path is not None:
        learn = Rows(rows[names], labels)
        test = _second(find(params.test_path, loading), decided, inputs, target, params, loading)
    else:
        learn, test = _split(rows, names, labels, kind, params, notes)
    del rows
    loading.check()
    if target.classes and len(np.unique(learn.y)) < 2:
        message = f"All training rows have the same {decided.target.name!r}."
        raise DatasetError(message, "Choose another target column.")
    data = examples(learn, test, kind, target, tuple(notes))
    return with_few_labels(data, params, loading.split_by)


def _split(
    rows: pd.DataFrame,
    names: Sequence[str],
    labels: npt.NDArray[Any],
    kind: TableRows,
    params: ColumnTableParams,
    notes: list[str],
) -> tuple[Rows, Rows]:
    """Training and test rows: by a column, or by what rows are and whose."""
    table = rows[list(names)]
    groups = None
    if params.group:
        values = [None if code < 0 else code for code in rows[params.group].cat.codes.tolist()]
        texts = list(map(str, rows[params.group].cat.categories))
        named = [None if code is None else texts[code] for code in values]
        groups = group_identities(named, kind.identities(table))
    if params.split_column:
        sides = _sides(rows[params.split_column], params.split_column)
    else:
        sides = divide_rows(kind.identities(table), params.test_part, params.seed, groups)
    learn, test = (
        Rows(table.take(side), labels[side], None if groups is None else groups[side])
        for side in sides
    )
    if learn.groups is not None and test.groups is not None:
        part = None if params.split_column else params.test_part
        notes += about_groups(learn.groups, test.groups, params.group, part)
    return learn, test


def _read(
    path: Path, decided: TablePlan, params: ColumnTableParams, loading: Loading, fixed: set[str]
) -> tuple[pd.DataFrame, list[Column], list[str]]:
    """All rows; a guessed number that is none in many rows becomes a category."""
    target = decided.target
    if params.target_kind in ("class", "labels") and target.is_number:
        target = Column(target.name, "category")
    columns = [*decided.inputs, target]
    columns += [Column(name, "category") for name in _special(params)]
    for _ in range(2):
        table, notes, bad = read_columns(
            path, columns, decided.head, loading, params.sheet, params.bad_rows
        )
        wrong = {name for name, share in bad.items() if share > MOST_BAD} - fixed
        wrong -= {target.name} if params.target_kind == "number" else set()
        if not wrong:
            break
        columns = [Column(c.name, "category") if c.name in wrong else c for c in columns]
    return table, columns[: len(decided.inputs)], notes


def _second(
    path: Path,
    decided: TablePlan,
    inputs: Sequence[Column],
    target: TargetKind,
    params: ColumnTableParams,
    loading: Loading,
) -> Rows:
    """The rows of a table that is for testing alone."""
    head = read_head(path, params.header, params.sheet)
    label = decided.target
    if target.classes and label.is_number:
        label = replace(label, type="number")
    columns = [*inputs, label]
    absent = [column.name for column in columns if column.name not in head.columns]
    if absent:
        message = f"{path} has no column {absent[0]!r}, which the first table has."
        raise DatasetError(message, "Give both tables the same columns.")
    if params.target_kind in ("class", "labels") and label.is_number:
        columns[-1] = Column(label.name, "category")
    table, _, _ = read_columns(path, columns, head, loading, params.sheet, params.bad_rows)
    values = table[label.name]
    known = np.flatnonzero(values.notna().to_numpy())
    values = values.take(known)
    if isinstance(target, Labels):
        sets = [listed_labels(text) for text in _texts(values, label)]
        if strange := sorted({name for each in sets for name in each} - set(target.labels)):
            message = f"{path} has the label {strange[0]!r}, which no training row has."
            raise DatasetError(message, "Give both tables the same labels.")
        y = target.indicators(sets)
    elif target.classes:
        number = {name: index for index, name in enumerate(target.classes)}
        texts = _texts(values, label)
        strange = sorted(set(texts) - set(number))
        if strange:
            message = f"{path} has the class {strange[0]!r}, which no training row has."
            raise DatasetError(message, "Give both tables the same classes.")
        y = np.array([number[text] for text in texts], np.int64)
    else:
        y = values.to_numpy(np.float64)
    return Rows(table[[column.name for column in inputs]].take(known), y)


def _special(params: ColumnTableParams) -> tuple[str, ...]:
    """Columns that say how rows are split, and are not learnt from."""
    return tuple(dict.fromkeys(filter(None, (params.split_column, params.group))))


# --- what to learn


def _target(
    columns: Mapping[str, Column], params: ColumnTableParams, path: Path, notes: list[str]
) -> Column:
    if params.target:
        if params.target not in columns:
            raise _no_column(params.target, columns)
        column = columns[params.target]
        return Column(column.name, "category") if column.type in ("ignore", "text") else column
    usable = [c for c in columns.values() if c.type not in ("ignore", "text", "date")]
    usable = [column for column in usable if column.name not in _special(params)]
    if not usable:
        remedy = "Choose the target column (dataset.target)."
        raise DatasetError(f"{path} has no column that could be the target.", remedy)
    named = [c for name in TARGET_NAMES for c in usable if c.name.lower() == name]
    chosen = named[0] if named else usable[-1]
    why = "by its name" if named else "the last column"
    notes.append(f"The target is {chosen.name!r}, {why}; choose another with Target.")
    return chosen


def _labels(
    values: pd.Series[Any], column: Column, params: ColumnTableParams
) -> tuple[npt.NDArray[Any], TargetKind, npt.NDArray[np.int64]]:
    """Labels, their kind, and rows that have none."""
    import pandas as pd

    unknown = values.isna().to_numpy()
    dropped = np.flatnonzero(unknown).astype(np.int64)
    if len(dropped) == len(values):
        message = f"No row has a value of the target {column.name!r}."
        raise DatasetError(message, "Choose another target column.")
    categories = isinstance(values.dtype, pd.CategoricalDtype)
    if params.target_kind == "labels":
        sets = [listed_labels(text) for text in _texts(values, column)]
        labels = _sorted({name for each in sets for name in each})
        if not labels:
            message = f"No row has a label in {column.name!r}."
            raise DatasetError(message, "Choose another target column.")
        several = Labels(labels)
        return several.indicators(sets), several, dropped
    if params.target_kind == "auto" and categories:
        kinds = [str(name) for name in values.cat.categories]
        if kinds and all(map(is_list, kinds)):
            message = f"The target {column.name!r} has lists of labels."
            choices = (
                Choice("Learn each label by itself", {"target_kind": "labels"}),
                Choice("Keep them together as one class", {"target_kind": "class"}),
            )
            raise DataQuestion(message, "Choose one: target_kind = labels | class.", choices)
    if params.target_kind == "number" and categories:
        message = f"The target {column.name!r} is not a number."
        choice = Choice("Predict a class", {"target_kind": "class"})
        raise DataQuestion(message, "Predict a class: target_kind = class.", (choice,))
    if not categories and (params.target_kind == "number" or not _is_few(values[~unknown])):
        y = values.to_numpy(np.float64).copy()
        y[unknown] = 0.0
        unit = column.format.unit or column.format.prefix
        return y, Number(quantity=column.name, unit=unit), dropped
    texts = np.array(_texts(values, column), object)
    names = _sorted(set(texts[~unknown].tolist()))
    if not 2 <= len(names) <= MOST_CLASSES:
        how_many = f"{len(names):,} different values" if len(names) > 1 else "only one value"
        message = f"The target {column.name!r} has {how_many}."
        remedy = f"Choose a column with 2 to {MOST_CLASSES:,} classes, or one of numbers."
        raise DatasetError(message, remedy)
    number = {name: index for index, name in enumerate(names)}
    y_classes = np.array([number.get(text, 0) for text in texts.tolist()], np.int64)
    return y_classes, Classes(names), dropped


def _texts(values: pd.Series[Any], column: Column) -> list[str]:
    import pandas as pd

    if isinstance(values.dtype, pd.CategoricalDtype):
        names = ["", *map(str, values.cat.categories)]
        return [names[code + 1] for code in values.cat.codes.tolist()]
    return [column.shown(value) for value in values.tolist()]


def _is_few(values: pd.Series[Any]) -> bool:
    different = values.unique()
    whole = bool((different == np.round(different)).all())
    return whole and len(different) <= min(MOST_NUMBER_CLASSES, max(2, len(values) // 10))


def _sorted(names: set[str]) -> tuple[str, ...]:
    """Names in order: 2 before 10 where all are whole numbers."""
    whole = all(re.fullmatch(r"-?\d{1,15}", name) for name in names)
    return tuple(sorted(names, key=lambda n: (int(n), n)) if whole else sorted(names))


# --- the split


def _sides(said: pd.Series[Any], name: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Row numbers for training and test, as a column says."""
    values = [str(value).strip().lower() for value in said.tolist()]
    strange = sorted({value for value in values if value not in TRAIN | TEST})
    if strange:
        message = f"The column {name!r} has {strange[0]!r} in a row, which is no split."
        raise DatasetError(message, "It must have train or test (or validation) in every row.")
    is_test = np.array([value in TEST for value in values])
    for empty, what in ((not is_test.any(), "testing"), (is_test.all(), "training")):
        if empty:
            message = f"The column {name!r} has no row for {what}."
            raise DatasetError(message, "Choose another column, or leave split_column blank.")
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)


# --- words


def _about_columns(decided: TablePlan, inputs: Sequence[Column]) -> list[str]:
    kinds: dict[ColumnType, list[str]] = {}
    for column in inputs:
        kinds.setdefault(column.type, []).append(column.name)
    notes = [f"{_PLURALS[kind]}: {_names(names)}." for kind, names in kinds.items()]
    if decided.left_out:
        reasons = [f"{name} ({why})" for name, why in decided.left_out.items()]
        notes.append(f"Not used: {_names(reasons)}.")
    return notes


_PLURALS = {
    "number": "Numbers",
    "category": "Categories",
    "yes/no": "Yes or no",
    "date": "Dates",
    "text": "Texts, shown and not learnt from",
}


def _names(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _listed(setting: str, columns: Mapping[str, Column]) -> list[str]:
    """Columns of a setting such as ``age, sex``."""
    names = [name for name in map(str.strip, setting.split(",")) if name]
    if setting.strip() in columns:
        names = [setting.strip()]  # its name has a comma
    for name in names:
        if name not in columns:
            raise _no_column(name, columns)
    return names


def _no_column(name: str, columns: Mapping[str, Column]) -> DatasetError:
    return DatasetError(
        f"The table has no column {name!r}.", f"Its columns are {_names(list(columns))}."
    )
