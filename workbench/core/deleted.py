"""Deleted: runs, comparisons, labellings and drawings that can be restored, wherever they lie.

A run stays where it is and is marked; the others lie in a trash beside (`workbench.core.io.trash`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from workbench.core import paths
from workbench.core.contracts.errors import StorageError, UsageError
from workbench.core.io import trash
from workbench.core.io.trash import DeletedItem
from workbench.core.runs.facts import RUN_FILE
from workbench.core.runs.store import RunStore

Kind = Literal["run", "comparison", "labelling", "drawing"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Deleted:
    """Something that was deleted.

    Attributes
    ----------
    id
        What it is called on the command line; no two of them are alike.
    deleted
        When, in unix seconds.
    n_bytes
        What it takes on the disk.
    item
        Where it lies; ``None`` for a run.
    """

    kind: Kind
    id: str
    name: str
    deleted: float
    n_bytes: int
    item: DeletedItem | None = None


def roots() -> dict[Kind, Path]:
    """In which folder what is moved when it is deleted lies."""
    return {
        "comparison": paths.comparisons(),
        "labelling": paths.labellings(),
        "drawing": paths.drawings(),
    }


def deleted(store: RunStore, check: Callable[[], None] = lambda: None) -> list[Deleted]:
    """Everything that was deleted, latest first. Reads the sizes of files: ask in a thread."""
    found = []
    for info in store.list(deleted=True):
        check()
        changed = 0.0
        with contextlib.suppress(OSError):
            changed = (info.path / RUN_FILE).stat().st_mtime
        name = info.name or info.id
        found.append(Deleted("run", info.id, name, changed, trash.size(info.path)))
    for kind, root in roots().items():
        for item in trash.items(root):
            check()
            size = trash.size(item.content)
            found.append(Deleted(kind, item.entry.name, item.name, item.deleted, size, item))
    return sorted(found, key=lambda each: -each.deleted)


def find(id: str, store: RunStore) -> Deleted:
    """The one with this id, the beginning of one, or its name.

    Raises
    ------
    UsageError
        When there is none, or several.
    """
    every = deleted(store)
    fit = [each for each in every if each.id.startswith(id)] if id else []
    fit = fit or [each for each in every if each.name == id]
    if len(fit) != 1:
        message = f"{len(fit)} deleted things are called {id!r}." if fit else f"No {id!r} there."
        raise UsageError(message, "`workbench deleted` lists what was deleted.")
    return fit[0]


def restore(what: Deleted, store: RunStore) -> None:
    """Bring something back.

    Raises
    ------
    StorageError
        When it cannot be, saying why.
    """
    if what.item is None:
        store.restore(what.id)
    else:
        trash.restore(what.item)


def purge(what: Deleted, store: RunStore) -> None:
    """Delete something for good.

    Raises
    ------
    StorageError
        When a part of it cannot be deleted.
    """
    if what.item is not None:
        trash.purge(what.item)
        return
    try:
        store.purge(what.id)
    except OSError as error:
        message = f"Cannot delete the run {what.id}: {error.strerror or error}."
        raise StorageError(message, "Close what has its files open.") from error
