"""A server on loopback that does wrong in ways that a real one cannot be made to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler", int], None]


class Handler(BaseHTTPRequestHandler):
    """Keeps what it was asked, and behaves as it was told."""

    server: FaultyServer  # type: ignore[assignment]

    def do_GET(self) -> None:
        """The list of models."""
        self.server.seen.append((self.path, dict(self.headers), {}))
        if self.server.listing is not None:
            self.server.listing(self, 0)
        else:
            self.reply(200, {"object": "list", "data": [{"id": "m", "object": "model"}]})

    def do_POST(self) -> None:
        """A question."""
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length) or b"{}")
        with self.server.lock:
            self.server.seen.append((self.path, dict(self.headers), body))
            number = sum(path != "/v1/models" for path, _, _ in self.server.seen)
            self.server.busy += 1
            self.server.busiest = max(self.server.busiest, self.server.busy)
        try:
            self.server.behaviour(self, number)
        finally:
            with self.server.lock:
                self.server.busy -= 1

    def reply(self, status: int, body: Any, **headers: str) -> None:
        """A whole reply."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def refuse(
        self, status: int, message: str, headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        """An error as OpenAI words it."""
        self.reply(status, {"error": {"message": message, **more}}, **(headers or {}))

    def begin(self) -> None:
        """The head of a stream that ends when the connection does."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def event(self, data: Any) -> None:
        """One event."""
        text = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def say(self, text: str, finish: str | None = None, **delta: Any) -> None:
        """A piece of an answer."""
        choice = {"index": 0, "delta": {"content": text, **delta}, "finish_reason": finish}
        self.event({"object": "chat.completion.chunk", "choices": [choice]})

    def answer(self, text: str = "yes") -> None:
        """A whole answer, well-behaved."""
        self.begin()
        self.say(text)
        self.say("", "stop")
        self.event({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 1}})
        self.event("[DONE]")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class FaultyServer(ThreadingHTTPServer):
    """Behaves as ``behaviour`` says, which is told how many questions there were."""

    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = behaviour
        self.listing = None
        self.seen: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.lock = threading.Lock()
        self.busy = self.busiest = 0
        # Set when the test is over, for behaviours that wait.
        self.over = threading.Event()

    listing: Behaviour | None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The bodies of the questions that came."""
        return [body for path, _, body in self.seen if path != "/v1/models"]

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is nothing to speak of."""


@contextmanager
def running(behaviour: Behaviour) -> Iterator[FaultyServer]:
    """A server for one test."""
    server = FaultyServer(behaviour)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
