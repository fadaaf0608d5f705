"""A Hub on loopback: real files over real HTTP, and faults when a test wants them."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

REVISION = "0123456789abcdef0123456789abcdef01234567"
KEY = "hf_planted0123456789"
CHUNK = 1 << 14


class Hub(ThreadingHTTPServer):
    """Repositories by name, each with its files by path.

    ``gated`` names those that only `KEY` may have; ``breaks`` is how many bytes the next answers
    send before their connection is cut, one each; ``wrong`` names files that are garbled on the
    way; files stop after ``hold_after`` bytes until ``hold`` is set. ``asked`` is what was asked
    for: path, ``Range`` and ``Authorization``. Large files are sent on to ``store``, another host.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.repos: dict[str, dict[str, bytes]] = {}
        self.gated: set[str] = set()
        self.breaks: list[int] = []
        self.wrong: set[str] = set()
        self.listing: bytes | None = None
        self.hold = threading.Event()
        self.hold_after: int | None = None
        self.asked: list[tuple[str, str | None, str | None]] = []
        self.store: Hub | None = None
        self.sent = 0

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self, word: str) -> list[str]:
        """What was asked for that has this word in its path."""
        return [path for path, _, _ in self.asked if word in path]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        key = self.headers.get("Authorization")
        self.server.asked.append((self.path, self.headers.get("Range"), key))
        if path.startswith("/api/models/"):
            self._tell(path.removeprefix("/api/models/"))
            return
        repo, _, rest = path.strip("/").partition("/resolve/")
        revision, _, file = rest.partition("/")
        content = self.server.repos.get(repo, {}).get(file)
        if content is None or revision != REVISION:
            self._say(404, b"", {"X-Error-Code": "EntryNotFound"})
        elif repo in self.server.gated and key != f"Bearer {KEY}":
            self._say(403, b"", {"X-Error-Code": "GatedRepo"})
        elif self.server.store is not None and _is_large(file):
            where = f"{self.server.store.address}{self.path}?signature=secret-signature"
            self._say(302, b"", {"Location": where})
        else:
            self._send(content, file)

    def _tell(self, name: str) -> None:
        name, _, what = name.removesuffix("/auth-check"), "", name.endswith("/auth-check")
        files = self.server.repos.get(name)
        if files is None:
            self._say(401, b"", {"X-Error-Code": "RepoNotFound"})
        elif what:
            fine = self.headers.get("Authorization") == f"Bearer {KEY}"
            self._say(200 if fine else 403, b"", {} if fine else {"X-Error-Code": "GatedRepo"})
        elif self.server.listing is not None:
            self._say(200, self.server.listing)
        else:
            gated = "manual" if name in self.server.gated else False
            table = {"id": name, "sha": REVISION, "gated": gated, "private": False}
            table["siblings"] = [_sibling(path, content) for path, content in files.items()]
            self._say(200, json.dumps(table).encode())

    def _send(self, content: bytes, file: str) -> None:
        if file in self.server.wrong:
            content = content[:-1] + bytes([content[-1] ^ 255])
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if start >= len(content) and start:
            self._say(416, b"")
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        end = len(content)
        if self.server.breaks and _is_large(file):
            end = min(end, start + self.server.breaks.pop(0))
        while start < end:
            if self.server.hold_after is not None and start >= self.server.hold_after:
                self.server.hold.wait(60)
            piece = content[start : min(end, start + CHUNK)]
            self.wfile.write(piece)
            self.server.sent += len(piece)
            start += len(piece)
        self.close_connection = True

    def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def _is_large(file: str) -> bool:
    return file.endswith((".gguf", ".safetensors"))


def _sibling(path: str, content: bytes) -> dict[str, Any]:
    blob = hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
    found: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": blob}
    if _is_large(path):
        sha = hashlib.sha256(content).hexdigest()
        found["lfs"] = {"size": len(content), "sha256": sha, "pointerSize": 130}
    return found


@contextmanager
def serving() -> Iterator[Hub]:
    """A Hub that runs."""
    made = Hub()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        made.hold.set()
        made.shutdown()
        made.server_close()
        thread.join()
