"""Asking: a question to a server, again where it has too much to do, and never for ever."""

from __future__ import annotations

import random
import threading
from typing import Any

from workbench import AnswerStream, BrokenAnswer, Emit, ProviderError, Request

from .adapting import _dropped as _dropped
from .adapting import dropped, learn
from .body import body
from .faults import Fault, fault
from .line import Connection, Watch, line, turn
from .reply import ReplyStream
from .server import Server
from .stream import pieces, until, without

_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 60.0


class _Current:
    """The line that an answer has just now: the only one that may be cut for it."""

    def __init__(self) -> None:
        self._line: Connection | None = None
        self._lock = threading.Lock()

    def set(self, line: Connection | None) -> None:
        with self._lock:
            self._line = line

    def cut(self) -> None:
        with self._lock:
            if self._line is not None:
                self._line.cut()


def answer(server: Server, request: Request) -> AnswerStream:
    """Ask in a thread."""
    current = _Current()

    def produce(emit: Emit, stopped: threading.Event) -> None:
        with turn(server, stopped) as mine:
            if mine:
                _patiently(server, request, emit, stopped, current)

    return AnswerStream(produce, current.cut)


def _patiently(
    server: Server, request: Request, emit: Emit, stopped: threading.Event, current: _Current
) -> None:
    tries = 0
    while not stopped.is_set():
        found = _once(server, request, emit, stopped, current)
        if found is None or stopped.is_set():
            return
        tries += 1
        wait = _FIRST_WAIT_S * 2 ** (tries - 1) * random.uniform(0.75, 1.25)
        wait = wait if found.wait is None else found.wait
        if not found.again or tries >= server.params.tries or wait > _LONGEST_WAIT_S:
            raise found.error
        _pause(stopped, wait)


def _pause(stopped: threading.Event, seconds: float) -> None:
    """Wait before the next try, unless it is stopped meanwhile."""
    stopped.wait(seconds)


class _Progress:
    """How far one try came: whether the server answers, and whether anything was passed on."""

    is_open = has_begun = False


def _once(
    server: Server, request: Request, emit: Emit, stopped: threading.Event, current: _Current
) -> Fault | None:
    """One try; what went wrong before anything came can be tried again."""
    while True:
        progress = _Progress()
        try:
            _ask(server, request, emit, stopped, current, progress)
            return None
        except ProviderError as error:
            return Fault(error)
        except Exception as error:  # noqa: BLE001  whatever a server sends must come out as words
            if progress.has_begun or stopped.is_set() or not learn(server, request, error):
                return fault(server, request.model, error, progress.is_open)


def _ask(
    server: Server,
    request: Request,
    emit: Emit,
    stopped: threading.Event,
    current: _Current,
    progress: _Progress,
) -> None:
    without_these = dropped(server, request)
    with line(server) as taken, Watch(taken, server.params.longest) as watch:
        current.set(taken)
        try:
            reply = ReplyStream(server, _open(taken, server, request, without_these))
            progress.is_open = True
            watch.received = lambda: int(reply.response.num_bytes_downloaded)
            told = pieces(reply, request.options.max_tokens, server.name)
            if "stop" in without_these:
                told = until(request.options.stop, told)
            for piece in without(server.key, told):
                if stopped.is_set():
                    taken.cut()
                    return
                progress.has_begun = True
                emit(piece)
        except Exception:
            if watch.why:
                message = f"The answer of {server.name} {watch.why}."
                raise BrokenAnswer(message) from None
            raise
        finally:
            current.set(None)


def _open(
    connection: Connection, server: Server, request: Request, without_these: frozenset[str]
) -> Any:
    client: Any = connection.client
    ask = client.chat.completions.create if request.messages else client.completions.create
    return ask(**body(server, request, without_these))
