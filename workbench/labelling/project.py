"""Project: rows to label, the labels there are, and what was said of which row; one folder each.

``labelling.toml`` holds names and functions, ``rows.jsonl`` or ``pictures.npy`` the rows (a copy,
so that the source may change), ``labels.jsonl`` who said what (`workbench.labelling.annotations`),
``votes/`` what prompts have said, and ``vectors/`` what encoders have made of the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import numpy as np
import pydantic
import tomli_w

from workbench.core import paths
from workbench.core.contracts.errors import ParamsError, StorageError, UsageError, WorkbenchError
from workbench.core.contracts.params import problems_of
from workbench.core.io import atomic, read_file, trash
from workbench.core.io.trash import DeletedItem
from workbench.labelling import annotations as marks
from workbench.labelling.annotations import Log, Mark
from workbench.labelling.functions import Function, Votes, refuse_unknown
from workbench.labelling.items import Items
from workbench.prompting.prompts.files import slug

HEAD, ROWS, PICTURES, LABELS = "labelling.toml", "rows.jsonl", "pictures.npy", "labels.jsonl"
MOST_CLASSES = 1000
Label = Annotated[str, pydantic.Field(min_length=1, max_length=200)]


class Head(pydantic.BaseModel):
    """What a labelling is called and asks.

    Attributes
    ----------
    origin, licence
        Where the rows are from, and under which terms, as far as it is known.
    test_of
        The dataset whose test rows these are: what learns from them cannot be tested there.
    """

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    name: str = pydantic.Field(min_length=1, max_length=80)
    question: str = ""
    classes: tuple[Label, ...] = pydantic.Field(min_length=2, max_length=MOST_CLASSES)
    origin: str = ""
    licence: str = ""
    created: str = ""
    test_of: str = ""
    function: tuple[Function, ...] = ()

    @pydantic.field_validator("classes")
    @classmethod
    def _distinct(cls, classes: tuple[str, ...]) -> tuple[str, ...]:
        found = tuple(label.strip() for label in classes)
        if "" in found or len(set(found)) < len(found):
            raise ValueError("labels need names, no two alike")
        return found

    @pydantic.model_validator(mode="after")
    def _functions(self) -> Head:
        names = [function.name for function in self.function]
        if len(set(names)) < len(names):
            raise ValueError("two functions have the same name")
        return self


@dataclass(frozen=True)
class Project:
    """A labelling on disk; ``items`` are its rows, in an order that never changes."""

    folder: Path
    head: Head
    items: Items

    @property
    def classes(self) -> tuple[str, ...]:
        """The labels that may be given."""
        return self.head.classes

    def log(self) -> Log:
        """Everything that was said, read again."""
        return marks.read(self.folder / LABELS, len(self.items))

    def standing(self) -> dict[str, dict[int, str]]:
        """What each person says in the end; labels that are no longer there are left out."""
        found = marks.standing(self.log().marks)
        known = {*self.classes, marks.SKIPPED}
        return {
            by: {row: label for row, label in said.items() if label in known}
            for by, said in found.items()
        }

    def mark(
        self,
        row: int,
        label: str | None,
        by: str,
        seconds: float | None = None,
        durable: bool = True,
    ) -> Mark:
        """Say what a row is; ``""`` leaves it, ``None`` takes back what was said.

        Without ``durable`` it outlasts the program, and after `sync` also a power cut.

        Raises
        ------
        UsageError
            When there is no such row or label.
        StorageError
            When it cannot be kept.
        """
        if not 0 <= row < len(self.items):
            message = f"There is no row {row} in {self.head.name!r}."
            raise UsageError(message, f"Its rows are 0 to {len(self.items) - 1}.")
        if label and label not in self.classes:
            message = f"{label!r} is no label of {self.head.name!r}."
            raise UsageError(message, f"Give one of {', '.join(self.classes)}.")
        mark = Mark(row, label, by, "", seconds)
        marks.add(self.folder / LABELS, mark, durable=durable)
        return mark

    def sync(self) -> None:
        """Wait until everything that was said is on the disk.

        Raises
        ------
        StorageError
            When the disk does not take it.
        """
        marks.sync(self.folder / LABELS)

    def with_head(self, **changes: object) -> Project:
        """Change name, question, labels or functions, and keep it.

        Raises
        ------
        ParamsError
            Naming what is wrong.
        UsageError
            When a function says a label that is not there.
        StorageError
            When it cannot be kept.
        """
        head = _head(self.head.model_dump() | changes)
        for function in head.function:
            refuse_unknown(function, head.classes)
        _write_head(head, self.folder)
        return replace(self, head=head)

    def saved_votes(self, function: Function) -> Votes | None:
        """What a prompt said when it was last applied as it is now; ``None`` if it was not."""
        path = self.folder / "votes" / f"{function.version}.npy"
        try:
            found = np.load(path, allow_pickle=False)
        except (OSError, ValueError):
            return None
        sound = found.shape == (len(self.items),) and found.dtype == np.int64
        return found if sound and found.max(initial=-1) < len(self.classes) else None

    def keep_votes(self, function: Function, votes: Votes) -> None:
        """Keep what a prompt said.

        Raises
        ------
        StorageError
            When it cannot be written.
        """
        with _writing(self.folder):
            (self.folder / "votes").mkdir(exist_ok=True)
            path = self.folder / "votes" / f"{function.version}.npy"
            with atomic.replacing(path) as aside, aside.open("wb") as file:
                np.save(file, votes.astype(np.int64), allow_pickle=False)


@dataclass(frozen=True)
class StoredLabelling:
    """A labelling in the list; ``problem`` says why one cannot be opened."""

    folder: Path
    name: str
    changed: float
    problem: str = ""


def root_folder() -> Path:
    """Where labellings are kept."""
    return paths.labellings()


def create(
    name: str,
    items: Items,
    classes: Sequence[str],
    question: str = "",
    origin: str = "",
    licence: str = "",
    functions: Sequence[Function] = (),
    test_of: str = "",
) -> Project:
    """Make a labelling; its folder appears when it is whole.

    Raises
    ------
    ParamsError
        Naming what is wrong with its name or labels.
    UsageError
        When there is one of this name.
    StorageError
        When it cannot be written.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    head = _head(
        {
            "name": name.strip(),
            "question": question,
            "classes": tuple(classes),
            "origin": origin,
            "licence": licence,
            "created": now,
            "test_of": test_of,
            "function": tuple(functions),
        }
    )
    for function in head.function:
        refuse_unknown(function, head.classes)
    folder = root_folder() / slug(head.name)
    if folder.exists():
        message = f"There is a labelling {head.name!r} already."
        raise UsageError(message, "Take another name, or delete that one.")
    with _writing(folder), atomic.new_folder(folder) as aside:
        _write_rows(items, aside)
        _write_head(head, aside)
    return Project(folder, head, items)


def find(name: str) -> Project:
    """Open a labelling by its name or its folder's.

    Raises
    ------
    UsageError
        When there is none of this name.
    StorageError
        When its files are damaged.
    """
    there = projects()
    for stored in there:
        if name in (stored.name, stored.folder.name):
            return load(stored.folder)
    names = ", ".join(stored.name for stored in there)
    remedy = f"There are: {names}." if names else "Make one with: workbench label new NAME"
    raise UsageError(f"There is no labelling {name!r}.", remedy)


def load(folder: Path) -> Project:
    """Open a labelling.

    Raises
    ------
    StorageError
        When its files are missing or damaged.
    """
    try:
        head = _head(read_file.parse_toml(read_file.read_text(folder / HEAD)))
        return Project(folder, head, _read_rows(folder))
    except (OSError, ValueError, KeyError, TypeError, ParamsError) as error:
        message = f"The labelling in {folder} cannot be opened: {error}."
        remedy = f"Its labels are in {LABELS} there; put the other files back, or delete it."
        raise StorageError(message, remedy) from error


def projects() -> list[StoredLabelling]:
    """Every labelling, the one last worked on first."""
    found = []
    for path in root_folder().glob(f"[!.]*/{HEAD}"):
        name, problem = path.parent.name, ""
        try:
            name = _head(read_file.parse_toml(read_file.read_text(path))).name
        except (OSError, ValueError, WorkbenchError) as error:
            problem = f"{path} is damaged: {error}."
        changed = max(_changed(path), _changed(path.with_name(LABELS)))
        found.append(StoredLabelling(path.parent, name, changed, problem))
    return sorted(found, key=lambda stored: (-stored.changed, stored.name))


def progress(folder: Path) -> tuple[int, int]:
    """How many rows of a labelling somebody gave a label, and how many there are.

    Raises
    ------
    StorageError
        When its files cannot be read.
    """
    try:
        with (folder / ROWS).open("rb") as file:
            n = sum(1 for _ in file)
    except OSError as error:
        message = f"Cannot read {folder / ROWS}: {error.strerror or error}."
        raise StorageError(message, "Put the file back, or delete the labelling.") from error
    said = marks.standing(marks.read(folder / LABELS, n).marks)
    return marks.labelled(said), n


def delete(folder: Path, name: str = "") -> DeletedItem:
    """Delete a labelling with all its labels; `trash.restore` brings it back.

    Raises
    ------
    StorageError
        When it cannot be deleted.
    """
    return trash.put(folder, folder.parent, name or folder.name)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _head(table: dict[str, object]) -> Head:
    try:
        return Head.model_validate(table)
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error)) from None


def _write_head(head: Head, folder: Path) -> None:
    table = head.model_dump(mode="json", exclude_defaults=True)
    with _writing(folder):
        atomic.write_text(folder / HEAD, tomli_w.dumps(table))


def _write_rows(items: Items, folder: Path) -> None:
    known = items.source_labels or ("",) * len(items)
    if items.pictures is not None:
        with atomic.replacing(folder / PICTURES) as aside, aside.open("wb") as file:
            np.save(file, items.pictures, allow_pickle=False)
        lines: Iterator[dict[str, str]] = ({"known": label} for label in known)
        if items.files:
            named = zip(known, items.files, strict=True)
            lines = ({"known": label, "file": file} for label, file in named)
    else:
        pairs = zip(items.texts, known, strict=True)
        lines = ({"text": text, "known": label} for text, label in pairs)
    # In ASCII, so that any text can be kept.
    atomic.write_text(folder / ROWS, "".join(f"{json.dumps(line)}\n" for line in lines))


def _read_rows(folder: Path) -> Items:
    rows = [read_file.parse_json(line) for line in (folder / ROWS).read_text("ascii").splitlines()]
    known = tuple(str(row["known"]) for row in rows)
    known = known if any(known) else ()
    path = folder / PICTURES
    if not path.exists():
        return Items(tuple(str(row["text"]) for row in rows), None, known)
    pictures = np.load(path, allow_pickle=False)
    if pictures.dtype != np.uint8 or pictures.ndim not in (3, 4) or len(pictures) != len(rows):
        message = f"{PICTURES} holds {pictures.dtype} of the shape {pictures.shape}"
        raise ValueError(message)
    files = tuple(_local(str(row.get("file", ""))) for row in rows)
    return Items((), pictures, known, files if any(files) else ())


def _local(path: str) -> str:
    """A path on this machine; a labelling may be somebody else's, and must not name a server."""
    return "" if path.startswith(("\\\\", "//")) else path


@contextmanager
def _writing(where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"Cannot write to {where}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
