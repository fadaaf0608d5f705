"""Database: a file of the user's that lasts; a damaged one is set aside, not thrown away."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from workbench.core.contracts.errors import StorageError
from workbench.core.io.sqlite_errors import DATABASE_ERRORS

D = TypeVar("D", bound="Database")


class Database:
    """An SQLite file that several threads and processes may use at once.

    Each statement is a transaction of its own: when it returns, a crash of the program does not
    lose what it wrote.

    Parameters
    ----------
    path
        The file; its folder is made. A damaged one is set aside, and ``damaged`` names it.
    schema
        The statement that makes the table where there is none.
    probe
        A question that a sound file answers.
    what
        What it holds, for errors: "The answers".

    Raises
    ------
    StorageError
        When the file cannot be made.
    """

    def __init__(self, path: Path, schema: str, probe: str, what: str) -> None:
        self.path = path
        self._schema = schema
        self._probe = probe
        self._what = what
        self.damaged: Path | None = None
        self._mutex = threading.Lock()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._open()
        except (OSError, *DATABASE_ERRORS) as error:
            raise self._trouble(error) from error

    def do(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Carry out a statement and return its rows.

        Raises
        ------
        StorageError
            When the file cannot be read or written.
        """
        with self._mutex:
            try:
                return self._db.execute(statement, tuple(values)).fetchall()
            except DATABASE_ERRORS as error:
                raise self._trouble(error) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._mutex:
            self._db.close()

    def __enter__(self: D) -> D:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.OperationalError:
            raise  # locked, or no room: not damaged
        except DATABASE_ERRORS:
            self.damaged = self.path.with_suffix(".damaged")
            self.path.replace(self.damaged)
            for tail in ("-wal", "-shm"):  # what belonged to it would damage the new one, too
                self.path.with_name(self.path.name + tail).unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        # Without an isolation level each statement is a transaction, written when it returns.
        db = sqlite3.connect(self.path, timeout=10.0, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute(self._schema)
            db.execute(self._probe).fetchall()
        except DATABASE_ERRORS:
            db.close()
            raise
        return db

    def _trouble(self, error: Exception) -> StorageError:
        message = f"{self._what} in {self.path} cannot be read or written: {error}."
        return StorageError(message, "Check the folder's permissions and free space.")
