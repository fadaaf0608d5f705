"""HTTP on loopback: files in parts, as `Range` asks for them, and faults when a test wants them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

CHUNK = 1 << 14


class FileServer(ThreadingHTTPServer):
    """Whatever serves files to downloads.

    ``breaks`` is how many bytes the next answers send before their connection is cut, one each;
    files stop after ``hold_after`` bytes until ``hold`` is set. ``asked`` is what was asked for:
    path, ``Range`` and ``Authorization``; ``sent`` counts the bytes of files.
    """

    daemon_threads = True

    def __init__(self, handler: type[FileHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.breaks: list[int] = []
        self.hold = threading.Event()
        self.hold_after: int | None = None
        self.asked: list[tuple[str, str | None, str | None]] = []
        self.sent = 0

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is no news."""


class FileHandler(BaseHTTPRequestHandler):
    """Answers one request of a `FileServer`; a subclass says which file a path means."""

    protocol_version = "HTTP/1.1"
    server: FileServer

    def note(self) -> None:
        """Keep what was asked for."""
        asked = self.path, self.headers.get("Range"), self.headers.get("Authorization")
        self.server.asked.append(asked)

    def send_file(self, content: bytes, may_break: bool = True) -> None:
        """Send what ``Range`` asks for of a file."""
        part = self.headers.get("Range")
        start = int(part.removeprefix("bytes=").rstrip("-")) if part else 0
        if start >= len(content) and start:
            self.say(416, b"")
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        end = len(content)
        if self.server.breaks and may_break:
            end = min(end, start + self.server.breaks.pop(0))
        while start < end:
            if self.server.hold_after is not None and start >= self.server.hold_after:
                self.server.hold.wait(60)
            piece = content[start : min(end, start + CHUNK)]
            self.wfile.write(piece)
            self.server.sent += len(piece)
            start += len(piece)
        self.close_connection = True

    def say(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Send a short answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def garbled(content: bytes) -> bytes:
    """The same with another last byte."""
    return content[:-1] + bytes([content[-1] ^ 255])


Server = TypeVar("Server", bound=FileServer)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Have a server run in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
