"""Reads tables of text: CSV, TSV, JSON, JSON lines and Parquet, as columns by name."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TextIO

from workbench.core.contracts.errors import Choice, DataQuestion, DatasetError
from workbench.core.io import read_file, read_text
from workbench.core.tables import delimited
from workbench.core.tables import header as table_header
from workbench.core.tables.delimited import BadRow
from workbench.core.tables.header import Header, HeaderChoice

# What columns of texts are usually called.
TEXT_NAMES = ("text", "sentence", "message", "review", "title", "body")
SUFFIXES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json", ".parquet", ".pq")
BadRows = Literal["refuse", "skip"]
_JSON = frozenset({".jsonl", ".ndjson", ".json"})
_PARQUET = frozenset({".parquet", ".pq"})
# The field that holds the rows of a JSON object, as servers and spreadsheets write it.
_ROWS = ("data", "rows", "records", "examples", "items")
_NAMED_LINES = 8
# Objects in objects are columns of their own so deep.
_DEPTH = 3
_DECIMAL_COMMA = re.compile(r"\s*[-+]?\d+(,\d+)?\s*")
_THOUSANDS = re.compile(r"\s*[-+]?\d{1,3}(,\d{3})+\s*")


_SAVE_AS_CSV = "Open it in the program that wrote it, and save it as CSV."
_WEB_PAGE = "Download the table itself: this is the page that shows it, or a message of the server."
# How files begin (in lower case) that are often named .csv.
_OTHER_FORMATS = (
    (b"pk\x03\x04", "an Excel workbook or another ZIP archive", _SAVE_AS_CSV),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", _SAVE_AS_CSV),
    (b"par1", "a Parquet file", "Give it the ending .parquet."),
    (b"sqlite format 3", "a database (SQLite)", _SAVE_AS_CSV),
    (b"%pdf", "a PDF document", _SAVE_AS_CSV),
    (b"{\\rtf", "a text document (RTF)", _SAVE_AS_CSV),
    (b"<!doctype html", "a web page (HTML)", _WEB_PAGE),
    (b"<html", "a web page (HTML)", _WEB_PAGE),
    (b"<?xml", "an XML file", _SAVE_AS_CSV),
)

# Of JSON and Parquet files.
_WITH_NAMES = Header(True, "")


@dataclass(frozen=True)
class Table:
    """Columns of equal length, as text, in the order of the file.

    Attributes
    ----------
    header
        Whether the first row was taken for the columns' names, and why; no reason where names
        come with the values.
    lines
        Where each row begins, from 1; of arrays and Parquet files its number.
    bad
        Rows that were left out because they could not be read.
    notes
        What else was done to read it, a sentence each.
    lists
        Columns in which cells of a JSON file hold several values.
    same_name
        Columns that were given another name, because an earlier one has theirs.
    """

    columns: dict[str, tuple[str, ...]]
    header: Header = _WITH_NAMES
    lines: tuple[int, ...] = ()
    bad: tuple[BadRow, ...] = ()
    notes: tuple[str, ...] = ()
    lists: frozenset[str] = frozenset()
    same_name: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))


def numbers(values: Sequence[str]) -> list[float] | None:
    """A column's values as numbers, NaN for empty cells; ``None`` when one of them is no number.

    A decimal comma is understood where no value can be one with thousands separated by it.
    """
    filled = [value for value in values if value.strip()]
    decimal = any("," in v and not _THOUSANDS.fullmatch(v) for v in filled)
    if decimal and all(map(_DECIMAL_COMMA.fullmatch, filled)):
        values = [value.replace(",", ".") for value in values]
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


def read(
    path: Path,
    limit: int | None = None,
    header: HeaderChoice = "auto",
    bad_rows: BadRows = "refuse",
) -> Table:
    """Read a table; its kind is told by the file's ending, else by its first line.

    A CSV or TSV file without a header has the columns ``column1``, ``column2``, … Numbers
    become text and missing values the empty text.

    Parameters
    ----------
    limit
        Read only so many rows.
    header
        Whether the first row of a CSV or TSV file names the columns; ``auto`` decides by content.
    bad_rows
        ``skip`` leaves out rows that cannot be read and lists them; ``refuse`` raises.

    Raises
    ------
    DataQuestion
        When rows cannot be read and are not to be skipped; they are named by their lines.
    DatasetError
        When the file is missing, no table or empty.
    """
    if not path.is_file():
        raise DatasetError(f"There is no file {path}.", "Check the path.")
    if path.suffix.lower() in _PARQUET:
        table = _parquet(path, limit)
    else:
        _refuse_other_formats(path)
        with read_text.opened(path, newline="") as file:
            if _is_json(path, file):
                table = _json(path, file, limit, header)
            else:
                table = _delimited(path, file, limit, header)
    if table.bad and bad_rows == "refuse":
        raise _refused(path, table)
    if not len(table):
        found = f"{path} has a header, but no rows." if table.columns else f"{path} holds no rows."
        raise DatasetError(found, "Choose a table with rows below its header.")
    return table


def _refuse_other_formats(path: Path) -> None:
    """Name what a file is whose ending says something else."""
    with path.open("rb") as file:
        begin = file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, name, remedy in _OTHER_FORMATS:
        if begin[: len(mark)].lower() == mark:
            raise DatasetError(f"{path} is {name}, not a table of text.", remedy)


def _refused(path: Path, table: Table) -> DatasetError:
    first, *others = table.bad
    message = f"{path}, line {first.line}: {first.problem}."
    if others:
        named = ", ".join(str(row.line) for row in others[:_NAMED_LINES])
        more = ", …" if len(others) > _NAMED_LINES else ""
        n = len(table.bad)
        total = len(table) + n
        message += f" {n:,} of {total:,} rows cannot be read, those of lines {named}{more} too."
    if not len(table):
        return DatasetError(message, "Correct the file, or choose another one.")
    skip = Choice("Skip these rows" if others else "Skip this row", {"bad_rows": "skip"})
    remedy = "Correct the file, or leave them out: bad_rows = skip."
    return DataQuestion(message, remedy, (skip,))


# --- JSON and Parquet


def _is_json(path: Path, file: TextIO) -> bool:
    first = file.readline().lstrip("\ufeff \t\r\n")
    file.seek(0)
    return path.suffix.lower() in _JSON or (not path.suffix and first.startswith(("{", "[{")))


def _json(path: Path, file: TextIO, limit: int | None, header: HeaderChoice) -> Table:
    """One object a line, or one value that holds all rows."""
    filled = (line for line in file if line.strip())
    first = next(filled, "")
    if not first:
        return Table({})
    alone = next(filled, None) is None
    try:
        value = read_file.parse_json(first)
    except ValueError:
        value = None
    file.seek(0)
    if isinstance(value, dict) and not (alone and _rows_in(value) is not None):
        return _json_lines(file, limit)
    try:
        whole = read_file.parse_json(file.read())
    except ValueError as error:
        return _objects_in_a_row(path, file, limit, error)
    rows = whole if isinstance(whole, list) else _rows_in(whole)
    if rows is None:
        rows = [whole]
    if rows and all(isinstance(row, list) for row in rows):
        return _of_arrays(rows, limit, header)
    return _table_of(enumerate(rows, 1), limit)


def _of_arrays(rows: Sequence[list[Any]], limit: int | None, header: HeaderChoice) -> Table:
    """Rows of cells without names, of which the first may hold them."""
    width = max(map(len, rows))
    cells = [[*map(_cell, row), *([""] * (width - len(row)))] for row in rows]
    head = cells[: delimited.HEAD_ROWS]
    decision = table_header.detect(head[0], head[1:])
    if header != "auto":
        decision = Header(header == "yes", "as it is set", chosen=True)
    names = [cell.strip() for cell in cells[0]] if decision.present else []
    names = names or [f"column{n}" for n in range(1, width + 1)]
    begin = int(decision.present)
    taken = cells[begin : None if limit is None else begin + limit]
    notes: list[str] = []
    values = tuple(zip(*taken, strict=True)) or ((),) * width
    columns, same_name = _named(names, values, notes)
    lines = tuple(range(begin + 1, begin + 1 + len(taken)))
    return Table(columns, decision, lines, notes=tuple(notes), same_name=same_name)


def _rows_in(value: Any) -> list[Any] | None:
    """Rows of an object that holds them in a field, or column by column as pandas does."""
    if not isinstance(value, dict) or not value:
        return None
    for name in _ROWS:
        rows = value.get(name)
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
    columns, names = list(value.values()), list(value)
    tables = [each for each in columns if isinstance(each, list) and each]
    if len(tables) == 1 and all(isinstance(row, dict) for row in tables[0]):
        return list(tables[0])
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        return [
            dict(zip(map(str, value["columns"]), row, strict=False))
            for row in value["data"]
            if isinstance(row, list)
        ]
    if all(isinstance(column, dict) for column in columns):
        keys = dict.fromkeys(key for column in columns for key in column)
        # Of a few fields that come again in each, each is a row with a key of its own.
        if len(columns) > len(keys) and not all(map(str.isdecimal, keys)):
            return columns
        return [{n: c.get(key) for n, c in zip(names, columns, strict=True)} for key in keys]
    if all(isinstance(c, list) for c in columns) and len({len(c) for c in columns}) == 1:
        return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    return None


def _objects_in_a_row(path: Path, file: TextIO, limit: int | None, error: ValueError) -> Table:
    """Objects over several lines each, one behind the other; or lines of which some are damaged."""
    file.seek(0)
    text = file.read()
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        message = f"{path} is damaged JSON ({error})."
        raise DatasetError(message, "Correct it, or write one object a line.") from None
    decoder, rows, at = json.JSONDecoder(), [], 0
    try:
        while at < len(text):
            if text[at].isspace() or text[at] == "\ufeff":
                at += 1
                continue
            row, at = decoder.raw_decode(text, at)
            rows.append(row)
    except (ValueError, RecursionError):
        file.seek(0)
        return _json_lines(file, limit)
    return _table_of(enumerate(rows, 1), limit)


def _json_lines(file: TextIO, limit: int | None) -> Table:
    bad: list[BadRow] = []

    def values() -> Iterator[tuple[int, Any]]:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield number, read_file.parse_json(line)
            except ValueError as error:
                try:  # a list's elements that lost their brackets
                    yield number, read_file.parse_json(line.rstrip().removesuffix(","))
                except ValueError:
                    bad.append(BadRow(number, f"damaged JSON ({error})"))

    return _table_of(values(), limit, bad)


def _table_of(
    values: Iterator[tuple[int, Any]] | enumerate[Any],
    limit: int | None,
    bad: list[BadRow] | None = None,
) -> Table:
    """A table of numbered objects; whatever is no object is a bad row."""
    refused: list[BadRow] = [] if bad is None else bad
    rows: list[dict[str, Any]] = []
    lines: list[int] = []
    for line, value in values:
        if limit is not None and len(rows) >= limit:
            break
        if isinstance(value, dict):
            rows.append(_flat(value))
            lines.append(line)
        else:
            refused.append(BadRow(line, f"not an object but {type(value).__name__}"))
    names = dict.fromkeys(name for row in rows for name in row)
    lists = [name for name in names if any(isinstance(row.get(name), list) for row in rows)]
    return Table(
        {name: tuple(_cell(row.get(name)) for row in rows) for name in names},
        lines=tuple(lines),
        bad=tuple(sorted(refused, key=lambda row: row.line)),
        lists=frozenset(lists),
    )


def _flat(row: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """A row whose fields hold no objects: those of an inner one are called ``outer.inner``."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict) and value and depth < _DEPTH:
            inner = _flat(value, depth + 1)
            flat |= {f"{name}.{key}": each for key, each in inner.items()}
        else:
            flat[name] = value
    return flat


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
    lists: list[str] = []
    try:
        with parquet.ParquetFile(path) as file:
            columns = {name: [] for name in file.schema_arrow.names}
            lists = [f.name for f in file.schema_arrow if pyarrow.types.is_nested(f.type)]
            for batch in file.iter_batches():
                for name, values in zip(columns, batch.columns, strict=True):
                    columns[name] += map(_cell, values.to_pylist())
                if limit is not None and len(next(iter(columns.values()), ())) >= limit:
                    break
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        message = f"{path} is not a readable Parquet file: {error}."
        raise DatasetError(message, "Save it again, or choose another file.") from None
    cut = {name: tuple(values[:limit]) for name, values in columns.items()}
    n = len(next(iter(cut.values()), ()))
    return Table(cut, lines=tuple(range(1, n + 1)), lists=frozenset(lists))


# --- CSV and TSV


@dataclass(frozen=True)
class DelimitedFormat:
    """How a CSV or TSV file is written, for whoever reads it with a library of tables.

    Attributes
    ----------
    encoding
        As ``open`` takes it.
    delimiter
        Of cells.
    quoted, escaped
        Whether quotes enclose cells; whether one within a cell has a backslash before it.
    first_line
        Where the first row below any header begins, from 0.
    names
        Of the columns, as `read` gives them; no two are alike.
    columns
        Where each of these stands in a row, from 0: a column that is empty or comes twice is
        left out.
    width
        Cells of a row.
    """

    encoding: str
    delimiter: str
    quoted: bool
    escaped: bool
    first_line: int
    names: tuple[str, ...]
    columns: tuple[int, ...]
    width: int


def delimited_format(path: Path, header: HeaderChoice = "auto") -> DelimitedFormat:
    """Find out how a CSV or TSV file is written, from its first rows.

    Raises
    ------
    DatasetError
        When it is missing, unreadable, no table of text or empty.
    """
    if not path.is_file():
        raise DatasetError(f"There is no file {path}.", "Check the path.")
    facts = path.stat()
    # The same file is asked about by its preview, its columns and its loading, one after another.
    return _delimited_format(path, header, facts.st_mtime_ns, facts.st_size, facts.st_ino)


@lru_cache(maxsize=8)
def _delimited_format(path: Path, header: HeaderChoice, *_version: int) -> DelimitedFormat:
    """As `delimited_format`, for a file as it is now: ``_version`` changes with it."""
    _refuse_other_formats(path)
    with read_text.opened(path, newline="") as file:
        dialect = delimited.detect(file, path.suffix.lower())
        rows = delimited.records(file, dialect, [])
        head = list(itertools.islice(rows, delimited.HEAD_ROWS))
        if not head:
            raise DatasetError(f"{path} holds no rows.", "Choose a table with rows.")
        layout = delimited.layout(head)
        first, *below = head[layout.above :]
        if layout.index_unnamed:
            first = delimited.DelimitedRow(first.line, ["", *first.cells])
        sample = [*delimited.fitted([first, *below], layout.width, [])]
        decision = _header(header, [record.cells for record in sample], layout)
        names = [f"column{n}" for n in range(1, layout.width + 1)]
        if decision.present:
            names = [cell.strip().strip("\ufeff") for cell in sample[0].cells]
            sample = sample[1:]
        cells = tuple(zip(*(row.cells for row in sample), strict=True)) or ((),) * len(names)
        # A column's values need not be the same to the end of the file: each is another one here.
        tagged = [(str(number), *column) for number, column in enumerate(cells)]
        blank = [
            not name and not any(map(str.strip, c)) for name, c in zip(names, cells, strict=True)
        ]
        filled = [tagged[n] if not blank[n] else () for n in range(len(names))]
        columns, _ = _named(names, filled, [])
        line = sample[0].line - 1 if sample else first.line
        return DelimitedFormat(
            file.encoding,
            dialect.delimiter,
            dialect.quoted,
            dialect.escaped,
            line,
            tuple(columns),
            tuple(int(values[0]) for values in columns.values()),
            layout.width,
        )


def _delimited(path: Path, file: TextIO, limit: int | None, header: HeaderChoice) -> Table:
    dialect = delimited.detect(file, path.suffix.lower())
    bad: list[BadRow] = []
    rows = delimited.records(file, dialect, bad)
    head = list(itertools.islice(rows, delimited.HEAD_ROWS))
    if not head:
        return Table({}, bad=tuple(bad))
    layout = delimited.layout(head)
    notes = []
    if layout.above:
        notes.append(f"{_count(layout.above, 'row')} above the table: left out.")
    first, *below = head[layout.above :]
    if layout.index_unnamed:
        first = delimited.DelimitedRow(first.line, ["", *first.cells])
    sample = [*delimited.fitted([first, *below], layout.width, [])]
    decision = _header(header, [record.cells for record in sample], layout)
    whole = itertools.chain([first, *below], rows)
    taken = list(
        itertools.islice(
            delimited.fitted(whole, layout.width, bad), None if limit is None else limit + 1
        )
    )
    if decision.present and taken:
        names = [cell.strip().strip("\ufeff") for cell in taken[0].cells]
        taken = taken[1:]
        again = [row for row in taken if [cell.strip() for cell in row.cells] == names]
        if again:
            taken = [row for row in taken if [cell.strip() for cell in row.cells] != names]
            notes.append(f"{_count(len(again), 'row')} with the header again: left out.")
    else:
        names = [f"column{n}" for n in range(1, layout.width + 1)]
    taken = taken[:limit]
    cells = tuple(zip(*(row.cells for row in taken), strict=True)) or ((),) * len(names)
    columns, same_name = _named(names, cells, notes)
    return Table(
        columns,
        decision,
        tuple(row.line for row in taken),
        tuple(sorted(bad, key=lambda row: row.line)),
        tuple(notes),
        same_name=same_name,
    )


def _header(choice: HeaderChoice, rows: Sequence[list[str]], layout: delimited.Layout) -> Header:
    if choice != "auto":
        return Header(choice == "yes", "as it is set", chosen=True)
    if layout.index_unnamed:
        return Header(True, "it has a cell less than the rows below")
    return table_header.detect(rows[0], rows[1:])


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _named(
    names: Sequence[str], cells: Sequence[tuple[str, ...]], notes: list[str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Columns by names that differ; what holds nothing, or the same as its namesake, is left out.

    Also the columns that were given another name, with the one they had.
    """
    columns: dict[str, tuple[str, ...]] = {}
    same_name: dict[str, str] = {}
    for number, (name, values) in enumerate(zip(names, cells, strict=True), 1):
        if not name and len(names) > 1 and not any(map(str.strip, values)):
            continue
        own = name or f"column{number}"
        if own in columns:
            if columns[own] == values:
                notes.append(f"The column {own!r} comes twice with the same values: read once.")
                continue
            number = next(n for n in itertools.count(2) if f"{own}_{n}" not in {*columns, *names})
            same_name[f"{own}_{number}"] = own
            notes.append(f"Another column is called {own!r} too: read as '{own}_{number}'.")
            own = f"{own}_{number}"
        columns[own] = values
    return columns, same_name
