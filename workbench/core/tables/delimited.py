"""Delimited text: CSV and its relatives as rows, with those named that do not fit."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TextIO

from workbench.core.tables.header import USUAL_NAMES

DELIMITERS = ",\t;|"
# The unit separator, which no text has.
NO_DELIMITER = "\x1f"
SAMPLE_ROWS = 100
# Of many classes, each comes again in so many rows.
HEAD_ROWS = 1000
_LONGEST_FIELD = 2**31 - 1
_WHOLLY_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
# Lines above a table that tell what it is.
_MOST_PREAMBLE = 20
# Of a quote that is never closed, all that follows is read to learn so.
_MOST_UNCLOSED = 50
_LEAST_SHARE = 0.6


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be taken: the line where it begins, from 1, and what is wrong with it."""

    line: int
    problem: str


@dataclass(frozen=True)
class DelimitedRow:
    """One row as it stands in the file, and the line where it begins, from 1."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Dialect:
    """How rows are written.

    ``declared`` is a first line such as ``sep=;`` that says so; ``escaped`` means that a quote
    within a cell has a backslash before it instead of being doubled.
    """

    delimiter: str
    quoted: bool
    declared: bool = False
    escaped: bool = False


def detect(file: TextIO, suffix: str) -> Dialect:
    """Find out the delimiter of a file, and whether quotes enclose cells or belong to the text."""
    csv.field_size_limit(_LONGEST_FIELD)
    file.seek(0)
    declared = _SEPARATOR_LINE.fullmatch(file.readline())
    if declared:
        delimiter = declared[1]
    elif suffix in (".tsv", ".tab"):
        delimiter = "\t"
    else:
        delimiter = _delimiter(file)
    quoted = delimiter != "\t" or _is_quoted(file)
    found = Dialect(delimiter, quoted, declared is not None)
    return _with_escapes(file, found) if quoted else found


def _with_escapes(file: TextIO, dialect: Dialect) -> Dialect:
    """The dialect, with backslashes before quotes where that alone makes the first rows whole."""
    file.seek(0)
    if not any('\\"' in line for line in itertools.islice(file, SAMPLE_ROWS)):
        return dialect
    ways = (dialect, replace(dialect, escaped=True))
    bad: list[list[BadRow]] = [[], []]
    for way, rows in zip(ways, bad, strict=True):
        for _ in itertools.islice(records(file, way, rows), SAMPLE_ROWS):
            pass
    return ways[1] if len(bad[1]) < len(bad[0]) else dialect


def _delimiter(file: TextIO) -> str:
    """The character that gives most of the first rows the same number of columns."""
    file.seek(0)
    if file.readline().strip('\ufeff" \r\n').lower() in USUAL_NAMES:
        # A lone name is above a lone column, whose texts may have commas.
        return NO_DELIMITER
    best: tuple[float, ...] = (_LEAST_SHARE, 0, 1)
    delimiter = ""
    for candidate in DELIMITERS:
        file.seek(0)
        lines = list(itertools.islice(file, 10 * SAMPLE_ROWS))
        rows = list(itertools.islice(_lenient(lines, candidate), SAMPLE_ROWS))
        widths = Counter(len(row) for row in map(_trimmed, rows) if row)
        total = widths.total()
        del widths[1]
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        share = count / total
        if candidate == "," and not any("," in _DECIMAL_COMMA.sub("", line) for line in lines):
            # Commas between digits alone are decimal points, where there is any other delimiter.
            share = min(share, _LEAST_SHARE + 0.01)
        # A header has the delimiter, and seldom a comma of a text.
        fits = float(len(next(filter(None, rows))) == width)
        found = (round(share, 1), fits, width)
        if found > best:
            best, delimiter = found, candidate
    return delimiter or ","


def _lenient(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    reader: Any = csv.reader(lines, delimiter=delimiter)
    if delimiter == "\t":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue


def _is_quoted(file: TextIO) -> bool:
    """Whether quotes in a TSV file enclose cells, or belong to the text as in chats."""
    file.seek(0)
    cells = (cell for line in file for cell in line.rstrip("\r\n").split("\t"))
    with_quotes = [cell for cell in cells if cell.startswith('"')]
    return bool(with_quotes) and all(_WHOLLY_QUOTED.fullmatch(cell) for cell in with_quotes)


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Cells without empty ones at the end."""
    found = list(cells)
    while found and not found[-1].strip():
        found.pop()
    return found


# --- rows


def records(file: TextIO, dialect: Dialect, bad: list[BadRow]) -> Iterator[DelimitedRow]:
    """Yield rows that are not blank; those with broken quotes are added to ``bad``.

    After a broken row it goes on with the line below the one where that row begins.
    """
    file.seek(0)
    source = _Lines(file)
    if dialect.declared:
        next(source)
    unclosed = 0
    while True:
        source.begin()
        line = source.line + 1
        try:
            cells = next(_reader(source, dialect), None)
        except csv.Error as error:
            bad.append(BadRow(line, f"damaged quotes ({error})"))
            unclosed += source.ended
            if unclosed > _MOST_UNCLOSED:
                return
            source.back()
            continue
        if cells is None:
            return
        if any("\0" in cell for cell in cells):
            bad.append(BadRow(line, "a null byte"))
        elif cells and (len(cells) > 1 or cells[0].strip()):
            yield DelimitedRow(line, cells)


def _reader(lines: Iterable[str], dialect: Dialect) -> Any:
    if dialect.escaped:
        return csv.reader(
            lines, delimiter=dialect.delimiter, strict=True, doublequote=False, escapechar="\\"
        )
    if dialect.quoted:
        return csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    return csv.reader(lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


class _Lines:
    """Lines of a file, of which those of the present row can be put back."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._waiting: deque[str] = deque()
        self._row: list[str] = []
        self.line = 0
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._waiting:
            line = self._waiting.popleft()
        else:
            line = next(self._file, "")
            if not line:
                self.ended = True
                raise StopIteration
        self._row.append(line)
        self.line += 1
        return line

    def begin(self) -> None:
        """A row begins."""
        self._row = []
        self.ended = False

    def back(self) -> None:
        """Put back all lines of this row but its first."""
        self._waiting.extendleft(reversed(self._row[1:]))
        self.line -= len(self._row) - 1


@dataclass(frozen=True)
class Layout:
    """Where a table begins: rows above it, its width, and whether names lack one for the index."""

    above: int
    width: int
    index_unnamed: bool = False


def layout(head: Sequence[DelimitedRow]) -> Layout:
    """Find the table in the first rows of a file.

    Lines above it may tell what it is; R leaves out the name of the column of row names.
    """
    if comments := sum(1 for _ in itertools.takewhile(_is_comment, head[:-1])):
        inner = layout(head[comments:])
        return Layout(comments + inner.above, inner.width, inner.index_unnamed)
    first = head[0].cells
    title = len(first) > 1 and len(_trimmed(first)) == 1 and _share(head[1:], 2) > _LEAST_SHARE
    if _fit(head, len(first)) and not title:
        return Layout(0, len(first))
    below = head[1:]
    numbers = {record.cells[0] for record in below if record.cells[0].isdecimal()}
    if below and len(numbers) == len(below) and {len(r.cells) for r in below} == {len(first) + 1}:
        return Layout(0, len(first) + 1, index_unnamed=True)
    for above in range(1, min(len(head) - 1, _MOST_PREAMBLE) + 1):
        width = len(head[above].cells)
        shorter = all(len(_trimmed(r.cells)) < width for r in head[:above])
        # A lone row of several cells is a header that does not fit, rather than a title.
        alone = above == 1 and len(_trimmed(first)) > 1
        filled = len(_trimmed(head[above].cells)) > 1
        if filled and shorter and not alone and _fit(head[above:], width):
            return Layout(above, width)
    return Layout(0, len(first))


def _is_comment(record: DelimitedRow) -> bool:
    return record.cells[0].startswith("# ")


def _share(rows: Sequence[DelimitedRow], width: int) -> float:
    """Part of rows with at least so many filled cells."""
    return sum(len(_trimmed(row.cells)) >= width for row in rows) / max(len(rows), 1)


def _fit(rows: Sequence[DelimitedRow], width: int) -> bool:
    """Whether most rows have this width, but for empty cells at their end."""
    fit = [len(_trimmed(row.cells)) <= width <= len(row.cells) for row in rows]
    return 2 * sum(fit) >= len(fit) + (len(fit) > 1)


def fitted(rows: Iterable[DelimitedRow], width: int, bad: list[BadRow]) -> Iterator[DelimitedRow]:
    """Yield rows of one length; empty cells beyond it are cut off, others go to ``bad``."""
    for record in rows:
        cells = record.cells
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]
        if len(cells) == width:
            yield DelimitedRow(record.line, cells)
        else:
            bad.append(BadRow(record.line, f"{len(cells)} columns instead of {width}"))
