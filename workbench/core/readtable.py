"""Reads tables of text: CSV, TSV, JSON lines and Parquet, as columns by name."""

from __future__ import annotations

import csv
import itertools
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from workbench.core import readtext
from workbench.core.errors import DatasetError

DELIMITERS = ",\t;|"
# What columns of texts are usually called.
TEXT_NAMES = ("text", "sentence", "message", "review", "title", "body")
_JSON = frozenset({".jsonl", ".ndjson", ".json"})
_PARQUET = frozenset({".parquet", ".pq"})
_SAMPLE_ROWS = 100
_LONGEST_NAME = 40
_LONGEST_FIELD = 2**31 - 1
_WHOLLY_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# A first row of these is a header, whatever the rows below say.
_USUAL = frozenset((*TEXT_NAMES, *"label category class target id".split()))


@dataclass(frozen=True)
class Table:
    """Columns of equal length, as text, in the order of the file."""

    columns: dict[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))


def numbers(values: Sequence[str]) -> list[float] | None:
    """A column's values as numbers, NaN for empty cells; ``None`` when one of them is no number."""
    found = [_number(value) for value in values]
    known = [number for number in found if number is not None]
    return known if len(known) == len(found) and not all(map(math.isnan, known)) else None


def _number(value: str) -> float | None:
    if not value.strip():
        return math.nan
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read(path: Path, limit: int | None = None) -> Table:
    """Read a table; its kind is told by the file's ending, else by its first line.

    A CSV or TSV file without a header has the columns ``column1``, ``column2``, … Numbers
    become text and missing values the empty text.

    Parameters
    ----------
    limit
        Read only so many rows.

    Raises
    ------
    DatasetError
        When the file is missing, no table or empty; a bad row is named by its line.
    """
    if not path.is_file():
        raise DatasetError(f"There is no file {path}.", "Check the path.")
    if path.suffix.lower() in _PARQUET:
        table = _parquet(path, limit)
    else:
        with readtext.opened(path, newline="") as file:
            lines = _json_lines if _is_json(path, file) else _delimited
            table = lines(path, file, limit)
    if not len(table):
        raise DatasetError(f"{path} holds no rows.", "Choose a table with rows below its header.")
    return table


def _bad(path: Path, line: int, problem: str) -> DatasetError:
    return DatasetError(f"{path}, line {line}: {problem}.", "Correct that line or remove it.")


# --- JSON lines and Parquet


def _is_json(path: Path, file: TextIO) -> bool:
    first = file.readline().lstrip()
    file.seek(0)
    if path.suffix.lower() == ".json" and not first.startswith("{"):
        message = f"{path} is not JSON lines: its first line is no object."
        raise DatasetError(message, 'Write one object a line, such as {"text": "…", "label": "…"}.')
    return path.suffix.lower() in _JSON or (not path.suffix and first.startswith("{"))


def _json_lines(path: Path, file: TextIO, limit: int | None) -> Table:
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(file, 1):
        if limit is not None and len(rows) >= limit:
            break
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _bad(path, number, f"damaged JSON ({error})") from None
        if not isinstance(row, dict):
            raise _bad(path, number, f"not an object but {type(row).__name__}")
        rows.append(row)
    names = dict.fromkeys(name for row in rows for name in row)
    return Table({name: tuple(_cell(row.get(name)) for row in rows) for name in names})


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _parquet(path: Path, limit: int | None) -> Table:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        message = f"Reading {path.name} needs the package pyarrow, which is not installed."
        raise DatasetError(message, "Run: pip install pyarrow") from None
    columns: dict[str, list[str]] = {}
    try:
        with parquet.ParquetFile(path) as file:
            columns = {name: [] for name in file.schema_arrow.names}
            for batch in file.iter_batches():
                for name, values in zip(columns, batch.columns, strict=True):
                    columns[name] += map(_cell, values.to_pylist())
                if limit is not None and len(next(iter(columns.values()), ())) >= limit:
                    break
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        message = f"{path} is not a readable Parquet file: {error}."
        raise DatasetError(message, "Write it anew, or choose another file.") from None
    return Table({name: tuple(values[:limit]) for name, values in columns.items()})


# --- CSV and TSV


def _delimited(path: Path, file: TextIO, limit: int | None) -> Table:
    # A document in a cell may be longer than the 128 KB that csv allows at first.
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(path, file)
    quoted = delimiter != "\t" or _is_quoted(file)
    rows = _rows(path, file, delimiter, quoted)
    head = list(itertools.islice(rows, _SAMPLE_ROWS))
    if not head:
        return Table({})
    names, head = _names_and_rows(head)
    body = itertools.islice(itertools.chain(head, rows), limit)
    columns = tuple(zip(*body, strict=True)) or ((),) * len(names)
    return Table(dict(zip(names, columns, strict=True)))


def _rows(path: Path, file: TextIO, delimiter: str, quoted: bool) -> Iterator[list[str]]:
    """Yield rows of equal length; blank lines are left out."""
    file.seek(0)
    reader = _reader(file, delimiter, quoted)
    width, line = 0, 1
    try:
        for row in reader:
            if row and (len(row) > 1 or row[0].strip()):
                width = width or len(row)
                if len(row) != width:
                    raise _bad(path, line, f"{len(row)} columns instead of {width}")
                yield row
            line = reader.line_num + 1
    except csv.Error as error:
        raise _bad(path, line, f"damaged quotes ({error})") from None


def _reader(lines: Iterable[str], delimiter: str, quoted: bool) -> Any:
    if quoted:
        return csv.reader(lines, delimiter=delimiter, strict=True)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _delimiter(path: Path, file: TextIO) -> str:
    """The character that gives the first rows the same number of columns, the most of all."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    best, most = "", 1
    for candidate in DELIMITERS:
        file.seek(0)
        width = _common_width(file, candidate)
        if width > most:
            best, most = candidate, width
    if best:
        return best
    file.seek(0)
    try:
        return csv.Sniffer().sniff(file.read(1 << 14), DELIMITERS).delimiter
    except csv.Error:
        return ","


def _common_width(file: TextIO, delimiter: str) -> int:
    """Columns of the first rows, or 0 where they differ."""
    quoted = delimiter != "\t"
    try:
        rows = [row for row in itertools.islice(_reader(file, delimiter, quoted), 20) if row]
    except csv.Error:
        return 0
    widths = {len(row) for row in rows}
    return widths.pop() if len(widths) == 1 else 0


def _is_quoted(file: TextIO) -> bool:
    """Whether quotes in a TSV file enclose cells, or belong to the text as in chats."""
    file.seek(0)
    cells = (cell for line in file for cell in line.rstrip("\r\n").split("\t"))
    with_quotes = [cell for cell in cells if cell.startswith('"')]
    return bool(with_quotes) and all(_WHOLLY_QUOTED.fullmatch(cell) for cell in with_quotes)


def _names_and_rows(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    first, below = rows[0], rows[1:]
    if _is_header(first, below):
        return [name.strip() for name in first], below
    return [f"column{n}" for n in range(1, len(first) + 1)], rows


def _is_header(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: distinct short words that do not come again."""
    names = [cell.strip().lower() for cell in first]
    if len(set(names)) < len(names) or not all(map(_is_name, names)):
        return False
    if _USUAL.intersection(names):
        return True
    return all(name != row[n].strip().lower() for row in below for n, name in enumerate(names))


def _is_name(cell: str) -> bool:
    if not cell or len(cell) > _LONGEST_NAME or cell[-1] in ".!?…":
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False
