"""Reply: what came back to a question, told apart by its first bytes and not by what it claims.

Some servers do not stream, some call their stream something else, and some send a page to sign in
with, all with the status of success.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx2
import openai

from workbench import BrokenAnswer

from . import words
from .server import Server

_END = b"[DONE]"
_BLANK = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


class ReplyStream:
    """A reply's chunks; ``is_ended`` says whether the server said that it is over."""

    def __init__(self, server: Server, stream: Any) -> None:
        self._server = server
        self._stream = stream
        self.response: httpx2.Response = stream.response
        self.is_ended = False

    def chunks(self) -> Iterator[Any]:
        """What `stream.pieces` reads.

        Raises
        ------
        openai.APIError
            When it is an error, or breaks off.
        BrokenAnswer
            When it is something else.
        """
        incoming = self._incoming()
        head = next(incoming, b"")
        start = head.removeprefix(_BOM).lstrip(_BLANK)
        while not start and (more := next(incoming, None)) is not None:
            head, start = more, more.lstrip(_BLANK)
        if start[:1] in (b"{", b"[", b"<", b'"'):
            self.is_ended = True
            raw = b"".join(itertools.chain([head], incoming))
            yield from whole(self._server, raw, self.response.request)
            return
        # The client's own reader of events, with the bytes that were looked at put back.
        self.response.iter_bytes = lambda *_: itertools.chain([head], incoming)  # type: ignore[method-assign]
        yield from self._stream

    def _incoming(self) -> Iterator[bytes]:
        tail = b""
        try:
            for block in self.response.iter_bytes():
                tail = (tail + block)[-(1 << 10) :] if len(block) < 1 << 10 else block[-(1 << 10) :]
                self.is_ended = self.is_ended or _END in tail
                yield block
        except httpx2.TimeoutException as error:
            raise openai.APITimeoutError(request=self.response.request) from error
        except httpx2.HTTPError as error:
            raise openai.APIConnectionError(request=self.response.request) from error


def whole(server: Server, raw: bytes, request: httpx2.Request) -> Iterator[Any]:
    """A reply that is no stream: one answer, or several in lines of JSON.

    Raises
    ------
    openai.APIError
        When it says that something is wrong.
    BrokenAnswer
        When it is something for people.
    """
    text = raw.decode("utf-8-sig", "replace")
    try:
        found = [json.loads(text)]
    except (ValueError, RecursionError):
        found = _lines(server, text)
    for each in found:
        yield checked(each, request)


def _lines(server: Server, text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise no_answer(server, text) from None


def no_answer(server: Server, text: str) -> BrokenAnswer:
    """What is said of something that is no answer."""
    said = words.short(server.without_key(words.of(text)))
    if words.is_page(text):
        message = f"{server.name} sends a web page instead of an answer" + _quoted(said)
        remedy = (
            f"Open {server.url} in a browser: it may want you to sign in, or the network does; "
            "or correct the address in the settings."
        )
        return BrokenAnswer(message, remedy)
    message = f"What {server.name} sends is no answer" + _quoted(said)
    return BrokenAnswer(
        message, f"Check that there is a server for language models at {server.url}."
    )


def _quoted(detail: str) -> str:
    return f": {detail}." if detail else "."


def checked(chunk: Any, request: httpx2.Request) -> Any:
    """A chunk of what JSON says.

    Raises
    ------
    openai.APIError
        When it says that something is wrong.
    """
    if isinstance(chunk, dict) and not chunk.get("choices") and (said := words.of(chunk)):
        raise openai.APIError(said, request, body=_error(chunk))
    return _object(chunk)


def _error(chunk: dict[str, Any]) -> dict[str, Any]:
    """The part with code, type and param, which some leave outside of ``error``."""
    inner = chunk.get("error")
    return {**chunk, **inner} if isinstance(inner, dict) else chunk


def _object(data: Any) -> Any:
    """JSON as the client's chunks are: attributes, and a whole message in a part's place."""
    if isinstance(data, list):
        return [_object(each) for each in data]
    if not isinstance(data, dict):
        return data
    # Parts of a content stay plain, as the client leaves them.
    table = {
        str(name): value if name == "content" else _object(value) for name, value in data.items()
    }
    if "message" in table and "delta" not in table:
        table["delta"] = table["message"]
    return SimpleNamespace(**table)
