"""Line: a connection to a server for one question at a time, which any thread can cut."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import openai

from .server import Server

# What leaves with a question. The client library would add what it finds in the environment
# (another service's keys, an organisation), and what machine this is.
_HEADERS = {
    "host",
    "content-type",
    "content-length",
    "transfer-encoding",
    "accept",
    "accept-encoding",
    "connection",
    "user-agent",
}
# The library of the connection would log whole headers, and a server may say the key in its own.
logging.getLogger("httpcore2").setLevel(logging.INFO)

_LOOK_S = 0.25
_MOST_BYTES = 64 << 20
_IDLE = 16


class Connection:
    """A client with a connection of its own."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._stream: Any = None
        self._cut = False
        params = server.params
        http = httpx2.Client(
            # Reading the certificates takes a while, and without TLS nobody looks at them.
            # SSL_CERT_FILE names who is trusted, on this machine, too.
            verify=server.url.startswith("https:") and httpx2.create_ssl_context(),
            timeout=httpx2.Timeout(params.silence, connect=_connect(server)),
            # A server could pass the question on to anywhere, whatever was said of where it goes.
            follow_redirects=False,
            # A proxy is another machine.
            trust_env=not server.is_here,
            limits=httpx2.Limits(max_connections=1),
            event_hooks={"request": [self._prepare]},
        )
        self.client = openai.OpenAI(
            api_key=server.key or "none",
            admin_api_key="",
            base_url=server.url,
            max_retries=0,
            http_client=http,
        )

    def _prepare(self, request: httpx2.Request) -> None:
        for name in [name for name in request.headers if name.lower() not in _HEADERS]:
            del request.headers[name]
        if self._server.key:
            request.headers["Authorization"] = f"Bearer {self._server.key}"
            if self._server.service.key_header:
                request.headers[self._server.service.key_header] = self._server.key
        if self._server.service.key_header:
            request.headers["anthropic-version"] = "2023-06-01"
        request.extensions["trace"] = self._trace

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._stream = info["return_value"]
            if self._cut:
                self.cut()

    def cut(self) -> None:
        """Break the connection; whoever waits for it is let go with an error."""
        self._cut = True
        stream = self._stream
        if stream is not None:
            with contextlib.suppress(OSError, AttributeError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    @property
    def was_cut(self) -> bool:
        """Whether it is of no use any more."""
        return self._cut

    def close(self) -> None:
        """Close the connection."""
        with contextlib.suppress(OSError, RuntimeError):
            self.client.close()


_idle: dict[Server, list[Connection]] = {}
_places: dict[tuple[str, int], threading.BoundedSemaphore] = {}
_lock = threading.Lock()


def _connect(server: Server) -> float:
    # Who listens on this machine takes a call at once.
    return min(server.params.connect, 0.5) if server.is_here else server.params.connect


@contextmanager
def line(server: Server) -> Iterator[Connection]:
    """A line that is free, or a new one; afterwards it is kept for the next question."""
    with _lock:
        free = _idle.get(server)
        taken = free.pop() if free else None
    taken = taken or Connection(server)
    whole = False
    try:
        yield taken
        whole = True
    finally:
        with _lock:
            free = _idle.setdefault(server, [])
            kept = whole and not taken.was_cut and len(free) < _IDLE
            if kept:
                free.append(taken)
        if not kept:
            taken.close()


@contextmanager
def turn(server: Server, stopped: threading.Event) -> Iterator[bool]:
    """Wait until fewer than ``at_once`` questions are on their way; whether it is one's turn."""
    with _lock:
        key = (server.url, server.params.at_once)
        places = _places.setdefault(key, threading.BoundedSemaphore(server.params.at_once))
    while not places.acquire(timeout=0.05):
        if stopped.is_set():
            yield False
            return
    try:
        yield not stopped.is_set()
    finally:
        places.release()


class Watch:
    """Cuts a line whose answer takes too long or grows too large, and says why."""

    def __init__(self, connection: Connection, longest: float) -> None:
        self.why = ""
        self.received: Callable[[], int] = lambda: 0
        self._line = connection
        self._longest = longest
        self._over = threading.Event()

    def __enter__(self) -> Watch:
        threading.Thread(target=self._look, name="watch", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _look(self) -> None:
        waited = 0.0
        while not self._over.wait(min(_LOOK_S, self._longest / 4)):
            waited += min(_LOOK_S, self._longest / 4)
            if waited >= self._longest:
                self.why = f"did not end within {self._longest:g} s"
            elif self.received() > _MOST_BYTES:
                self.why = f"is larger than {_MOST_BYTES >> 20} MiB"
            if self.why:
                self._line.cut()
                return


def close_all() -> None:
    """Close every connection that is not in use."""
    with _lock:
        lines = [each for free in _idle.values() for each in free]
        _idle.clear()
    for each in lines:
        each.close()
