"""Labelled table: texts and labels of a table, and a report of what was taken and left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.core import split_rows
from workbench.core.contracts.errors import DatasetError
from workbench.core.runs.learnt import SplitBy
from workbench.core.tables import columns as table_columns
from workbench.core.tables import load_report, read_table
from workbench.core.tables.columns import SeveralLabels
from workbench.core.tables.header import HeaderChoice
from workbench.core.tables.load_report import Contradictory, Dropped, LoadReport
from workbench.core.tables.read_table import BadRows, Table

# What programs write where there is no value.
_MISSING = frozenset(("NaN", "nan", "NULL", "null", "None", "N/A", "#N/A", "NA", "<NA>"))


@dataclass(frozen=True)
class TableOptions:
    """How a table is to be read, in the terms of the dataset's settings."""

    text_column: str = ""
    label_column: str = ""
    header: HeaderChoice = "auto"
    bad_rows: BadRows = "refuse"
    several_labels: SeveralLabels = "ask"
    join_labels: bool = False
    contradictions: Contradictory = "first"


@dataclass(frozen=True)
class LabelledTable:
    """Rows that are left of a table: ``rows`` are their numbers in it, from 0."""

    table: Table
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[int, ...]
    report: LoadReport


def read(
    path: Path,
    reading: TableOptions,
    split_by: SplitBy = "content",
    only: Callable[[Table], Iterable[int]] | None = None,
) -> LabelledTable:
    """Read texts with labels: each text once, none without a label.

    ``split_by`` is as in `workbench.core.split_rows.duplicates`; ``only`` names the rows of a table
    that are read, as if it held no others.

    Raises
    ------
    DataQuestion
        When there are several ways to read it.
    DatasetError
        When it is no table, or holds no texts with labels of at least two kinds.
    """
    table = read_table.read(path, header=reading.header, bad_rows=reading.bad_rows)
    columns = table_columns.choose(table, reading.text_column, reading.label_column, path)
    single = table_columns.single(table, columns.label, reading.several_labels, path)
    texts = table.columns[columns.text]
    labels = [label.strip() for label in single.labels]
    left_out = _SkippedRows(table)
    others = set() if only is None else {*range(len(table))} - {*only(table)}
    left_out.ignore(others)
    for bad in table.bad:
        left_out.add_lines(f"that cannot be read ({bad.problem})", [bad.line])
    several = set(single.several) if reading.several_labels == "drop" else set()
    left_out.add("with several labels", several)
    left_out.add("without text", (n for n, text in enumerate(texts) if not text.strip()))
    left_out.add("without label", (n for n, label in enumerate(labels) if not label))
    rows = left_out.rest()
    alike = load_report.look_alikes((labels[n] for n in rows), reading.join_labels)
    if reading.join_labels:
        joined = load_report.joined_labels(alike)
        labels = [joined.get(label, label) for label in labels]
    kept = [texts[n] for n in rows], [labels[n] for n in rows]
    found = load_report.contradictions(*kept, [table.lines[n] for n in rows])
    against: list[int] = []
    if split_by == "content" or reading.contradictions != "first":
        against = load_report.against(found, *kept, reading.contradictions)
    left_out.add("that contradict another row of the same text", [rows[n] for n in against])
    rows = left_out.rest()
    said = [texts[n] for n in rows], [labels[n] for n in rows]
    first = {rows[n] for n in split_rows.duplicates(*said, split_by).retained.tolist()}
    left_out.add("with the text of an earlier row", (n for n in rows if n not in first))
    rows = left_out.rest()
    _refuse_one_kind(path, {labels[n] for n in rows}, len(rows))
    report = LoadReport(
        file=path.name,
        rows=len(table) + len(table.bad) - len(others),
        kept=len(rows),
        header=table.header,
        columns=tuple(table.columns),
        text_column=columns.text,
        label_column=columns.label,
        text_reason=columns.text_reason,
        label_reason=columns.label_reason,
        dropped=left_out.dropped(),
        look_alikes=alike,
        contradictions=found,
        contradictory=reading.contradictions,
        notes=(
            *table.notes,
            *_about_lists(single, reading.several_labels),
            *_about_missing(labels[n] for n in rows),
        ),
    )
    return LabelledTable(
        table,
        tuple(texts[n] for n in rows),
        tuple(labels[n] for n in rows),
        tuple(rows),
        report,
    )


class _SkippedRows:
    """Rows that are left out, by their reason; of several the first counts."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows: set[int] = set()
        self._lines: dict[str, list[int]] = defaultdict(list)

    def ignore(self, rows: Iterable[int]) -> None:
        """Leave out rows without a word: they are read elsewhere."""
        self._rows.update(rows)

    def add(self, reason: str, rows: Iterable[int]) -> None:
        """Leave out rows by their numbers in the table."""
        new = sorted({*rows} - self._rows)
        self._rows.update(new)
        self.add_lines(reason, [self._table.lines[n] for n in new])

    def add_lines(self, reason: str, lines: list[int]) -> None:
        """Leave out lines that are no rows."""
        if lines:
            self._lines[reason] += lines

    def rest(self) -> list[int]:
        """Numbers of the rows that are left."""
        return [n for n in range(len(self._table)) if n not in self._rows]

    def dropped(self) -> tuple[Dropped, ...]:
        """All of them, a reason each."""
        return tuple(Dropped(reason, tuple(lines)) for reason, lines in self._lines.items())


def _about_lists(single: table_columns.LabelColumn, several: SeveralLabels) -> tuple[str, ...]:
    if not single.lists:
        return ()
    if single.several and several != "drop":
        became = {
            "first": "the first is taken",
            "each": "each label is learnt by itself",
        }.get(several, "they are kept as one label")
        return (f"Rows with several labels: {len(single.several):,}; {became}.",)
    return ("Labels were lists of one each.",) if not single.several else ()


def _about_missing(labels: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(label for label in labels if label in _MISSING)
    return tuple(
        f"The label {label!r} of {n:,} rows may stand for a missing one: it is a class like others."
        for label, n in counts.items()
    )


def _refuse_one_kind(path: Path, kinds: set[str], n: int) -> None:
    remedy = "Add rows with another label, or choose another label_column."
    if not n:
        raise DatasetError(f"No row of {path} has both a text and a label.", remedy)
    if len(kinds) == 1:
        message = f"All {n:,} texts of {path} have the label {next(iter(kinds))!r}."
        raise DatasetError(message, remedy)
