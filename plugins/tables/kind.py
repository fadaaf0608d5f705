"""TableRows: rows of a table, of named columns: numbers, dates, categories and texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt

from workbench import Arrays, DatasetError, InputKind, UsageError

from .columns import Column, is_missing
from .reading import SUFFIXES

if TYPE_CHECKING:
    from typing import Self

    import onnx
    import pandas as pd

Scaling = Literal["standard", "quantile"]
SCALINGS: tuple[Scaling, ...] = ("standard", "quantile")
# Codes of a category: a value that training rows had too seldom, and none; known ones follow.
OTHER, MISSING_CODE, FIRST_CODE = 0, 1, 2
# A value of fewer training rows is another one, so that what others mean is learnt, too.
LEAST_ROWS = 3
MOST_KNOWN = 1000
# Between so many quantiles values are told apart.
N_QUANTILES = 48
NUMBERS, CATEGORIES = "numbers", "categories"


@dataclass(frozen=True)
class TableRows(InputKind):
    """Rows of named columns; held as a pandas ``DataFrame``.

    Numbers and dates are float columns with NaN where they are missing, dates in days since 1970;
    categories are categorical, texts are objects. Texts are shown and not learnt from.

    The network's inputs are float32 ``(n, n_numbers + n_indicators)``: numbers, scaled, with the
    median where one is missing; then 1 where it was, for each of `indicators`; and behind them
    int64 ``(n, n_categories)``: 0 another value, 1 missing, else a known one. A table without
    numbers, or without categories, has the other tensor alone.

    Attributes
    ----------
    columns
        In the order of the file.
    scaling
        ``standard``: zero mean, unit variance. ``quantile``: even over -1…1 as the training rows
        were, which long tails and outliers do not disturb.
    """

    id: ClassVar[str] = "table-row"
    name: ClassVar[str] = "Table rows"
    about: ClassVar[str] = "Rows of a table: numbers, categories, dates, missing values."
    noun: ClassVar[tuple[str, str]] = ("row", "rows")
    files: ClassVar[tuple[str, ...]] = SUFFIXES
    columnar: ClassVar[bool] = True
    module: ClassVar[str] = f"{__name__.rpartition('.')[0]}.preprocessing:TableInputs"

    columns: tuple[Column, ...] = ()
    scaling: Scaling = "standard"

    def __str__(self) -> str:
        n = len(self.numbers) + len(self.categories)
        return f"rows of {n} {'column' if n == 1 else 'columns'}"

    @cached_property
    def numbers(self) -> tuple[Column, ...]:
        """Columns that are encoded as numbers."""
        return tuple(column for column in self.columns if column.is_number)

    @cached_property
    def categories(self) -> tuple[Column, ...]:
        """Columns that are encoded as one of several values."""
        return tuple(column for column in self.columns if column.is_category)

    @cached_property
    def indicators(self) -> tuple[int, ...]:
        """Which of `numbers` were missing in a training row."""
        return tuple(at for at, column in enumerate(self.numbers) if column.missing)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many codes each of `categories` has."""
        return tuple(FIRST_CODE + len(column.values) for column in self.categories)

    # --- rows

    def problem(self, rows: Any) -> str:
        """A column that is not there or of another type, or a number that is infinite."""
        import pandas as pd

        if not isinstance(rows, pd.DataFrame):
            return f"has rows that are no table but {type(rows).__name__}"
        for column in self.columns:
            if column.name not in rows:
                return f"has no column {column.name!r}"
            values = rows[column.name]
            if column.is_number:
                if values.dtype.kind != "f":
                    return f"has {values.dtype} in {column.name!r}, not floats"
                wrong = np.flatnonzero(np.isinf(values.to_numpy()))
                if len(wrong):
                    return f"has an infinite value in {column.name!r}, row {wrong[0]}"
            elif column.is_category and not isinstance(values.dtype, pd.CategoricalDtype):
                return f"has {values.dtype} in {column.name!r}, not categories"
        if not self.numbers and not self.categories:
            return "has no column to learn from"
        return ""

    def identities(self, rows: pd.DataFrame) -> npt.NDArray[np.uint64]:
        """What each row is known by: all its values, each under its column's name.

        Numbers count in single precision, as the model takes them. No other row and no order of
        columns has a say.
        """
        total = np.zeros(len(rows), np.uint64)
        for column in self.columns:
            salt = _hash_of(column.name.encode())
            values = rows[column.name]
            if column.is_number:
                short = values.to_numpy(np.float32) + np.float32(0)  # -0 is 0
                bits = np.where(np.isnan(short), np.float32(np.nan), short).view(np.uint32)
                hashes = bits.astype(np.uint64)
            else:
                codes, different = _codes(values)
                own = [
                    0,
                    *(_hash_of(value.encode("utf-8", "surrogatepass")) for value in different),
                ]
                hashes = np.array(own, np.uint64)[codes + 1]
            total += _mixed(hashes ^ np.uint64(salt))
        return _mixed(total)

    def digest(self, rows: pd.DataFrame) -> str:
        """SHA-256 of columns and rows in their order."""
        sha = hashlib.sha256(json.dumps([(c.name, c.type) for c in self.columns]).encode())
        sha.update(np.ascontiguousarray(self.identities(rows)).tobytes())
        return sha.hexdigest()

    # --- made ready

    def fit(self, rows: pd.DataFrame) -> Self:
        """With mean, spread, median and quantiles of numbers, and the values of categories."""
        return replace(self, columns=tuple(_fitted(c, rows[c.name]) for c in self.columns))

    def encode(self, rows: pd.DataFrame) -> Arrays:
        """Numbers float32 ``(n, n_numbers)`` with NaN, and codes int64 ``(n, n_categories)``."""
        arrays: dict[str, npt.NDArray[Any]] = {}
        if self.numbers:
            table = np.empty((len(rows), len(self.numbers)), np.float32)
            for at, column in enumerate(self.numbers):
                table[:, at] = rows[column.name].to_numpy()
            arrays[NUMBERS] = table
        if self.categories:
            codes = np.empty((len(rows), len(self.categories)), np.int64)
            for at, column in enumerate(self.categories):
                code = _code_of(column)
                own, different = _codes(rows[column.name])
                known = [MISSING_CODE, *(code.get(value, OTHER) for value in different)]
                codes[:, at] = np.array(known, np.int64)[own + 1]
            arrays[CATEGORIES] = codes
        return arrays

    def example(self, n: int, length: int) -> Arrays:
        """Zeros."""
        arrays: dict[str, npt.NDArray[Any]] = {}
        if self.numbers:
            arrays[NUMBERS] = np.zeros((n, len(self.numbers)), np.float32)
        if self.categories:
            arrays[CATEGORIES] = np.zeros((n, len(self.categories)), np.int64)
        return arrays

    # --- the model file

    def raw(self, rows: pd.DataFrame) -> Arrays:
        """Columns by name, ``(n,)`` each: float32 with NaN, or texts, empty where missing."""
        arrays: dict[str, npt.NDArray[Any]] = {}
        for column in self.columns:
            if column.is_number:
                arrays[input_name(column)] = rows[column.name].to_numpy(np.float32)
            elif column.is_category:
                codes, different = _codes(rows[column.name])
                arrays[input_name(column)] = np.array(["", *different], object)[codes + 1]
        return arrays

    def add_front(self, graph: onnx.ModelProto) -> onnx.ModelProto:
        """Named raw columns in, each by itself; see `raw`."""
        from .front import add_front

        return add_front(graph, self)

    def spec(self) -> Mapping[str, Any]:
        """Columns and what was fitted."""
        return {"columns": [column.spec() for column in self.columns], "scaling": self.scaling}

    @classmethod
    def from_spec(cls, spec: Mapping[str, Any]) -> Self:
        """What `spec` gave, back from JSON."""
        if set(spec) != {"columns", "scaling"} or spec["scaling"] not in SCALINGS:
            raise ValueError("it is no description of a table's columns")
        columns = tuple(map(Column.from_spec, spec["columns"]))
        if len({column.name for column in columns}) < len(columns):
            raise ValueError("two columns have one name")
        return cls(columns, spec["scaling"])

    # --- a user's own rows

    def read(self, source: Any) -> pd.DataFrame:
        """Rows from a file, a text such as ``age=3, sex=male`` or JSON, a mapping, or several.

        Columns may come in any order, and others beside them.
        """
        import pandas as pd

        if isinstance(source, Path):
            return self._of_file(source)
        if isinstance(source, str):
            source = _mapping_in(source)
        if isinstance(source, pd.DataFrame):
            source = {name: source[name].tolist() for name in source}
            return self.frame(source)
        if isinstance(source, Mapping):
            several = any(isinstance(value, list | tuple | np.ndarray) for value in source.values())
            table = source if several else {name: [value] for name, value in source.items()}
            return self.frame(table)
        rows = list(source) if isinstance(source, Iterable) else []
        if rows and all(isinstance(row, Mapping) for row in rows):
            names = dict.fromkeys(name for row in rows for name in row)
            return self.frame({name: [row.get(name) for row in rows] for name in names})
        message = f"A row of a table cannot be read from {type(source).__name__}."
        raise UsageError(message, f"Give its columns by name: {self._names()}.")

    def frame(self, table: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
        """Rows from values by column, each as a user or a JSON file writes them.

        Raises
        ------
        DatasetError
            When a column is not there, or a value is no number where one is needed.
        """
        import pandas as pd

        self._refuse_without(table)
        columns: dict[str, Any] = {}
        for column in self.columns:
            if column.name not in table:
                continue
            values = [column.parse(_plain(value)) for value in table[column.name]]
            if column.is_number:
                columns[column.name] = np.array(
                    [np.nan if value is None else value for value in values], np.float64
                )
            elif column.is_category:
                columns[column.name] = pd.Categorical(
                    values,
                    pd.Index(sorted({v for v in values if v is not None}), dtype=object),  # type: ignore[type-var]
                )
            else:
                columns[column.name] = pd.Series(values, dtype=object)
        return pd.DataFrame(columns)

    def _of_file(self, path: Path) -> pd.DataFrame:
        from workbench import Loading

        from .reading import read_columns, read_head

        head = read_head(path)
        if not set(self._needed()) <= set(head.columns):
            # What is below decides whether the first row names columns; here the names are known.
            named = read_head(path, "yes") if head.format is not None else head
            head = named if set(self._needed()) <= set(named.columns) else head
        self._refuse_without(head.columns)
        present = [column for column in self.columns if column.name in head.columns]
        rows, _, _ = read_columns(path, present, head, Loading())
        return rows

    def _needed(self) -> list[str]:
        return [column.name for column in self.columns if column.type != "text"]

    def _names(self) -> str:
        names = self._needed()
        return ", ".join(names[:20]) + (", …" if len(names) > 20 else "")

    def _refuse_without(self, table: Iterable[str]) -> None:
        present = set(table)
        absent = [name for name in self._needed() if name not in present]
        if absent:
            several = "columns" if len(absent) > 1 else "column"
            message = f"These rows have no {several} {', '.join(map(repr, absent[:20]))}."
            raise DatasetError(message, f"The model takes {self._names()}.")

    # --- shown

    def tokens(self, rows: Any, index: int) -> tuple[str, ...]:
        """Numbers, then categories, by name; and what a network adds to have an answer there."""
        return (*(column.name for column in (*self.numbers, *self.categories)), "answer")

    def cells(self, rows: pd.DataFrame, index: int) -> Mapping[str, str]:
        """A row's values by column."""
        # A whole row at once: pandas takes as long for each single cell.
        values = dict(zip(rows.columns, rows.iloc[index].tolist(), strict=True))
        return {
            column.name: column.shown(_value(values[column.name]))
            for column in self.columns
            if column.name in values
        }

    def text(self, rows: pd.DataFrame, index: int) -> str:
        """``age: 22, sex: male``, with ``unknown`` for what is missing."""
        cells = self.cells(rows, index)
        return ", ".join(f"{name}: {value or 'unknown'}" for name, value in cells.items())


def input_name(column: Column) -> str:
    """What the model file calls a column: its name, unless that is what answers are called."""
    return f"{column.name} (column)" if column.name == "answers" else column.name


def _fitted(column: Column, values: pd.Series[Any]) -> Column:
    if column.is_category:
        counts = values.value_counts()
        n_missing = int(values.isna().sum())
        often = counts[counts >= LEAST_ROWS]
        kept = often if len(often) else counts
        # Of those that are as frequent the order is by name, whatever came first.
        pairs = sorted(zip(kept.index, kept.tolist(), strict=True), key=lambda p: (-p[1], p[0]))
        known = tuple(str(value) for value, count in pairs[:MOST_KNOWN] if count)
        return replace(column, values=known, missing=n_missing > 0)
    if not column.is_number:
        return column
    numbers = values.to_numpy(np.float64)
    known_numbers = numbers[np.isfinite(numbers)]
    missing = bool(np.isnan(numbers).any())
    if not len(known_numbers):
        return replace(column, missing=missing)
    # What the network sees is in single precision, so the knots are, too.
    knots = np.quantile(known_numbers, np.linspace(0, 1, N_QUANTILES))
    quantiles = np.unique(knots.astype(np.float32)).astype(np.float64)
    deviation = float(known_numbers.std())
    mean = float(known_numbers.mean())
    return replace(
        column,
        mean=mean,
        scale=deviation if deviation > 1e-9 * max(1.0, abs(mean)) else 1.0,
        median=float(np.median(known_numbers)),
        quantiles=tuple(quantiles.tolist()) if len(quantiles) > 1 else (),
        missing=missing,
    )


def _code_of(column: Column) -> dict[str, int]:
    return {value: code for code, value in enumerate(column.values, FIRST_CODE)}


def _codes(values: pd.Series[Any]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Codes from 0, -1 where missing, and what they stand for."""
    import pandas as pd

    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy(np.int64), [str(v) for v in values.cat.categories]
    codes, different = pd.factorize(values)
    return codes.astype(np.int64), [str(value) for value in different]


def _hash_of(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")


def _mixed(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Every bit depends on all others: the finaliser of splitmix64, Steele, Lea, Flood (2014)."""
    mixed = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _plain(value: Any) -> Any:
    """A value of numpy or pandas as Python has it; ``None`` where it is missing."""
    if hasattr(value, "item"):
        value = value.item()
    if value is None or value != value or is_missing(str(value)):
        return None
    return value


def _value(value: Any) -> float | str | None:
    plain = _plain(value)
    return float(plain) if isinstance(plain, int | float) else plain


def _mapping_in(text: str) -> Any:
    """Columns by name from a text: JSON, or pairs such as ``age=3, sex=male``."""
    if text.lstrip().startswith(("{", "[")):
        try:
            return json.loads(text)
        except ValueError as error:
            raise UsageError(f"The row is damaged JSON ({error}).", "Correct it.") from None
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(mark and name.strip() for name, mark, _ in pairs):
        message = f"{text[:80]!r} is no file and no row."
        raise UsageError(message, "Give a file, or the columns as age=3, sex=male.")
    return {name.strip(): value.strip() for name, _, value in pairs}
