"""History: every single question that was asked and what came back, to be found and asked again.

A question is kept as the whole prompt, the input and the model's name; where the provider's key
lies, or what it is, is no part of it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core.contracts.errors import UsageError
from workbench.prompting.database import Database
from workbench.prompting.prompts import files
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt
from workbench.prompting.responses import Response, read, written

# ``images`` stands last: a search does not read past what it looks for.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, asked_at REAL NOT NULL, model TEXT NOT NULL,
    destination TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, prompt TEXT NOT NULL,
    input TEXT NOT NULL, reply TEXT NOT NULL, cost REAL, starred INTEGER NOT NULL,
    searched TEXT NOT NULL, pictures INTEGER NOT NULL, images TEXT NOT NULL
)
"""
_PROBE = "SELECT id, images FROM questions LIMIT 1"
_PUT = (
    "INSERT INTO questions (asked_at, model, destination, name, version, prompt, input, reply, "
    "cost, starred, searched, pictures, images) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?) "
    "RETURNING id"
)
_READ = "id, model, destination, name, version, prompt, input, reply, cost, starred, pictures"
LIMIT = 200


@dataclass(frozen=True)
class HistoryEntry:
    """One question and its answer.

    Attributes
    ----------
    model, destination
        ``provider/model``, and the host it was sent to; empty for this machine.
    name, version, toml
        Of the prompt, and the whole of it as TOML text; `prompt` reads it.
    row
        The input. In a list its pictures are left out, and ``pictures`` says how many it has.
    reply
        What came back; its ``asked_at`` is the time of the question.
    cost
        US dollars by the prices of that day; ``None`` where they were not known.
    """

    id: int
    model: str
    destination: str
    name: str
    version: str
    toml: str
    row: Row
    reply: Response
    cost: float | None = None
    starred: bool = False
    pictures: int = 0

    def prompt(self) -> Prompt:
        """The prompt as it was asked.

        Raises
        ------
        UsageError
            When another version of the workbench wrote what this one does not know.
        """
        return files.loads(self.toml, f"The prompt of question {self.id}")


def default_file() -> Path:
    """Where the user's history is: beside the prompts."""
    return files.folder() / "history.sqlite"


class History(Database):
    """Questions by number, the newest first; safe to use from several threads and processes.

    Parameters
    ----------
    path
        The file; the user's by default. A damaged one is set aside, and ``damaged`` names it.

    Raises
    ------
    StorageError
        When the file cannot be made.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path or default_file(), _SCHEMA, _PROBE, "The history of questions")

    def add(
        self,
        prompt: Prompt,
        row: Row,
        model: str,
        destination: str,
        reply: Response,
        cost: float | None = None,
    ) -> int:
        """Keep a question and its answer; returns its number.

        Parameters
        ----------
        model
            ``provider/model``.

        Raises
        ------
        StorageError
            When the file cannot be written.
        """
        toml = files.dumps(prompt)
        table = {"text": row.text, "label": row.label, "split": row.split, "index": row.index}
        values = (
            reply.asked_at,
            model,
            destination,
            _sound(prompt.name),
            prompt.version,
            _sound(toml),
            json.dumps(table),
            written(reply),
            cost,
            _searched(prompt, row, model, reply),
            len(row.images),
            _from_images(row.images),
        )
        return int(self.do(_PUT, values)[0][0])

    def find(
        self, query: str = "", starred: bool = False, limit: int = LIMIT
    ) -> list[HistoryEntry]:
        """Questions that hold each of the words, the newest first, without their pictures.

        A word is looked for, in any case, in the prompt's name and texts, the input, the model's
        name and the answer.

        Raises
        ------
        StorageError
            When the file cannot be read.
        """
        wanted = _sound(query).casefold().split()
        where = ["instr(searched, ?) > 0"] * len(wanted) + ["starred"] * starred
        condition = f"WHERE {' AND '.join(where)} " if where else ""
        question = f"SELECT {_READ}, '' FROM questions {condition}ORDER BY id DESC LIMIT ?"
        found = (_entry(row) for row in self.do(question, [*wanted, limit]))
        return [entry for entry in found if entry is not None]

    def get(self, id: int) -> HistoryEntry:
        """One question with its pictures.

        Raises
        ------
        UsageError
            When there is none of this number.
        StorageError
            When the file cannot be read.
        """
        rows = self.do(f"SELECT {_READ}, images FROM questions WHERE id = ?", [id])
        entry = _entry(rows[0]) if rows else None
        if entry is None:
            message = f"There is no question {id} in the history."
            raise UsageError(message, "`workbench history` lists what there is.")
        return entry

    def star(self, id: int, on: bool = True) -> None:
        """Mark a question, or take the mark away.

        Raises
        ------
        UsageError
            When there is none of this number.
        """
        self._changed("UPDATE questions SET starred = ? WHERE id = ? RETURNING id", [int(on), id])

    def remove(self, id: int) -> tuple[Any, ...]:
        """Forget a question; returns what `put_back` brings it back by.

        Raises
        ------
        UsageError
            When there is none of this number.
        """
        return self._changed("DELETE FROM questions WHERE id = ? RETURNING *", [id])

    def put_back(self, removed: tuple[Any, ...]) -> None:
        """Bring a question back that `remove` returned.

        Raises
        ------
        StorageError
            When the file cannot be written.
        """
        places = ", ".join("?" * len(removed))
        self.do(f"INSERT OR REPLACE INTO questions VALUES ({places})", removed)

    def __len__(self) -> int:
        return int(self.do("SELECT COUNT(*) FROM questions")[0][0])

    def _changed(self, statement: str, values: Sequence[int]) -> tuple[Any, ...]:
        rows = self.do(statement, values)
        if not rows:
            message = f"There is no question {values[-1]} in the history."
            raise UsageError(message, "`workbench history` lists what there is.")
        return tuple(rows[0])


def _entry(values: tuple[Any, ...]) -> HistoryEntry | None:
    """A question from its row of the table; ``None`` where another version wrote something else."""
    id, model, destination, name, version, toml, given, said, cost, starred, pictures, images = (
        values
    )
    reply = read(said)
    if reply is None:
        return None
    try:
        row = Row(**json.loads(given), images=_to_images(images))
    except (ValueError, TypeError):
        return None
    return HistoryEntry(
        id, model, destination, name, version, toml, row, reply, cost, bool(starred), pictures
    )


def _searched(prompt: Prompt, row: Row, model: str, reply: Response) -> str:
    said = (
        prompt.name,
        prompt.description,
        prompt.system,
        prompt.example,
        row.text,
        row.label,
        model,
        reply.text,
    )
    return _sound("\n".join(said)).casefold()


def _sound(text: str) -> str:
    """What SQLite can keep: halves of characters, which a model may say, become question marks."""
    return (
        text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    )


def _from_images(images: Sequence[bytes]) -> str:
    return json.dumps([base64.b64encode(image).decode("ascii") for image in images])


def _to_images(text: str) -> tuple[bytes, ...]:
    return tuple(base64.b64decode(image) for image in json.loads(text or "[]"))
