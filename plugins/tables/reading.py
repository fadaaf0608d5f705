"""Reading: a file's head as texts, and all of it as columns of numbers and codes, piece by piece.

CSV files go through pandas a piece at a time, so that memory holds one piece as text and the rest
as four to eight bytes a number and one to four a category.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from workbench import (
    Choice,
    DataQuestion,
    DatasetError,
    DelimitedFormat,
    Loading,
    delimited_format,
    read_table,
)

from .columns import MISSING, Column, date_format, days, is_missing, number_format, text_of

if TYPE_CHECKING:
    import pandas as pd

EXCEL = (".xlsx", ".xlsm")
PARQUET = (".parquet", ".pq")
JSON = (".json", ".jsonl", ".ndjson")
SUFFIXES = (".csv", ".tsv", ".tab", *EXCEL, *PARQUET, *JSON)
# Rows by which types are guessed and a preview is made, and rows of a piece of a CSV file.
HEAD_ROWS = 2000
PIECE_ROWS = 50_000
# So many numbers are kept as exactly as they are written; of more, seven digits are.
EXACT_CELLS = 8_000_000
# Spellings of missing values that pandas is to know.
_MISSING = sorted(
    {form for word in MISSING for form in (word, word.upper(), word.title())} | {"NaN"}
)


@dataclass(frozen=True)
class TableHead:
    """The first rows of a table as texts, by column."""

    columns: dict[str, tuple[str, ...]]
    format: DelimitedFormat | None = None

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))


@dataclass(frozen=True)
class TablePiece:
    """Some rows: of each column floats, or codes (negative for none) and what they stand for."""

    n: int
    numbers: dict[str, npt.NDArray[np.float64]]
    texts: dict[str, tuple[npt.NDArray[np.int32], Sequence[str]]]


def read_head(
    path: Path, header: str = "auto", sheet: str = "", rows: int = HEAD_ROWS
) -> TableHead:
    """The first rows of a file.

    Raises
    ------
    DatasetError
        When it cannot be read.
    """
    if not path.is_file():
        raise DatasetError(f"There is no file {path}.", "Check the path.")
    suffix = path.suffix.lower()
    if suffix in EXCEL:
        return TableHead(_excel(path, sheet, rows))
    if suffix in PARQUET:
        return TableHead(_parquet_head(path, rows))
    if suffix in JSON:
        return TableHead(dict(read_table(path, limit=rows, bad_rows="skip").columns))
    format = delimited_format(path, header)  # type: ignore[arg-type]
    with _opened(path, format) as file:
        cells: list[list[str]] = []
        for row in _rows(file, format):
            found = [row[at] if at < len(row) else "" for at in format.columns]
            if [cell.strip() for cell in found] == list(format.names):
                continue  # files that were put together have their header again
            cells.append(found)
            if len(cells) == rows:
                break
    columns = tuple(zip(*cells, strict=True)) or ((),) * len(format.names)
    return TableHead(dict(zip(format.names, columns, strict=True)), format)


def read_columns(
    path: Path,
    columns: Sequence[Column],
    head: TableHead,
    loading: Loading,
    sheet: str = "",
    bad_rows: str = "refuse",
) -> tuple[pd.DataFrame, list[str], dict[str, float]]:
    """All rows as a table that holds these columns alone.

    Also a sentence for what counts as missing because it could not be read, and by column the part
    of the rows of which that is so.

    Numbers and dates are floats with NaN, categories are codes with their values, texts are texts.
    ``columns`` of type ``text`` are held as they are; none may be of type ``ignore``.

    Raises
    ------
    DatasetError
        When the file cannot be read.
    """
    builders = [_Builder(column) for column in columns]
    done = 0
    pieces = _pieces(path, columns, head, loading, sheet, bad_rows)
    try:
        for piece in pieces:
            loading.check()
            for builder in builders:
                builder.add(piece, len(columns))
            done += piece.n
    finally:
        pieces.close()
    if not done:
        message = f"{path} has a header, but no rows." if head.columns else f"{path} has no rows."
        raise DatasetError(message, "Choose a table with rows below its header.")
    notes = [note for builder in builders if (note := builder.note())]
    bad = {builder.column.name: builder.bad_share for builder in builders}
    return _frame(builders, done), notes, bad


def _pieces(
    path: Path,
    columns: Sequence[Column],
    head: TableHead,
    loading: Loading,
    sheet: str,
    bad_rows: str,
) -> Any:
    suffix = path.suffix.lower()
    if suffix in EXCEL:
        return _of_texts(_excel(path, sheet, None), columns)
    if suffix in JSON:
        skip: Any = bad_rows
        return _of_texts(read_table(path, bad_rows=skip).columns, columns)
    if suffix in PARQUET:
        return _of_parquet(path, columns, loading)
    assert head.format is not None
    return _of_delimited(path, head.format, columns, loading, bad_rows)


# --- CSV


def _opened(path: Path, format: DelimitedFormat) -> io.TextIOWrapper:
    """The file at its first row below the header."""
    file = path.open("r", encoding=format.encoding, newline="")
    for _ in range(format.first_line):
        file.readline()
    return file


def _rows(file: io.TextIOWrapper, format: DelimitedFormat) -> Iterator[list[str]]:
    way: dict[str, Any] = {"delimiter": format.delimiter}
    if not format.quoted:
        way["quoting"] = csv.QUOTE_NONE
    elif format.escaped:
        way |= {"doublequote": False, "escapechar": "\\"}
    try:
        for row in csv.reader(file, **way):
            if len(row) > 1 or (row and row[0].strip()):
                yield row
    except csv.Error as error:
        raise DatasetError(f"The table has damaged rows ({error}).", "Correct the file.") from None
    except UnicodeError:
        raise _undecodable(Path(file.name)) from None


def _of_delimited(
    path: Path,
    format: DelimitedFormat,
    columns: Sequence[Column],
    loading: Loading,
    bad_rows: str,
) -> Iterator[TablePiece]:
    plain = {c.name for c in columns if c.type == "number" and c.format.is_plain}
    done = 0
    while True:
        # What stands below the head may be written in another way: those rows are read as texts.
        try:
            for end, piece in _parsed(path, format, columns, plain, loading, bad_rows, done):
                yield piece
                done = end
            return
        except _NoNumbersError:
            plain = set()


class _NoNumbersError(Exception):
    """A column of numbers has something else."""


def _parsed(
    path: Path,
    format: DelimitedFormat,
    columns: Sequence[Column],
    plain: set[str],
    loading: Loading,
    bad_rows: str,
    skip: int,
) -> Iterator[tuple[int, TablePiece]]:
    """Pieces behind the first ``skip`` rows, each with how many rows have been read by then."""
    import pandas as pd

    position = dict(zip(format.names, format.columns, strict=True))
    types = {position[c.name]: "float64" if c.name in plain else "str" for c in columns}
    types[format.width] = "str"  # where a row has more cells than the others
    total = path.stat().st_size
    with _opened(path, format) as file:
        reader: Any = None
        try:
            reader = pd.read_csv(
                _Widened(file, format.delimiter * format.width + "\n"),
                sep=format.delimiter,
                header=None,
                names=list(range(format.width + 1)),
                usecols=sorted({*types, format.width}),
                index_col=False,
                dtype=types,
                chunksize=PIECE_ROWS,
                keep_default_na=False,
                na_values={position[name]: _MISSING for name in plain},
                quoting=csv.QUOTE_MINIMAL if format.quoted else csv.QUOTE_NONE,
                doublequote=not format.escaped,
                escapechar="\\" if format.escaped else None,
                on_bad_lines="skip" if bad_rows == "skip" else "error",
                skipinitialspace=True,
            )
            at = -1  # the row that the file does not have
            for chunk in reader:
                if at < 0:
                    chunk = chunk[1:]
                    at = 0
                start, at = at, at + len(chunk)
                if at <= skip:
                    continue
                further = chunk[format.width]
                if further.notna().any() and (further.fillna("").str.strip() != "").any():
                    longer = (further.fillna("").str.strip() != "").to_numpy()
                    if bad_rows != "skip":
                        raise _too_long(path, start + int(longer.argmax()), format.width)
                    chunk = chunk[~longer]
                if not plain:
                    chunk = _without_header(chunk, position)
                loading.report(f"Reading {path.name}", min(file.buffer.tell(), total), total)
                texts = {
                    c.name: _factorised(chunk[position[c.name]])
                    for c in columns
                    if c.name not in plain
                }
                numbers = {name: chunk[position[name]].to_numpy(np.float64) for name in plain}
                yield at, TablePiece(len(chunk), numbers, texts)
        except pd.errors.ParserError as error:
            raise _bad_rows(f"{path} has rows that do not fit: {_reason(error)}.") from None
        except UnicodeError:
            raise _undecodable(path) from None
        except ValueError as error:
            if not plain:
                raise DatasetError(
                    f"{path} cannot be read: {error}.", "Correct the file."
                ) from None
            raise _NoNumbersError from error
        finally:
            if reader is not None:
                reader.close()


def _without_header(chunk: Any, position: Mapping[str, int]) -> Any:
    """Rows but those that have the header again, as files that were put together do."""
    again = np.ones(len(chunk), bool)
    for name, at in position.items():
        if at in chunk and again.any():
            again &= (chunk[at].fillna("").str.strip() == name).to_numpy(bool)
    return chunk[~again] if again.any() else chunk


class _Widened(io.TextIOBase):
    """A file with a line before it, by which pandas learns how many cells a row may have.

    It would pass over cells beyond the first row's without a word.
    """

    def __init__(self, file: io.TextIOWrapper, first: str) -> None:
        super().__init__()
        self._file, self._first = file, first

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> str:
        """Up to so many characters."""
        first, self._first = self._first, ""
        return first or self._file.read(size)


def _too_long(path: Path, row: int, width: int) -> DataQuestion:
    return _bad_rows(f"Row {row + 1:,} of {path} has more than {width} cells.")


def _bad_rows(message: str) -> DataQuestion:
    skip_them = Choice("Skip such rows", {"bad_rows": "skip"})
    remedy = "Correct the file, or leave them out: bad_rows = skip."
    return DataQuestion(message, remedy, (skip_them,))


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split()).removeprefix("Error tokenizing data. C error: ")
    return text[:200].rstrip(". ")


def _undecodable(path: Path) -> DatasetError:
    message = f"{path} is in an encoding that cannot be told."
    return DatasetError(message, "Open it in an editor and save it as UTF-8.")


def _factorised(values: Any) -> tuple[npt.NDArray[np.int32], Sequence[str]]:
    import pandas as pd

    codes, different = pd.factorize(values)
    return codes.astype(np.int32), [str(value) for value in different]


# --- other files


def _of_texts(
    table: Mapping[str, Sequence[Any]], columns: Sequence[Column]
) -> Iterator[TablePiece]:
    """A table that is in memory as texts."""
    n = len(next(iter(table.values()), ()))
    for start in range(0, n, PIECE_ROWS):
        end = min(n, start + PIECE_ROWS)
        texts = {}
        for column in columns:
            codes: dict[str, int] = {}
            values = table[column.name][start:end]
            numbers = [codes.setdefault(value, len(codes)) for value in values]
            texts[column.name] = np.array(numbers, np.int32), list(codes)
        yield TablePiece(end - start, {}, texts)


def _excel(path: Path, sheet: str, limit: int | None) -> dict[str, tuple[str, ...]]:
    try:
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        message = f"Reading {path.name} needs the package openpyxl, which is not installed."
        raise DatasetError(message, "Run: pip install openpyxl") from None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, OSError, ValueError, KeyError, SyntaxError) as error:
        message = f"{path} is not a readable Excel workbook: {error}."
        raise DatasetError(message, "Save it again, or choose another file.") from None
    try:
        if sheet and sheet not in book.sheetnames:
            remedy = f"Choose one of: {', '.join(book.sheetnames)}."
            raise DatasetError(f"{path.name} has no sheet {sheet!r}.", remedy)
        page = book[sheet] if sheet else book[book.sheetnames[0]]
        rows = [
            row
            for row in page.iter_rows(
                values_only=True, max_row=None if limit is None else limit + 1
            )
            if any(cell is not None for cell in row)
        ]
    finally:
        book.close()
    if not rows:
        raise DatasetError(f"{path.name} has an empty sheet.", "Choose another one.")
    width = max(map(len, rows))
    names = _different(
        [text_of(c) if c is not None else "" for c in (*rows[0], *[None] * (width - len(rows[0])))]
    )
    cells = [[_cell_text(c) for c in row] + [""] * (width - len(row)) for row in rows[1:]]
    columns = tuple(zip(*cells, strict=True)) or ((),) * width
    return dict(zip(names, columns, strict=True))


def _different(names: Sequence[str]) -> list[str]:
    """Names that differ, each with a number behind it where an earlier column has it."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        own, n = name or f"column{number}", 2
        while own in found:
            own, n = f"{name}_{n}", n + 1
        found.append(own)
    return found


def _cell_text(value: Any) -> str:
    """A typed cell as a CSV file has it; a date without a time has none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if hasattr(value, "isoformat"):
        return str(value).removesuffix(" 00:00:00")
    return text_of(value)


def _parquet_head(path: Path, rows: int) -> dict[str, tuple[str, ...]]:
    with _parquet(path) as file:
        batch = next(file.iter_batches(batch_size=rows), None)
        names = _different(list(file.schema_arrow.names))
        if batch is None:
            return dict.fromkeys(names, ())
        return {
            name: tuple(_cell_text(cell) for cell in values.to_pylist())
            for name, values in zip(names, batch.columns, strict=True)
        }


def _of_parquet(path: Path, columns: Sequence[Column], loading: Loading) -> Iterator[TablePiece]:
    import pandas as pd
    import pyarrow

    with _parquet(path) as file:
        names = _different(list(file.schema_arrow.names))
        position = {name: at for at, name in enumerate(names)}
        done, total = 0, file.metadata.num_rows
        for batch in file.iter_batches(batch_size=PIECE_ROWS):
            loading.report(f"Reading {path.name}", done, total)
            numbers: dict[str, npt.NDArray[np.float64]] = {}
            texts: dict[str, tuple[npt.NDArray[np.int32], Sequence[str]]] = {}
            for column in columns:
                values = batch.column(position[column.name])
                kind = values.type
                measured = pyarrow.types.is_integer(kind) or pyarrow.types.is_floating(kind)
                if measured and column.type == "number":
                    numbers[column.name] = pd.to_numeric(values.to_pandas()).to_numpy(np.float64)
                    continue
                codes: dict[str, int] = {}
                cells = [_cell_text(cell) for cell in values.to_pylist()]
                found = [codes.setdefault(cell, len(codes)) for cell in cells]
                texts[column.name] = np.array(found, np.int32), list(codes)
            done += batch.num_rows
            yield TablePiece(batch.num_rows, numbers, texts)


def _parquet(path: Path) -> Any:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        message = f"Reading {path.name} needs the package pyarrow, which is not installed."
        raise DatasetError(message, "Run: pip install pyarrow") from None
    try:
        return parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        message = f"{path} is not a readable Parquet file: {error}."
        raise DatasetError(message, "Save it again, or choose another file.") from None


# --- columns


class _Builder:
    """One column, of which pieces come in."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.parts: list[npt.NDArray[Any]] = []
        self.values: dict[str, int] = {}
        self._n = self._bad = 0
        self._first_bad: tuple[int, str] | None = None

    def add(self, piece: TablePiece, n_columns: int) -> None:
        """Take a piece's rows."""
        name = self.column.name
        if name in piece.numbers:
            self._add_numbers(piece.numbers[name], n_columns)
        else:
            codes, different = piece.texts[name]
            if self.column.is_number:
                self._add_numbers(self._parsed(codes, different), n_columns)
            else:
                self._add_codes(codes, different)
        self._n += piece.n

    def _add_numbers(self, numbers: npt.NDArray[np.float64], n_columns: int) -> None:
        short = numbers.astype(np.float32)
        exact = np.array_equal(short, numbers, equal_nan=True)
        if self._n * n_columns > EXACT_CELLS:
            self.parts = [part.astype(np.float32, copy=False) for part in self.parts]
            exact = True
        self.parts.append(short if exact else numbers)

    def _parsed(
        self, codes: npt.NDArray[np.int32], different: Sequence[str]
    ) -> npt.NDArray[np.float64]:
        column = self.column
        found = np.full(len(different) + 1, np.nan)
        bad = np.zeros(len(different) + 1, bool)
        for number, text in enumerate(different):
            if is_missing(text):
                continue
            value = days(text, column.date) if column.type == "date" else column.number(text)
            found[number] = value
            bad[number] = math.isnan(value)
        if bad.any():
            rows = np.flatnonzero(bad[codes])
            if self._first_bad is None and len(rows):
                self._first_bad = self._n + int(rows[0]), different[codes[rows[0]]]
            self._bad += len(rows)
        numbers: npt.NDArray[np.float64] = found[codes]
        return numbers

    def _add_codes(self, codes: npt.NDArray[np.int32], different: Sequence[str]) -> None:
        keeps = self.column.type == "text"
        own = np.full(len(different) + 1, -1, np.int32)
        for number, text in enumerate(different):
            if not is_missing(text):
                value = text if keeps else self.column.value(text)
                own[number] = self.values.setdefault(value, len(self.values))
        self.parts.append(own[codes])

    def note(self) -> str:
        """What could not be read, in a sentence."""
        if self._first_bad is None:
            return ""
        row, text = self._first_bad
        what = "date" if self.column.type == "date" else "number"
        count = f"{self._bad:,} values" if self._bad > 1 else "1 value"
        return (
            f"{count} of {self.column.name!r} are no {what} and count as missing, "
            f"first {text[:40]!r} in row {row + 1:,}."
        )

    @property
    def bad_share(self) -> float:
        """Part of all rows that could not be read."""
        return self._bad / max(self._n, 1)

    def finished(self) -> Any:
        """The column as pandas holds it; the pieces are given up."""
        import pandas as pd

        whole = np.concatenate(self.parts)
        self.parts = []
        if self.column.is_number:
            return whole
        if self.column.type == "text":
            texts = np.array([*self.values, None], object)
            return pd.Series(texts[whole], dtype=object)
        return pd.Categorical.from_codes(whole, pd.Index(list(self.values), dtype=object))


def _frame(builders: Sequence[_Builder], n: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {builder.column.name: builder.finished() for builder in builders},
        index=pd.RangeIndex(n),
        copy=False,
    )


def with_type(column: Column, type: Any, values: Sequence[str]) -> Column:
    """A column of another type than was guessed.

    Raises
    ------
    DatasetError
        When its values are no dates.
    """
    if type == column.type:
        return column
    filled = [value.strip() for value in values if not is_missing(value)]
    if type == "number":
        # A single bad value is to be missing, rather than no format to be found.
        good = [value for value in filled if number_format([value]) is not None]
        return replace(Column(column.name), format=number_format(good) or Column("x").format)
    if type == "date":
        format = date_format(set(filled))
        if not format:
            message = f"The values of {column.name!r} are no dates in one of the usual ways."
            raise DatasetError(message, "Write them as 2026-03-15, or choose another type.")
        return Column(column.name, "date", date=format)
    return Column(column.name, type)
