"""Exchange: labels as a table, and another person's labels taken in."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core.contracts.errors import DatasetError, StorageError, UsageError
from workbench.core.io import atomic, plain_text
from workbench.core.row_identity import normalised, text_key
from workbench.core.tables import read_table
from workbench.core.tables.delimited import BadRow
from workbench.core.tables.header import HeaderChoice
from workbench.core.tables.read_table import BadRows
from workbench.labelling import annotations as marks
from workbench.labelling.agreement import consensus
from workbench.labelling.annotations import Mark
from workbench.labelling.project import LABELS, Project
from workbench.labelling.votes import Applied

COLUMNS = ("row", "text", "label", "by", "votes", "estimate", "probability")


@dataclass(frozen=True)
class Imported:
    """What an import did: labels that were kept, and those of rows that are not here.

    ``people`` are those whose labels they are; ``bad`` lines of the table could not be read.
    """

    labels: int
    elsewhere: int
    people: tuple[str, ...]
    bad: tuple[BadRow, ...] = ()


def write(project: Project, path: Path, applied: Applied | None = None) -> int:
    """Write all rows as CSV (``.csv``) or JSON lines (``.jsonl``); returns their number.

    ``label`` is what most people say and ``by`` who says it. ``votes`` is every label that anybody
    gave, as a JSON object of people's names and their labels, where an empty label means that the
    row was looked at and left; `take_in` reads it back. ``estimate`` and ``probability`` are what
    the functions say together. Rows without a label have it empty. When a label was given, and
    what it was before it was changed, stay in the labelling. In CSV, text that a
    spreadsheet would compute has a ``'`` before it, which `take_in` takes away.

    Raises
    ------
    UsageError
        When the file's ending is another one.
    StorageError
        When it cannot be written.
    """
    if path.suffix.lower() not in (".csv", ".jsonl"):
        message = f"Labels cannot be written as {path.suffix or 'a file without an ending'}."
        raise UsageError(message, "Give a name that ends with .csv or .jsonl.")
    table = rows(project, applied)
    try:
        with (
            atomic.replacing(path) as aside,
            # Half surrogates become JSON's escapes, which mean the same.
            aside.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file,
        ):
            if path.suffix.lower() == ".csv":
                writer = csv.DictWriter(file, COLUMNS)
                writer.writeheader()
                writer.writerows(map(_cells, table))
            else:
                # Votes are a text in JSON here as well: an object's fields would be columns.
                lines = (row | {"votes": _votes_cell(row)} for row in table)
                file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in lines)
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return len(table)


def rows(project: Project, applied: Applied | None = None) -> list[dict[str, object]]:
    """Every row as `write` writes it."""
    said = project.standing()
    agreed = consensus(said).labels
    votes: dict[int, dict[str, str]] = {}
    for by in sorted(said):
        for row, label in said[by].items():
            votes.setdefault(row, {})[by] = label
    found = []
    for row in range(len(project.items)):
        estimate, sure = _estimate(project, applied, row)
        label, given = agreed.get(row, ""), votes.get(row, {})
        found.append(
            {
                "row": row,
                "text": project.items.texts[row] if project.items.texts else "",
                "label": label,
                "by": ", ".join(by for by, vote in given.items() if label and vote == label),
                "votes": given,
                "estimate": estimate,
                "probability": sure,
            }
        )
    return found


def _cells(row: Mapping[str, object]) -> dict[str, object]:
    """A row as CSV has it."""
    text = _without_nulls(str(row["text"]))
    return {name: plain_text.cell(value) for name, value in row.items()} | {
        "text": plain_text.cell(text),
        "votes": _votes_cell(row),
    }


def _votes_cell(row: Mapping[str, object]) -> str:
    return json.dumps(row["votes"], ensure_ascii=False) if row["votes"] else ""


def _without_nulls(text: str) -> str:
    """Text as a CSV file can hold it."""
    return text.replace("\0", "\ufffd").encode("utf-8", "backslashreplace").decode("utf-8")


def _estimate(project: Project, applied: Applied | None, row: int) -> tuple[str, float | str]:
    if applied is None or applied.model is None or not applied.model.covered[row]:
        return "", ""
    p = applied.model.probabilities[row]
    return project.classes[int(p.argmax())], round(float(p.max()), 4)


def take_in(
    project: Project,
    path: Path,
    by: str = "",
    header: HeaderChoice = "auto",
    bad_rows: BadRows = "refuse",
) -> Imported:
    """Take in labels that were given elsewhere.

    A table with the columns ``label`` and ``row``, or ``label`` and ``text`` (a text of the
    labelling, up to white space and case), holds the labels of one person, ``by``. One with
    ``votes``, as `write` writes it, or with a column ``by`` that names one person a row, holds
    those of many: without ``by`` all of them are taken, each under the name it has there. Rows
    without a label are passed over; labels that these people gave before are replaced, nobody
    else's.

    Raises
    ------
    UsageError
        When nobody is named, here or in the table.
    DatasetError
        When the table cannot be read, has no such columns, or a label is none of the labelling's.
    StorageError
        When the labels cannot be kept.
    """
    table = read_table.read(path, header=header, bad_rows=bad_rows)
    columns: Mapping[str, tuple[str, ...]] = table.columns
    if path.suffix.lower() in (".csv", ".tsv", ".tab"):
        columns = {name: tuple(map(plain_text.read_cell, cells)) for name, cells in columns.items()}
    usual = {name: name.lower() for name in columns if name.lower() in COLUMNS}
    columns = {usual.get(name, name): cells for name, cells in columns.items()}
    column = "label" if by or "votes" not in columns else "votes"
    if column not in columns or not {"row", "text"} & set(columns):
        there = f"The table has the columns {', '.join(columns)}."
        if not table.header.present:
            there += " Its first row was not taken for a header: set header = yes if it is one."
        raise DatasetError(f"{path} does not tell which row has which label.", there)
    if column == "label" and not by and "by" not in columns:
        message = f"{path} does not tell whose labels these are."
        raise UsageError(message, "Name the person, or import a file with a column by or votes.")
    people = (by,) * len(table.lines) if by else columns.get("by", ("",) * len(table.lines))
    given = [
        (place, person, label)
        for place, cell, line, name in zip(
            _row_numbers(project, columns), columns[column], table.lines, people, strict=True
        )
        for person, label in (
            _votes(path, line, cell) if column == "votes" else _vote(path, line, cell, name)
        )
        if label or column == "votes"
    ]
    known = {*project.classes, marks.SKIPPED}
    if odd := sorted({label for _, _, label in given} - known):
        message = f"{path} has labels that {project.head.name!r} does not have: {odd[0]!r}."
        raise DatasetError(message, f"There are {', '.join(project.classes)}.")
    found = [Mark(place, label, who) for place, who, label in given if place is not None]
    if found:
        marks.add(project.folder / LABELS, *found)
    names = tuple(sorted({who for _, who, _ in given}))
    return Imported(len(found), len(given) - len(found), names, table.bad)


def _vote(path: Path, line: int, cell: str, name: str) -> list[tuple[str, str]]:
    """The person and label of a row; nothing where there is no label."""
    label = cell.strip()
    if not label:
        return []
    try:
        return [(marks.person(name), label)]
    except UsageError as error:
        message = f"{path}, line {line}: {error.message}"
        raise DatasetError(message, "Correct that line, or name the person.") from error


def _votes(path: Path, line: int, cell: str) -> list[tuple[str, str]]:
    """People and their labels of a cell of ``votes``."""
    if not cell.strip():
        return []
    try:
        votes = json.loads(cell)
    except (ValueError, RecursionError):
        votes = None
    if not isinstance(votes, dict) or not all(isinstance(v, str) for v in votes.values()):
        message = f"{path}, line {line}: votes are not an object of names and labels."
        raise DatasetError(message, "Correct that line, or give the column label and a name.")
    return [(marks.person(by), label) for by, label in votes.items()]


def _row_numbers(project: Project, columns: Mapping[str, tuple[str, ...]]) -> list[int | None]:
    """The number of each row of a table in the labelling; ``None`` for one that is not there.

    A text is looked for, and where it is not found, it may be that of the row's number in another
    spelling, as programs change line ends and characters.
    """
    texts = project.items.texts
    n = len(project.items)
    numbers = [
        int(row) if row.isdecimal() and int(row) < n else None
        for row in columns.get("row", ("",) * len(next(iter(columns.values()))))
    ]
    if "text" in columns and texts:
        number = {normalised(text): row for row, text in enumerate(texts)}
        return [
            _row_number(text, row, texts, number)
            for text, row in zip(columns["text"], numbers, strict=True)
        ]
    if "row" not in columns:
        message = "These rows are pictures, which a table cannot name by their text."
        raise DatasetError(message, "Give a column row with the number of each.")
    return numbers


def _row_number(
    text: str, row: int | None, texts: Sequence[str], number: Mapping[str, int]
) -> int | None:
    form = normalised(text)
    if row is not None and (normalised(texts[row]) == form or _without_nulls(texts[row]) == text):
        return row
    if form in number:
        return number[form]
    return row if row is not None and text_key(texts[row]) == text_key(text) else None
