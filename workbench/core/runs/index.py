"""The index of runs: an SQLite cache of every ``run.json``, so that a list opens at once.

A damaged index is set aside and made again; nothing is lost, since the folders
are the truth.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from workbench.core.io import read_file
from workbench.core.io.sqlite_errors import DATABASE_ERRORS

T = TypeVar("T")

_SCHEMA = "CREATE TABLE IF NOT EXISTS runs (id TEXT PRIMARY KEY, facts TEXT NOT NULL)"
_PUT = "INSERT OR REPLACE INTO runs (id, facts) VALUES (?, ?)"


class RunIndex:
    """Facts by run id; safe to use from several threads and processes (WAL)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()

    def put(self, id: str, facts: Mapping[str, Any]) -> None:
        """Keep a run's facts."""
        self._do(lambda db: db.execute(_PUT, (id, json.dumps(facts))))

    def remove(self, id: str) -> None:
        """Forget a run."""
        self._do(lambda db: db.execute("DELETE FROM runs WHERE id = ?", (id,)))

    def replace(self, facts: Mapping[str, Mapping[str, Any]]) -> None:
        """Forget everything and keep these."""

        def do(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM runs")
            db.executemany(_PUT, [(id, json.dumps(table)) for id, table in facts.items()])

        self._do(do)

    def clear(self) -> None:
        """Forget everything."""
        self.replace({})

    def all(self) -> dict[str, dict[str, Any]]:
        """Facts of every run by id; a row that cannot be read is left out."""
        rows = self._do(lambda db: db.execute("SELECT id, facts FROM runs").fetchall())
        read = {id: _facts(facts) for id, facts in rows or [] if isinstance(id, str)}
        return {id: facts for id, facts in read.items() if facts is not None}

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Run ``work`` in a transaction; once more on a new index if this one is damaged."""
        with self._mutex:
            for attempt in (1, 2):
                try:
                    return self._transact(work)
                except sqlite3.OperationalError as error:
                    # Locked by another process, or no room: a cache may miss an entry. But a
                    # table of other columns belongs to another program.
                    if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
                        return None
                except (*DATABASE_ERRORS, OverflowError):
                    pass
                if attempt == 2 or not self._set_aside():
                    return None
        return None

    def _set_aside(self) -> bool:
        """Keep a file that is no index of ours under another name; whether that worked."""
        try:
            self._path.replace(self._path.with_suffix(".damaged"))
            for ending in ("-wal", "-shm"):  # what is left of it must not get into the new one
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        db = sqlite3.connect(self._path, timeout=5.0)
        # A foreign row may hold bytes that are no text.
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute(_SCHEMA)
            with db:
                return work(db)
        finally:
            db.close()


def _facts(text: object) -> dict[str, Any] | None:
    try:
        table = read_file.parse_json(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return table if isinstance(table, dict) else None
