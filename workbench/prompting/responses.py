"""Responses: what models answered, kept on disk, so that no question is asked and paid twice.

An answer is known by the provider, where it is asked, the model and its identity (another file
under the same name answers otherwise), and the rendered request with its options. Each is written
as soon as it is whole, in a transaction of its own.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from workbench.core import paths
from workbench.core.contracts.provider import Provider, Request
from workbench.prompting.database import Database
from workbench.prompting.reasoning import separate_text

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL,
    asked_at REAL NOT NULL, reply TEXT NOT NULL
) WITHOUT ROWID
"""
_PROBE = "SELECT key FROM answers LIMIT 1"
_PUT = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)"
# SQLite takes so many values in one question on every build.
_AT_ONCE = 500


@dataclasses.dataclass(frozen=True)
class Response:
    """One whole answer.

    Attributes
    ----------
    text
        The answer, without what the model thought before it.
    finish
        Why it ended, as in `workbench.core.contracts.answer.Piece`.
    prompt_tokens, completion_tokens
        ``None`` where the provider did not count.
    first_s, seconds
        From the question to the first piece of text, and to the end.
    pieces
        How many pieces of text it came in.
    tokens
        Pieces of ``text`` with their log-probabilities, where those were asked for and given.
    asked_at
        Unix time of the question.
    stored
        It was known already; nobody was asked.
    reasoning
        What the model thought before it answered (`workbench.prompting.reasoning`).
    reasoning_tokens
        How many of ``completion_tokens`` that took, shown or not; ``None`` where the provider
        did not count.
    implied
        The reasoning had no beginning: the prompt began it. A model that does so and is cut
        before it ends has written nothing but reasoning.
    """

    text: str
    finish: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    first_s: float = 0.0
    seconds: float = 0.0
    pieces: int = 0
    tokens: tuple[tuple[str, float], ...] = ()
    asked_at: float = 0.0
    stored: bool = False
    reasoning: str = ""
    reasoning_tokens: int | None = None
    implied: bool = False

    @property
    def is_reasoning_only(self) -> bool:
        """Whether the model thought, and then gave no answer."""
        return not self.text.strip() and bool(self.reasoning or self.reasoning_tokens)


def key_of(provider: Provider, request: Request, identity: str | None = None) -> str:
    """What an answer is known by: SHA-256 in hexadecimal digits.

    ``identity`` is the model's, where it is known already: to find it may take a file's reading.
    """
    if identity is None:
        identity = provider.identity(request.model)
    turns = [
        (turn.role, turn.text, [hashlib.sha256(image).hexdigest() for image in turn.images])
        for turn in request.messages
    ]
    place = provider.destination(request.model)
    content: list[Any] = [provider.id, place, request.model, identity, turns, request.prompt]
    content.append(dataclasses.asdict(request.options))
    raw = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def keys_of(provider: Provider, requests: Sequence[Request]) -> list[str]:
    """The keys of many requests, in their order."""
    models = dict.fromkeys(request.model for request in requests)
    identities = {model: provider.identity(model) for model in models}
    return [key_of(provider, request, identities[request.model]) for request in requests]


def default_file() -> Path:
    """Where the user's answers are: with the data, since they may have cost money."""
    return paths.data() / "answers.sqlite"


class Answers(Database):
    """Replies by key; safe to use from several threads and processes.

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
        super().__init__(path or default_file(), _SCHEMA, _PROBE, "The answers")

    def get(self, key: str) -> Response | None:
        """The reply of this key, if there is one."""
        return self.find([key]).get(key)

    def find(self, keys: Iterable[str]) -> dict[str, Response]:
        """Every reply that is known, by key.

        Raises
        ------
        StorageError
            When the file cannot be read.
        """
        wanted, found = list(dict.fromkeys(keys)), {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            question = f"SELECT key, reply FROM answers WHERE key IN ({','.join('?' * len(some))})"
            for key, text in self.do(question, some):
                if (reply := read(text)) is not None:
                    found[key] = reply
        return found

    def put(self, key: str, provider: str, model: str, reply: Response) -> None:
        """Keep a reply; when this returns, a crash of the program does not lose it.

        Raises
        ------
        StorageError
            When the file cannot be written.
        """
        self.do(_PUT, (key, provider, model, reply.asked_at, written(reply)))

    def __len__(self) -> int:
        return int(self.do("SELECT COUNT(*) FROM answers")[0][0])


def written(reply: Response) -> str:
    """A reply as JSON, which `read` reads; in ASCII, so that any text can be kept."""
    table = dataclasses.asdict(reply)
    del table["stored"]
    return json.dumps(table, ensure_ascii=True)


def read(text: str) -> Response | None:
    """A reply from its JSON; ``None`` where another version wrote something else."""
    try:
        table = json.loads(text)
        table["tokens"] = tuple((piece, float(logprob)) for piece, logprob in table["tokens"])
        reply = Response(**table, stored=True)
        return reply if "reasoning" in table else without_reasoning(reply)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def without_reasoning(reply: Response) -> Response:
    """A reply that was kept before reasoning was told apart from answers."""
    separated = separate_text(reply.text, reply.tokens)
    return dataclasses.replace(
        reply,
        text=separated.answer,
        tokens=separated.tokens if separated.reasoning else reply.tokens,
        reasoning=separated.reasoning,
        implied=separated.implied,
    )
