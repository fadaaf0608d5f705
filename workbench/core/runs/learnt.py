"""Learnt: which rows a run learnt, itself and through the runs that it started from.

A run's folder holds them as ``learnt.npz``: identities (`workbench.core.row_identity`), no row and
nothing that is unpickled. A run from before has no such file: it was split by places.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from workbench.core import row_identity
from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic
from workbench.core.row_identity import Identities

# Whether a row's split is told by what the row is, or by its place, as it was once.
SplitBy = Literal["content", "place"]
FILE = "learnt.npz"
_NONE: Identities = np.empty(0, np.uint64)


@dataclass(frozen=True)
class Learnt:
    """What a run has learnt.

    Attributes
    ----------
    rows
        Identities of all rows of its training split, validation rows among them, and of those
        that the runs it started from had learnt; ``uint64``, rising, each once.
    labels
        Number of rows in its own training split.
    split_by
        How its dataset was split.
    unknown
        Runs among its ancestors, or itself, whose rows are not known.
    """

    rows: Identities
    labels: int = 0
    split_by: SplitBy = "content"
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Any, split_by: SplitBy = "content") -> Learnt:
        """What is learnt from a dataset; running text has no rows."""
        if data.target.per_token:
            return cls(_NONE, 0, split_by)
        rows = data.train.identities
        return cls(np.unique(rows), len(rows), split_by)

    def and_of(self, *others: Learnt) -> Learnt:
        """With what others had learnt before."""
        rows = row_identity.union([self.rows, *(other.rows for other in others)])
        names = [name for each in (self, *others) for name in each.unknown]
        return replace(self, rows=rows, unknown=tuple(dict.fromkeys(names)))

    def among(self, identities: Identities) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which of these rows were learnt, ``bool`` ``(n,)``."""
        return np.isin(identities, self.rows)


def save(learnt: Learnt, folder: Path) -> None:
    """Write into a run's folder.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    names = "\n".join(learnt.unknown).encode("utf-8", "surrogatepass")
    file = io.BytesIO()
    np.savez(
        file,
        form=np.int64(row_identity.FORM),
        rows=learnt.rows,
        labels=np.int64(learnt.labels),
        by_place=np.bool_(learnt.split_by == "place"),
        unknown=np.frombuffer(names, np.uint8),
    )
    path = folder / FILE
    try:
        atomic.write_bytes(path, file.getvalue())
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Free some disk space, or check permissions.") from error


def load(folder: Path) -> Learnt | None:
    """Read from a run's folder; ``None`` where a run from before has no such file.

    Of a damaged file, or one of another form of identities, nothing is known but that.
    """
    try:
        raw = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return Learnt(_NONE, unknown=(folder.name,))
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as file:
            rows = file["rows"].astype(np.uint64, casting="safe").reshape(-1)
            names = file["unknown"].astype(np.uint8, casting="safe").tobytes()
            split_by: SplitBy = "place" if bool(file["by_place"]) else "content"
            unknown = tuple(names.decode("utf-8", "surrogatepass").split("\n")) if names else ()
            if int(file["form"]) != row_identity.FORM:
                rows, unknown = _NONE, (*unknown, folder.name)
            return Learnt(np.unique(rows), int(file["labels"]), split_by, unknown)
    except (ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, OSError):
        return Learnt(_NONE, unknown=(folder.name,))


def split_by(folder: Path) -> SplitBy:
    """How the rows of a run are split: as it recorded, by place where it is from before."""
    if (kept := load(folder)) is not None:
        return kept.split_by
    has_learnt = (folder / "model.onnx").exists() or (folder / "checkpoints").exists()
    return "place" if has_learnt else "content"


_opened: ContextVar[list[Path] | None] = ContextVar("opened", default=None)


@contextmanager
def noting_runs() -> Iterator[list[Path]]:
    """Note the folders of the runs that are opened meanwhile in this thread.

    What another run starts from is among them, whatever plugin opens it.
    """
    folders: list[Path] = []
    token = _opened.set(folders)
    try:
        yield folders
    finally:
        _opened.reset(token)


def note_run(folder: Path) -> None:
    """Note that a run was opened."""
    folders = _opened.get()
    if folders is not None and folder.resolve() not in folders:
        folders.append(folder.resolve())
