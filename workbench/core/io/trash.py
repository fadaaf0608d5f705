"""Trash: what the user deleted lies beside where it was, until it is restored or deleted for good.

``ROOT/.trash/ENTRY/`` holds ``deleted.json``, which says what it is and where it was, and the
deleted file or folder itself. It is moved there by one rename, after its entry was written, and out
of it before that goes: whenever a crash comes, it lies in one of the two places, whole.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic, read_file

FOLDER, FACTS = ".trash", "deleted.json"


@dataclass(frozen=True)
class DeletedItem:
    """Something that was deleted.

    Attributes
    ----------
    entry
        Its folder in the trash.
    origin
        Where it was.
    name
        What people call it.
    deleted
        When, in unix seconds.
    """

    entry: Path
    origin: Path
    name: str
    deleted: float

    @property
    def content(self) -> Path:
        """Where it lies now."""
        return self.entry / self.origin.name


def put(path: Path, root: Path, name: str) -> DeletedItem:
    """Move a file or a folder below ``root`` into the trash there.

    Raises
    ------
    StorageError
        When it cannot be moved; it stays where it is.
    """
    now = time.time()
    stamp = time.strftime("%Y%m%d-%H%M%S-", time.localtime(now)) + secrets.token_hex(3)
    item = DeletedItem(root / FOLDER / stamp, path, name, now)
    facts = {"origin": str(path.relative_to(root)), "name": name, "deleted": now}
    try:
        item.entry.mkdir(parents=True)
        atomic.write_text(item.entry / FACTS, json.dumps(facts))
        path.rename(item.content)
    except OSError as error:
        shutil.rmtree(item.entry, ignore_errors=True)
        message = f"Cannot delete {path}: {error.strerror or error}."
        raise StorageError(message, "Close what has its files open.") from error
    return item


def items(root: Path) -> list[DeletedItem]:
    """What was deleted below ``root``, latest first; entries that hold nothing are passed over."""
    found = []
    for facts in (root / FOLDER).glob(f"*/{FACTS}"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            table = read_file.parse_json(read_file.read_text(facts))
            origin = root / str(table["origin"])
            item = DeletedItem(facts.parent, origin, str(table["name"]), float(table["deleted"]))
            # What leads out of the folder was not written by us.
            inside = origin.resolve().is_relative_to(root.resolve())
            if inside and item.content.exists():
                found.append(item)
    return sorted(found, key=lambda item: -item.deleted)


def restore(item: DeletedItem) -> Path:
    """Put something back where it was; returns where it is.

    Raises
    ------
    StorageError
        When something else lies there by now, or it cannot be moved.
    """
    if item.origin.exists():
        message = f"“{item.name}” cannot be restored: there is another {item.origin}."
        raise StorageError(message, "Rename or delete that one first.")
    try:
        item.origin.parent.mkdir(parents=True, exist_ok=True)
        item.content.rename(item.origin)
    except OSError as error:
        message = f"Cannot restore {item.origin}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions.") from error
    shutil.rmtree(item.entry, ignore_errors=True)
    return item.origin


def purge(item: DeletedItem) -> None:
    """Delete something for good.

    Raises
    ------
    StorageError
        When a part of it cannot be deleted; it stays in the trash.
    """
    try:
        if item.content.is_dir():
            shutil.rmtree(item.content)
        else:
            item.content.unlink(missing_ok=True)
        shutil.rmtree(item.entry)
    except OSError as error:
        message = f"Cannot delete {item.content}: {error.strerror or error}."
        raise StorageError(message, "Close what has its files open.") from error


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; what cannot be read counts nothing."""
    if not path.is_dir():
        with contextlib.suppress(OSError):
            return path.stat().st_size
        return 0
    total = 0
    for each in path.rglob("*"):
        with contextlib.suppress(OSError):
            if not each.is_symlink() and each.is_file():
                total += each.stat().st_size
    return total
