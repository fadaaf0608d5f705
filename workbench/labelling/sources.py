"""Sources: where rows to label come from. The same text or picture is taken once.

Rows of other kinds are labelled by what they say, such as a table's columns as a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from workbench.core.contracts.answerer import Inputs
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.input_kind import InputKind
from workbench.core.io import read_text
from workbench.core.io.plain_text import one_line
from workbench.core.row_identity import normalised
from workbench.core.tables import columns as table_columns
from workbench.core.tables import read_table
from workbench.core.tables.header import HeaderChoice
from workbench.core.tables.read_table import BadRows
from workbench.inference import images
from workbench.labelling.items import Items, Pictures
from workbench.prompting.prompts.rows import Labelled, sample

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp")


def of_texts(texts: Sequence[str], labels: Sequence[str] = ()) -> Items:
    """Texts, without blank ones and what says the same up to white space and case.

    Raises
    ------
    DatasetError
        When nothing remains.
    """
    first: dict[str, int] = {}
    for row, text in enumerate(texts):
        if text.strip():
            first.setdefault(normalised(text), row)
    kept = list(first.values())
    return Items(
        tuple(texts[row] for row in kept),
        None,
        tuple(labels[row] for row in kept) if labels else (),
    )


def of_pictures(pictures: Pictures, labels: Sequence[str] = (), files: Sequence[str] = ()) -> Items:
    """Pictures of one size, each once; ``files`` are those that they were made from.

    Raises
    ------
    DatasetError
        When there are none.
    """
    first: dict[bytes, int] = {}
    for row, picture in enumerate(pictures):
        first.setdefault(picture.tobytes(), row)
    kept = list(first.values())
    return Items(
        (),
        pictures[kept],
        tuple(labels[row] for row in kept) if labels else (),
        tuple(files[row] for row in kept) if files else (),
    )


def of_dataset(data: Labelled, split: str, limit: int | None = None, seed: int = 0) -> Items:
    """Rows of ``train`` or ``test``, ``limit`` of them drawn at random; their labels are known.

    Raises
    ------
    DatasetError
        When these are numbers, or several for a row.
    """
    part = data.test if split == "test" else data.train
    rows = sample(len(part), limit, seed)
    if not data.classes:
        message = f"{data.task} have no classes to label rows with."
        raise DatasetError(message, "Choose a dataset whose rows are in classes.")
    known = [data.classes[int(part.y[row])] for row in rows]
    return _of_kind(data.inputs, data.inputs.take(part.x, np.array(rows, np.int64)), known)


def _of_kind(kind: InputKind, rows: Inputs, known: Sequence[str]) -> Items:
    """Rows of any kind, by how they look or by what they say."""
    indices = range(len(rows))
    if isinstance(rows, np.ndarray) and rows.dtype == np.uint8 and rows.ndim >= 3:
        return of_pictures(rows, known)
    pictures = [picture for row in indices if (picture := kind.picture(rows, row)) is not None]
    if len(pictures) == len(rows) and len({picture.shape for picture in pictures}) == 1:
        return of_pictures(np.stack(pictures), known)
    return of_texts([kind.text(rows, row) for row in indices], known)


def of_inputs(kind: InputKind, inputs: Inputs, labels: Sequence[str] = ()) -> Items:
    """Rows that a comparison was asked about, as ``kind`` holds them."""
    return _of_kind(kind, inputs, labels)


@dataclass(frozen=True)
class FileRows:
    """Rows of a file, and what became of it in words, a sentence each."""

    items: Items
    sentences: tuple[str, ...] = ()


def of_file(path: Path, text: str = "", label: str = "") -> Items:
    """Rows of a file; see `read_file`."""
    return read_file(path, text, label).items


def read_file(
    path: Path,
    text: str = "",
    label: str = "",
    header: HeaderChoice = "auto",
    bad_rows: BadRows = "refuse",
) -> FileRows:
    """Texts of a table (``text`` names the column, ``label`` that of known labels), or of lines.

    Raises
    ------
    DataQuestion
        When several columns may hold the texts, or rows cannot be read.
    DatasetError
        When it cannot be read, has no such columns or no texts.
    """
    if path.suffix.lower() not in read_table.SUFFIXES:
        if text or label:
            message = f"{path.name} is plain text and has no columns."
            raise DatasetError(message, "Leave the columns out, or give a CSV or JSON lines file.")
        if not path.is_file():
            raise DatasetError(f"There is no file {path}.", "Check the path.")
        with read_text.opened(path) as file:
            return FileRows(of_texts([line.rstrip("\n") for line in file]))
    table = read_table.read(path, header=header, bad_rows=bad_rows)
    columns = table.columns
    for name in filter(None, (text, label)):
        if name not in columns:
            there = f"The table has the columns {', '.join(columns)}."
            raise DatasetError(f"{path} has no column {name!r}.", there)
    reason = "as set"
    if not text:
        others = {name: values for name, values in columns.items() if name != label}
        text, reason = table_columns.text_column(others, path)
    if not text:
        message = f"No column of {path} holds texts: {', '.join(columns)}."
        raise DatasetError(message, "Name the column of texts.")
    items = of_texts(columns[text], columns[label] if label else ())
    return FileRows(items, _about(path, table, f"{text} ({reason})", len(items)))


def _about(path: Path, table: read_table.Table, text: str, retained: int) -> tuple[str, ...]:
    found = [f"{path.name}: {len(table) + len(table.bad):,} rows read, {retained:,} kept."]
    header = ""
    if table.header.reason:
        present = "The first row is a header" if table.header.present else "There is no header"
        header = f" {present}: {table.header.reason}."
    found.append(f"Texts: {text}.{header}")
    found += table.notes
    if table.bad:
        lines = ", ".join(str(row.line) for row in table.bad)
        found.append(f"Left out, as they cannot be read: lines {lines}.")
    return tuple(map(one_line, found))


def of_folder(folder: Path, side: int = 32, colour: bool = True) -> Items:
    """Pictures of a folder and those below it, fitted into squares of ``side`` pixels.

    What is left over around them is black. The name of the folder that holds a picture is its
    known label, where pictures lie in more than one.

    Raises
    ------
    DatasetError
        When there are none, or one cannot be read or is hostile.
    """
    if not folder.is_dir():
        raise DatasetError(f"There is no folder {folder}.", "Check the path.")
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in PICTURES and p.is_file())
    if not paths:
        remedy = f"Choose one with {', '.join(PICTURES)} files."
        raise DatasetError(f"The folder {folder} holds no pictures.", remedy)
    named = {path.parent for path in paths}
    known = [path.parent.name if len(named) > 1 else "" for path in paths]
    files = [str(path.absolute()) for path in paths]
    return of_pictures(np.stack([_fitted(path, side, colour) for path in paths]), known, files)


def _fitted(path: Path, side: int, colour: bool) -> Pictures:
    shape = (side, side, 3) if colour else (side, side)
    try:
        return images.prepare(images.read(path), shape, "pad")
    except DatasetError as error:
        remedy = "Remove it from the folder, or save it again."
        raise DatasetError(error.message, remedy) from error
