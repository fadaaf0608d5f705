"""Exchange: labels as a table, and another person's labels taken in."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from workbench.core import atomic, plaintext, readtable
from workbench.core.errors import DatasetError, StorageError, UsageError
from workbench.core.textsplit import normalised
from workbench.labelling import marks
from workbench.labelling.agreement import consensus
from workbench.labelling.applied import Applied
from workbench.labelling.marks import Mark
from workbench.labelling.project import LABELS, Project

COLUMNS = ("row", "text", "label", "by", "estimate", "probability")


def write(project: Project, path: Path, applied: Applied | None = None) -> int:
    """Write all rows as CSV (``.csv``) or JSON lines (``.jsonl``); returns their number.

    ``label`` is what most people say and ``by`` who gave labels; ``estimate`` and ``probability``
    are what the functions say together. Rows without a label have it empty. In CSV, text that a
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
            aside.open("w", encoding="utf-8", errors="replace", newline="") as file,
        ):
            if path.suffix.lower() == ".csv":
                writer = csv.DictWriter(file, COLUMNS)
                writer.writeheader()
                writer.writerows(
                    {name: plaintext.cell(value) for name, value in row.items()} for row in table
                )
            else:
                file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in table)
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return len(table)


def rows(project: Project, applied: Applied | None = None) -> list[dict[str, object]]:
    """Every row as `write` writes it."""
    said = project.standing()
    agreed = consensus(said).labels
    voices: dict[int, list[str]] = {}
    for by, labels in said.items():
        for row in marks.named(labels):
            voices.setdefault(row, []).append(by)
    found = []
    for row in range(len(project.items)):
        estimate, sure = _estimate(project, applied, row)
        found.append({
            "row": row, "text": project.items.texts[row] if project.items.texts else "",
            "label": agreed.get(row, ""), "by": " ".join(sorted(voices.get(row, ()))),
            "estimate": estimate, "probability": sure,
        })  # fmt: skip
    return found


def _estimate(project: Project, applied: Applied | None, row: int) -> tuple[str, float | str]:
    if applied is None or applied.model is None or not applied.model.covered[row]:
        return "", ""
    p = applied.model.probabilities[row]
    return project.classes[int(p.argmax())], round(float(p.max()), 4)


def take_in(project: Project, path: Path, by: str) -> tuple[int, int]:
    """Take in what somebody else labelled: how many labels, and how many of rows not found here.

    A table with the columns ``label`` and ``row``, or ``label`` and ``text`` (a text of the
    labelling, up to white space and case). Rows without a label are passed over; labels that ``by``
    gave before are replaced, nobody else's.

    Raises
    ------
    DatasetError
        When the table cannot be read, has no such columns, or a label is none of the labelling's.
    StorageError
        When the labels cannot be kept.
    """
    columns: Mapping[str, tuple[str, ...]] = readtable.read(path).columns
    if path.suffix.lower() in (".csv", ".tsv", ".tab"):
        columns = {name: tuple(map(plaintext.read_cell, cells)) for name, cells in columns.items()}
    if "label" not in columns or not {"row", "text"} & set(columns):
        there = f"The table has the columns {', '.join(columns)}."
        raise DatasetError(f"{path} does not say which row has which label.", there)
    given = [(place, label.strip()) for place, label in _placed(project, columns) if label.strip()]
    odd = sorted({label for _, label in given} - set(project.classes))
    if odd:
        message = f"{path} has labels that {project.head.name!r} does not have: {odd[0]!r}."
        raise DatasetError(message, f"There are {', '.join(project.classes)}.")
    found = [Mark(place, label, by) for place, label in given if place is not None]
    if found:
        marks.add(project.folder / LABELS, *found)
    return len(found), len(given) - len(found)


def _placed(
    project: Project, columns: Mapping[str, tuple[str, ...]]
) -> list[tuple[int | None, str]]:
    """Each label with the number of its row; ``None`` for a row that is not there."""
    labels = columns["label"]
    if "text" in columns and project.items.texts:
        number = {normalised(text): row for row, text in enumerate(project.items.texts)}
        return [(number.get(normalised(text)), label)
                for text, label in zip(columns["text"], labels, strict=True)]  # fmt: skip
    if "row" not in columns:
        message = "These rows are pictures, which a table cannot name by their text."
        raise DatasetError(message, "Give a column row with the number of each.")
    n = len(project.items)
    return [
        (int(row) if row.isdecimal() and int(row) < n else None, label)
        for row, label in zip(columns["row"], labels, strict=True)
    ]
